"""What a reply became: the clauses that may be spoken, and the account of how.

    writing = writer.write(turn)
    async with aclosing(writing.clauses()) as clauses:
        async for clause in clauses:
            speak(clause)
    account = writing.account()

Every clause has passed the guard before it is yielded, or comes from the templates. Closing
the generator early (barge-in) stops the model; the bill is settled in a moment (`booked`).
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from agents.agent import PlannedTurn
from agents.guard.verdict import Fault
from agents.ledger.entries import Entry
from agents.routing.decision import TEMPLATE, TierName


@dataclass(frozen=True, slots=True)
class Account:
    """How one reply came about."""

    text: str
    """All clauses that were yielded, joined with single spaces."""
    tier: TierName
    """The highest tier whose words are in `text`."""
    model: str = TEMPLATE
    calls: tuple[Entry, ...] = ()
    """Every call that was made for it, in the order in which they ended."""
    faults: tuple[Fault, ...] = ()
    """What the guard refused, in order."""
    switches: tuple[str, ...] = ()
    """Each change of who phrases, with its reason: "qwen>gpt:timed_out", "gpt>template:guard"."""
    first_clause_ms: float | None = None
    """From the start of writing to the first clause; None if there was none."""
    unpriced: int = field(default=0)
    """Calls whose price is not known: `cost_usd` leaves them out."""
    rest: tuple[str, ...] = ()
    """What would have followed if the reply had not been cut off, in the templates' words."""

    @property
    def whole(self) -> str:
        """The reply as it is repeated when the shopper asks for it again."""
        return " ".join((self.text, *self.rest)).strip()

    @property
    def cost_usd(self) -> Decimal:
        """What all calls cost whose price is known."""
        return sum((e.cost_usd for e in self.calls if e.cost_usd is not None), Decimal(0))


class ReplyWriter(Protocol):
    """Phrases replies."""

    def write(self, turn: PlannedTurn) -> "Writing":
        """Return the reply to `turn`, by whoever its decision names; nothing is asked yet."""


class Writing(Protocol):
    """One reply on its way."""

    def clauses(self) -> AsyncGenerator[str, None]:
        """Yield the clauses, each safe to be spoken; to be run once."""

    def wanted(self) -> None:
        """Say that the shopper's turn is over: from now on models may be asked.

        Until then a decision without `speculate` asks nobody: `clauses` yields at most the
        plan's own opening clause and waits. May be called before `clauses` runs, and twice.
        """

    def withdraw(self) -> None:
        """Say that the reply will never be wanted: what is closed now is booked `withdrawn`."""

    async def booked(self) -> None:
        """Wait until every call is booked, once the generator is closed."""

    def account(self) -> Account:
        """Return what it came to; complete once it is `booked`."""
