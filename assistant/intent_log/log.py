"""The intent log: one durable line per record, redacted before it is written.

Append-only JSON Lines segments, one a day (`segments`). A record's line is written whole or not at
all, and is on disk (fsync) before `append` returns; records that come at the same time share one
write and one sync (`writer`). Several processes may append to one folder. A line that a crash cut
short is closed by the next writer and skipped by readers (`reading`).

A person's records can be erased: segments are written anew beside the old ones and take their
place (`erasing`). A crash leaves the old segment or the new one, never half of either.

Does not cover Parquet or analytics.
"""

import asyncio
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import TimeoutError as NotInTime
from pathlib import Path
from typing import Final

from assistant.errors import LogUnwritable
from assistant.events.event import Event
from assistant.intent_log.disk import Disk
from assistant.intent_log.erasing import erase_records
from assistant.intent_log.health import LogHealth
from assistant.intent_log.marks import Marks
from assistant.intent_log.reading import lines_of, read_log, read_records, record_of_line
from assistant.intent_log.writer import Writer
from assistant.turn_record import TurnRecord

_PRIVATE_FOLDER = 0o700
WRITE_WITHIN_S: Final = 1.0
"""As `log.write_within_s` has it where nothing else is set."""


class IntentLog:
    """Appends records to a folder of daily segments.

    Args:
        folder: Where segments lie; made if it is not there.
        within_s: How long `append` waits for the disk at most.
        disk: Makes what lines go to; a test may bring a slower one.
        own: What the shop says of itself (`assistant.redaction.own_words`); it stays in replies.

    Raises:
        LogUnwritable: The folder cannot be made or written.
    """

    def __init__(
        self,
        folder: Path,
        within_s: float = WRITE_WITHIN_S,
        disk: Callable[[Path], Disk] = Disk,
        own: Sequence[str] = (),
    ) -> None:
        self.folder = folder
        try:
            folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            self.probe()
        except OSError as error:
            raise self._unwritable(error) from error
        self._writer = Writer(folder, within_s, disk, own)

    def append(self, record: TurnRecord | Event) -> None:
        """Write `record` and wait until it is on disk; blocks, so not for the event loop.

        Raises:
            LogLate: It is not on disk in time; it waits in memory and is written when it can be.
            LogUnwritable: It could not be written, and will not be.
        """
        waiting, within_s = self._writer.submit(record)
        try:
            waiting.future.result(within_s)
        except NotInTime:
            raise self._writer.late(waiting) from None

    async def append_async(self, record: TurnRecord | Event) -> None:
        """Write `record` and wait until it is on disk; never blocks the event loop.

        A caller that is cancelled meanwhile takes nothing back: the record is written.

        Raises:
            LogLate, LogUnwritable: As `append` does.
        """
        waiting, within_s = self._writer.submit(record)
        written = asyncio.wrap_future(waiting.future)
        done, _ = await asyncio.wait([written], timeout=within_s)
        if not done:
            written.add_done_callback(_retrieve)
            raise self._writer.late(waiting)
        await written

    def health(self) -> LogHealth:
        """Return how the writing goes; touches no disk, so good on the event loop."""
        return self._writer.health()

    def probe(self) -> None:
        """Write a file and remove it; blocks while the disk does.

        Raises:
            OSError: The folder cannot be written.
        """
        probe = self.folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink(missing_ok=True)

    def close(self, within_s: float = WRITE_WITHIN_S) -> int:
        """Write what still waits; return how many records are lost since the disk took too long.

        The log may be appended to again afterwards.
        """
        return self._writer.close(within_s)

    def erase(
        self,
        session_id: str | None = None,
        *,
        session_ids: Collection[str] = (),
        client_ids: Collection[str] = (),
    ) -> int:
        """Erase the records of sessions and of shoppers; on disk when it returns.

        Waits for whoever is bringing segments to the tables just now: erase there afterwards.

        Args:
            session_id: One session.
            session_ids: Several.
            client_ids: Known shoppers, with every record that names them.

        Returns:
            How many there were.

        Raises:
            LogUnwritable: A segment could not be written anew; it is as it was. Try again.
        """
        sessions = {*session_ids, *([] if session_id is None else [session_id])}
        marks = Marks(frozenset(sessions), frozenset(client_ids))
        try:
            return erase_records(self.folder, marks, self._writer.forget)
        except OSError as error:
            raise self._unwritable(error) from error

    def session(self, session_id: str) -> list[TurnRecord]:
        """Return a session's turns, oldest first; reads all segments, so not for the event loop.

        Raises:
            LogUnwritable: A segment cannot be read.
        """
        return [r for r in self.records(session_ids=(session_id,)) if isinstance(r, TurnRecord)]

    def records(
        self, *, session_ids: Collection[str] = (), client_ids: Collection[str] = ()
    ) -> list[TurnRecord | Event]:
        """Return all records of sessions and of shoppers that are in segments, none twice.

        Raises:
            LogUnwritable: A segment cannot be read.
        """
        marks = Marks(frozenset(session_ids), frozenset(client_ids))
        found: dict[str, TurnRecord | Event] = {}
        try:
            for line in lines_of(self.folder):
                if marks.are_of(line) and (record := record_of_line(line)):
                    found.setdefault(_key(record), record)
        except OSError as error:
            raise self._unwritable(error) from error
        return list(found.values())

    def read(self) -> Iterator[TurnRecord]:
        """Yield every whole turn, oldest day first."""
        return read_log(self.folder)

    def read_all(self) -> Iterator[TurnRecord | Event]:
        """Yield every whole record, oldest day first."""
        return read_records(self.folder)

    def _unwritable(self, error: OSError) -> LogUnwritable:
        reason = error.strerror or str(error)
        return LogUnwritable(
            f"The intent log in {self.folder} cannot be written ({reason}); "
            "free space, mend its permissions, or set AISLE_HOME to another folder."
        )


def _key(record: TurnRecord | Event) -> str:
    return record.query_id if isinstance(record, TurnRecord) else record.event_id


def _retrieve(written: "asyncio.Future[None]") -> None:
    """Let nobody complain of an answer for which nobody waited."""
    if not written.cancelled():
        written.exception()
