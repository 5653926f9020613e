"""A scenario: one conversation to be tried, as its file says it."""

import hashlib
from typing import Literal, Self

from pydantic import Field, model_validator

from evals.scenarios.expectations import Ends, Expect
from evals.scenarios.goal import Goal, Persona
from evals.scenarios.where import OneOrMore, Strict, Where

VERSION = 1


class Pause(Strict):
    """Silence in the middle of an utterance, where it is spoken."""

    after: str
    """The words before it."""
    s: float = Field(gt=0, le=5)


class Interruption(Strict):
    """Something said while the reply is heard."""

    after_s: float = Field(default=1.0, ge=0.0, le=30.0)
    """Of the reply's sound. Without sound: by then so much of its words was heard."""
    say: OneOrMore
    stops: bool = True
    """Whether the reply must stop for it; not for "mm-hm"."""


class Click(Strict):
    """Something done by hand before a line is said, with a product of the screen or the cart."""

    deed: Literal["add", "save", "remove"]
    where: Where


class Line(Strict):
    """One turn of a script."""

    say: OneOrMore
    """What the shopper says; of several wordings each trial takes another."""
    heard: str | None = None
    """What the recogniser makes of it, where the conversation is typed: a mishearing."""
    confidence: float | None = Field(default=None, ge=0.0, le=1.0)
    """Of that."""
    pauses: tuple[Pause, ...] = ()
    interrupt: Interruption | None = None
    """Said over the reply to this line."""
    click: Click | None = None
    """Done before the line is said."""
    expect: Expect | None = None
    """Of the turn, or of the one after the interruption where there is one."""


class Provenance(Strict):
    """Where a scenario comes from, if nobody wrote it."""

    source: Literal["log", "facets"]
    conversation: str | None = None
    """The logged conversation's id; erasing it erases the scenario."""
    shopper: str | None = None
    log: str | None = None
    turns: int | None = None
    labelled_by: str | None = None
    """Who says that what is expected is right; None: it is what the assistant did."""
    made_at: str | None = None
    catalog: str | None = None
    """Digest of the catalog that it was made from."""


class Scenario(Strict):
    """One conversation to be tried: a script in `turns`, or a `goal` for a simulated shopper."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,79}$")
    about: str = Field(min_length=1)
    """What it is meant to show, in one line."""
    tags: tuple[str, ...] = ()
    persona: Persona = Persona()
    goal: Goal | None = None
    turns: tuple[Line, ...] = ()
    answers: dict[str, OneOrMore] = Field(default_factory=dict)
    """What is said when the assistant asks something that the script does not expect, by what it
    asks for: {audience: women's, size: eight}."""
    ends: Ends
    relevant: tuple[Where, ...] = ()
    """What a good list holds, the best kind first; from the wishes where it is left out."""
    provenance: Provenance | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.goal is None) == (not self.turns):
            raise ValueError("give either turns (a script) or a goal (a simulated shopper)")
        return self

    @property
    def digest(self) -> str:
        """Name the content: two scenarios with the same digest are the same."""
        whole = self.model_dump_json(by_alias=True, exclude_defaults=True)
        return hashlib.sha256(whole.encode()).hexdigest()[:12]
