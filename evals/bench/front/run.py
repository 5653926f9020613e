"""`aisle bench front`: what the WebSocket adds to a spoken answer.

The same requests are asked of a `VoiceSession` in this process and of `aisle serve` over
`/v1/realtime`, each on engines of its own, one at a time, by turns, so that both see the same
machine. Measured alike: from the last voiced sample to the first audible one as it is played.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

from assistant.clip_conversation import ClipConversation
from assistant.config import Settings
from assistant.parts import VoiceParts, voice_parts
from evals.bench.figure import Report
from evals.bench.front.report import Both, report_of
from evals.bench.load.caller import Caller, Manner
from evals.bench.load.microphone import question_of
from evals.bench.load.server import Measured, ServerMissing, started
from evals.bench.spoken_requests import Request, spoken_groups, warm_up
from retrieval.index import status

LEAST = 20
"""Requests, each asked both ways."""


def run(settings: Settings) -> Report:
    """Ask every request both ways and report the difference.

    Raises:
        ServerMissing: The server does not start.
        SpeechError: The requests cannot be spoken.
    """
    groups, first = _first(spoken_groups(settings)), warm_up(settings)
    with _server(settings) as server:
        asked = asyncio.run(_measure(settings, server, groups, first))
    return report_of(asked, status(settings.index_path).digest[:12])


def _first(groups: Sequence[list[Request]]) -> list[list[Request]]:
    """Return as many groups as hold `LEAST` requests."""
    chosen: list[list[Request]] = []
    for group in groups:
        if sum(map(len, chosen)) < LEAST:
            chosen.append(group)
    return chosen


@contextmanager
def _server(settings: Settings) -> Iterator[Measured]:
    """Serve a copy of the index: two processes cannot hold one."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "home"
        home.mkdir()
        if settings.index_path.is_dir():
            shutil.copytree(settings.index_path, home / settings.index_path.name)
        log = settings.home / "bench" / "front-serve.log"
        yield stack.enter_context(started(log, 4, {"AISLE_HOME": str(home)}))


async def _measure(
    settings: Settings, server: Measured, groups: Sequence[list[Request]], first: Request
) -> list[Both]:
    async with voice_parts(settings) as parts:
        await _inside(parts, [first])
        await _outside(server, [first])
        asked: list[Both] = []
        for number, group in enumerate(groups):
            if number % 2:
                socket = await _outside(server, group)
                inside = await _inside(parts, group)
            else:
                inside = await _inside(parts, group)
                socket = await _outside(server, group)
            asked += [
                Both(request.name, one, other)
                for request, one, other in zip(group, inside, socket, strict=True)
            ]
    return asked


async def _inside(parts: VoiceParts, group: Sequence[Request]) -> list[float | None]:
    times: list[float | None] = [None] * len(group)
    conversation = ClipConversation(parts, str(uuid4()))
    async for turn in conversation.run([request.samples for request in group]):
        times[turn.clip] = turn.timings.first_audio_ms
    return [None if ms is None or ms < 0 else ms for ms in times]


async def _outside(server: Measured, group: Sequence[Request]) -> list[float | None]:
    questions = [question_of(one.name, one.text, one.samples, seed=0) for one in group]
    caller = Caller(server, questions, _refuse)
    begin = asyncio.Event()
    begin.set()
    await caller.run(_pass, begin, Manner(patient=True))
    times = [asked.first_audio_ms for asked in caller.asked]
    return [None if ms is None or ms < 0 else ms for ms in times]


def _pass() -> None:
    """Nobody else is waited for."""


def _refuse(code: str) -> None:
    raise ServerMissing(f"The server refused a request ({code}); it cannot be measured.")
