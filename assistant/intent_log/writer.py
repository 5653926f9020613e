"""One thread that writes the log's records: all that wait, with one sync of the disk for them.

Whoever hands a record over waits for it, yet not longer than a bound: a record that is not on disk
by then stays here, in memory, and is written when the disk takes it. Nothing but memory is touched
by the callers' threads, so that a disk that hangs holds up this thread only.

Source: group commit as in DeWitt et al., Implementation Techniques for Main Memory Database
Systems (1984), section 5.2.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from assistant.errors import LogLate, LogUnwritable
from assistant.events.dating import dated
from assistant.intent_log.backlog import Backlog
from assistant.intent_log.disk import Disk
from assistant.intent_log.health import LogHealth
from assistant.intent_log.waiting import QUEUE, Queue, Record, Waiting
from assistant.redaction.records import redacted
from assistant.turn_record import TurnRecord

RETRY_S: Final = 0.5
"""How soon a write that failed is tried again when nothing new comes."""
PREPARING_S: Final = 0.004
"""A batch is written after so long at the latest: redacting takes 0.3 ms a turn, and the first of a
hundred is not to wait for the last."""
IDLE_S: Final = 10.0
"""The thread ends after so long without work, and begins again with the next record."""

_STUCK = "the disk does not answer in time"
_log = logging.getLogger("aisle.intent_log")


class Writer:
    """Writes the records of one folder.

    Args:
        folder: The log's; it exists.
        within_s: How long a caller waits at most.
        disk: Makes what lines go to; each thread has its own.
        own: What the shop says of itself (`assistant.redaction.own_words`).
    """

    def __init__(
        self,
        folder: Path,
        within_s: float,
        disk: Callable[[Path], Disk],
        own: Sequence[str] = (),
    ) -> None:
        self._folder = folder
        self._within_s = within_s
        self._disk = disk
        self._own = own
        self._backlog = Backlog(folder)
        self._work = threading.Condition()
        self._queue = Queue()
        self._thread: threading.Thread | None = None
        self._is_closing = False
        self._busy_since: float | None = None
        """Since when the thread has been at one batch."""
        self._outage: str | None = None
        self._outage_since = 0.0

    def submit(self, record: Record) -> tuple[Waiting, float]:
        """Hand a record over; touches no disk.

        Returns:
            What waits, and for how many seconds to wait for it: not at all while the disk hangs.

        Raises:
            LogUnwritable: Too many wait already; this one is lost.
        """
        waiting = Waiting(record)
        with self._work:
            if self._queue.is_full:
                self._queue.lost()
                self._begin_outage("too many records wait for the disk")
                raise LogUnwritable(
                    f"A record of the intent log is lost, since {QUEUE} wait for the disk already; "
                    "free space or mend the disk."
                )
            self._queue.add(waiting)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="intent-log", daemon=True)
                self._thread.start()
            else:
                self._work.notify()
            return waiting, 0.0 if self._is_stuck() else self._within_s

    def late(self, waiting: Waiting) -> LogLate:
        """Note that a caller waits no longer; return what to tell them."""
        with self._work:
            self._begin_outage(self._outage or _STUCK)
            self._queue.told_late(waiting)
            return self._told_late()

    def forget(self, sessions: Collection[str], clients: Collection[str]) -> int:
        """Never write what waits of these sessions and shoppers; return how many records.

        Call it with the `writing` lock held: what the thread has written by then is in a segment.
        """
        with self._work:
            gone = self._queue.take_out(frozenset(sessions), frozenset(clients))
        for waiting in gone:
            waiting.tell()
        return len(gone)

    def health(self) -> LogHealth:
        """Return how it goes now; touches no disk and waits for nobody."""
        with self._work:
            return self._queue.health(self._outage or (_STUCK if self._is_stuck() else None))

    def close(self, within_s: float) -> int:
        """Write what waits, as long as the disk takes it in time; return how many are lost.

        Args:
            within_s: How long it may take, in seconds.
        """
        with self._work:
            self._is_closing = True
            thread = self._thread
            self._work.notify_all()
        if thread is not None:
            thread.join(within_s)
        with self._work:
            self._is_closing = False
            lost = len(self._queue)
            self._queue.lost(count=lost)
        if lost:
            _log.error("the intent log lost records that never came to disk: %d", lost)
        return lost

    # --- the thread -----------------------------------------------------------------------

    def _run(self) -> None:
        disk = self._disk(self._folder)
        try:
            self._write(disk)
        finally:
            disk.close()

    def _write(self, disk: Disk) -> None:
        while self._waits_for_work():
            before = self._queue.counts.written
            try:
                self._write_batch(disk)
            except OSError as error:  # the lock's file cannot be opened, say
                self._failed(self._next(), error.strerror or str(error))
            except Exception as error:  # noqa: BLE001 - the thread must outlive whatever it is
                self._failed(self._next(), type(error).__name__)
            with self._work:
                self._busy_since = None
                takes_any = self._queue.counts.written > before
                if self._is_closing and not takes_any:
                    self._thread = None
                    return
            self._backlog.look()  # when nobody waits for this batch any more

    def _waits_for_work(self) -> bool:
        """Return once there is something to write; False when the thread is to end."""
        with self._work:
            if self._queue and self._outage is not None and not self._is_closing:
                # What failed is tried again now and then; something new is tried at once.
                self._work.wait_for(lambda: self._is_closing or self._queue.has_news, RETRY_S)
            if not self._queue and not self._is_closing:
                self._work.wait_for(lambda: self._is_closing or len(self._queue) > 0, IDLE_S)
            if not self._queue:
                self._thread = None
                return False
            self._busy_since = time.monotonic()
            return True

    def _write_batch(self, disk: Disk) -> None:
        until = time.monotonic() + PREPARING_S
        for waiting in self._next():
            self._prepare(waiting)
            if time.monotonic() > until:
                break
        written: dict[str, list[Waiting]] = {}
        with disk.held():
            # Those that wait now: an eraser may have taken some out before it gave the lock back.
            for day, batch in _by_day(self._next()).items():
                try:
                    disk.write(day, b"".join(waiting.line for waiting in batch))
                except OSError as error:
                    self._failed(batch, error.strerror or str(error))
                else:
                    written[day] = batch
        for day, batch in written.items():
            try:
                disk.sync(day)
            except OSError as error:
                self._failed(batch, error.strerror or str(error))
            else:
                self._succeeded(batch)

    def _next(self) -> tuple[Waiting, ...]:
        with self._work:
            return self._queue.next()

    def _prepare(self, waiting: Waiting) -> None:
        """Make the line; what cannot be redacted is not written at all."""
        if waiting.line:
            return
        try:
            record = _to_write(waiting.record, self._own)
            waiting.day = f"{record.timestamp:%Y-%m-%d}"
            waiting.line = record.model_dump_json(by_alias=True).encode() + b"\n"
        except Exception as error:  # noqa: BLE001 - one record must not end the others' thread
            with self._work:
                self._queue.lost(waiting)
            _log.error("a record of the intent log cannot be redacted: %s", type(error).__name__)
            waiting.tell(LogUnwritable("A record of the intent log could not be redacted."))

    def _succeeded(self, batch: Collection[Waiting]) -> None:
        with self._work:
            self._queue.written(batch)
            is_over = self._outage is not None and not self._queue.has_late
            if is_over:
                self._outage = None
        for waiting in batch:
            waiting.tell()
        if is_over:
            lasted = time.monotonic() - self._outage_since
            _log.error("the intent log is written again, after %.1f s", lasted)

    def _failed(self, batch: Iterable[Waiting], reason: str) -> None:
        with self._work:
            self._queue.failed()
            self._begin_outage(reason)
            error = self._told_late()
            for waiting in batch:
                self._queue.told_late(waiting)
        for waiting in batch:
            waiting.tell(error)

    def _is_stuck(self) -> bool:
        return self._busy_since is not None and time.monotonic() - self._busy_since > self._within_s

    def _begin_outage(self, reason: str) -> None:
        if self._outage is None:
            self._outage_since = time.monotonic()
            _log.error("the intent log cannot be written: %s (%s)", reason, self._folder)
        self._outage = reason

    def _told_late(self) -> LogLate:
        # Clients are told it: it names no folder. The line in the server's own log does.
        return LogLate(
            f"A record of the intent log is not on disk yet ({self._outage}); it waits in memory "
            "until somebody frees space or mends the disk."
        )


def _by_day(batch: Iterable[Waiting]) -> dict[str, list[Waiting]]:
    days: dict[str, list[Waiting]] = {}
    for waiting in batch:
        if waiting.line:
            days.setdefault(waiting.day, []).append(waiting)
    return days


def _to_write(record: Record, own: Sequence[str]) -> Record:
    # Told apart for the types' sake: both functions give what they were given.
    if isinstance(record, TurnRecord):
        return redacted(dated(record), own)
    return redacted(dated(record))
