"""A scenario: one conversation to be tried, as its file says it."""

import hashlib
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from evals.scenarios.expectations import Ends, Expect, Shown
from evals.scenarios.goal import Goal, Persona
from evals.scenarios.where import OneOrMore, Strict, Text, Where


class Pause(Strict):
    """Silence in the middle of an utterance, where it is spoken."""

    after: Text
    """The words before it."""
    s: float = Field(gt=0, le=5)
    """How long, in seconds."""


class Interruption(Strict):
    """Something said while the reply is heard."""

    after_s: float = Field(default=1.0, ge=0.0, le=30.0)
    """Of the reply's sound. Without sound: by then so much of its words was heard."""
    say: OneOrMore
    """What is said over it."""
    stops: bool = True
    """Whether the reply must stop for it; not for "mm-hm"."""


class Click(Strict):
    """Something done by hand before a line is said, with a product of the screen or the cart."""

    deed: Literal["add", "save", "remove"]
    """Into the cart, onto a board, or out of the cart."""
    where: Where
    """With which product; the first such on the screen, to remove the first such in the cart."""


class Line(Strict):
    """One turn of a script."""

    say: OneOrMore
    """What the shopper says; of several wordings each trial takes another."""
    heard: str | None = None
    """What the recogniser makes of it, where the conversation is typed: a mishearing; "" where it
    makes nothing of it."""
    confidence: float | None = Field(default=None, ge=0.0, le=1.0)
    """Of that."""
    pauses: tuple[Pause, ...] = ()
    """Silences within it, where it is spoken."""
    interrupt: Interruption | None = None
    """Said over the reply to this line."""
    click: Click | None = None
    """Done before the line is said."""
    expect: Expect | None = None
    """Of the turn, or of the one after the interruption where there is one."""


class Provenance(Strict):
    """Where a scenario comes from, if nobody wrote it."""

    source: Literal["log", "facets"]
    """A logged conversation, or what the catalog holds."""
    conversation: str | None = None
    """The logged conversation's id; erasing it erases the scenario."""
    shopper: str | None = None
    """Whose conversation it was, as the log names them."""
    log: str | None = None
    """Which log holds it."""
    turns: int | None = None
    """How many it had."""
    labelled_by: str | None = None
    """Who says that what is expected is right; None: it is what the assistant did."""
    redaction: int | None = None
    """Version of what took personal data out of a log's words."""
    made_at: str | None = None
    """When, in ISO 8601."""
    catalog: str | None = None
    """Digest of the catalog that it was made from."""


_EMPTY_SAYS: Final = frozenset({"acts", "constraints", "cart"})
"""Fields of an expectation that say something when they are empty: nothing is in the cart."""


class Scenario(Strict):
    """One conversation to be tried: a script in `turns`, or a `goal` for a simulated shopper."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,79}$")
    """How runs and reports name it: lower-case letters, digits and hyphens, used once."""
    about: str = Field(min_length=1)
    """What it is meant to show, in one line."""
    tags: tuple[Text, ...] = ()
    """What it is about, to choose scenarios and to group figures by: [hard, correction]."""
    persona: Persona = Persona()
    """How the shopper talks; of a script only the shopper's id counts."""
    goal: Goal | None = None
    """What a simulated shopper wants."""
    turns: tuple[Line, ...] = ()
    """What is said, turn by turn."""
    answers: dict[str, OneOrMore] = Field(default_factory=dict)
    """What is said when the assistant asks something that the script does not expect, by what it
    asks for: {audience: women's, size: eight}."""
    ends: Ends
    """What must be true when the conversation is over."""
    relevant: tuple[Where, ...] = ()
    """What a good list holds, the best kind first; from the wishes where it is left out."""
    provenance: Provenance | None = None
    """Where it comes from; left out of what people write."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.goal is None) == (not self.turns):
            raise ValueError("give either turns (a script) or a goal (a simulated shopper)")
        return self

    @property
    def is_checked(self) -> bool:
        """Whether it says what must be true: a trial of one that does not can never pass."""
        if self.goal is not None:
            return True
        stated = (self.ends, *(line.expect for line in self.turns if line.expect is not None))
        return any(
            value is not None and value != Shown() and (value != () or name in _EMPTY_SAYS)
            for part in stated
            for name, value in part
        )

    @property
    def digest(self) -> str:
        """Name the content: two scenarios with the same digest are the same."""
        whole = self.model_dump_json(by_alias=True, exclude_defaults=True)
        return hashlib.sha256(whole.encode()).hexdigest()[:12]
