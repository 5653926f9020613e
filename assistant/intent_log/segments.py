"""The files of the log's folder, and handing them to whoever makes tables of them.

    log-2026-11-23.jsonl                    live: records of that day are appended
    sealed-2026-11-23-TIME-ID.jsonl         no more is appended; waits for the tables
    unknown-2026-11-23.jsonl                records of kinds that this version does not know
    turns-2026-11-23.jsonl                  live, of a version before there were events

Whoever brings them to the tables does

    with taking(folder):
        seal(folder)
        paths = sealed(folder)
        ...                                  # into the tables, durably
        set_aside(folder, lines)             # whole records that were not understood
        drop(paths)

and may die anywhere in it: what was not dropped is taken again, and told apart by its keys.
"""

import errno
import os
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final
from uuid import uuid4

from assistant.intent_log.locks import PRIVATE, listing, taking, writing

__all__ = ["drop", "live", "live_path", "seal", "sealed", "segments", "set_aside", "taking"]

_RANKS: Final = {"unknown": 0, "turns": 1, "sealed": 2, "log": 3}
"""Order within a day: what was written first is read first."""
_NAME = re.compile(r"^(unknown|turns|sealed|log)-(\d{4}-\d{2}-\d{2})(?:-[\w-]+)?\.jsonl$")
LISTED_WITHIN_S: Final = 1.0
"""How long a reader waits for a writer that holds the folder, which takes milliseconds."""


def live_path(folder: Path, day: str) -> Path:
    """Return the segment that a day's records are appended to; `day` as "2026-11-23"."""
    return folder / f"log-{day}.jsonl"


def segments(folder: Path) -> tuple[Path, ...]:
    """Return every segment, by day, and within a day as they were written."""
    return _of(folder, *_RANKS)


def live(folder: Path) -> tuple[Path, ...]:
    """Return the segments that may still be appended to, oldest day first."""
    return _of(folder, "turns", "log")


def sealed(folder: Path) -> tuple[Path, ...]:
    """Return the segments that wait for the tables, oldest day first."""
    return _of(folder, "sealed")


def set_aside_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of records that were not understood, oldest day first."""
    return _of(folder, "unknown")


def seal(folder: Path, *, unknown: bool = False) -> tuple[Path, ...]:
    """Let no more be appended to what was written so far.

    Call it with `taking` held.

    Args:
        folder: The log's.
        unknown: Also hand over what an earlier version did not understand.

    Returns:
        Every segment that waits for the tables now, oldest day first, also those sealed before.

    Raises:
        OSError: The folder cannot be written.
    """
    with writing(folder):
        for path in _of(folder, *(["unknown"] if unknown else []), "turns", "log"):
            if path.stat().st_size == 0:
                path.unlink()
                continue
            path.rename(folder / f"sealed-{_day(path)}-{time.time_ns():020d}-{uuid4().hex}.jsonl")
        sync_folder(folder)
    return sealed(folder)


def set_aside(folder: Path, lines: Iterable[bytes], day: str) -> None:
    """Keep whole records that this version does not understand; on disk when it returns.

    Args:
        folder: The log's.
        lines: One record each, with or without its newline.
        day: Of the segment that they were in, as "2026-11-23".

    Raises:
        OSError: They could not be written.
    """
    kept = b"".join(line.rstrip(b"\n") + b"\n" for line in lines)
    if not kept:
        return
    path = folder / f"unknown-{day}.jsonl"
    with writing(folder):
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, PRIVATE)
        with os.fdopen(descriptor, "r+b", buffering=0) as kept_there:
            size = os.fstat(descriptor).st_size
            if size > 0 and os.pread(descriptor, 1, size - 1) != b"\n":
                kept = b"\n" + kept
            if kept_there.write(kept) != len(kept):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(descriptor)
        sync_folder(folder)


def drop(paths: Sequence[Path]) -> None:
    """Remove segments whose records are in the tables, durably; call it with `taking` held.

    Raises:
        OSError: One could not be removed; it is taken again next time.
    """
    for path in paths:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in paths}:
        sync_folder(folder)


def day_of(path: Path) -> str:
    """Return the day of a segment, as "2026-11-23"."""
    return _day(path)


def opened(folder: Path) -> list[tuple[Path, int]]:
    """Open every segment at one moment, so that none is missed or read twice.

    Returns:
        Paths and descriptors, to be closed by the caller, by day and as they were written.
    """
    found: list[tuple[Path, int]] = []
    try:
        with listing(folder, LISTED_WITHIN_S):
            for path in segments(folder):
                try:
                    found.append((path, os.open(path, os.O_RDONLY)))
                except FileNotFoundError:
                    continue  # dropped a moment ago: its records are in the tables
    except OSError:
        for _, descriptor in found:
            os.close(descriptor)
        raise
    return found


def sync_folder(folder: Path) -> None:
    """Make the names of new files survive a power loss, as their content does."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _of(folder: Path, *kinds: str) -> tuple[Path, ...]:
    found = []
    for path in folder.glob("*.jsonl"):
        match = _NAME.match(path.name)
        if match and match[1] in kinds and path.is_file():
            found.append(((match[2], _RANKS[match[1]], path.name), path))
    return tuple(path for _, path in sorted(found))


def _day(path: Path) -> str:
    match = _NAME.match(path.name)
    assert match is not None
    return match[2]
