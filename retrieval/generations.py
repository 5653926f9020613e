"""Where an index lives: generations in one folder, and a pointer to the one that serves.

    folder/
      CURRENT             names the generation that serves; replaced by rename
      build.lock          held with flock while a build runs
      building/           a build that has not finished; nothing reads it
      g-<time>-<random>/  meta.json, vocabulary.json and the engine's shard/

A build that is interrupted leaves `building/` behind and the old generation
serving. Replacing one small file is atomic where swapping two folders is not.
A process that has the previous generation open goes on reading it: its files
are unlinked, not overwritten.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from retrieval.errors import REBUILD, IndexDamaged, IndexLocked, IndexMissing, IndexUnwritable

_CURRENT = "CURRENT"
_BUILDING = "building"
_LOCK = "build.lock"
_PREFIX = "g-"


def current(folder: Path) -> Path:
    """Return the generation of `folder` that serves.

    Raises:
        IndexMissing: nothing was ever built here.
        IndexDamaged: the pointer names nothing.
    """
    try:
        name = (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing(f"There is no product index in {folder}; {REBUILD}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"The product index in {folder} cannot be read; {REBUILD}.") from error
    if not name.startswith(_PREFIX) or "/" in name or not (folder / name).is_dir():
        raise IndexDamaged(f"The product index in {folder} is incomplete; {REBUILD}.")
    return folder / name


@contextmanager
def new_generation(folder: Path) -> Iterator[Path]:
    """Give an empty folder to build in; it serves once the block ends without an error.

    Raises:
        IndexLocked: another build in `folder` is running.
        IndexUnwritable: `folder` or the disk refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / _LOCK).open("w") as lock:
            _take(lock.fileno(), folder)
            building = folder / _BUILDING
            shutil.rmtree(building, ignore_errors=True)
            building.mkdir()
            yield building
            _serve(folder, building)
    except OSError as error:
        raise IndexUnwritable(
            f"The product index cannot be written to {folder} ({error.strerror}); "
            "choose another folder or free some space, then run `aisle index`."
        ) from error


def _take(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise IndexLocked(
            f"Another `aisle index` is building in {folder}; wait until it has finished."
        ) from error


def _serve(folder: Path, building: Path) -> None:
    """Make `building` the generation that serves, then remove all others."""
    name = f"{_PREFIX}{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    building.rename(folder / name)
    pointer = folder / f"{_CURRENT}.new"
    with pointer.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(folder / _CURRENT)
    for old in folder.glob(f"{_PREFIX}*"):
        if old.name != name:
            with suppress(OSError):
                shutil.rmtree(old)
