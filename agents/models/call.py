"""One call of a language model: what is asked, and the events that come back.

    async with aclosing(client.stream(call)) as events:
        async for event in events:
            match event:
                case TextDelta(text): ...
                case Ended(finish, usage): ...

Closing the generator early closes the connection, so that the provider stops generating. What
the call has cost by then is said by `usage_so_far(events)`, at any time, before or after closing:

    usage = usage_so_far(events)

So is what a task that is cancelled while it waits for the next event has cost: cancel and await
the task first, then close the generator, since one that is running cannot be closed.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol, runtime_checkable

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

    @property
    def is_empty(self) -> bool:
        """Whether it says and shows nothing; such a message is not sent."""
        return not self.text.strip() and not self.images


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
    """As the provider said; counted by us, upwards (`estimated`), where it said nothing."""
    model: str | None = None
    """As the provider names what answered; prices go by the configured one."""


ModelEvent = TextDelta | Ended


@runtime_checkable
class Metered(Protocol):
    """A stream that knows what it has cost so far."""

    @property
    def usage(self) -> Usage | None:
        """What was read and generated until now; all zero if nothing can have been billed."""


def usage_so_far(events: AsyncGenerator[ModelEvent, None]) -> Usage | None:
    """Return the tokens of a call that may not have ended.

    Args:
        events: What `ModelClient.stream` returned; closed or not.

    Returns:
        What the provider has said, and where it has said nothing of the output yet, the text that
        came counted upwards and `estimated` set. None of a stream that keeps no account.
    """
    return events.usage if isinstance(events, Metered) else None


class ModelClient(Protocol):
    """One configured model."""

    @property
    def name(self) -> str:
        """As the policy file names it."""

    def stream(self, call: ModelCall) -> AsyncGenerator[ModelEvent, None]:
        """Ask, and yield the answer's pieces and then `Ended`.

        Raises:
            ModelFailed: one of `agents.models.errors`; the usage until then is in its `usage`, as
                of `usage_so_far`: all zero where nothing was asked or the provider refused.
        """

    async def aclose(self) -> None:
        """Close the connections."""
