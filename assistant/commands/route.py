"""`aisle route`: check a routing policy, show it, and explain or train what it decides."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.commands.running import run_command

route = typer.Typer(
    name="route",
    help="The routing policy: who phrases a reply, and why.",
    no_args_is_help=True,
)

PolicyFile = Annotated[
    str | None,
    typer.Option("--policy", help='A policy file, or "shipped"; the configured one by default.'),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@route.command()
def check(
    policy: Annotated[
        str | None,
        typer.Argument(help='A policy file, or "shipped"; the configured one by default.'),
    ] = None,
) -> None:
    """Say every mistake of a policy file with its line; exit with 1 if there is one."""
    run_command("route_policy", "check", policy, False)


@route.command()
def show(policy: PolicyFile = None, as_json: Json = False) -> None:
    """Print who may be asked for what, at which price, and whether its key is there."""
    run_command("route_policy", "show", policy, as_json)


@route.command()
def explain(  # noqa: PLR0913, PLR0917 - one option for each thing that a decision looks at
    utterance: Annotated[
        str | None, typer.Argument(help="What a shopper says; planned on this shop's index.")
    ] = None,
    policy: PolicyFile = None,
    task: Annotated[
        Literal["reply", "reading", "summary", "labelling", "vision"], typer.Option()
    ] = "reply",
    act: Annotated[list[str] | None, typer.Option(help="Repeat it for several.")] = None,
    part: Annotated[
        list[str] | None, typer.Option(help='Of the reply, "Compared"; repeat it for several.')
    ] = None,
    results: Annotated[int, typer.Option(min=0, help="Products on the screen.")] = 0,
    constraints: Annotated[int, typer.Option(min=0)] = 0,
    relaxed: Annotated[int, typer.Option(min=0, help="Wishes that were given up.")] = 0,
    words: Annotated[int, typer.Option(min=0, help="Of the utterance.")] = 5,
    turn: Annotated[int, typer.Option(min=0, help="From 0.")] = 0,
    reading: Annotated[float, typer.Option(min=0, max=1, help="Confidence of the reading.")] = 1.0,
    asr: Annotated[
        float | None, typer.Option(min=0, max=1, help="Confidence of the recogniser.")
    ] = None,
    personal: Annotated[
        Literal["none", "contact", "sensitive"], typer.Option(help="Personal data in it.")
    ] = "none",
    tokens: Annotated[int, typer.Option(min=0, help="Of the prompt; 0 is not known.")] = 0,
    tenant: Annotated[str | None, typer.Option(help="Whose shop it is.")] = None,
    follow_up: Annotated[bool, typer.Option("--follow-up")] = False,
    fixed: Annotated[bool, typer.Option("--fixed", help="Only the templates may speak.")] = False,
    as_json: Json = False,
) -> None:
    """Print what is decided for a situation, why, and what the alternatives were.

    Keys are looked for in this shell's environment; no model is asked.
    """
    given = {
        "task": task, "acts": act or [], "parts": part or [], "results": results,
        "constraints": constraints, "relaxed": relaxed, "words": words, "turn": turn,
        "reading_confidence": reading, "asr_confidence": asr, "spoken": asr is not None,
        "personal_data": personal, "prompt_tokens": tokens, "follow_up": follow_up, "fixed": fixed,
    }  # fmt: skip
    run_command("route_explain", policy, utterance, given, tenant, as_json)


@route.command()
def train(
    log: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders of intent logs or .jsonl files; this one's by default."),
    ] = None,
    out: Annotated[Path, typer.Option(help="Where the score goes.")] = Path("score.json"),
    labels: Annotated[
        Path | None,
        typer.Option(help="JSON lines of session_id, turn and quality 0 or 1; else by outcome."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Train the score that chooses a tier from logged turns, and say how good it is."""
    run_command("route_train", log or [], out, labels, as_json)


def has_key(variable: str) -> bool:
    """Say whether this process's environment holds a key under a name."""
    return bool(os.environ.get(variable, "").strip())
