"""What `conversation.item.create` may hold, bounded and typed, and the item that it makes."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from agents.turn import Utterance
from assistant.http.turns import MAX_TEXT
from assistant.realtime.client_events import MAX_AUDIO, MAX_ID
from assistant.realtime.errors import EventRefused
from assistant.realtime.items import Item, new_id
from assistant.realtime.session_fields import MAX_INSTRUCTIONS, Fields, read_fields

MAX_OUTPUT = 100_000
"""Characters of a function's output; what is said of it is a few sentences."""

Role = Literal["user", "assistant", "system"]
_PARTS: dict[Role, dict[str, str]] = {
    "user": {"text": "input_text", "audio": "input_audio"},
    "assistant": {"text": "output_text", "audio": "output_audio"},
    "system": {"text": "input_text"},
}
"""Parts of each role's messages, by the names that the protocol's beta gave an assistant's."""

Short = Annotated[str, Field(min_length=1, max_length=MAX_ID)]


class PartFields(Fields):
    type: Literal["input_text", "input_audio", "output_text", "output_audio", "text", "audio"]
    text: Annotated[str, Field(max_length=MAX_INSTRUCTIONS)] | None = None
    audio: Annotated[str, Field(max_length=MAX_AUDIO)] | None = None
    transcript: Annotated[str, Field(max_length=MAX_INSTRUCTIONS)] | None = None


class ItemFields(Fields):
    id: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    type: Literal["message", "function_call", "function_call_output"]
    role: Role | None = None
    content: Annotated[tuple[PartFields, ...], Field(max_length=20)] = ()
    call_id: Short | None = None
    name: Annotated[str, Field(max_length=64)] | None = None
    arguments: Annotated[str, Field(max_length=MAX_OUTPUT)] | None = None
    output: Annotated[str, Field(max_length=MAX_OUTPUT)] | None = None


@dataclass(frozen=True, slots=True)
class Created:
    """An item that a client made."""

    item: Item
    sound: str | None = None
    """Base64 of what is to be recognised, in the session's input format."""


def created_item(given: dict[str, JsonValue], at: str = "item") -> Created:
    """Return the item that a client describes.

    Args:
        given: As it came.
        at: Where it stands in the event.

    Raises:
        EventRefused: It is no item, or one that cannot be taken.
    """
    if isinstance(kind := given.get("type"), str) and kind.startswith("mcp_"):
        raise EventRefused(
            "Items of MCP are not taken: offer Aisle's own MCP server to an agent instead.",
            code="unsupported_item",
            param=f"{at}.type",
        )
    fields = read_fields(ItemFields, given, at)
    item_id = fields.id or new_id("item")
    match fields.type:
        case "message":
            return _message(fields, item_id, at)
        case "function_call":
            body: dict[str, JsonValue] = {
                "type": "function_call",
                "name": fields.name or "",
                "call_id": fields.call_id or new_id("call"),
                "arguments": fields.arguments or "{}",
            }
            return Created(Item(item_id, body))
        case "function_call_output":
            if fields.call_id is None:
                raise _missing(f"{at}.call_id")
            output: dict[str, JsonValue] = {
                "type": "function_call_output",
                "call_id": fields.call_id,
                "output": fields.output or "",
            }
            return Created(Item(item_id, output, waits=True))


def _message(fields: ItemFields, item_id: str, at: str) -> Created:
    if fields.role is None:
        raise _missing(f"{at}.role")
    content = tuple(
        _part_of(part, fields.role, f"{at}.content.{n}.type")
        for n, part in enumerate(fields.content)
    )
    body: dict[str, JsonValue] = {
        "type": "message",
        "role": fields.role,
        "content": [_part_json(part) for part in content],
    }
    item = Item(item_id, body)
    if fields.role != "user":
        return Created(item)
    text = " ".join(part.text.strip() for part in content if part.text)
    if len(text) > MAX_TEXT:
        raise EventRefused(
            f"What a shopper says may have at most {MAX_TEXT} characters.",
            code="string_above_max_length",
            param=f"{at}.content",
        )
    sounds = [part for part in content if part.type == "input_audio"]
    told = " ".join(part.transcript.strip() for part in sounds if part.transcript)
    sound = next((part.audio for part in sounds if part.audio and not part.transcript), None)
    item.waits = bool(text or told or sound)
    if sound is None:
        item.said = Utterance(text=f"{text} {told}".strip(), spoken=bool(told))
    return Created(item, sound)


def _part_of(part: PartFields, role: Role, at: str) -> PartFields:
    """Return a part by the name that it has in messages of its role.

    Raises:
        EventRefused: Messages of this role have no such part.
    """
    kinds = _PARTS[role]
    kind = kinds.get(part.type.removeprefix("input_").removeprefix("output_"))
    if kind is None or part.type not in {kind, "text", "audio"}:
        known = " or ".join(kinds.values())
        raise EventRefused(
            f"A message of the {role} holds {known}.", code="invalid_value", param=at
        )
    return part.model_copy(update={"type": kind})


def _part_json(part: PartFields) -> dict[str, JsonValue]:
    """Return a part without its sound, which events leave out."""
    if part.type in {"input_audio", "output_audio"}:
        return {"type": part.type, "transcript": part.transcript}
    return {"type": part.type, "text": part.text or ""}


def _missing(param: str) -> EventRefused:
    return EventRefused(f"The field {param} is missing.", code="missing_field", param=param)
