"""What the intent log costs a turn, what a kill costs the log, and how long a stuck disk is felt.

The cost is the wait for `IntentLog.append_async` inside real typed conversations: redaction, the
write, and the disk's word that it is there. A bare write and fsync of the same line from a thread,
right after each, is what this machine takes for it then: a busy one takes longer for both.
"""

import asyncio
import os
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import uuid4

from assistant.config import Settings
from assistant.conversation import Conversation
from assistant.errors import LogLate
from assistant.events.event import Event
from assistant.intent_log.disk import Disk
from assistant.intent_log.log import WRITE_WITHIN_S, IntentLog
from assistant.parts import Parts, text_parts
from assistant.turn_record import TurnRecord
from evals.bench.figure import Figure, Report, median_of, percentile_of
from evals.bench.kill_log import Killed, killed_conversations, killed_writers
from evals.bench.kill_log_conversation import LINES
from evals.bench.kill_log_writers import a_record
from evals.bench.stamp import stamp
from evals.runs.assistant import scratch_home
from retrieval.index import status

TURNS: Final = 400
AT_ONCE: Final = 4
"""Conversations under load: each asks its next line as soon as it is answered."""
PAUSE_S: Final = 0.01
"""Between records in an idle process."""
KILLS: Final = 188
CONVERSATION_KILLS: Final = 12
STUCK: Final = 64
"""Turns that end at once while the disk hangs: as many sessions as a server takes."""
TIMER_S: Final = 0.1
"""On top of the bound: timers of a busy machine. A turn that waits for the disk waits 20 s here."""


def run(settings: Settings) -> Report:
    """Measure the writing of the intent log."""
    with scratch_home(settings) as scratch:
        quiet, bare = asyncio.run(_turns(scratch, 1))
        busy, busy_bare = asyncio.run(_turns(scratch, AT_ONCE))
        alone = asyncio.run(_alone(scratch.home / "alone"))
    with scratch_home(settings) as scratch:
        folder = scratch.home / "killed"
        folder.mkdir()
        killed = killed_writers(folder, KILLS)
    with scratch_home(settings) as scratch:
        talking = killed_conversations(scratch, CONVERSATION_KILLS)
    with scratch_home(settings) as scratch:
        stuck, loop_s = asyncio.run(_stuck(scratch.home / "stuck"))
    return Report(
        bench="log-write",
        figures=(
            *_pair("added to a turn", quiet, bare),
            *_pair(f"added to a turn, {AT_ONCE} conversations at once", busy, busy_bare),
            median_of("a record in an idle process, p50", alone, "ms"),
            percentile_of("a record in an idle process, p99", alone, 99, "ms", reach=5),
            *_killed(killed, talking),
            Figure(
                f"longest wait of {STUCK} turns for a stuck disk",
                max(stuck),
                "s",
                len(stuck),
                reach=WRITE_WITHIN_S + TIMER_S,
            ),
            Figure("event loop held up by it at most", loop_s * 1000, "ms", len(stuck)),
        ),
        stamp=stamp(status(settings.index_path).digest[:12]),
    )


def _pair(name: str, waited_ms: list[float], bare_ms: list[float]) -> tuple[Figure, ...]:
    return (
        median_of(f"{name}, p50", waited_ms, "ms"),
        percentile_of(f"{name}, p99", waited_ms, 99, "ms", reach=5),
        median_of(f"{name}: a bare write and fsync then, p50", bare_ms, "ms"),
        percentile_of(f"{name}: a bare write and fsync then, p99", bare_ms, 99, "ms"),
    )


def _killed(writers: Killed, talking: Killed) -> tuple[Figure, ...]:
    kills = writers.kills + talking.kills
    acknowledged = writers.acknowledged + talking.acknowledged
    lost = writers.lost + talking.lost
    unreadable = writers.unreadable + talking.unreadable
    return (
        Figure("kill -9: acknowledged records lost", lost, "", acknowledged, reach=0),
        Figure("kill -9: unreadable logs", unreadable, "", kills, reach=0),
        Figure(
            "kill -9 in typed conversations: answered turns",
            talking.acknowledged,
            "",
            talking.kills,
        ),
        Figure("kill -9 in typed conversations: of them lost", talking.lost, "", talking.kills),
    )


class _TimedLog(IntentLog):
    """Notes how long each turn waited, and then a bare write of the same line, in ms."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.waited_ms: list[float] = []
        self.bare_ms: list[float] = []
        self._beside = os.open(folder / "beside", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    async def append_async(self, record: TurnRecord | Event) -> None:
        begun = time.perf_counter()
        await super().append_async(record)
        if isinstance(record, TurnRecord):
            self.waited_ms.append((time.perf_counter() - begun) * 1000)
            line = record.model_dump_json(by_alias=True).encode() + b"\n"
            begun = time.perf_counter()
            await asyncio.to_thread(_write, self._beside, line)
            self.bare_ms.append((time.perf_counter() - begun) * 1000)


async def _turns(settings: Settings, at_once: int) -> tuple[list[float], list[float]]:
    """Return how long each turn waited for its record, and for a bare write after it, in ms."""
    async with text_parts(settings) as parts:
        log = _TimedLog(settings.log_path)
        timed = replace(parts, log=log)
        await _converse(timed, 2)  # warm
        log.waited_ms.clear()
        log.bare_ms.clear()
        each = TURNS // at_once
        await asyncio.gather(*(_converse(timed, each) for _ in range(at_once)))
        return log.waited_ms, log.bare_ms


async def _converse(parts: Parts, turns: int) -> None:
    for number in range(turns):
        if number % len(LINES) == 0:
            conversation = Conversation(parts, str(uuid4()))
        await conversation.answer(LINES[number % len(LINES)])


async def _alone(folder: Path) -> list[float]:
    """Return how long records wait where nothing else runs, in ms."""
    log = IntentLog(folder)
    took_ms = []
    for number in range(TURNS):
        await asyncio.sleep(PAUSE_S)
        begun = time.perf_counter()
        await log.append_async(a_record(number))
        took_ms.append((time.perf_counter() - begun) * 1000)
    return took_ms


def _write(descriptor: int, line: bytes) -> None:
    os.write(descriptor, line)
    os.fsync(descriptor)


class _StuckDisk(Disk):
    """A disk that does not answer until it is let go."""

    let_go = threading.Event()

    def sync(self, day: str) -> None:
        self.let_go.wait(20)
        super().sync(day)


async def _stuck(folder: Path) -> tuple[Sequence[float], float]:
    """Return how long each turn waited, in seconds, and the event loop's worst lateness."""
    log = IntentLog(folder, WRITE_WITHIN_S, _StuckDisk)
    late_s = [0.0]

    async def watch() -> None:
        while True:
            due = time.perf_counter() + 0.01
            await asyncio.sleep(0.01)
            late_s.append(time.perf_counter() - due)

    async def one(number: int) -> float:
        begun = time.perf_counter()
        try:
            await log.append_async(a_record(number))
        except LogLate:
            return time.perf_counter() - begun
        raise AssertionError("the disk hangs, and a record is on it")

    watching = asyncio.create_task(watch())
    first = await asyncio.gather(*(one(number) for number in range(STUCK)))
    then = [await one(number) for number in range(STUCK)]
    watching.cancel()
    _StuckDisk.let_go.set()
    await asyncio.to_thread(log.close, 10.0)
    return [*first, *then], max(late_s)
