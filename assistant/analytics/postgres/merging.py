"""New rows into the tables of Postgres, and what is made of them; one transaction each.

    copied into staging tables                        nobody waits for that
    the shop's lock                                   one node at a time from here to the commit
    rows whose key is new, with their whole sessions  -> turns, events, sessions
    the days of those sessions                        -> daily, latency, and other made tables

A reader sees all of it or nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Final

from assistant.analytics import making
from assistant.analytics.postgres import schema as layout
from assistant.analytics.quoting import name_of
from assistant.analytics.tables import DAILY, EVENTS, LATENCY, LOGGED, SESSIONS, TURNS, Table

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

_ASKED: Final = ("session_id", "query_id", "day", "tenant", "timestamp")
_OF_TOUCHED: Final = "session_id IN (SELECT session_id FROM touched)"


def stage(connection: "Connection[TupleRow]", schema: str) -> None:
    """Make the empty tables that rows are copied into: staged_turns and staged_events."""
    for table in LOGGED:
        connection.execute(
            f'CREATE TEMP TABLE staged_{table.name} (LIKE "{schema}".{table.name}) '
            "ON COMMIT DROP".encode()
        )


@contextmanager
def _many(connection: "Connection[TupleRow]") -> Iterator[None]:
    """Let joins be those of many rows while the block runs.

    How large a common table expression is, the planner guesses, and then goes through one for each
    row of another: 36 s for the days of 30,000 turns, and 1 s so. Only for what reads relations of
    the transaction: a few rows of a large table are found by its index.
    """
    ask = "SELECT set_config('enable_nestloop', %(is_on)s, true)"
    connection.execute(ask, {"is_on": "off"})
    yield
    connection.execute(ask, {"is_on": "on"})


def merge(connection: "Connection[TupleRow]", schema: str) -> int:
    """Bring staged rows into the tables and make what follows from them; return how many were new.

    Args:
        connection: In a transaction whose tables are the shop's, after `stage`.
        schema: The shop's, whose lock is held until the commit.
    """
    layout.lock(connection, schema)
    run = _runner(connection)
    fresh = 0
    for table in LOGGED:
        key = table.key[0]
        _analyze(connection, f"staged_{table.name}", key)
        fresh += run(
            f"""CREATE TEMP TABLE fresh_{table.name} ON COMMIT DROP AS
            SELECT DISTINCT ON ({key}) * FROM staged_{table.name} AS s
            WHERE NOT EXISTS (SELECT 1 FROM {table.name} AS t WHERE t.{key} = s.{key})
            ORDER BY {key}, timestamp"""
        )
        _analyze(connection, f"fresh_{table.name}", key, "session_id")
    if not fresh:
        return 0
    run(
        """CREATE TEMP TABLE touched ON COMMIT DROP AS
        SELECT session_id FROM fresh_turns UNION SELECT session_id FROM fresh_events
        UNION SELECT t.session_id FROM turns AS t JOIN fresh_events AS e USING (query_id)
        UNION SELECT e.session_id FROM events AS e JOIN fresh_turns AS t USING (query_id)"""
    )
    _analyze(connection, "touched", "session_id")
    names = _names(EVENTS.names)
    run(f"INSERT INTO events ({names}) SELECT {names} FROM fresh_events ON CONFLICT DO NOTHING")
    _remake_turns(connection)
    remake(connection, days_of_touched(connection))
    return fresh


def rebuild(connection: "Connection[TupleRow]") -> int:
    """Make everything anew that is made from the log; return how many days."""
    run = _runner(connection)
    for table in LOGGED:
        run(
            f"CREATE TEMP TABLE fresh_{table.name} ON COMMIT DROP AS "
            f"SELECT * FROM {table.name} WHERE false"
        )
    run(
        """CREATE TEMP TABLE touched ON COMMIT DROP AS
        SELECT session_id FROM turns UNION SELECT session_id FROM events
        UNION SELECT session_id FROM sessions"""
    )
    _remake_turns(connection)
    days = days_of_touched(connection)
    remake(connection, days)
    return len(days)


def _remake_turns(connection: "Connection[TupleRow]") -> None:
    """Write the touched sessions' turns anew, with what follows from their order."""
    run = _runner(connection)
    names = _names(TURNS.names)
    run(
        f"""CREATE TEMP TABLE whole_turns ON COMMIT DROP AS
        SELECT {names} FROM fresh_turns UNION ALL
        SELECT {names} FROM turns WHERE session_id IN (SELECT session_id FROM touched)"""
    )
    _analyze(connection, "whole_turns", "session_id", "query_id")
    run("DELETE FROM turns WHERE session_id IN (SELECT session_id FROM touched)")
    made = making.turns_sql("whole_turns", has_made=True)
    _insert(connection, TURNS, made, "ON CONFLICT DO NOTHING")


def days_of_touched(connection: "Connection[TupleRow]") -> list[date]:
    """Return the days on which the sessions in `touched` have rows, as the tables are now."""
    days = " UNION ".join(
        f"SELECT day FROM {table.name} WHERE {_OF_TOUCHED}" for table in (*LOGGED, SESSIONS)
    )
    return [row[0] for row in connection.execute(days.encode()).fetchall()]


def remake(connection: "Connection[TupleRow]", days: Sequence[date]) -> None:
    """Make the rows of the sessions in `touched`, and of days, anew."""
    run = _runner(connection)
    run("CREATE TEMP TABLE touched_days (day DATE) ON COMMIT DROP")
    connection.execute(
        "INSERT INTO touched_days SELECT unnest(%(days)s::date[])", {"days": list(days)}
    )
    _analyze(connection, "touched_days", "day")
    _relations(connection, "touched", "session")
    run(f"DELETE FROM sessions WHERE {_OF_TOUCHED}")
    made = making.sessions_sql("session_turns", "session_events")
    # An event may name a turn of another session, which is whole elsewhere.
    _insert(connection, SESSIONS, made, f"WHERE {_OF_TOUCHED}")
    # A day's figures are of whole sessions, wherever those begin and end.
    run(
        """CREATE TEMP TABLE day_sessions ON COMMIT DROP AS
        SELECT DISTINCT session_id FROM turns WHERE day IN (SELECT day FROM touched_days)"""
    )
    _relations(connection, "day_sessions", "day")
    for table, made in (
        (DAILY, making.daily_sql("day_turns", "day_events")),
        (LATENCY, making.latency_sql("day_turns")),
    ):
        run(f"DELETE FROM {table.name} WHERE day IN (SELECT day FROM touched_days)")
        _insert(connection, table, made, "WHERE day IN (SELECT day FROM touched_days)")


def _relations(connection: "Connection[TupleRow]", sessions: str, prefix: str) -> None:
    """Make PREFIX_turns and PREFIX_events: all of some sessions, and what names their turns."""
    run = _runner(connection)
    _analyze(connection, sessions, "session_id")
    run(
        f"""CREATE TEMP TABLE {prefix}_turns ON COMMIT DROP AS
        SELECT * FROM turns WHERE session_id IN (SELECT session_id FROM {sessions})"""
    )
    _analyze(connection, f"{prefix}_turns", *_ASKED)
    run(
        f"""CREATE TEMP TABLE {prefix}_events ON COMMIT DROP AS
        SELECT * FROM events AS e WHERE session_id IN (SELECT session_id FROM {sessions})
        OR query_id IN (SELECT query_id FROM {prefix}_turns)"""
    )
    _analyze(connection, f"{prefix}_events", *_ASKED)


def _analyze(connection: "Connection[TupleRow]", table: str, *columns: str) -> None:
    """Let the planner know a table's size, and the columns that it is joined by: of the long texts
    it needs to know nothing, and they take most of the time."""
    _runner(connection)(f"ANALYZE {table} ({', '.join(columns)})")


def _insert(connection: "Connection[TupleRow]", table: Table, select: str, where: str = "") -> None:
    names = _names(table.names)
    with _many(connection):
        _runner(connection)(
            f"INSERT INTO {table.name} ({names}) SELECT {names} FROM ({select}) AS made {where}"
        )


class _runner:  # noqa: N801 - a function with a connection
    """Runs statements that are made of our own names only."""

    def __init__(self, connection: "Connection[TupleRow]") -> None:
        self._connection = connection

    def __call__(self, sql: str) -> int:
        """Return how many rows it was about."""
        return self._connection.execute(sql.encode()).rowcount


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(name_of, names))
