"""How much may be spent: `[[budgets]]` of the policy file, and the sums that they are held to.

    [[budgets]]
    scope = "tenant"        # each tenant apart; with tenant = "name" that one only
    period = "day"
    usd = 25

Days and months are those of UTC, of the moment at which a call's money was set aside. What is
set aside counts as spent until it is settled. Pure: who adds up is a store's business.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from agents.ledger.amounts import MOST_USD

Scope = Literal["all", "tenant", "conversation"]
Period = Literal["day", "month", "conversation", "turn"]
Unpriced = Literal["count", "refuse"]
"""What becomes of a call without a price: it is counted and let through, or it is not made."""


class BudgetRule(BaseModel):
    """One budget of the policy file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scope: Scope
    """Who shares the money: everyone, each tenant, or each conversation."""
    period: Period
    """How long it has to last."""
    usd: Decimal = Field(ge=0, le=MOST_USD)
    """0 lets no priced call through."""
    tenant: str | None = Field(default=None, min_length=1)
    """Only this one's calls; every tenant's, each apart, if not given."""

    @model_validator(mode="after")
    def _names_a_tenant_of_its_own(self) -> Self:
        if self.scope == "all" and self.tenant is not None:
            raise ValueError('a budget of one tenant has scope = "tenant", not "all"')
        return self

    def holds_for(self, tenant: str) -> bool:
        """Say whether a call of `tenant` falls under this budget."""
        return self.tenant is None or self.tenant == tenant

    @property
    def said(self) -> str:
        """The budget in words, for people: "tenant shop a day"."""
        who = self.scope if self.tenant is None else f"tenant {self.tenant}"
        return f"{who} a {self.period}"

    @property
    def sum_name(self) -> str:
        """Which sum of a `Standing` the budget is held to."""
        lasting = self.period in ("conversation", "turn")
        return self.period if lasting else f"{self.scope}_{self.period}"

    @property
    def by_conversation(self) -> bool:
        """Whether one conversation's sums are needed to hold it."""
        return self.scope == "conversation" or self.period in ("conversation", "turn")


@dataclass(frozen=True, slots=True)
class Standing:
    """What is spent and set aside, of everything that one call could fall under."""

    all_day: Decimal = Decimal(0)
    all_month: Decimal = Decimal(0)
    tenant_day: Decimal = Decimal(0)
    tenant_month: Decimal = Decimal(0)
    conversation: Decimal = Decimal(0)
    conversation_day: Decimal = Decimal(0)
    conversation_month: Decimal = Decimal(0)
    turn: Decimal = Decimal(0)

    def plus(self, usd: Decimal) -> "Standing":
        """Return the sums with one call more that falls under all of them."""
        return Standing(*(getattr(self, field.name) + usd for field in fields(self)))

    def of(self, rule: BudgetRule) -> Decimal:
        """Return the sum that `rule` is held to."""
        return {
            "all_day": self.all_day,
            "all_month": self.all_month,
            "tenant_day": self.tenant_day,
            "tenant_month": self.tenant_month,
            "conversation": self.conversation,
            "conversation_day": self.conversation_day,
            "conversation_month": self.conversation_month,
            "turn": self.turn,
        }[rule.sum_name]


def left_usd(rule: BudgetRule, standing: Standing) -> Decimal:
    """Return what is left of a budget in dollars; below 0 where calls cost more than was set
    aside for them."""
    return rule.usd - standing.of(rule)


def exceeded(
    rules: Iterable[BudgetRule], tenant: str, standing: Standing, ask_usd: Decimal
) -> BudgetRule | None:
    """Return the first budget that does not hold `ask_usd` more; None where all do.

    A call that costs nothing is never held back: there is nothing to save on it.
    """
    if ask_usd <= 0:
        return None
    for rule in rules:
        if rule.holds_for(tenant) and left_usd(rule, standing) < ask_usd:
            return rule
    return None


def headroom(rules: Iterable[BudgetRule], tenant: str, standing: Standing) -> Decimal | None:
    """Return what is left of the tightest budget of a tenant, 0 at least; None without one."""
    left = [left_usd(rule, standing) for rule in rules if rule.holds_for(tenant)]
    return max(min(left), Decimal(0)) if left else None


def day_of(at: datetime) -> str:
    """Return the accounting day of a moment, of UTC: "2026-11-23"."""
    return at.date().isoformat()


def month_of(day: str) -> tuple[str, str]:
    """Return the first day of a day's month and that of the next one."""
    first = date.fromisoformat(day).replace(day=1)
    after = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return first.isoformat(), after.isoformat()
