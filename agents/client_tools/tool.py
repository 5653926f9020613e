"""Function tools that a client declares, and calls of them. Types only.

The client runs the function; the agent decides when, and with which arguments, and says
what came of it.
"""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from pydantic import JsonValue

from agents.turn import Reply, Turn


@dataclass(frozen=True, slots=True)
class ClientTool:
    """A function that the client can run."""

    name: str
    description: str = ""
    parameters: dict[str, JsonValue] = field(default_factory=dict)
    """JSON Schema of an object: the arguments."""


@dataclass(frozen=True, slots=True)
class ToolChoice:
    """Which tools may be called."""

    mode: Literal["auto", "none", "required"] = "auto"
    name: str | None = None
    """The one that must be called, with mode "required"; None for any."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One call that the client is to make."""

    name: str
    arguments: dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class ToolOutput:
    """What the client's function gave back."""

    call: ToolCall
    output: str
    """JSON or plain text, as the client sent it."""


class CallsTools(Protocol):
    """What front doors need of `agents.client_tools.caller.ToolCaller`."""

    def choose(
        self, turn: Turn, tools: tuple[ClientTool, ...], choice: ToolChoice
    ) -> ToolCall | None:
        """Return the call that a planned turn asks for; None if our own reply answers it.

        Quick (under 5 ms for 20 tools) and pure: called for plans that may be thrown away.
        """
        ...

    def reply(self, output: ToolOutput, turn: Turn | None) -> Reply:
        """Return what is said of an output: only what is in it, in sentences."""
        ...
