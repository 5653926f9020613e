"""Writing the tables' folder: one at a time, and what comes of it in force all at once.

A build writes files that no manifest names yet; then the manifest that names them takes the place
of the one before. Whatever a crash left behind is removed by the next that writes.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import duckdb

from assistant.analytics import manifest as manifests
from assistant.analytics.days import BUILDING
from assistant.analytics.duckdb_reason import said
from assistant.analytics.engine import engine
from assistant.analytics.errors import StoreUnusable
from assistant.analytics.manifest import Part
from assistant.analytics.parts import STORED, remove, sync_folders
from assistant.analytics.reader import SPILL

MEMORY: Final = "2GB"
"""Of a build; what does not fit goes to a folder beside the tables."""
THREADS: Final = 2
READERS_NEED_S: Final = 120.0
"""How long a file stays that another took the place of: a question may still be at it."""
_LOCK: Final = ".lock"


class Builder:
    """Holds the folder for one who writes.

    Attributes:
        connection: DuckDB in memory, for this one build.
        manifest: What is in force.
    """

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.folder = folder
        self.connection = connection
        self.manifest = manifests.read(folder)

    def commit(
        self,
        days: Mapping[str, Mapping[str, Part]],
        taken: tuple[str, ...] = (),
        *,
        now: bool = False,
    ) -> None:
        """Put days in force, on disk when it returns.

        Args:
            days: All of them, those that are as they were included.
            taken: Names of segments that are in them now.
            now: Whether files that are of no one are to be removed at once, readers or not.
        """
        manifest = self.manifest.after(days, taken, time.time())
        sync_folders(self.folder, manifest.files() - self.manifest.files())
        manifests.write(self.folder, manifest)
        self.manifest = manifest
        self.tidy(now=now)

    def tidy(self, *, now: bool = False) -> None:
        """Remove files that are of no one: those that a crash left, and those that are stale."""
        manifest = self.manifest
        oldest = time.time() - READERS_NEED_S
        stale = {
            file: since
            for file, since in manifest.stale.items()
            # A clock that was set back must not keep what was erased.
            if not now and oldest < since <= time.time() + READERS_NEED_S
        }
        kept = manifest.files() | set(stale)
        there = {
            str(path.relative_to(self.folder))
            for name in STORED
            for path in (self.folder / name).glob("day=*/*")
        }
        remove(self.folder, there - kept)
        shutil.rmtree(self.folder / BUILDING, ignore_errors=True)
        if stale.keys() != manifest.stale.keys():
            self.manifest = replace(manifest, stale=stale)
            manifests.write(self.folder, self.manifest)


@contextmanager
def building(folder: Path) -> Iterator[Builder]:
    """Hold the folder alone; waits for whoever holds it.

    Raises:
        StoreUnusable: It cannot be written, or a file in it cannot be read; what was there is.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        _remove_spills(folder)
        spill = folder / f"{SPILL}{os.getpid()}-build"
        with _connected(spill) as connection:
            builder = Builder(folder, connection)
            builder.tidy()
            yield builder
    except (duckdb.Error, OSError) as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(folder / BUILDING, ignore_errors=True)
        os.close(descriptor)


@contextmanager
def _connected(spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = engine(MEMORY, THREADS, spill)
    try:
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def _remove_spills(folder: Path) -> None:
    """Remove what processes that died left of their sorting."""
    for path in folder.glob(f"{SPILL}*"):
        number = path.name.removeprefix(SPILL).partition("-")[0]
        if not number.isdigit() or not _lives(int(number)):
            shutil.rmtree(path, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _unwritable(folder: Path, error: Exception) -> StoreUnusable:
    told = error.strerror if isinstance(error, OSError) and error.strerror else said(error)
    return StoreUnusable(
        f"The log's tables in {folder} could not be brought up to date ({told}); they are as they "
        "were and nothing is lost: free space or mend what is named, and it is tried again."
    )
