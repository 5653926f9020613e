"""Aisle's own session on the same stage as the others: `python -m ...aisle_program PLAN.json`.

Whole: recogniser, understanding, search, reply plan, voice. Only the words of the reply
are the stub LLM's instead of the templates', as the others have no templates; with the
settings "opened" the plan's first clause is said while the LLM is asked for the rest.
"""

import asyncio
import json
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import uuid4

from assistant.config import load
from assistant.parts import voice_parts
from assistant.session import VoiceSession
from assistant.session_events import SessionEvent, TurnCommitted, TurnWithdrawn
from evals.bench.llm_phraser import LLMPhraser
from evals.bench.peers.programs.livekit_pipes import (
    PipeMicrophone,
    PipeSpeaker,
    Teller,
    take_stdout,
)


async def main(plan: dict[str, Any], teller: Teller) -> None:
    """Converse until the stage closes its end."""

    def on_event(event: SessionEvent) -> None:
        if isinstance(event, TurnCommitted):
            text = event.turn.utterance.text
            teller.tell({"is": "heard", "at": time.time(), "text": text})
        elif isinstance(event, TurnWithdrawn):
            teller.tell({"is": "taken back", "at": time.time()})

    microphone = PipeMicrophone()
    said = LLMPhraser(plan["llm_url"], opened=plan["settings"] == "opened")
    async with voice_parts(load()) as parts, said as phraser:
        session = VoiceSession(
            parts, str(uuid4()), microphone, PipeSpeaker(teller), on_event, phraser
        )
        await session.start()
        teller.tell({"is": "ready", "versions": {"aisle": version("aisle")}})
        await microphone.run()
        await session.close()


if __name__ == "__main__":
    _plan = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    asyncio.run(main(_plan, Teller(take_stdout())))
