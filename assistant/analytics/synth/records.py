"""A synthesised log as segments, line by line through the record classes: small logs only."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import duckdb
import orjson

from assistant.analytics.tables import EVENTS
from assistant.events.event import Event
from assistant.intent_log.segments import live_path
from assistant.turn_record import Timings, TurnRecord

MOST_RECORDS: Final = 200_000
"""Turns: a record takes 0.1 ms."""
_MOST_ROWS: Final = 2_000


def write_segments(parquet: Path, log: Path) -> int:
    """Write the records of a folder of Parquet files to the segments of a log, day by day.

    Args:
        parquet: What `synthesise` wrote.
        log: The log's folder; records are added to what is there.

    Returns:
        How many records there were.
    """
    log.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = 0
    with duckdb.connect() as database:
        for day, lines in groupby(_records(database, parquet), key=_day):
            many = [record.model_dump_json(by_alias=True).encode() + b"\n" for record in lines]
            _append(live_path(log, day), b"".join(many))
            written += len(many)
    return written


def _append(path: Path, lines: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with open(descriptor, "ab") as file:  # noqa: PTH123 - of a descriptor
        file.write(lines)


def _day(record: TurnRecord | Event) -> str:
    return f"{record.timestamp:%Y-%m-%d}"


def _records(database: duckdb.DuckDBPyConnection, parquet: Path) -> Iterator[TurnRecord | Event]:
    """Yield every record in the order of its time."""
    turns, events = (str(parquet / f"{name}-*.parquet") for name in ("turns", "events"))
    own = ", ".join(f'e."{name}" AS "e_{name}"' for name in EVENTS.names)
    query = (
        "SELECT * FROM"
        " (SELECT 0 AS kind, t.timestamp AS happened_at, t.* FROM read_parquet($turns) t)"
        f" UNION ALL BY NAME SELECT 1 AS kind, e.timestamp AS happened_at, {own}"
        " FROM read_parquet($events) e ORDER BY happened_at, kind, query_id, e_event_id"
    )
    answer = database.execute(query, {"turns": turns, "events": events})
    names = [column[0] for column in answer.description or ()]
    while rows := answer.fetchmany(_MOST_ROWS):
        for row in rows:
            value = dict(zip(names, row, strict=True))
            yield _event(value) if value["kind"] else _turn(value)


def _turn(row: dict[str, Any]) -> TurnRecord:
    plain = (
        "application", "tenant", "query_id", "session_id", "client_id", "turn", "modality",
        "door", "user_query", "raw_transcript", "asr_confidence", "focus", "asked", "query",
        "reply", "heard", "tier", "outcome", "object_id_field", "found",
    )  # fmt: skip
    lists = ("acts", "constraints", "query_response_hit_ids", "titles", "relaxed")
    perhaps = ("spoken_ids", "cart", "lacking", "experiments")
    return TurnRecord(
        schema=row["schema"],
        timestamp=_utc(row["timestamp"]),
        cost_usd=f"{row['cost_usd']:.7f}",
        timings_ms=Timings(**{name: row[name] for name in Timings.model_fields}),
        **{name: row[name] for name in plain},
        **{name: orjson.loads(row[name]) for name in lists},
        **{name: orjson.loads(row[name]) for name in perhaps if row[name] is not None},
    )


def _event(row: dict[str, Any]) -> Event:
    own = {name.removeprefix("e_"): value for name, value in row.items() if name.startswith("e_")}
    details = orjson.loads(own["details"])
    if own["value"] is not None:
        details |= {"value": f"{own['value']:.2f}", "currency": own["currency"]}
    attributes: dict[str, Any] = {"details": details}
    if own["object_id"] is not None:
        attributes["object"] = {
            "object_id": own["object_id"],
            "object_id_field": own["object_id_field"],
            "description": own["title"],
        }
        attributes["position"] = {"ordinal": own["ordinal"]}
    plain = (
        "event_id", "application", "tenant", "action_name", "query_id", "session_id", "client_id",
        "turn",
    )  # fmt: skip
    return Event.model_validate(
        {
            "schema": own["schema"],
            "timestamp": _utc(own["timestamp"]),
            "received_at": _utc(own["received_at"]),
            "event_attributes": attributes,
            **{name: own[name] for name in plain},
        }
    )


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)
