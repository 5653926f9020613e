"""An answer to be sent: its tokens, its end, and what it costs.

A protocol turns it into frames; a frame is what leaves at one moment, and knows how far the
answer has come by then.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from agents.models.usage import Usage
from evals.doubles.asked import Asked
from evals.doubles.faults import STAGES, ErrorInBand, HttpError, Place, Stage, WrongUsage
from evals.doubles.script import Finish, Script
from evals.doubles.tokens import tokens_of

CREATED = 1_750_000_000
"""Unix time in every answer: nothing depends on it."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, whole."""

    asked: Asked
    script: Script
    pieces: tuple[str, ...]
    finish: Finish
    usage: Usage
    """What the provider bills once it is over."""

    @property
    def id(self) -> str:
        """Return a name that no other answer of the server has."""
        return f"double{self.asked.number:08d}"

    @property
    def text(self) -> str:
        """Return the text as far as it goes."""
        return "".join(self.pieces)

    @property
    def thought(self) -> tuple[str, ...]:
        """Return the reasoning that is shown, token by token."""
        return (" hmm",) * self.usage.reasoning if self.script.reasoning_shown else ()

    @property
    def wrong_usage(self) -> str | None:
        """Return how the usage is to be wrong."""
        fault = self.script.fault(WrongUsage)
        return fault.how if fault else None

    def spent(self, reasoning_share: float, contents: int) -> Usage:
        """Return what is billed when it ends early.

        Args:
            reasoning_share: 0..1, of the reasoning that was done by then.
            contents: Tokens of text that were sent.
        """
        reasoning = round(self.usage.reasoning * (1.0 if contents else reasoning_share))
        return replace(self.usage, output=reasoning + contents, reasoning=reasoning)


def answer_of(asked: Asked, script: Script, prompt: Usage) -> Answer:
    """Return the answer to a request: the script's text, as far as the request lets it go.

    Args:
        prompt: What the prompt costs.
    """
    pieces, finish, reasoning = tokens_of(script.text), script.finish, script.reasoning_tokens
    limit = asked.max_output_tokens
    if limit is not None and reasoning + len(pieces) > limit:
        reasoning = min(reasoning, limit)
        pieces, finish = pieces[: limit - reasoning], "length"
    usage = replace(prompt, output=reasoning + len(pieces), reasoning=reasoning)
    return Answer(asked, script, tuple(pieces), finish, usage)


@dataclass(frozen=True, slots=True)
class Event:
    """One server-sent event."""

    data: str
    name: str | None = None

    def encoded(self, line_end: str = "\n") -> bytes:
        """Return its lines."""
        name = f"event: {self.name}{line_end}" if self.name else ""
        return f"{name}data: {self.data}{line_end}{line_end}".encode()


def event(data: Mapping[str, object], *, named: bool = True) -> Event:
    """Return an event of JSON; its name is its type."""
    name = str(data["type"]) if named else None
    return Event(json.dumps(data, ensure_ascii=False, separators=(",", ":")), name)


@dataclass(frozen=True, slots=True)
class Frame:
    """Events that leave together."""

    stage: Stage
    events: tuple[Event, ...]
    index: int = 0
    """Of the token, within content and reasoning."""
    usage: tuple[Json, ...] = ()
    """Usage objects within the events, as they are sent."""


def order_of(place: Place) -> tuple[int, int]:
    """Return where a place is within an answer, to be compared."""
    if isinstance(place, int):
        return STAGES.index("content"), place
    return STAGES.index(place), 0


class Dialect(Protocol):
    """How one protocol says things."""

    def frames(self, answer: Answer) -> list[Frame]:
        """Return a streamed answer."""

    def whole(self, answer: Answer) -> tuple[Json, tuple[Json, ...]]:
        """Return an answer in one piece, and the usage objects within it."""

    def error(self, failure: HttpError) -> Json:
        """Return the body of an HTTP error."""

    def in_band(self, answer: Answer, error: ErrorInBand, sent: int) -> tuple[Event, ...]:
        """Return an error within a stream of which `sent` events were sent."""

    def ping(self) -> Event | None:
        """Return the event that says that all is well; None where a comment line does."""
