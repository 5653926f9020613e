"""The intent log: one durable line per turn.

Append-only JSON Lines segments, one a day, each record written with a single
`write` on an O_APPEND descriptor and flushed to disk with fsync before
`append` returns. Several processes may append to one segment. A line that a
crash cut short is closed by the next writer and skipped by `read`.

A session's records can be erased: its segments are written anew beside the old ones and take
their place, while whoever appends waits (a lock on one file, shared by all who append). A
crash leaves the old segment or the new one, never half of either.

Does not cover redaction, Parquet or analytics.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import LogUnwritable
from assistant.turn_record import TurnRecord

_PRIVATE_FOLDER = 0o700
_PRIVATE = 0o600
"""Segments hold what shoppers said: nobody else on the machine reads them."""
_LOCK = ".lock"
_NEW = ".new-"
"""Begins the name of a segment that is being written anew."""


class IntentLog:
    """Appends turn records to a folder of daily segments.

    Raises:
        LogUnwritable: The folder cannot be made or written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            probe = folder / f".probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise self._unwritable(error) from error

    def append(self, record: TurnRecord) -> None:
        """Write `record` and wait until it is on disk.

        Raises:
            LogUnwritable: The record could not be written.
        """
        line = record.model_dump_json(by_alias=True).encode() + b"\n"
        path = self.folder / f"turns-{record.timestamp:%Y-%m-%d}.jsonl"
        is_new = not path.exists()
        try:
            with self._locked(fcntl.LOCK_SH):
                descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, _PRIVATE)
                try:
                    if _is_torn(descriptor):
                        line = b"\n" + line
                    if os.write(descriptor, line) != len(line):
                        raise OSError("the disk is full")
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)
            if is_new:
                _sync_folder(self.folder)
        except OSError as error:
            raise self._unwritable(error) from error

    def erase(self, session_id: str) -> int:
        """Erase a session's records from every segment; on disk when it returns.

        Returns:
            How many there were.

        Raises:
            LogUnwritable: A segment could not be written anew; it is as it was.
        """
        marks = _marks(session_id)
        try:
            # Without the lock first: what nobody said needs no one to wait.
            meant = [path for path in self._segments() if _holds(path, marks)]
            if not meant:
                return 0
            with self._locked(fcntl.LOCK_EX):
                for left in self.folder.glob(f"{_NEW}*"):
                    left.unlink(missing_ok=True)
                erased = sum(self._written_anew(path, session_id, marks) for path in meant)
                _sync_folder(self.folder)
        except OSError as error:
            raise self._unwritable(error) from error
        return erased

    def session(self, session_id: str) -> list[TurnRecord]:
        """Return a session's records, oldest first; reads all segments, so not for the event loop.

        Raises:
            LogUnwritable: A segment cannot be read.
        """
        marks = _marks(session_id)
        found: list[TurnRecord] = []
        try:
            for path in self._segments():
                with path.open("rb") as lines:
                    held = (line for line in lines if any(mark in line for mark in marks))
                    found += [record for line in held if (record := _record(line))]
        except OSError as error:
            raise self._unwritable(error) from error
        return [record for record in found if record.session_id == session_id]

    def _written_anew(self, path: Path, session_id: str, marks: tuple[bytes, ...]) -> int:
        """Write a segment without a session's records; return how many those were."""
        erased = 0
        new = path.with_name(f"{_NEW}{path.name}")
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
        with open(descriptor, "wb") as kept, path.open("rb") as lines:  # noqa: PTH123
            for line in lines:
                if any(mark in line for mark in marks) and _is_of(line, session_id, marks):
                    erased += 1
                else:
                    kept.write(line)
            kept.flush()
            os.fsync(kept.fileno())
        if erased:
            new.replace(path)
        else:
            new.unlink()
        return erased

    def _segments(self) -> list[Path]:
        return sorted(self.folder.glob("turns-*.jsonl"))

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        """Hold the folder's lock: shared to append, alone to write a segment anew."""
        descriptor = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, _PRIVATE)
        try:
            fcntl.flock(descriptor, how)
            yield
        finally:
            os.close(descriptor)

    def read(self) -> Iterator[TurnRecord]:
        """Yield every whole record, oldest segment first."""
        return read_log(self.folder)

    def _unwritable(self, error: OSError) -> LogUnwritable:
        reason = error.strerror or str(error)
        return LogUnwritable(
            f"The intent log in {self.folder} cannot be written ({reason}); "
            "free space, mend its permissions, or set AISLE_HOME to another folder."
        )


def read_log(folder: Path) -> Iterator[TurnRecord]:
    """Yield every whole record of the segments in `folder`, oldest segment first."""
    for path in sorted(folder.glob("turns-*.jsonl")):
        with path.open("rb") as lines:
            for line in lines:
                try:
                    yield TurnRecord.model_validate_json(line)
                except ValidationError:
                    continue


def _marks(session_id: str) -> tuple[bytes, ...]:
    """Return what a line of the session holds, in the ways in which JSON may be written."""
    name = json.dumps(session_id, ensure_ascii=False)
    return tuple(f'"session_id":{gap}{name}'.encode() for gap in ("", " "))


def _holds(path: Path, marks: tuple[bytes, ...]) -> bool:
    with path.open("rb") as lines:
        return any(mark in line for line in lines for mark in marks)


def _is_of(line: bytes, session_id: str, marks: tuple[bytes, ...]) -> bool:
    """Say whether a line that holds a mark is a record of the session, whole or torn.

    Not one in which a shopper only said such words: those are escaped in JSON.
    """
    try:
        record = json.loads(line)
    except ValueError:
        return any(mark in line for mark in marks)
    return isinstance(record, dict) and record.get("session_id") == session_id


def _record(line: bytes) -> TurnRecord | None:
    try:
        return TurnRecord.model_validate_json(line)
    except ValidationError:
        return None


def _sync_folder(folder: Path) -> None:
    """Make a new file's name survive a power loss, as its content does."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_torn(descriptor: int) -> bool:
    """Say whether the file's last line lacks its end."""
    size = os.fstat(descriptor).st_size
    return size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
