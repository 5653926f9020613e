"""Changing a SQLite file of another part so that nothing of what went stays in its bytes."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from assistant.analytics.errors import StoreUnusable

_WAIT_S: Final = 15.0
_AGAIN_S: Final = 0.05
_HEADER: Final = b"SQLite format 3\0"


@contextmanager
def erasing_in(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file to delete from it: deleted bytes are overwritten, the write-ahead log emptied.

    Raises:
        StoreUnusable: It cannot be written.
    """
    with _opened(path) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        with connection:
            yield connection
        _empty_log(connection)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file to read rows by the names of their columns.

    Raises:
        StoreUnusable: It cannot be read.
    """
    with _opened(path) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def written_anew(path: Path) -> None:
    """Write a file anew (VACUUM): what others deleted without overwriting it goes too.

    Raises:
        StoreUnusable: It cannot be written.
    """
    with _opened(path) as connection:
        connection.isolation_level = None  # VACUUM runs in no transaction
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        _empty_log(connection)


def is_sqlite(path: Path) -> bool:
    """Say whether a file is one of SQLite's."""
    try:
        with path.open("rb") as file:
            return file.read(len(_HEADER)) == _HEADER
    except OSError:
        return False


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_S)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise _unusable(path, error) from error


def _empty_log(connection: sqlite3.Connection) -> None:
    """Empty the write-ahead log, if there is one; readers of an earlier moment hold it up."""
    until = time.monotonic() + _WAIT_S
    while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            return  # the search finds what it holds
        time.sleep(_AGAIN_S)


def _unusable(path: Path, error: sqlite3.Error) -> StoreUnusable:
    return StoreUnusable(
        f"{path} cannot be changed ({type(error).__name__}); see whether another process holds it, "
        "then try again."
    )
