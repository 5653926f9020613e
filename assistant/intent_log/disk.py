"""Putting a batch of lines on the disk: one write and one sync for each day in it.

Descriptors are kept from one batch to the next. Each system call gives the interpreter's lock away,
and under load it takes 5 ms to get it back: a batch makes five such calls, and opening anew ten.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.intent_log import backlog
from assistant.intent_log.locks import PRIVATE, WRITING
from assistant.intent_log.segments import live_path, sync_folder


@dataclass(slots=True)
class _Open:
    """A live segment that this process appends to."""

    descriptor: int
    inode: int
    size: int
    """In bytes, when this process had written to it last."""
    is_new: bool = True
    """Whether its name may not be on disk yet."""


class Disk:
    """Appends to the live segments of a folder, from one thread.

    Args:
        folder: The log's; it exists.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: int | None = None
        self._open: dict[str, _Open] = {}
        self._room = 0
        """Bytes that may be written before the disk is asked again."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the `writing` lock of `locks`.

        Raises:
            OSError: The folder cannot be written.
        """
        if len(self._open) > _DAYS:
            for day in tuple(self._open):
                self._give_back(day)
        if self._lock is None:
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
            self._lock = os.open(self.folder / WRITING, flags, PRIVATE)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._lock, fcntl.LOCK_UN)

    def write(self, day: str, lines: bytes) -> None:
        """Append whole lines to a day's segment, or nothing; call it with the lock held.

        A line that a crash cut short is closed first. Where the disk is full half-way, what was
        written is taken back.

        Args:
            day: As "2026-11-23".
            lines: Each with its newline.

        Raises:
            OSError: They could not be written, or the disk's share that is left free is reached.
        """
        if self._room < len(lines):
            self._ask_for_room(len(lines))
        segment = self._segment(day)
        before = segment.size
        left = memoryview(lines)
        try:
            while left:
                left = left[os.write(segment.descriptor, left) :]
        except OSError:
            with suppress(OSError):  # then the next line that is written closes what is torn
                os.ftruncate(segment.descriptor, before)
            self._give_back(day)
            raise
        segment.size = before + len(lines)
        self._room -= len(lines)

    def sync(self, day: str) -> None:
        """Wait until a day's segment is on disk, its name too where it is new.

        Raises:
            OSError: It is not.
        """
        segment = self._open[day]
        try:
            os.fsync(segment.descriptor)
            if segment.is_new:
                sync_folder(self.folder)
                segment.is_new = False
        except OSError:
            self._give_back(day)
            raise

    def close(self) -> None:
        """Give back all descriptors; they are opened anew with the next batch."""
        for day in tuple(self._open):
            self._give_back(day)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _ask_for_room(self, size: int) -> None:
        room = backlog.room_of(self.folder)
        if room < size:
            raise OSError(errno.ENOSPC, "the share of the disk that is left free is reached")
        self._room = min(room, _ASKED_AFTER)

    def _segment(self, day: str) -> _Open:
        """Return the segment with its last line whole, opened anew if it was sealed."""
        path = live_path(self.folder, day)
        known = self._open.get(day)
        if known is not None:
            try:
                now = path.stat()
            except FileNotFoundError:
                now = None
            if now is not None and now.st_ino == known.inode:
                if now.st_size != known.size:  # another process wrote to it as well
                    known.size = _closed(known.descriptor, now.st_size)
                return known
            self._give_back(day)
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
        try:
            found = os.fstat(descriptor)
            size = _closed(descriptor, found.st_size)
        except BaseException:
            os.close(descriptor)
            raise
        self._open[day] = _Open(descriptor, found.st_ino, size)
        return self._open[day]

    def _give_back(self, day: str) -> None:
        segment = self._open.pop(day, None)
        if segment is not None:
            with suppress(OSError):
                os.close(segment.descriptor)


_ASKED_AFTER = 1_000_000
"""Bytes, some 300 turns: other programs fill the disk as well."""
_DAYS = 4
"""Segments that are kept open: today's, yesterday's around midnight, and days of late events."""


def _closed(descriptor: int, size: int) -> int:
    """End a line that was cut short; return the size in bytes then."""
    if size > 0 and os.pread(descriptor, 1, size - 1) != b"\n":
        return size + os.write(descriptor, b"\n")
    return size
