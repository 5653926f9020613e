"""Terms, spenders and a clock for the ledger's tests."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from agents.ledger.bookings import Terms
from agents.ledger.budgets import BudgetRule, Period, Scope, Unpriced
from agents.ledger.entries import Spender
from agents.ledger.prices import PriceList
from agents.models.call import Task
from agents.models.spec import ModelSpec, PriceOverride

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

PRICED = ModelSpec(
    protocol="openai-chat",
    model="priced",
    url="http://127.0.0.1:9/v1",
    price=PriceOverride(
        input_usd=Decimal(1),
        output_usd=Decimal(10),
        cached_usd=Decimal("0.1"),
        written_usd=Decimal("1.25"),
    ),
)
UNPRICED = ModelSpec(protocol="openai-chat", model="unheard-of", url="http://127.0.0.1:9/v1")
MODELS = {"priced": PRICED, "unpriced": UNPRICED}
CALL_USD = Decimal("0.00225")
"""The most that 1,000 tokens in and 100 out of `PRICED` cost: all of the input written."""


def rule(scope: Scope, period: Period, usd: str, tenant: str | None = None) -> BudgetRule:
    """Return a budget."""
    return BudgetRule(scope=scope, period=period, usd=Decimal(usd), tenant=tenant)


def terms(*budgets: BudgetRule, unpriced: Unpriced = "count") -> Terms:
    """Return terms with the prices above."""
    return Terms(PriceList(MODELS), budgets, unpriced)


def spender(tenant: str = "shop", conversation: str = "talk", turn: int = 0) -> Spender:
    """Return what a call is for."""
    return Spender(tenant, conversation, turn, Task.REPLY, "decision")


class Watch:
    """A clock that a test sets."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go(self, **span: float) -> None:
        """Move on, or back."""
        self.now += timedelta(**span)
