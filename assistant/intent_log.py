"""The intent log: one durable line per turn.

Append-only JSON Lines segments, one a day, each record written with a single
`write` on an O_APPEND descriptor and flushed to disk with fsync before
`append` returns. Several processes may append to one segment. A line that a
crash cut short is closed by the next writer and skipped by `read`.

Does not cover redaction, Parquet or analytics.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import LogUnwritable
from assistant.turn_record import TurnRecord

_PRIVATE_FOLDER = 0o700
_PRIVATE = 0o600
"""Segments hold what shoppers said: nobody else on the machine reads them."""


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
