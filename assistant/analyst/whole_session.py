"""One session as the API tells it: its turns, what was done, and its sums."""

import json
from datetime import date
from typing import Any

from assistant.analyst.answer_table import json_cell
from assistant.analytics.store import Cell, Parameter, Rows, Store
from assistant.analytics.tables import LOGGED

_JSON = frozenset(
    column.name for table in LOGGED for column in table.columns if column.about.startswith("JSON")
)
"""Columns that hold JSON as text."""
_MOST_TURNS = 2_000
"""Of one session that are told: a robot may have asked forever."""


def session_of(store: Store, session_id: str, day: date | None) -> dict[str, Any] | None:
    """Return a session's turns, events and sums as plain data; None where there is none.

    Args:
        store: Where from.
        session_id: Its id.
        day: Of its first turn, or one before: found sooner.
    """
    parameters: dict[str, Parameter] = {"id": session_id}
    when = ""
    days = store.days_of(session_id)
    if days == ():
        return None
    if days:
        names = {f"day{number}": one for number, one in enumerate(days)}
        when = f" AND day IN ({', '.join(f'${name}' for name in names)})"
        parameters |= names
    elif day is not None:
        # A session may go on after midnight, and an order be reported days later.
        when, parameters["day"] = " AND day >= $day", day
    turns_sql = (
        f"SELECT * FROM turns WHERE session_id = $id{when}"
        f" ORDER BY timestamp, turn LIMIT {_MOST_TURNS}"
    )
    events_sql = (
        f"SELECT * FROM events WHERE session_id = $id{when}"
        f" ORDER BY timestamp, event_id LIMIT {_MOST_TURNS}"
    )
    turn_rows = store.ask(turns_sql, parameters)
    event_rows = store.ask(events_sql, parameters)
    if not turn_rows.rows and not event_rows.rows:
        return None
    sums = store.ask(f"SELECT * FROM sessions WHERE session_id = $id{when}", parameters)
    return {
        "id": session_id,
        "session": next(iter(_plain(sums)), None),
        "turns": _plain(turn_rows),
        "events": _plain(event_rows),
    }


def _plain(rows: Rows) -> list[dict[str, Any]]:
    return [
        {name: plain_cell(name, cell) for name, cell in zip(rows.columns, row, strict=True)}
        for row in rows.rows
    ]


def plain_cell(name: str, cell: Cell) -> Any:
    """Return a cell of a logged table as plain data; what is JSON in it is read."""
    if name in _JSON and isinstance(cell, str):
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    return json_cell(cell)
