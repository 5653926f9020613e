"""One call of a language model: what is asked, and the events that come back.

    async with aclosing(client.stream(call)) as events:
        async for event in events:
            match event:
                case TextDelta(text): ...
                case Ended(finish, usage): ...

Closing the generator early closes the connection, so that the provider stops generating.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol

from agents.models.usage import Usage


class Task(StrEnum):
    """What a model is asked for; each is routed apart."""

    REPLY = "reply"
    READING = "reading"
    SUMMARY = "summary"
    LABELLING = "labelling"
    VISION = "vision"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that is shown to a model."""

    media_type: Literal["image/jpeg", "image/png", "image/webp"]
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message after the system text."""

    role: Literal["user", "assistant"]
    text: str
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelCall:
    """What is sent to a model, whatever its protocol."""

    task: Task
    system: str
    """The same for many calls, and first: what a provider's prompt cache can hold."""
    messages: tuple[Message, ...]
    max_output_tokens: int
    schema: dict[str, Any] | None = None
    """JSON schema that the answer must have; None for plain text."""
    cache_key: str | None = None
    """Groups calls with the same beginning, where a provider asks for that; says nothing about
    the shopper."""
    temperature: float | None = None
    """None for the model's own; reasoning models take no other."""


@dataclass(frozen=True, slots=True)
class TextDelta:
    """A piece of the answer, never empty."""

    text: str


Finish = Literal["stop", "length", "refused", "filtered", "unknown"]


@dataclass(frozen=True, slots=True)
class Ended:
    """The answer is over; always the last event of a stream that did not fail."""

    finish: Finish
    usage: Usage | None
    """None where the provider said nothing of it."""
    model: str | None = None
    """As the provider names what answered; prices go by the configured one."""


ModelEvent = TextDelta | Ended


class ModelClient(Protocol):
    """One configured model."""

    @property
    def name(self) -> str:
        """As the policy file names it."""

    def stream(self, call: ModelCall) -> AsyncGenerator[ModelEvent, None]:
        """Ask, and yield the answer's pieces and then `Ended`.

        Raises:
            ModelFailed: one of `agents.models.errors`; what the provider said of usage until
                then is in its `usage`.
        """

    async def aclose(self) -> None:
        """Close the connections."""
