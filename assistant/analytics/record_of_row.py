"""Records made again from the rows of TURNS and EVENTS.

A row holds all of its record: what no column holds exactly is in `more`. Fields that are nested
too deep to be read are left out of the record.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from re import fullmatch
from typing import Any, Final

from assistant.analytics.deep_json import members
from assistant.analytics.rows_of_lines import TIMINGS
from assistant.analytics.store import Cell
from assistant.analytics.tables import EVENTS, TURNS, Table
from assistant.events.event import Event
from assistant.turn_record import SCHEMA, SCHEMAS, TurnRecord

_APART: Final = ("schema", "timestamp", "received_at", "cost_usd")
"""Columns that hold their field otherwise than it was logged."""


def _columns(table: Table, fields: Iterable[str], *, json: bool) -> tuple[str, ...]:
    """Return the columns that hold a field of the record: as JSON, or as it is."""
    held = frozenset(fields).difference(_APART)
    return tuple(c.name for c in table.columns if c.name in held and c.is_json is json)


_JSON_OF_TURN: Final = _columns(TURNS, TurnRecord.model_fields, json=True)
_PLAIN_OF_TURN: Final = _columns(TURNS, TurnRecord.model_fields, json=False)
_PLAIN_OF_EVENT: Final = (*_columns(EVENTS, Event.model_fields, json=False), "schema")
_LEAST: Final[dict[str, Any]] = {
    "turn": None,
    "acts": [],
    "constraints": [],
    "query_response_hit_ids": [],
    "relaxed": [],
    "user_query": "",
    "reply": "",
    "tier": "none",
    "outcome": "completed",
    "modality": None,
}
"""What an imported log may lack, and a record must have."""


def turn_of(row: Mapping[str, Cell]) -> TurnRecord:
    """Return the record that a row of TURNS was made from.

    Raises:
        ValueError: The row holds no turn that this version can read.
    """
    data: dict[str, Any] = dict(_LEAST)
    _put(data, row, _PLAIN_OF_TURN)
    for name in _JSON_OF_TURN:
        if (text := row.get(name)) is not None:
            data[name] = json.loads(str(text))
    schema = row.get("schema")
    data["schema"] = schema if schema and fullmatch(SCHEMAS, str(schema)) else SCHEMA
    data["timestamp"] = _utc(row["timestamp"])
    data["cost_usd"] = _price(row.get("cost_usd"))
    data["timings_ms"] = {name: row[name] for name in TIMINGS if row.get(name) is not None}
    _put_more(data, row)
    return TurnRecord.model_validate(data)


def event_of(row: Mapping[str, Cell]) -> Event:
    """Return the record that a row of EVENTS was made from.

    Raises:
        ValueError: The row holds no event that this version can read, such as an imported one.
    """
    data: dict[str, Any] = {}
    _put(data, row, _PLAIN_OF_EVENT)
    data["timestamp"] = _utc(row["timestamp"])
    received = row.get("received_at")
    data["received_at"] = _utc(received) if received is not None else data["timestamp"]
    attributes: dict[str, Any] = {}
    if row.get("object_id") is not None:
        attributes["object"] = {"object_id": row["object_id"]}
        if row.get("object_id_field") is not None:
            attributes["object"]["object_id_field"] = row["object_id_field"]
        attributes["object"]["description"] = row.get("title")
    if row.get("ordinal") is not None:
        attributes["position"] = {"ordinal": row["ordinal"]}
    if row.get("details") is not None:
        attributes["details"] = json.loads(str(row["details"]))
    data["event_attributes"] = attributes
    _put_more(data, row)
    return Event.model_validate(data)


def _put(data: dict[str, Any], row: Mapping[str, Cell], names: Sequence[str]) -> None:
    for name in names:
        if (value := row.get(name)) is not None:
            data[name] = value


def _put_more(data: dict[str, Any], row: Mapping[str, Cell]) -> None:
    if (more := row.get("more")) is not None:
        data.update(members(str(more)))


def _utc(value: Cell) -> datetime:
    assert isinstance(value, datetime)
    return value.replace(tzinfo=UTC)


def _price(value: Cell) -> str:
    """Return an amount as it was logged; zeros at its end are kept in `more`."""
    if not isinstance(value, (int, float)):
        return "0"
    told = f"{Decimal(repr(float(value))):f}"
    return told.rstrip("0").rstrip(".") if "." in told else told
