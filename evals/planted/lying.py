"""A model that states wrong prices, with the guard that refuses them or without.

In process: no server, no key, no wait. It phrases through the placeholders that a well-behaved
model uses, so that only its prices are wrong.
"""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, Self

from agents.guard.guard import Guard
from agents.guard.sheet import FactSheet
from agents.guard.verdict import Verdict
from agents.ledger.entries import Entry, Outcome, Reservation, Spender
from agents.models.call import Ended, ModelCall, ModelEvent, TextDelta
from agents.models.usage import Usage
from agents.phrasing.writer import ModelReplyWriter
from agents.routing.decision import Decision, template_decision
from agents.routing.situation import Situation
from agents.tier import Doubt, SecondReader

LIAR: Final = "liar"
WRONG: Final = "The {1.name} is $3.33."
"""No product of any catalog costs that."""
_PATIENT_S = 30.0
"""Longer than any wait on a busy machine: what is said must not hang on it."""


class LyingRouter:
    """Has the liar phrase every reply that a model may phrase and that speaks of products."""

    def decide(self, situation: Situation) -> Decision:
        """Return who phrases a reply; see `agents.tier.Router`."""
        decision_id = f"{situation.conversation_id}-{situation.turn}"
        if situation.fixed or not situation.results:
            return template_decision(decision_id, "nothing to lie about")
        return Decision(
            id=decision_id,
            tier="open",
            model=LIAR,
            first_content_s=_PATIENT_S,
            total_s=_PATIENT_S,
            speculate=True,
            reasons=("planted",),
        )

    def reader(self, doubt: Doubt) -> SecondReader | None:
        """Return nobody: the agent asks back."""
        del doubt
        return None


class Liar:
    """A model that says the same wrong price of whatever comes first."""

    name = LIAR

    async def stream(self, call: ModelCall) -> AsyncGenerator[ModelEvent, None]:
        """Answer; see `agents.models.call.ModelClient`."""
        del call
        yield TextDelta(WRONG)
        yield Ended("stop", Usage())

    async def aclose(self) -> None:
        """Close nothing."""


class Blind:
    """A guard that lets everything through."""

    def check(self, clause: str) -> Verdict:
        """Find nothing wrong."""
        del clause
        return Verdict()

    def hear(self, clause: str) -> None:
        """Take no note."""

    def fork(self) -> Self:
        """Return itself: there is nothing to keep apart."""
        return self


class FreeLedger:
    """Books calls that cost nothing."""

    async def reserve(
        self, spender: Spender, model: str, *, input_tokens: int, max_output_tokens: int
    ) -> Reservation:
        """Set nothing aside; see `agents.ledger.entries.Ledger`."""
        call_id = f"{spender.decision_id}-{model}"
        now = datetime.now(UTC)
        return Reservation(
            call_id, spender, model, Decimal(0), now, input_tokens, max_output_tokens
        )

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
        """Book a call that was free; see `agents.ledger.entries.Ledger`."""
        return Entry(
            reservation.id,
            reservation.spender,
            reservation.model,
            outcome,
            usage or Usage(),
            Decimal(0),
            reservation.made_at,
            first_content_ms,
            took_ms,
            reason,
        )

    def headroom_usd(self, tenant: str, conversation_id: str) -> Decimal | None:
        """Return None: there is no budget."""
        del tenant, conversation_id
        return None


def lying_writer(*, guarded: bool) -> ModelReplyWriter:
    """Return who phrases the liar's replies.

    Args:
        guarded: Whether the guard reads them first.
    """
    return ModelReplyWriter({LIAR: Liar()}, FreeLedger(), Guard if guarded else _blind)


def _blind(sheet: FactSheet) -> Blind:
    del sheet
    return Blind()
