"""A SQLite file of what belongs to single shoppers: private, and erased means erased.

SQLite overwrites what it deletes (`secure_delete`), and there is no write-ahead log that would
keep a copy. Several processes may use one file.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WAIT_S = 5.0
"""For another process to finish writing: each takes milliseconds."""


@contextmanager
def private_database(path: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """Open the file for the time of a `with` block; it is made, for its owner only, if missing.

    Args:
        path: Of the file.
        schema: A CREATE TABLE IF NOT EXISTS statement.

    Raises:
        sqlite3.Error: the file is no database, or is locked.
        OSError: it cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=_WAIT_S)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(schema)
        yield connection
    finally:
        connection.close()
