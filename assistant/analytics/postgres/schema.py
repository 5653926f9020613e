"""The tables of one shop: a schema of its own, made and extended by whoever comes first.

A new column or table of `assistant.analytics.tables` is added to what is there; nothing is ever
taken away. Several nodes that start at once take turns (an advisory lock).
"""

import hashlib
from typing import TYPE_CHECKING, Final

from assistant.analytics.errors import StoreUnusable
from assistant.analytics.tables import LOGGED, TABLES, Table
from assistant.analytics.views import postgres_views

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

LAYOUT: Final = 1
"""Raised only by what is no addition."""
_INDEXED: Final = ("day", "session_id", "query_id", "client_id")
_LONGEST_NAME: Final = 63
"""Bytes."""
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, 0))"


def schema_of(tenant: str) -> str:
    """Return the name of a shop's schema; a tenant's name holds no quote."""
    return identifier(f"aisle_{tenant}")


def identifier(name: str) -> str:
    """Return a name as Postgres keeps it whole: of longer ones it would drop the end, and two
    shops could share one."""
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME // 2]}_{hashlib.sha256(name.encode()).hexdigest()[:24]}"


def lock(connection: "Connection[TupleRow]", name: str) -> None:
    """Wait for the lock of that name, and hold it until the transaction ends."""
    connection.execute(_LOCK, {"name": name})


def make_ready(connection: "Connection[TupleRow]", schema: str) -> None:
    """Make what is missing of a shop's schema; call it in a transaction of its own.

    Raises:
        StoreUnusable: A newer Aisle laid it out.
    """
    lock(connection, f"{schema} layout")
    connection.execute(_sql(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
    connection.execute(
        "CREATE TABLE IF NOT EXISTS aisle_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
    )
    rows = connection.execute("SELECT name, value FROM aisle_meta").fetchall()
    found: dict[str, str] = {str(name): str(value) for name, value in rows}
    if int(found.get("layout", LAYOUT)) > LAYOUT:
        raise StoreUnusable(
            f"The log's schema {schema} was laid out by a newer Aisle; update this one."
        )
    print_ = _print()
    if found.get("print") == print_:
        return
    has = {
        (table, column)
        for table, column in connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = %(schema)s",
            {"schema": schema},
        ).fetchall()
    }
    for table in TABLES:
        for statement in _statements(table, has):
            connection.execute(_sql(statement))
    for statement in postgres_views():
        connection.execute(_sql(statement))
    for name, value in (("layout", str(LAYOUT)), ("print", print_), ("revision", "0")):
        keep = "DO NOTHING" if name == "revision" else "DO UPDATE SET value = excluded.value"
        connection.execute(
            _sql(f"INSERT INTO aisle_meta VALUES (%(name)s, %(value)s) ON CONFLICT (name) {keep}"),
            {"name": name, "value": value},
        )


def columns_sql(table: Table) -> str:
    """Return a table's columns with their types."""
    return ", ".join(f'"{column.name}" {column.type}' for column in table.columns)


def _statements(table: Table, has: set[tuple[str, str]]) -> list[str]:
    key = ", ".join(table.key)
    # Columns of the made tables' keys may be null, which a primary key does not allow.
    unique = f", PRIMARY KEY ({key})" if table in LOGGED else ""
    made = [f'CREATE TABLE IF NOT EXISTS "{table.name}" ({columns_sql(table)}{unique})']
    if any(name == table.name for name, _ in has):
        made += [
            f'ALTER TABLE "{table.name}" ADD COLUMN IF NOT EXISTS "{column.name}" {column.type}'
            for column in table.columns
            if (table.name, column.name) not in has
        ]
    made += [
        f'CREATE INDEX IF NOT EXISTS "{table.name}_{name}" ON "{table.name}" ("{name}")'
        for name in _INDEXED
        if name in table.names and (name,) != table.key
    ]
    return made


def _print() -> str:
    """Return what changes with the tables and views of this version."""
    said = "\n".join((*(f"{t.name} {columns_sql(t)}" for t in TABLES), *postgres_views()))
    return hashlib.sha256(said.encode()).hexdigest()


def _sql(text: str) -> bytes:
    """Return SQL that is made of our own names only."""
    return text.encode()
