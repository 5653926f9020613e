"""What `response.create` may hold, and what the response then is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from assistant.realtime.errors import EventRefused
from assistant.realtime.responses import ResponseWish
from assistant.realtime.session_config import (
    SessionConfig,
    modalities_of,
    read_choice,
    read_tools,
)
from assistant.realtime.session_fields import MAX_TOOLS, Fields, Modality, Words, read_fields

MAX_INPUT = 200
"""Items of one response's own input."""

_EXACTLY = re.compile(
    r"""^\W*(?:please\s+)?(?:say|speak|repeat|read(?:\s+out)?)\b
    (?=[^"“”]{0,60}\b(?:exactly|verbatim|word\s+for\s+word|following)\b|\s*:?\s*["“])
    [^"“”:]{0,60}:?\s*["“](?P<text>[^"“”]{1,1000})["”]\W*$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""Say exactly: "Welcome to the shop." Anything looser is an instruction, not a text."""

Key = Annotated[str, Field(max_length=64)]
Value = Annotated[str, Field(max_length=512)]


class ResponseFields(Fields):
    conversation: Annotated[str, Field(max_length=64)] | None = None
    instructions: Words | None = None
    output_modalities: Annotated[list[Modality], Field(min_length=1, max_length=2)] | None = None
    input: Annotated[list[dict[str, JsonValue]], Field(max_length=MAX_INPUT)] | None = None
    metadata: Annotated[dict[Key, Value], Field(max_length=16)] | None = None
    tools: Annotated[list[dict[str, JsonValue]], Field(max_length=MAX_TOOLS)] | None = None
    tool_choice: Annotated[str, Field(max_length=100)] | dict[str, JsonValue] | None = None
    max_output_tokens: Annotated[int, Field(ge=1, le=4096)] | Literal["inf"] | None = None


def read_wish(
    given: dict[str, JsonValue] | None, config: SessionConfig
) -> tuple[ResponseWish, ResponseFields]:
    """Return what a response is to be.

    Args:
        given: The event's response, if it has one.
        config: The session's.

    Raises:
        EventRefused: A field cannot be set to that.
    """
    fields = read_fields(ResponseFields, given or {}, "response")
    if fields.output_modalities:
        config = replace(config, output_modalities=modalities_of(fields.output_modalities))
    if fields.tools is not None:
        config = replace(config, tools=read_tools(fields.tools, "response.tools"))
    if fields.tool_choice is not None or fields.tools is not None:
        choice = fields.tool_choice or "auto"
        config = replace(config, choice=read_choice(choice, config.tools, "response.tool_choice"))
    if fields.max_output_tokens is not None:
        config = replace(config, max_output_tokens=fields.max_output_tokens)
    kept = _kept(fields.conversation)
    metadata: JsonValue = None if fields.metadata is None else dict(fields.metadata)
    return ResponseWish(config, metadata, kept), fields


def _kept(conversation: str | None) -> bool:
    if conversation in (None, "auto"):
        return True
    if conversation == "none":
        return False
    raise EventRefused(
        'The conversation of a response is "auto" or "none".',
        code="invalid_value",
        param="response.conversation",
    )


def exact_words(instructions: Sequence[str | None]) -> str | None:
    """Return the text that instructions ask to be spoken as it is; None if they ask for none."""
    for text in instructions:
        found = _EXACTLY.match(text.strip()) if text and len(text) < 2_000 else None
        if found:
            return " ".join(found["text"].split())
    return None
