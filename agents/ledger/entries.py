"""One entry for each call of a model, and the seam that keeps them.

    reservation = await ledger.reserve(spender, "gpt", input_tokens=900, max_output_tokens=160)
    ... call ...
    entry = await ledger.settle(reservation, usage, "completed")

A reservation takes its most expensive outcome out of every budget that it falls under, at
once or not at all; settling puts back what was not spent. A process that dies in between
leaves a reservation that runs out (`expires_at`) and is then booked in full, never as nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal, Protocol

from agents.errors import AgentError
from agents.models.call import Task
from agents.models.usage import Usage

Outcome = Literal["completed", "cut_off", "failed", "refused", "hedge_lost", "withdrawn", "expired"]
"""`cut_off`: stopped by barge-in; `refused`: the guard let nothing of it through; `hedge_lost`:
another model was faster; `withdrawn`: for a transcript that changed; `expired`: never settled."""


@dataclass(frozen=True, slots=True)
class Spender:
    """What a call is for."""

    tenant: str
    conversation_id: str
    turn: int
    task: Task
    decision_id: str


@dataclass(frozen=True, slots=True)
class Reservation:
    """Money that is set aside for one call."""

    id: str
    spender: Spender
    model: str
    reserved_usd: Decimal
    """The most that the call can cost; 0 where the price is not known."""
    made_at: datetime
    input_tokens: int = 0
    """Estimated, upwards."""
    max_output_tokens: int = 0
    priced: bool = True
    """False where no price is known; the call is then counted, and no budget holds it back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One call, booked."""

    id: str
    spender: Spender
    model: str
    outcome: Outcome
    usage: Usage
    cost_usd: Decimal | None
    """None where no price is known: counted as such, never as zero."""
    at: datetime
    """When the money was set aside: a call belongs to the day (UTC) on which it began."""
    first_content_ms: float | None = None
    took_ms: float | None = None
    reason: str | None = None
    """Of a failure: `ModelFailed.reason`."""
    overrun_usd: Decimal = Decimal(0)
    """What it cost beyond its reservation: the provider read or generated more than was asked."""


class BudgetSpent(AgentError):
    """A call would go over a budget; the next tier answers."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"the budget of {scope} is spent: a cheaper tier answers")
        self.scope = scope


class Ledger(Protocol):
    """Keeps the entries and the budgets. Every method may be called from many tasks at once."""

    async def reserve(
        self, spender: Spender, model: str, *, input_tokens: int, max_output_tokens: int
    ) -> Reservation:
        """Set aside what a call can cost at most.

        Args:
            spender: What it is for.
            model: As the policy names it.
            input_tokens: Estimated, upwards.
            max_output_tokens: As the call will ask for.

        Raises:
            BudgetSpent: a budget does not hold that much any more; nothing was set aside.
        """

    async def settle(
        self,
        reservation: Reservation,
        usage: Usage | None,
        outcome: Outcome,
        *,
        first_content_ms: float | None = None,
        took_ms: float | None = None,
        reason: str | None = None,
    ) -> Entry:
        """Book what the call cost and free the rest.

        Args:
            reservation: From `reserve`; settling twice books once.
            usage: As the provider said; None books an upper estimate.
            outcome: How the call ended.
            first_content_ms: From the request to the first content.
            took_ms: From the request to the end.
            reason: Why it failed.
        """

    def headroom_usd(self, tenant: str, conversation_id: str) -> Decimal | None:
        """Return what is left of the tightest budget, without waiting; None without one.

        For the router, which must not wait: as known to this process, perhaps a moment old.
        """
