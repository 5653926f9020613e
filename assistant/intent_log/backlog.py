"""What waits on the disk for the tables: how much it may become, and an alarm before it is.

While nobody brings segments to the tables (a database that is away, a server that runs nowhere),
they grow. The log leaves a share of the disk free: bringing segments to Parquet and erasing write
before they remove, and other programs want to live. Where it is reached, records wait in memory
and their callers are told so, as on a full disk; nothing that is on disk is removed for it.
"""

import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from assistant.intent_log.segments import segments

RESERVED_SHARE: Final = 0.05
RESERVED_MOST: Final = 500_000_000
"""Bytes that are left free at most: as much as two portions of segments take on their way."""
ALARM_BYTES: Final = 256 * 2**20
"""Of segments: one portion, some 80,000 turns. No catching up that goes well leaves as much."""
LOOK_EVERY_S: Final = 30.0

_log = logging.getLogger("aisle.intent_log")


def reserved_of(size: int) -> int:
    """Return how many bytes of a disk the log leaves free; `size` is the disk's, in bytes."""
    return min(int(size * RESERVED_SHARE), RESERVED_MOST)


def room_of(folder: Path) -> int:
    """Return how many bytes the log may still take of its disk; below 0 where it has too many.

    Raises:
        OSError: The folder cannot be asked.
    """
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize - reserved_of(disk.f_blocks * disk.f_frsize)


def waiting_bytes(folder: Path) -> int:
    """Return the size of all segments, in bytes.

    Raises:
        OSError: The folder cannot be read.
    """
    size = 0
    for path in segments(folder):
        with suppress(FileNotFoundError):  # brought to the tables just now
            size += path.stat().st_size
    return size


class Backlog:
    """Tells once when too much waits, and once when it is less again.

    Args:
        folder: The log's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_alarmed = False
        self._looked: float | None = None

    def look(self) -> None:
        """Look now and then; for a thread that may wait for the disk."""
        now = time.monotonic()
        if self._looked is not None and now - self._looked < LOOK_EVERY_S:
            return
        self._looked = now
        try:
            waiting, room = waiting_bytes(self._folder), room_of(self._folder)
        except OSError:
            return  # whoever writes tells of it
        is_much = waiting > min(ALARM_BYTES, (waiting + room) // 2)
        if is_much and not self._is_alarmed:
            _log.error(
                "the intent log's segments are not brought to the tables: %d MB wait, "
                "and the disk takes %d MB more; `aisle logs compact` tells why (%s)",
                *(waiting // 1_000_000, max(room, 0) // 1_000_000, self._folder),
            )
        elif self._is_alarmed and not is_much:
            _log.error("the intent log's segments are brought to the tables again")
        self._is_alarmed = is_much
