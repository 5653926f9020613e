"""A tree of processes that use the intent log as hard as they can, until they are killed.

Several append, each from threads and from an event loop; one seals segments and takes them to a
file as the tables' builder does; one erases a session over and over. Whatever the log acknowledged
is written to a pipe, which outlives them.
"""

import asyncio
import os
import threading
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final
from uuid import uuid4

from assistant.events.event import Action, Event
from assistant.intent_log.log import IntentLog
from assistant.intent_log.reading import record_of_line
from assistant.intent_log.segments import drop, seal, taking
from assistant.turn_record import SCHEMA, Timings, TurnRecord

GONE: Final = "gone"
"""Of the session that is erased: nobody waits to find it again."""
TAKEN: Final = "taken.txt"
"""Ids that the stand-in for the tables has, a line each, on disk before a segment is dropped."""
_WAIT_S: Final = 60.0
"""Longer than any batch: whoever is told late here has found a fault."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What runs."""

    writers: int = 2
    """Processes that append."""
    threads: int = 3
    """In each; half as many tasks of an event loop come on top."""
    takes: bool = True
    """Whether segments are sealed and taken meanwhile."""
    erases: bool = True


def grow(folder: Path, acknowledged: int, tree: Tree) -> None:
    """Start the processes and never return; killed with the group that this process leads.

    Args:
        folder: The log's.
        acknowledged: Descriptor that ids are written to, 37 bytes each.
        tree: Which processes.
    """
    for _ in range(tree.writers):
        if os.fork() == 0:
            _append(folder, acknowledged, tree.threads)
    if tree.takes and os.fork() == 0:
        _take(folder)
    if tree.erases and os.fork() == 0:
        _erase(folder)
    while True:
        time.sleep(60)


def _append(folder: Path, acknowledged: int, threads: int) -> None:
    log = IntentLog(folder, _WAIT_S)
    for _ in range(threads):
        threading.Thread(target=_one_by_one, args=(log, acknowledged), daemon=True).start()
    asyncio.run(_at_once(log, acknowledged, max(1, threads // 2)))


def _one_by_one(log: IntentLog, acknowledged: int) -> None:
    for number in count():
        record = a_record(number)
        log.append(record)
        _tell(acknowledged, record)


async def _at_once(log: IntentLog, acknowledged: int, tasks: int) -> None:
    async def append() -> None:
        for number in count():
            record = a_record(number)
            await log.append_async(record)
            _tell(acknowledged, record)

    await asyncio.gather(*(append() for _ in range(tasks)))


def _tell(acknowledged: int, record: TurnRecord | Event) -> None:
    if record.session_id != GONE:
        os.write(acknowledged, id_of(record).encode() + b"\n")  # whole: far below PIPE_BUF


def id_of(record: TurnRecord | Event) -> str:
    """Return what tells a record from every other."""
    return record.query_id if isinstance(record, TurnRecord) else record.event_id


def a_record(number: int) -> TurnRecord | Event:
    """Return a record of some size, each kind in its turn."""
    session = GONE if number % 7 == 3 else str(uuid4())
    if number % 5 == 4:
        return Event(action_name=Action.CLICK, session_id=session)
    return TurnRecord(
        schema=SCHEMA,
        session_id=session,
        turn=number,
        modality="text",
        user_query="waterproof boots " * (1 + number % 40),
        acts=[{"act": "find", "confidence": 0.9, "words": "boots"}],
        constraints=[],
        query_response_hit_ids=[str(uuid4()) for _ in range(6)],
        relaxed=[],
        reply="Here are two of 17 hiking boots.",
        tier="template",
        cost_usd="0",
        timings_ms=Timings(),
        outcome="completed",
    )


def _take(folder: Path) -> None:
    """Do with sealed segments what the tables' builder does, as slowly."""
    while True:
        with taking(folder):
            paths = seal(folder)
            ids = []
            for path in paths:
                for line in path.read_bytes().splitlines(keepends=True):
                    record = record_of_line(line)
                    if record is not None:
                        ids.append(id_of(record))
            with (folder / TAKEN).open("a", encoding="ascii") as taken:
                taken.write("\n" + "".join(f"{one}\n" for one in ids))
                taken.flush()
                os.fsync(taken.fileno())
            drop(paths)
        time.sleep(0.02)


def _erase(folder: Path) -> None:
    log = IntentLog(folder)
    while True:
        log.erase(GONE)
        time.sleep(0.03)
