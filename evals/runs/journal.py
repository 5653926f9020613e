"""The trials of a run as they end: one JSON line each, on disk before the next one counts.

A kill leaves at most one torn line, the last; it is cut off before anything is added, and
readers leave it out.
"""

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from evals.errors import RunStopped, RunUnreadable
from evals.runs.record import TrialRecord


@dataclass(frozen=True, slots=True)
class JournalRead:
    """What a journal holds."""

    records: tuple[TrialRecord, ...]
    torn: bool = False
    """Whether its last line was not written to its end."""
    broken: tuple[int, ...] = ()
    """Numbers of other lines, from 1, that are no records."""


class Journal:
    """Appends records to a file.

    Args:
        path: Made if it is not there; a torn last line is cut off.

    Raises:
        OSError: It cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        _cut_torn(self._descriptor)

    def append(self, record: TrialRecord) -> None:
        """Write one record and wait until it is on disk.

        Raises:
            RunStopped: The disk is full or refuses; the file ends with the record before.
        """
        line = record.model_dump_json(exclude_defaults=True).encode() + b"\n"
        size = os.fstat(self._descriptor).st_size
        try:
            written = 0
            while written < len(line):
                written += os.write(self._descriptor, line[written:])
            os.fsync(self._descriptor)
        except OSError as error:
            os.ftruncate(self._descriptor, size)
            raise RunStopped(unwritable(self._path.parent, error)) from error

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


def unwritable(folder: Path, error: OSError) -> str:
    """Say why nothing more can be written to a run's folder, and what to do."""
    return (
        f"The run in {folder} stopped because {_reason(error)}; what has ended is kept: "
        f"make room and go on with `aisle eval run --resume {folder}`."
    )


def unbegun(folder: Path, error: OSError) -> str:
    """Say why a run could not even begin in a folder, and what to do."""
    return (
        f"The run in {folder} did not begin because {_reason(error)}; mend that, or name another "
        "folder with --out."
    )


def _reason(error: OSError) -> str:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return "the disk is full" if full else f"it cannot be written ({error.strerror or error})"


def read_journal(path: Path) -> JournalRead:
    """Read all whole records; of two of the same trial the later one counts.

    Raises:
        RunUnreadable: The file cannot be read.
    """
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise RunUnreadable(f"The journal {path} cannot be read: {error.strerror}.") from error
    *lines, rest = data.split(b"\n")
    found: dict[tuple[str, int, str], TrialRecord] = {}
    broken: list[int] = []
    for number, line in enumerate(lines, 1):
        try:
            record = TrialRecord.model_validate_json(line)
        except ValidationError:
            broken.append(number)
            continue
        found[record.scenario, record.trial, record.condition] = record
    return JournalRead(tuple(found.values()), bool(rest), tuple(broken))


def _cut_torn(descriptor: int) -> None:
    """End the file after its last whole line."""
    size = os.fstat(descriptor).st_size
    whole = os.pread(descriptor, size, 0).rfind(b"\n") + 1
    if whole < size:
        os.ftruncate(descriptor, whole)
        os.fsync(descriptor)
