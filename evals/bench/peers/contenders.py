"""Who is measured, and how each is started.

A program takes the path of its plan, a JSON file: `settings`, `llm_url`, `whisper` (a
folder), `voice_model` and `voice_config` (files).
"""

import json
import os
import sys
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from assistant.config import Settings
from evals.bench.peers.environments import environ_of_peer, interpreter_of
from evals.bench.peers.weights import PeerWeights

Config = Literal["default", "best", "opened"]


@dataclass(frozen=True, slots=True)
class Contender:
    """One framework with one choice of settings."""

    name: str
    peer: str | None
    """Its environment's name; None for Aisle, which is here already."""
    config: Config = "default"


OURS = Contender("Aisle", None)
"""All words of the reply are the LLM's, as in the others."""

OPENED = Contender("Aisle, opened by the plan", None, "opened")
"""The plan's first clause is said while the LLM is asked for the rest."""

STOCK = (
    Contender("LiveKit Agents", "livekit"),
    Contender("LiveKit Agents, best settings", "livekit", "best"),
    Contender("Pipecat", "pipecat"),
    Contender("Pipecat, best settings", "pipecat", "best"),
)


@dataclass(frozen=True, slots=True)
class Program:
    """What runs a contender."""

    command: tuple[str, ...]
    environ: dict[str, str]


def program_of(
    contender: Contender, settings: Settings, weights: PeerWeights, llm_url: str, folder: Path
) -> Program:
    """Write a contender's plan and return what runs it; makes its environment if needed.

    Raises:
        PeerNotInstalled: Its environment cannot be made.
    """
    plan = folder / f"plan-{contender.peer or 'aisle'}-{contender.config}.json"
    plan.write_text(
        json.dumps(
            {
                "settings": contender.config,
                "llm_url": llm_url,
                "whisper": str(weights.whisper),
                "voice_model": str(weights.voice),
                "voice_config": f"{weights.voice}.json",
            }
        ),
        encoding="utf-8",
    )
    if contender.peer is None:
        # -P: a module in the user's folder must not stand in for one of ours.
        module = "evals.bench.peers.programs.aisle_program"
        environ = {**os.environ, "AISLE_HOME": str(settings.home)}
        environ |= {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        return Program((sys.executable, "-P", "-m", module, str(plan)), environ)
    python = interpreter_of(settings, contender.peer)
    with as_file(files("evals.bench.peers.programs")) as programs:
        program = programs / f"{contender.peer}_program.py"
    return Program((str(python), str(program), str(plan)), environ_of_peer())
