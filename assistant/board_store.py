"""The boards of known shoppers, in one SQLite file: from one conversation to the next.

Erased is erased, as in the profiles: `secure_delete`, and no write-ahead log that keeps a
copy. Boards are what a shopper asked to be kept, so switching taste off leaves them; erasing
the shopper does not.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from agents.boards import Board
from assistant.errors import BoardsUnusable
from retrieval.personal.database import private_database

_SCHEMA = "CREATE TABLE IF NOT EXISTS boards (shopper TEXT PRIMARY KEY, boards TEXT NOT NULL)"
_BOARDS = TypeAdapter(tuple[Board, ...])


class BoardStore:
    """Keeps boards in the SQLite file at `path`, which is made when first written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, shopper: str) -> tuple[Board, ...]:
        """Return a shopper's boards; none of one never seen.

        Raises:
            BoardsUnusable: the file cannot be read.
        """
        if not self._path.exists():
            return ()
        with self._open() as connection:
            row = connection.execute(
                "SELECT boards FROM boards WHERE shopper = ?", (shopper,)
            ).fetchone()
            return _BOARDS.validate_json(row[0]) if row else ()

    def put(self, shopper: str, boards: tuple[Board, ...]) -> None:
        """Keep these as a shopper's boards.

        Raises:
            BoardsUnusable: the file cannot be written.
        """
        with self._open() as connection:
            text = json.dumps(_BOARDS.dump_python(boards, mode="json"))
            connection.execute("INSERT OR REPLACE INTO boards VALUES (?, ?)", (shopper, text))
            connection.commit()

    def erase(self, shopper: str) -> bool:
        """Erase a shopper's boards; say whether there were any.

        Raises:
            BoardsUnusable: the file cannot be written.
        """
        if not self._path.exists():
            return False
        with self._open() as connection:
            done = connection.execute("DELETE FROM boards WHERE shopper = ?", (shopper,))
            connection.commit()
            return done.rowcount > 0

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with private_database(self._path, _SCHEMA) as connection:
                yield connection
        except (sqlite3.Error, OSError, ValidationError) as error:
            raise BoardsUnusable(str(self._path), type(error).__name__) from error
