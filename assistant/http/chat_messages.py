"""Messages of a chat as plain data, and what was called in them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import JsonValue

from agents.client_tools.tool import ToolCall, ToolOutput

Role = Literal["system", "developer", "user", "assistant", "tool"]


@dataclass(frozen=True, slots=True)
class SaidCall:
    """A call that an assistant's message holds."""

    id: str
    name: str
    arguments: str
    """As JSON text."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message."""

    role: Role
    text: str = ""
    calls: tuple[SaidCall, ...] = ()
    answers: str = ""
    """The call that a tool's message answers."""


def outputs_of(messages: Sequence[Said]) -> tuple[ToolOutput, ...]:
    """Return the outputs that the last messages bring, with the calls they answer."""
    outputs: list[ToolOutput] = []
    for message in reversed(messages):
        if message.role != "tool":
            break
        call = next(
            (c for m in reversed(messages) for c in m.calls if c.id == message.answers), None
        )
        name = call.name if call else ""
        outputs.append(
            ToolOutput(ToolCall(name, _arguments(call.arguments if call else "")), message.text)
        )
    return tuple(reversed(outputs))


def _arguments(text: str) -> dict[str, JsonValue]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
