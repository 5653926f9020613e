"""A record between being handed over and being on disk, and the queue of them."""

import time
from bisect import bisect_left
from collections.abc import Iterable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from assistant.events.event import Event
from assistant.intent_log.health import WRITE_BOUNDS_S, LogHealth
from assistant.turn_record import TurnRecord

QUEUE: Final = 10_000
"""Records that may wait: 3 kB each on disk and about 15 kB in memory, so 150 MB at most."""
BATCH: Final = 256
"""Records of one write: 1 MB, so that nobody waits long for those before."""

Record = TurnRecord | Event


@dataclass(slots=True, eq=False)
class Waiting:
    """One record that is not known to be on disk."""

    record: Record
    future: "Future[None]" = field(default_factory=Future)
    """Done when it is on disk, or when that cannot be waited for."""
    since: float = field(default_factory=time.monotonic)
    line: bytes = b""
    """As it is written; empty until it was redacted."""
    day: str = ""
    is_late: bool = False
    """Whether the caller was told that it is not on disk yet."""

    def tell(self, error: Exception | None = None) -> None:
        """Answer whoever still waits."""
        with suppress(InvalidStateError):
            if error is None:
                self.future.set_result(None)
            else:
                self.future.set_exception(error)


class Queue:
    """Records in the order in which they came, and counts of what became of them.

    Not safe for threads: its owner holds a lock. A record leaves it when it is on disk, not before.
    """

    def __init__(self) -> None:
        self._waiting: dict[Waiting, None] = {}
        self._buckets = [0] * (len(WRITE_BOUNDS_S) + 1)
        self.counts = LogHealth()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_full(self) -> bool:
        return len(self._waiting) >= QUEUE

    @property
    def has_news(self) -> bool:
        """Whether somebody waits for one of them."""
        return any(not waiting.is_late for waiting in self._waiting)

    @property
    def has_late(self) -> bool:
        return any(waiting.is_late for waiting in self._waiting)

    def add(self, waiting: Waiting) -> None:
        """Let a record wait."""
        self._waiting[waiting] = None

    def next(self) -> tuple[Waiting, ...]:
        """Return what is to be written next, those first for which somebody waits."""
        return tuple(sorted(self._waiting, key=lambda waiting: waiting.is_late)[:BATCH])

    def told_late(self, waiting: Waiting) -> None:
        """Note that a caller was told that a record is not on disk."""
        if waiting in self._waiting and not waiting.is_late:
            waiting.is_late = True
            self.counts = replace(self.counts, late=self.counts.late + 1)

    def lost(self, waiting: Waiting | None = None, count: int = 1) -> None:
        """Note that a record will never be written; takes it out if it waits."""
        if waiting is not None:
            self._waiting.pop(waiting, None)
        self.counts = replace(self.counts, lost=self.counts.lost + count)

    def failed(self) -> None:
        """Note that the disk refused."""
        self.counts = replace(self.counts, failures=self.counts.failures + 1)

    def written(self, batch: Iterable[Waiting]) -> None:
        """Note that records are on disk."""
        now = time.monotonic()
        counts = self.counts
        records = size = 0
        seconds = 0.0
        for waiting in batch:
            self._waiting.pop(waiting, None)
            records += 1
            size += len(waiting.line)
            seconds += now - waiting.since
            self._buckets[bisect_left(WRITE_BOUNDS_S, now - waiting.since)] += 1
        self.counts = replace(
            counts,
            written=counts.written + records,
            written_bytes=counts.written_bytes + size,
            batches=counts.batches + 1,
            write_seconds=counts.write_seconds + seconds,
        )

    def take_out(self, sessions: frozenset[str], clients: frozenset[str]) -> list[Waiting]:
        """Take out the records of sessions and of shoppers; return them."""
        gone = [
            waiting
            for waiting in self._waiting
            if waiting.record.session_id in sessions or waiting.record.client_id in clients
        ]
        for waiting in gone:
            del self._waiting[waiting]
        return gone

    def health(self, outage: str | None) -> LogHealth:
        """Return the counts, and how it is now."""
        now = time.monotonic()
        oldest = min((waiting.since for waiting in self._waiting), default=now)
        return replace(
            self.counts,
            queued=len(self._waiting),
            oldest_s=now - oldest,
            outage=outage,
            write_buckets=tuple(self._buckets),
        )
