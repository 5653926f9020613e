"""Who may touch the log's folder when: two locks on files, good between processes and threads.

    taking   held alone by whoever brings sealed segments to the tables, from `seal` to `drop`, and
             by whoever erases. A record that is being erased is thus never on its way to the
             tables, and a segment that is being taken is never written anew.
    writing  held alone for the moment of a write or of a rename, milliseconds. Nobody waits for
             the disk with it: fsync comes after.

Who needs both takes `taking` first. To erase a person everywhere, erase in the log first and in
the tables afterwards: what was taken before is in the tables by then, and nothing follows it.

The kernel gives a lock back when its holder dies, however it dies.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PRIVATE: Final = 0o600
"""Segments hold what shoppers said: nobody else on the machine reads them."""
WRITING: Final = ".lock"
_TAKING: Final = ".taking"
_ASK_EVERY_S: Final = 0.01


@contextmanager
def taking(folder: Path) -> Iterator[None]:
    """Hold the lock of whoever takes sealed segments to the tables, or erases; waits for it.

    Raises:
        OSError: The folder cannot be written.
    """
    with _held(folder / _TAKING, fcntl.LOCK_EX):
        yield


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of a write or a rename; waits for it.

    Raises:
        OSError: The folder cannot be written.
    """
    with _held(folder / WRITING, fcntl.LOCK_EX):
        yield


@contextmanager
def listing(folder: Path, within_s: float) -> Iterator[None]:
    """Keep segments from being renamed while the block lists and opens them.

    Goes on without the lock where it cannot be had in time, or not at all: a folder that may only
    be read, a writer that a stuck disk holds up.
    """
    try:
        descriptor = os.open(folder / WRITING, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        until = time.monotonic() + within_s
        while not _is_shared(descriptor) and time.monotonic() < until:
            time.sleep(_ASK_EVERY_S)
        yield
    finally:
        os.close(descriptor)


def _is_shared(descriptor: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return True
    return False


@contextmanager
def _held(path: Path, how: int) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)
