"""Where an index lives: generations in one folder, and a pointer to the one that serves.

    folder/
      CURRENT             names the generation that serves; replaced by rename
      build.lock          held with flock while a build runs
      staging/            what a build has read of its feed; kept when it is interrupted
      building/           a build that has not finished; nothing reads it
      g-<time>-<random>/  meta.json, vocabulary.json, ledger.sqlite and the engine's shard/

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

Pointer = tuple[int, int, int]
"""Tells one state of the pointer file from another: file number, nanoseconds, bytes."""


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


def pointer(folder: Path) -> Pointer | None:
    """Return what changes whenever another generation serves; None if there is no index.

    One call of the operating system: cheap enough to be asked every second.
    """
    try:
        stat = (folder / _CURRENT).stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


@contextmanager
def build_lock(folder: Path) -> Iterator[None]:
    """Make `folder` if needed and keep other builds out of it.

    Raises:
        IndexLocked: another build in `folder` is running.
        IndexUnwritable: `folder` or the disk refuses, at any moment within the block.
    """
    with disk_refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / _LOCK).open("w") as lock:
            _take(lock.fileno(), folder)
            yield


@contextmanager
def disk_refusals(folder: Path) -> Iterator[None]:
    """Turn the operating system's errors into one about the index in `folder`.

    Raises:
        IndexUnwritable: `folder` or the disk refuses.
    """
    try:
        yield
    except OSError as error:
        raise IndexUnwritable(
            f"The product index cannot be written to {folder} ({error.strerror}); choose another "
            "folder or free some space, then run `aisle index` again: what served still serves."
        ) from error


def new_generation(folder: Path) -> Path:
    """Return an empty folder to build in; call with the lock held."""
    building = folder / _BUILDING
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    return building


def serve(folder: Path, building: Path) -> None:
    """Make `building` the generation that serves, then remove all others; with the lock held."""
    name = f"{_PREFIX}{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    building.rename(folder / name)
    replace_file(folder / _CURRENT, name + "\n")
    for old in folder.glob(f"{_PREFIX}*"):
        if old.name != name:
            with suppress(OSError):
                shutil.rmtree(old)


def discard(building: Path) -> None:
    """Remove what a build that failed has written."""
    shutil.rmtree(building, ignore_errors=True)


def replace_file(path: Path, text: str) -> None:
    """Write a small file so that a reader, or a crash, sees the old or the new text whole."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _take(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise IndexLocked(
            f"Another `aisle index` is building in {folder}; wait until it has finished."
        ) from error
