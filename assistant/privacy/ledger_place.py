"""The bill of the models: no words, but the ids of conversations. The sums stay, and are nobody's.

Rows of one conversation get one new random name, so that what it cost is still one sum.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from agents.checkpoints import Postgres
from assistant.analytics.errors import StoreUnusable
from assistant.config import Settings
from assistant.ledger_place import ledger_place
from assistant.privacy.place import Held
from assistant.privacy.sqlite_file import erasing_in, reading
from assistant.privacy.subject import Subject

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

_IN_FILE: Final = ("entries", "reservations")
_IN_DATABASE: Final = ("aisle_entries", "aisle_reservations")


class LedgerPlace:
    """What calls of language models cost, in a file, a database, or both."""

    name = "ledger"
    about = "What calls of language models cost, by conversation; the cost stays, unlinked."

    def __init__(self, settings: Settings) -> None:
        where = ledger_place(settings)
        self._database = where if isinstance(where, Postgres) else None
        # The file also where there is a database: what was booked before stays in it.
        self._file = settings.ledger_path

    def erase(self, subject: Subject) -> int:
        renamed = [(f"erased-{uuid4().hex}", id_) for id_ in subject.session_ids]
        changed = 0
        if self._database is not None:
            with _database(self._database) as database:
                for table in _there(database):
                    rename = f"UPDATE {table} SET conversation = %s WHERE conversation = %s"
                    here = sum(database.execute(rename.encode(), n).rowcount for n in renamed)
                    if here:  # ANALYZE: the planner's samples hold ids too
                        database.execute(f"VACUUM (ANALYZE) {table}".encode())
                    changed += here
        if self._file.exists():
            with erasing_in(self._file) as books:
                for table in _tables(books):
                    sql = f"UPDATE {table} SET conversation = ? WHERE conversation = ?"
                    changed += sum(books.execute(sql, names).rowcount for names in renamed)
        return changed

    def held(self, subject: Subject) -> Held | None:
        found: list[dict[str, Any]] = []
        if self._database is not None:
            with _database(self._database) as database:
                for table in _there(database)[:1]:
                    whole = f"SELECT * FROM {table} WHERE conversation = ANY(%s)"
                    asked = database.execute(whole.encode(), [list(subject.session_ids)])
                    names = [column.name for column in asked.description or ()]
                    found += [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
        if self._file.exists():
            with reading(self._file) as books:
                for table in _tables(books)[:1]:
                    sql = f"SELECT * FROM {table} WHERE conversation = ?"
                    for id_ in subject.session_ids:
                        rows = books.execute(sql, (id_,)).fetchall()
                        found += [dict(zip(row.keys(), row, strict=True)) for row in rows]
        return Held(found) if found else None


def _tables(books: sqlite3.Connection) -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table'"
    there = {row[0] for row in books.execute(sql)}
    return [name for name in _IN_FILE if name in there]


def _there(database: "Connection[TupleRow]") -> list[str]:
    return [
        name
        for name in _IN_DATABASE
        if (found := database.execute("SELECT to_regclass(%s)", [name]).fetchone()) and found[0]
    ]


@contextmanager
def _database(where: Postgres) -> "Iterator[Connection[TupleRow]]":
    import psycopg  # noqa: PLC0415 - an extra

    try:
        with psycopg.connect(where.url, autocommit=True, password=where.password) as database:
            yield database
    except (psycopg.Error, OSError) as error:
        raise StoreUnusable(
            f"The ledger's database cannot be used ({type(error).__name__}); check "
            "router.ledger_url and the server, then try again."
        ) from error
