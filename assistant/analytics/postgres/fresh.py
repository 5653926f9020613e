"""New rows into the tables of Postgres: what is wholly new is made in DuckDB, the rest merged.

    the shop's lock                one node at a time from here to the commit
    came_turns, came_events        what came, each key once, as Postgres can keep it
    which keys are known           only ids go to the server and come back
    sessions that touch anything known     -> merging.py, in Postgres
    all other sessions             turns, events and sessions are copied in as they are to stay,
                                   and their counts are added to those of their days

A session that is wholly new shares no turn with anything, so that sums over days are sums of sums.
DuckDB makes in a second what takes Postgres ten, and a row is written once instead of three times.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from duckdb import DuckDBPyConnection

from assistant.analytics import making
from assistant.analytics.postgres import merging
from assistant.analytics.postgres.bringing import copy_in, copy_rows, kept
from assistant.analytics.quoting import name_of
from assistant.analytics.tables import DAILY, EVENTS, LATENCY, LOGGED, SESSIONS, TURNS, Table

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

_SUMS: Final = "\n".join(
    (
        making.sessions_sql("turns", "events"),
        making.daily_sql("turns", "events"),
        making.latency_sql("turns"),
    )
)
_COUNTED: Final = ", ".join(
    name_of(name)
    for name in TURNS.names
    if name in {"query_id", "session_id", "day"} or re.search(rf"\b{name}\b", _SUMS)
)
"""Columns of TURNS that sessions, counts and latencies are made from: not the long texts."""
_IS_TOUCHING: Final = "(session_id IS NULL OR session_id IN (SELECT session_id FROM touching))"
_KNOWN_SESSIONS: Final = """SELECT DISTINCT k.session_id FROM turn_keys AS k
    JOIN turns AS t ON t.session_id = k.session_id
UNION SELECT k.session_id FROM turn_keys AS k JOIN events AS e ON e.session_id = k.session_id
UNION SELECT k.session_id FROM turn_keys AS k JOIN events AS e ON e.query_id = k.query_id
UNION SELECT k.session_id FROM event_keys AS k JOIN turns AS t ON t.session_id = k.session_id
UNION SELECT k.session_id FROM event_keys AS k JOIN events AS e ON e.session_id = k.session_id
UNION SELECT k.session_id FROM event_keys AS k JOIN turns AS t ON t.query_id = k.query_id"""
"""Sessions that have rows already, or that a known row names, or that name one."""


def prepare(flat: DuckDBPyConnection, relations: Mapping[Table, str]) -> None:
    """Make came_turns and came_events of what came; nothing of the database is asked for it.

    Args:
        flat: Where the relations are.
        relations: Names, or what stands after FROM, by table; with any of its columns.

    Raises:
        duckdb.Error: They cannot be read.
    """
    run = flat.execute
    for table in LOGGED:
        came, key = f"came_{table.name}", name_of(table.key[0])
        rows = relations.get(table)
        has = set()
        if rows is not None:
            has = {str(row[0]) for row in run(f"DESCRIBE SELECT * FROM {rows}").fetchall()}
        columns = ", ".join(
            f"{kept(c) if c.name in has else f'CAST(NULL AS {c.type})'} AS {name_of(c.name)}"
            for c in table.columns
        )
        source = f"FROM {rows}" if rows is not None else "WHERE false"
        run(f"CREATE OR REPLACE TEMP TABLE {came} AS SELECT {columns} {source}")
        twice = run(f"SELECT count({key}) > count(DISTINCT {key}) FROM {came}").fetchone()
        if twice and twice[0]:
            run(
                f"""CREATE OR REPLACE TEMP TABLE {came} AS SELECT * FROM {came} QUALIFY
                row_number() OVER (PARTITION BY {key} ORDER BY timestamp) = 1"""
            )


def bring(flat: DuckDBPyConnection, connection: "Connection[TupleRow]", schema: str) -> int:
    """Bring came_turns and came_events into the tables; return how many rows were new.

    Args:
        flat: After `prepare`.
        connection: In a transaction whose tables are the shop's, and that holds its lock.
        schema: The shop's.

    Raises:
        duckdb.Error, psycopg.Error: They cannot be read or written.
    """
    _tell_apart(flat, connection)
    fresh = _merged(flat, connection, schema)
    for table in LOGGED:
        flat.execute(
            f"""CREATE OR REPLACE TEMP VIEW whole_{table.name} AS SELECT * FROM came_{table.name}
            WHERE NOT {_IS_TOUCHING} AND {table.key[0]} NOT IN (SELECT id FROM known)"""
        )
        fresh += _count(flat, f"whole_{table.name}")
    if _count(flat, "whole_turns") + _count(flat, "whole_events"):
        _copy_whole(flat, connection)
    return fresh


def _tell_apart(flat: DuckDBPyConnection, connection: "Connection[TupleRow]") -> None:
    """Make `known`, ids of rows that are there, and `touching`, sessions that are not all new."""
    run, ask = flat.execute, connection.execute
    run("CREATE OR REPLACE TEMP TABLE known (id VARCHAR)")
    run("CREATE OR REPLACE TEMP TABLE touching (session_id VARCHAR)")
    row = ask("SELECT EXISTS (SELECT 1 FROM turns) OR EXISTS (SELECT 1 FROM events)").fetchone()
    if not (row and row[0]):
        return
    for keys, columns, came in (
        ("turn_keys", "query_id, session_id", "came_turns"),
        ("event_keys", "event_id, session_id, query_id", "came_events"),
    ):
        typed = ", ".join(f"{name} TEXT" for name in columns.split(", "))
        ask(f"CREATE TEMP TABLE {keys} ({typed}) ON COMMIT DROP".encode())
        copy_rows(flat, f"SELECT {columns} FROM {came}", connection, keys)
        ask(f"ANALYZE {keys}".encode())
    for sql, into in (
        ("SELECT k.query_id FROM turn_keys AS k JOIN turns USING (query_id)", "known"),
        ("SELECT k.event_id FROM event_keys AS k JOIN events USING (event_id)", "known"),
        (_KNOWN_SESSIONS, "touching"),
    ):
        ids = [row[0] for row in ask(sql.encode()).fetchall() if row[0] is not None]
        run(f"INSERT INTO {into} SELECT unnest($ids::VARCHAR[])", {"ids": ids})
    # Sessions of which one names a turn of another stay together.
    while True:
        before = _count(flat, "touching")
        run(
            """INSERT INTO touching SELECT DISTINCT near.session_id FROM (
                SELECT e.session_id, t.session_id AS beside
                FROM came_events AS e JOIN came_turns AS t USING (query_id)
                UNION ALL SELECT t.session_id, e.session_id
                FROM came_events AS e JOIN came_turns AS t USING (query_id)) AS near
            WHERE near.beside IN (SELECT session_id FROM touching) AND near.session_id IS NOT NULL
                AND near.session_id NOT IN (SELECT session_id FROM touching)"""
        )
        if _count(flat, "touching") == before:
            return


def _merged(flat: DuckDBPyConnection, connection: "Connection[TupleRow]", schema: str) -> int:
    """Merge the rows of sessions that touch what is there; return how many were new."""
    new = {
        table: f"(SELECT * FROM came_{table.name} WHERE {_IS_TOUCHING} "
        f"AND {table.key[0]} NOT IN (SELECT id FROM known))"
        for table in LOGGED
    }
    if not sum(_count(flat, rows) for rows in new.values()):
        return 0
    merging.stage(connection, schema)
    for table, rows in new.items():
        copy_in(flat, rows, connection, table, f"staged_{table.name}")
    return merging.merge(connection, schema)


def _copy_whole(flat: DuckDBPyConnection, connection: "Connection[TupleRow]") -> None:
    """Copy in the sessions that are wholly new, with all that is made of them."""
    made = ", ".join(map(name_of, making.MADE_OF_TURNS))
    # Only what is made goes through the windows: the long texts are joined when they are read.
    flat.execute(
        f"""CREATE OR REPLACE TEMP TABLE made_turns AS SELECT query_id, {made}
        FROM ({making.turns_sql("whole_turns", has_made=True)})"""
    )
    names = ", ".join(
        f"{'m' if name in making.MADE_OF_TURNS else 'w'}.{name_of(name)}" for name in TURNS.names
    )
    flat.execute(
        f"""CREATE OR REPLACE TEMP VIEW built_turns AS SELECT {names}
        FROM whole_turns AS w JOIN made_turns AS m ON m.query_id = w.query_id"""
    )
    flat.execute(f"CREATE OR REPLACE TEMP TABLE counted AS SELECT {_COUNTED} FROM built_turns")
    copy_rows(flat, "SELECT * FROM built_turns", connection, TURNS.name)
    copy_rows(flat, "SELECT * FROM whole_events", connection, EVENTS.name)
    sessions = making.sessions_sql("counted", "whole_events")
    copy_rows(flat, f"SELECT * FROM ({sessions})", connection, SESSIONS.name)
    _add(flat, connection, DAILY, making.daily_sql("counted", "whole_events"))
    _add(flat, connection, LATENCY, making.latency_sql("counted"))


def _add(
    flat: DuckDBPyConnection, connection: "Connection[TupleRow]", table: Table, made: str
) -> None:
    """Add counts to those of their days. A count that is unknown in all its parts stays null."""
    run = connection.execute
    days = {"days": [row[0] for row in flat.execute("SELECT DISTINCT day FROM counted").fetchall()]}
    of_days = f"FROM {table.name} WHERE day = ANY(%(days)s::date[])"
    there = run(f"SELECT EXISTS (SELECT 1 {of_days})".encode(), days).fetchone()
    if not (there and there[0]):
        copy_rows(flat, f"SELECT * FROM ({made})", connection, table.name)
        return
    added, names = f"added_{table.name}", ", ".join(map(name_of, table.names))
    run(f"CREATE TEMP TABLE {added} (LIKE {table.name}) ON COMMIT DROP".encode())
    copy_rows(flat, f"SELECT * FROM ({made})", connection, added)
    columns = ", ".join(
        name_of(c.name)
        if c.name in table.key
        else f"CAST(sum({name_of(c.name)}) AS {c.type}) AS {name_of(c.name)}"
        for c in table.columns
    )
    run(
        f"INSERT INTO {added} ({names}) SELECT {names} {of_days}".encode(),
        days,
    )
    run(f"DELETE {of_days}".encode(), days)
    run(
        f"""INSERT INTO {table.name} ({names}) SELECT {columns} FROM {added}
        GROUP BY {", ".join(map(name_of, table.key))}""".encode()
    )


def _count(flat: DuckDBPyConnection, rows: str) -> int:
    found = flat.execute(f"SELECT count(*) FROM {rows}").fetchone()
    return int(found[0]) if found else 0
