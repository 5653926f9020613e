"""What every shopper does: say something, look at what came of it, say the next thing."""

from collections.abc import Sequence
from typing import Literal, Protocol

from pydantic import Field

from agents.acts import Act
from evals.runs.record import TurnSeen
from evals.scenarios.expectations import Wish
from evals.scenarios.scenario import Click, Interruption, Pause
from evals.scenarios.where import Strict

Move = Literal[
    "open",
    "tell",
    "answer",
    "change",
    "refer",
    "ask",
    "choose",
    "take",
    "correct",
    "repeat",
    "chat",
    "deny",
    "leave",
    "interrupt",
    "script",
]
"""Why something is said."""

Verdict = Literal["satisfied", "gave_up", "script_over"]


class Meant(Strict):
    """What the shopper meant by an utterance: the truth that understanding is held to."""

    acts: tuple[Act, ...] | None = None
    """None where nobody says."""
    wishes: tuple[Wish, ...] | None = None
    """All that hold once it is said; None where nobody says."""


class Saying(Strict):
    """One utterance before it is spoken or typed."""

    text: str
    move: Move
    meant: Meant = Meant()
    line: int | None = None
    """Of the script, from 0."""
    heard: str | None = None
    """What a recogniser is to have made of it, where it is typed."""
    confidence: float | None = None
    pauses: tuple[Pause, ...] = ()
    interrupt: Interruption | None = None
    """Said over the reply, its wording chosen: `say` is one string."""
    click: Click | None = None
    gives: dict[str, str] = Field(default_factory=dict)
    """What of the goal it tells, by name, for the validation: {"price": "150"}."""


class Shopper(Protocol):
    """One shopper in one conversation. The same seed says the same to the same replies."""

    @property
    def verdict(self) -> Verdict:
        """How it ended, once `next` returned None."""
        ...

    async def next(self, seen: Sequence[TurnSeen]) -> Saying | None:
        """Return what is said next; None when the shopper has finished.

        Args:
            seen: All turns so far, as the shopper saw and heard them.
        """
        ...
