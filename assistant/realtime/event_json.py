"""A client's message as a typed event, or one sentence on what is wrong with it."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.realtime.client_events import CLIENT_EVENTS, MAX_ID, AudioAppend, ClientEvent
from assistant.realtime.errors import EventUnreadable

MAX_VALUES = 20_000
"""Commas and brackets of one message. Sound has none: 15 MB of small values would hold the
process up for a second, and take fifty times their size."""
_COUNT_FROM = 64 * 2**10
"""Characters; a shorter message cannot have too many to matter."""
_READ_LOOSELY = 2**20
"""Characters: some ms."""
_SHOWN = 60


class _Identified(BaseModel):
    """What is read of an event that cannot be read whole."""

    model_config = ConfigDict(extra="ignore")

    event_id: Any = None


def read_event(message: str | bytes) -> ClientEvent | AudioAppend:
    """Return the event of a message.

    Raises:
        EventUnreadable: It is no JSON, of no known type, or a field is missing or bad.
    """
    if len(message) > _COUNT_FROM and _values(message) > MAX_VALUES:
        raise EventUnreadable(
            f"The event holds more than {MAX_VALUES:,} values; send less at once.",
            code="event_too_complex",
        )
    try:
        return CLIENT_EVENTS.validate_json(message)
    except ValidationError as error:
        raise _explained(error, message) from None


def _values(message: str | bytes) -> int:
    if isinstance(message, bytes):
        return message.count(b",") + message.count(b"[") + message.count(b"{")
    return message.count(",") + message.count("[") + message.count("{")


def _explained(error: ValidationError, message: str | bytes) -> EventUnreadable:
    first = error.errors(include_url=False, include_input=False)[0]
    kind = first["type"]
    # The first part of the place is the event's own type, of the union.
    param = ".".join(str(part) for part in first["loc"][1:]) or None
    event_id = _event_id(message)
    if kind == "json_invalid":
        return EventUnreadable(
            "The message is no JSON; send one event as JSON.",
            code="invalid_json",
            event_id=event_id,
        )
    if kind == "union_tag_not_found":
        return EventUnreadable(
            "The event has no type; send one as a string.",
            code="missing_required_parameter",
            param="type",
            event_id=event_id,
        )
    if kind == "union_tag_invalid":
        sent, known = str(first["ctx"]["tag"])[:_SHOWN], first["ctx"]["expected_tags"]
        return EventUnreadable(
            f"Invalid value: '{_plain(sent)}'. Supported values are: {known}.",
            param="type",
            event_id=event_id,
        )
    if kind in {"model_attributes_type", "model_type", "dict_type"} and param is None:
        return EventUnreadable("An event is a JSON object; send one.", code="invalid_type")
    if kind == "missing":
        return EventUnreadable(
            f"Missing required parameter: '{param}'.",
            code="missing_required_parameter",
            param=param,
            event_id=event_id,
        )
    code = {"string_too_long": "string_above_max_length"}.get(kind, "invalid_value")
    if kind.endswith("_type"):
        code = "invalid_type"
    return EventUnreadable(
        f"Invalid '{param}': {first['msg'][:1].lower()}{first['msg'][1:]}.",
        code=code,
        param=param,
        event_id=event_id,
    )


def _event_id(message: str | bytes) -> str | None:
    try:
        found = _Identified.model_validate_json(message).event_id
    except ValidationError:
        found = _loosely_read(message)
    return found if isinstance(found, str) and len(found) <= MAX_ID else None


def _loosely_read(message: str | bytes) -> object:
    """Return the event_id where only half a surrogate pair keeps it from being JSON."""
    if len(message) > _READ_LOOSELY:
        return None
    try:
        event = json.loads(message)
    except (ValueError, RecursionError):
        return None
    return event.get("event_id") if isinstance(event, dict) else None


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)
