"""JSON Schemas of the intent log's records, made from the classes that write them.

The files under data/ are what is published: `aisle logs schema` prints them, and a test says when
they are no longer what the classes write. Records of newer schemas may hold more fields than are
named here, so none is forbidden.
"""

import json
from importlib.resources import files
from typing import Any, Final, Literal

Kind = Literal["turn", "event"]
KINDS: Final[tuple[Kind, ...]] = ("turn", "event")
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ABOUT: Final = {
    "turn": "One turn of a conversation: a query of User Behavior Insights 1.3, and more.",
    "event": "What a shopper did, and what happened: an event of User Behavior Insights 1.3.",
}


def published(kind: Kind) -> str:
    """Return the JSON Schema of a kind of records as it is published, JSON text."""
    return (files("assistant.events") / "data" / f"{kind}.schema.json").read_text("utf-8")


def made(kind: Kind) -> str:
    """Return the JSON Schema that the classes have now, JSON text with its last newline."""
    from assistant.events.event import EVENT_SCHEMA, Event  # noqa: PLC0415
    from assistant.turn_record import SCHEMA, TurnRecord  # noqa: PLC0415

    model = TurnRecord if kind == "turn" else Event
    # As they are read: a record of an older version lacks what has a default.
    fields: dict[str, Any] = model.model_json_schema(by_alias=True, mode="validation")
    fields |= {"title": SCHEMA if kind == "turn" else EVENT_SCHEMA, "description": _ABOUT[kind]}
    return json.dumps({"$schema": _DIALECT, **fields}, indent=2, ensure_ascii=False) + "\n"
