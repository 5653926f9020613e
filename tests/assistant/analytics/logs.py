"""Records and lines for tests of the log's tables."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.tables import TABLES
from assistant.config import Settings
from assistant.events.event import Action, Event, EventAttributes, EventObject, EventPosition
from assistant.turn_record import Timings, TurnRecord

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def turn(session: str, number: int, at: datetime = NOON, **changed: Any) -> TurnRecord:
    """Return a turn that looked for boots and found two."""
    fields: dict[str, Any] = {
        "query_id": f"{session}-{number}",
        "session_id": session,
        "turn": number,
        "timestamp": at + timedelta(seconds=20 * number),
        "modality": "voice",
        "user_query": f"boots {number}",
        "acts": [{"act": "find" if number == 0 else "refine", "confidence": 0.9, "words": "boots"}],
        "constraints": [
            {
                "kind": "category",
                "value": "boots",
                "wanted": True,
                "hard": True,
                "words": "boots",
                "turn": 0,
            }
        ],
        "query_response_hit_ids": ["p1", "p2"],
        "titles": ["Boot One", "Boot Two"],
        "relaxed": [],
        "reply": "Here are two.",
        "tier": "template",
        "cost_usd": "0.0012",
        "timings_ms": Timings(first_audio_ms=400.0 + number, products_ms=300.0),
        "outcome": "completed",
        "spoken_ids": ["p1"],
    }
    return TurnRecord.model_validate(fields | changed)


def event(name: str, session: str, action: Action, at: datetime = NOON, **changed: Any) -> Event:
    """Return an event about the first product."""
    fields: dict[str, Any] = {
        "event_id": name,
        "session_id": session,
        "action_name": action,
        "timestamp": at,
        "received_at": at,
        "query_id": f"{session}-0",
        "event_attributes": EventAttributes(
            object=EventObject(object_id="p1"), position=EventPosition(ordinal=1)
        ),
    }
    return Event.model_validate(fields | changed)


def write_lines(folder: Path, lines: Iterable[bytes | TurnRecord | Event], day: str) -> Path:
    """Append lines to the live segment of a day."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"log-{day}.jsonl"
    with path.open("ab") as file:
        for line in lines:
            told = line if isinstance(line, bytes) else line.model_dump_json(by_alias=True).encode()
            file.write(told + b"\n")
    return path


def log(settings: Settings, *records: TurnRecord | Event) -> None:
    """Put records where the intent log has them, whatever their days."""
    for record in records:
        write_lines(settings.log_path, [record], f"{record.timestamp:%Y-%m-%d}")


def contents(store: DuckStore) -> dict[str, list[str]]:
    """Return every row of every table, in an order of its own."""
    found = {}
    for table in TABLES:
        rows = store.ask(f"SELECT * FROM {table.name}").dicts()
        found[table.name] = sorted(json.dumps(row, default=str, sort_keys=True) for row in rows)
    return found


def files(settings: Settings) -> set[str]:
    """Return every file of the tables' folder."""
    folder = settings.tables_path
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
