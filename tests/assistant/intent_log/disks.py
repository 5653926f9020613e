"""Disks that are slow, or full, until they are told to be well again."""

import errno
import os
import threading
from pathlib import Path

from assistant.intent_log.disk import Disk


class Ailing:
    """What every `Disk` that it makes suffers from."""

    def __init__(self, *, hangs: bool = False, is_full: bool = False) -> None:
        self.well = threading.Event()
        self.reached = threading.Event()
        """Set once somebody waits for a disk that hangs."""
        self.hangs = hangs
        self.is_full = is_full
        if not (hangs or is_full):
            self.well.set()

    def __call__(self, folder: Path) -> Disk:
        return _AilingDisk(folder, self)


class _AilingDisk(Disk):
    def __init__(self, folder: Path, ailing: Ailing) -> None:
        super().__init__(folder)
        self._ailing = ailing

    def write(self, day: str, lines: bytes) -> None:
        if self._ailing.is_full and not self._ailing.well.is_set():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(day, lines)

    def sync(self, day: str) -> None:
        if self._ailing.hangs:
            self._ailing.reached.set()
            self._ailing.well.wait(90)
        super().sync(day)
