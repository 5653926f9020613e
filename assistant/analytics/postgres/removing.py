"""What goes from the tables of a shop: rows of who is erased, texts and days whose time is over."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from assistant.analytics.postgres import merging
from assistant.analytics.tables import LOGGED, TABLES, Table

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow

_WHOSE: Final = (("session_id", "sessions"), ("client_id", "clients"))


def erase_rows(
    connection: "Connection[TupleRow]", session_ids: Sequence[str], client_ids: Sequence[str]
) -> int:
    """Erase the rows of sessions and of shoppers in every table, and make anew what counts them.

    Args:
        connection: In a transaction that holds the shop's lock.
        session_ids: Whose rows go.
        client_ids: And whose.

    Returns:
        How many turns and events there were.
    """
    whom = {"sessions": list(session_ids), "clients": list(client_ids)}
    touched = " UNION ".join(
        f"SELECT session_id FROM {table} WHERE {_theirs(_WHOSE)}"
        for table in ("turns", "events", "sessions")
    )
    connection.execute(f"CREATE TEMP TABLE touched ON COMMIT DROP AS {touched}".encode(), whom)
    days = merging.days_of_touched(connection)
    erased = 0
    for table in TABLES:
        columns = [whose for whose in _WHOSE if whose[0] in table.names]
        if columns:
            sql = f"DELETE FROM {table.name} WHERE {_theirs(columns)}"
            erased += _logged(table, connection.execute(sql.encode(), whom).rowcount)
    merging.remake(connection, days)
    return erased


def empty_texts(connection: "Connection[TupleRow]", before: date) -> int:
    """Empty the columns that may hold what was said, of days before one; return how many rows
    held any."""
    emptied = 0
    for table in LOGGED:
        # Fields of a newer schema may hold what was said, for all that is known here.
        texts = [c.name for c in table.columns if c.is_text or c.name == "more"]
        gone = ", ".join(f'"{name}" = NULL' for name in texts)
        held = " OR ".join(f'"{name}" IS NOT NULL' for name in texts)
        sql = f"UPDATE {table.name} SET {gone} WHERE day < %(day)s AND ({held})"
        emptied += connection.execute(sql.encode(), {"day": before}).rowcount
    return emptied


def remove_days(connection: "Connection[TupleRow]", before: date) -> int:
    """Remove days before one from every table; return how many turns and events."""
    gone = 0
    for table in TABLES:
        sql = f"DELETE FROM {table.name} WHERE day < %(day)s"
        gone += _logged(table, connection.execute(sql.encode(), {"day": before}).rowcount)
    return gone


def _theirs(columns: Sequence[tuple[str, str]]) -> str:
    return " OR ".join(f"{name} = ANY(%({values})s::text[])" for name, values in columns)


def _logged(table: Table, rows: int) -> int:
    return rows if table in LOGGED else 0
