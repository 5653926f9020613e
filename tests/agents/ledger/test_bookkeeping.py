"""Any order of calls, days and clocks against books that are kept the slow way."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.ledger.accounts import Which, bill_of
from agents.ledger.budgets import BudgetRule
from agents.ledger.entries import BudgetSpent, Entry, Reservation
from agents.ledger.opening import open_ledger
from agents.models.usage import Usage
from tests.agents.ledger.shop import Watch, rule, spender, terms

_RULES = (
    rule("all", "day", "0.02"),
    rule("all", "month", "0.05"),
    rule("tenant", "day", "0.01"),
    rule("tenant", "month", "0.012", "a"),
    rule("conversation", "conversation", "0.008"),
    rule("conversation", "turn", "0.005"),
)
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "reserve", "reserve", "settle", "settle", "wait", "back"]),
        st.integers(0, 1_000_000),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["x", "y"]),
        st.integers(0, 1),
    ),
    max_size=30,
)


@dataclass
class SlowBooks:
    """Every call in a list; every sum over all of it."""

    held: dict[str, Reservation] = field(default_factory=dict)
    booked: dict[str, Entry] = field(default_factory=dict)

    def expire(self, now: datetime) -> None:
        """Book what ran out."""
        for held in list(self.held.values()):
            if (now - held.made_at).total_seconds() >= 300:
                del self.held[held.id]
                self.booked[held.id] = Entry(
                    held.id, held.spender, "priced", "expired", Usage(), held.reserved_usd,
                    held.made_at,
                )  # fmt: skip

    def sums(self, rule: BudgetRule, tenant: str, talk: str, turn: int, now: datetime) -> Decimal:
        """Return what counts against a rule."""
        calls = [(c.spender, c.made_at, c.reserved_usd) for c in self.held.values()]
        calls += [(e.spender, e.at, e.cost_usd or Decimal(0)) for e in self.booked.values()]
        total = Decimal(0)
        for who, at, usd in calls:
            same = {
                "day": at.date() == now.date(),
                "month": (at.year, at.month) == (now.year, now.month),
                "conversation": (who.tenant, who.conversation_id) == (tenant, talk),
                "turn": (who.tenant, who.conversation_id, who.turn) == (tenant, talk, turn),
            }[rule.period]
            if same and (rule.scope == "all" or who.tenant == tenant):
                total += usd
        return total

    def holds(self, tenant: str, talk: str, turn: int, usd: Decimal, now: datetime) -> bool:
        """Say whether every budget holds `usd` more."""
        return all(
            self.sums(rule, tenant, talk, turn, now) + usd <= rule.usd
            for rule in _RULES
            if rule.tenant in (None, tenant)
        )


@settings(max_examples=40, deadline=None)
@given(_STEPS)
def test_the_ledger_agrees_with_books_that_are_kept_the_slow_way(
    steps: list[tuple[str, int, str, str, int]],
) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(_follow(Path(folder) / "ledger.sqlite", steps))


async def _follow(path: Path, steps: list[tuple[str, int, str, str, int]]) -> None:
    watch, slow, made = Watch(datetime.fromisoformat("2026-11-30T22:00:00+00:00")), SlowBooks(), []
    async with open_ledger(path, terms(*_RULES), watch) as ledger:
        for kind, number, tenant, talk, turn in steps:
            if kind in ("wait", "back"):
                span = number % 9000
                watch.go(seconds=span if kind == "wait" else -span)
            elif kind == "reserve":
                output = number % 300
                # Written input is the dearest kind.
                usd = Decimal("0.00125") + output * Decimal("0.00001")
                slow.expire(watch.now)
                expected = slow.holds(tenant, talk, turn, usd, watch.now)
                try:
                    held = await ledger.reserve(
                        spender(tenant, talk, turn),
                        "priced",
                        input_tokens=1000,
                        max_output_tokens=output,
                    )
                except BudgetSpent:
                    assert not expected
                    continue
                assert expected
                assert held.reserved_usd == usd
                slow.held[held.id] = held
                made.append(held)
            elif made:
                held = made[number % len(made)]
                slow.expire(watch.now)
                usage = Usage(
                    fresh=number % 500,
                    cached=number % 301,
                    written=number % 97,
                    output=number % 311,
                )
                entry = await ledger.settle(held, usage, "completed")
                before = slow.booked.get(held.id)
                if before is None or before.outcome == "expired":
                    slow.held.pop(held.id, None)
                    slow.booked[held.id] = entry
                    by_hand = (
                        usage.fresh + usage.cached / Decimal(10) + usage.written * Decimal("1.25")
                    ) / 1_000_000 + usage.output * Decimal("0.00001")
                    assert entry.cost_usd == by_hand
                else:
                    assert entry == before
    for tenant in ("a", "b"):
        booked = [e for e in slow.booked.values() if e.spender.tenant == tenant]
        total = bill_of(path, [], Which(tenant=tenant))
        assert total.total.calls == len(booked)
        assert total.total.cost_usd == sum((e.cost_usd or Decimal(0) for e in booked), Decimal(0))
        open_usd = [h.reserved_usd for h in slow.held.values() if h.spender.tenant == tenant]
        assert total.open_usd == sum(open_usd, Decimal(0))
