"""A log in memory, brought to its tables by the SQL of `making`, for tests of what is counted."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import duckdb

from assistant.analytics.filters import Filters
from assistant.analytics.making import (
    MADE_OF_TURNS,
    daily_sql,
    latency_sql,
    sessions_sql,
    turns_sql,
)
from assistant.analytics.store import Parameter, Rows
from assistant.analytics.tables import EVENTS, TURNS, Table

START = datetime(2026, 11, 2, 10, 0, 0)
LOGGED = tuple(name for name in TURNS.names if name not in MADE_OF_TURNS)
EVERYTHING = Filters(date(2026, 10, 1), date(2026, 12, 31))

Row = dict[str, Any]


def turn(session: str, number: int | None, intent: str | None = "find", **more: Any) -> Row:
    """Return a turn's row as it is logged; minutes apart, a list of its own for each search."""
    at = more.pop("at", START + timedelta(minutes=number or 0))
    hits = more.pop("hits", ["p1", "p2"])
    spoken = more.pop("spoken_of", hits[:1])
    row: Row = dict.fromkeys(LOGGED)
    row |= {
        "query_id": f"{session}-{number}",
        "application": "aisle",
        "tenant": "default",
        "session_id": session,
        "timestamp": at,
        "day": at.date(),
        "turn": number,
        "schema": "aisle.turn/2",
        "modality": "text",
        "door": "realtime",
        "user_query": f"words of {session} {number}",
        "acts": "[]",
        "intent": intent,
        "constraints": "[]",
        "wishes": 0,
        "query_response_hit_ids": "[" + ", ".join(f'"{hit}"' for hit in hits) + "]",
        "spoken_ids": "[" + ", ".join(f'"{hit}"' for hit in spoken) + "]",
        "shown": len(hits),
        "spoken": len(spoken),
        "cart": "[]",
        "relaxed": "[]",
        "tier": "template",
        "cost_usd": 0.0,
        "outcome": "completed",
    }
    unknown = set(more) - set(row)
    assert not unknown, unknown
    return row | more


def event(session: str, action: str, number: int = 0, **more: Any) -> Row:
    """Return an event's row."""
    at = more.pop("at", START + timedelta(minutes=5))
    row: Row = dict.fromkeys(EVENTS.names)
    row |= {
        "event_id": f"{session}-{action}-{number}",
        "application": "aisle",
        "tenant": "default",
        "session_id": session,
        "timestamp": at,
        "day": at.date(),
        "action_name": action,
        "schema": "aisle.event/1",
    }
    unknown = set(more) - set(row)
    assert not unknown, unknown
    return row | more


class MadeLog:
    """A store of rows as they are logged, with all tables made from them.

    Args:
        turns: Rows with the logged columns.
        events: Rows.
    """

    def __init__(self, turns: Sequence[Mapping[str, Any]], events: Sequence[Row] = ()) -> None:
        self.database = duckdb.connect()
        self._fill("turns_in", TURNS, LOGGED, turns)
        self._fill("events", EVENTS, EVENTS.names, events)
        for name, sql in (
            ("turns", turns_sql("turns_in")),
            ("sessions", sessions_sql("turns", "events")),
            ("daily", daily_sql("turns", "events")),
            ("latency", latency_sql("turns")),
        ):
            self.database.execute(f"CREATE TABLE {name} AS {sql}")

    def ask(self, sql: str, parameters: Mapping[str, Parameter] | None = None) -> Rows:
        """Return an answer, as `assistant.analytics.asks.Asks` says."""
        cursor = self.database.cursor()
        cursor.execute(sql, dict(parameters or {}) or None)
        return Rows(tuple(d[0] for d in cursor.description or ()), tuple(cursor.fetchall()))

    def one(self, table: str, where: str = "TRUE") -> dict[str, Any]:
        """Return the only row of a table."""
        (row,) = self.ask(f"SELECT * FROM {table} WHERE {where}").dicts()
        return dict(row)

    def _fill(
        self, name: str, table: Table, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]
    ) -> None:
        typed = {column.name: column.type for column in table.columns}
        self.database.execute(
            f"CREATE TABLE {name} ({', '.join(f'{column} {typed[column]}' for column in columns)})"
        )
        if rows:
            # One text of JSON: a prepared row costs some milliseconds, and logs have thousands.
            kinds = ", ".join(f'"{column}": "{typed[column]}"' for column in columns)
            text = json.dumps([{c: row[c] for c in columns} for row in rows], default=str)
            self.database.execute(
                f"INSERT INTO {name} SELECT unnest(r)"
                f" FROM (SELECT unnest(from_json(?, '[{{{kinds}}}]')) AS r)",
                [text],
            )
