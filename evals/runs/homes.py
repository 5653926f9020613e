"""Folders for the workers' homes, which go with the run: also those of one that was killed."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "aisle-eval-"


@contextmanager
def homes() -> Iterator[Path]:
    """Yield a new folder in the system's temporary one; gone when the block ends.

    Folders that killed runs have left are removed first.

    Raises:
        OSError: The disk is full or refuses.
    """
    place = Path(tempfile.gettempdir())
    for left in place.glob(f"{_PREFIX}*-*"):
        if not _is_alive(left.name):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(
        prefix=f"{_PREFIX}{os.getpid()}-", dir=place, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def _is_alive(name: str) -> bool:
    """Say whether the process that a folder is named after still runs; True if it names none."""
    number = name.removeprefix(_PREFIX).partition("-")[0]
    if not number.isdigit():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
