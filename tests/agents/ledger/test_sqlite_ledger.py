"""Budgets that hold, and books that are right whatever becomes of a call."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from agents.ledger.accounts import Which, bill_of
from agents.ledger.bookings import Terms
from agents.ledger.entries import BudgetSpent, Reservation
from agents.ledger.errors import LedgerFailed, PriceMissing
from agents.ledger.opening import OpenLedger, open_ledger
from agents.ledger.prices import PriceList
from agents.models.spec import PriceOverride
from agents.models.usage import Usage
from tests.agents.ledger.shop import CALL_USD, MODELS, PRICED, Watch, rule, spender, terms
from tests.patience import until

Opens = Callable[..., "asyncio.Future[OpenLedger]"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "books" / "ledger.sqlite"


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened:
        yield opened


async def _reserve(ledger: OpenLedger, **of: object) -> Reservation:
    who = spender(**of)  # type: ignore[arg-type]  # keywords of spender
    return await ledger.reserve(who, "priced", input_tokens=1000, max_output_tokens=100)


async def test_what_is_not_spent_comes_back(path: Path) -> None:
    async with open_ledger(path, terms(rule("all", "day", "0.00225"))) as ledger:
        held = await _reserve(ledger)
        assert held.reserved_usd == CALL_USD
        with pytest.raises(BudgetSpent, match="all a day"):
            await _reserve(ledger)
        entry = await ledger.settle(held, Usage(), "completed")
        assert entry.cost_usd == 0
        assert (await _reserve(ledger)).reserved_usd == CALL_USD


async def test_what_is_spent_stays_spent_after_a_restart(path: Path) -> None:
    budget = terms(rule("tenant", "month", "0.004"))
    async with open_ledger(path, budget) as ledger:
        held = await _reserve(ledger)
        await ledger.settle(held, Usage(fresh=1000, output=100), "completed")
    async with open_ledger(path, budget) as ledger:
        await ledger.learn("shop")
        assert ledger.headroom_usd("shop", "talk") == Decimal("0.002")
        with pytest.raises(BudgetSpent):
            await _reserve(ledger)
        assert (await _reserve(ledger, tenant="other")).reserved_usd == CALL_USD


@pytest.mark.parametrize(
    ("budget", "same", "other"),
    [
        (rule("all", "day", "0.004"), {"tenant": "b", "conversation": "x"}, None),
        (rule("tenant", "day", "0.004"), {"conversation": "x"}, {"tenant": "b"}),
        (rule("tenant", "day", "0.004", "shop"), {"conversation": "x"}, {"tenant": "b"}),
        (rule("conversation", "conversation", "0.004"), {"turn": 5}, {"conversation": "x"}),
        (rule("conversation", "turn", "0.004"), {}, {"turn": 5}),
        (rule("tenant", "turn", "0.004", "shop"), {}, {"turn": 5}),
        (rule("conversation", "day", "0.004"), {"turn": 5}, {"conversation": "x"}),
    ],
)
async def test_a_budget_is_shared_by_those_whom_it_names(
    path: Path, budget: object, same: dict[str, object], other: dict[str, object] | None
) -> None:
    async with open_ledger(path, terms(budget)) as ledger:  # type: ignore[arg-type]  # a rule
        await _reserve(ledger)
        with pytest.raises(BudgetSpent):
            await _reserve(ledger, **same)
        if other is not None:
            await _reserve(ledger, **other)


async def test_the_tightest_of_several_budgets_holds(path: Path) -> None:
    budgets = (rule("all", "month", "9"), rule("conversation", "turn", "0.003"))
    async with open_ledger(path, terms(*budgets)) as ledger:
        assert ledger.headroom_usd("shop", "talk") == Decimal("0.003")
        await _reserve(ledger)
        with pytest.raises(BudgetSpent, match="conversation a turn"):
            await _reserve(ledger)
        await _reserve(ledger, turn=1)


async def test_what_is_left_is_told_by_budget_and_tenant(path: Path, watch: Watch) -> None:
    budgets = (
        rule("all", "day", "1"),
        rule("tenant", "month", "0.1"),
        rule("tenant", "day", "9", tenant="elsewhere"),
        rule("conversation", "turn", "0.01"),
    )
    async with open_ledger(path, terms(*budgets), watch) as ledger:
        assert ledger.budgets_left() == [("all a day", "", Decimal(1))]
        await ledger.learn("shop")
        await _reserve(ledger)
        await ledger.learn("shop", "elsewhere")
        assert ledger.budgets_left() == [
            ("all a day", "", 1 - CALL_USD),
            ("tenant a month", "shop", Decimal("0.1") - CALL_USD),
            ("tenant a month", "elsewhere", Decimal("0.1")),
            ("tenant elsewhere a day", "elsewhere", Decimal(9)),
        ]
        watch.go(days=1)
        assert ledger.budgets_left()[:2] == [
            ("all a day", "", Decimal(1)),
            ("tenant a month", "shop", Decimal("0.1") - CALL_USD),
        ]


async def test_a_day_is_that_of_the_reservation(path: Path, watch: Watch) -> None:
    watch.now = datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)
    async with open_ledger(path, terms(rule("all", "day", "0.004")), watch) as ledger:
        late = await _reserve(ledger)
        watch.go(seconds=2)
        # A new day has its whole budget, and what settles now was spent yesterday.
        await ledger.settle(late, Usage(fresh=1000, output=100), "completed")
        assert ledger.headroom_usd("shop", "talk") == Decimal("0.004")
        await _reserve(ledger)
    days = [line.key for line in bill_of(path, ["day"]).lines]
    assert days == [("2026-11-30",)]


async def test_a_clock_that_goes_back_gives_no_money_back(path: Path, watch: Watch) -> None:
    async with open_ledger(path, terms(rule("all", "day", "0.004")), watch) as ledger:
        held = await _reserve(ledger)
        await ledger.settle(held, Usage(fresh=1000, output=100), "completed")
        watch.go(days=1)
        again = await _reserve(ledger)
        await ledger.settle(again, Usage(fresh=1000, output=100), "completed")
        watch.go(days=-1)
        with pytest.raises(BudgetSpent):
            await _reserve(ledger)
    assert bill_of(path, []).total.cost_usd == Decimal("0.004")


async def test_settling_twice_books_once(path: Path) -> None:
    async with open_ledger(path, terms()) as ledger:
        held = await _reserve(ledger)
        usage = Usage(fresh=900, output=50)
        first = await ledger.settle(held, usage, "completed", first_content_ms=120.0, took_ms=480.0)
        second = await ledger.settle(held, Usage(output=9), "cut_off")
        assert second == first
        both = [ledger.settle(held, usage, "failed", reason="broken") for _ in range(5)]
        assert set(await asyncio.gather(*both)) == {first}
    assert bill_of(path, []).total.calls == 1


async def test_a_call_that_nobody_settles_is_booked_in_full(path: Path, watch: Watch) -> None:
    async with open_ledger(path, terms(rule("all", "day", "1")), watch) as ledger:
        lost = await _reserve(ledger)
        watch.go(minutes=10)
        held = await _reserve(ledger, turn=1)
        await ledger.settle(held, Usage(), "completed")
        assert ledger.headroom_usd("shop", "talk") == 1 - CALL_USD
    bill = bill_of(path, ["outcome"])
    assert {line.key[0]: line.sum.cost_usd for line in bill.lines} == {
        "completed": Decimal(0),
        "expired": lost.reserved_usd,
    }


async def test_a_call_that_is_settled_too_late_is_booked_as_it_was(
    path: Path, watch: Watch
) -> None:
    async with open_ledger(path, terms(rule("all", "day", "1")), watch) as ledger:
        slow = await _reserve(ledger)
        watch.go(minutes=10)
        await ledger.settle(await _reserve(ledger, turn=1), Usage(), "completed")
        entry = await ledger.settle(slow, Usage(fresh=100, output=10), "completed")
        assert entry.outcome == "completed"
        assert await ledger.settle(slow, Usage(), "completed") == entry
    bill = bill_of(path, ["outcome"])
    assert [line.key for line in bill.lines] == [("completed",)]
    assert bill.total.cost_usd == Decimal("0.0002")
    with sqlite3.connect(path) as connection:
        sums = connection.execute("SELECT sum(steps) FROM spent WHERE who = ''").fetchone()
    assert sums == (200_000_000,)


async def test_an_overrun_is_booked_as_it_is_and_said(path: Path) -> None:
    async with open_ledger(path, terms(rule("all", "day", "0.00225"))) as ledger:
        held = await _reserve(ledger)
        entry = await ledger.settle(held, Usage(fresh=1000, output=500), "completed")
        assert entry.cost_usd == Decimal("0.006")
        assert entry.overrun_usd == Decimal("0.00375")
        assert ledger.headroom_usd("shop", "talk") == 0
        with pytest.raises(BudgetSpent):
            await _reserve(ledger)
    assert bill_of(path, []).total.overrun_usd == Decimal("0.00375")


async def test_without_usage_the_most_is_booked(path: Path) -> None:
    async with open_ledger(path, terms()) as ledger:
        entry = await ledger.settle(await _reserve(ledger), None, "failed", reason="broken")
        assert entry.cost_usd == CALL_USD
        assert entry.usage.estimated
    assert bill_of(path, []).total.estimated == 1


@pytest.mark.parametrize("reason", ["busy", "wrong_key", "no_key", "unknown_model", "rejected"])
@pytest.mark.parametrize("usage", [None, Usage(fresh=1000, estimated=True)])
async def test_a_refused_request_costs_nothing(
    path: Path, reason: str, usage: Usage | None
) -> None:
    async with open_ledger(path, terms()) as ledger:
        entry = await ledger.settle(await _reserve(ledger), usage, "failed", reason=reason)
        assert (entry.cost_usd, entry.usage) == (Decimal(0), Usage())


@pytest.mark.parametrize("usage", [Usage(fresh=-5), Usage(output=10**19), Usage(cached=10**30)])
async def test_a_usage_that_cannot_be_is_not_believed(path: Path, usage: Usage) -> None:
    async with open_ledger(path, terms()) as ledger:
        entry = await ledger.settle(await _reserve(ledger), usage, "completed")
        assert entry.cost_usd == CALL_USD
        assert entry.usage.estimated
        await _reserve(ledger)  # the writer goes on


async def test_a_missing_price_is_counted_and_never_zero(path: Path) -> None:
    async with open_ledger(path, terms(rule("all", "day", "0"))) as ledger:
        held = await ledger.reserve(spender(), "unpriced", input_tokens=1000, max_output_tokens=100)
        assert held.reserved_usd == 0
        entry = await ledger.settle(held, Usage(fresh=1000, output=10), "completed")
        assert entry.cost_usd is None
    total = bill_of(path, []).total
    assert (total.calls, total.unpriced, total.fresh) == (1, 1, 1000)


async def test_a_policy_may_refuse_models_without_a_price(path: Path) -> None:
    async with open_ledger(path, terms(unpriced="refuse")) as ledger:
        with pytest.raises(PriceMissing, match="price_as"):
            await ledger.reserve(spender(), "unpriced", input_tokens=1, max_output_tokens=1)
        await _reserve(ledger)


async def test_a_call_is_booked_by_the_terms_under_which_it_began(path: Path) -> None:
    async with open_ledger(path, terms()) as ledger:
        before = await _reserve(ledger)
        dear = PriceOverride(input_usd=Decimal(100), output_usd=Decimal(100))
        models = {**MODELS, "priced": PRICED.model_copy(update={"price": dear})}
        ledger.use(Terms(PriceList(models)))
        after = await _reserve(ledger, turn=1)
        usage = Usage(fresh=1000)
        assert (await ledger.settle(before, usage, "completed")).cost_usd == Decimal("0.001")
        assert (await ledger.settle(after, usage, "completed")).cost_usd == Decimal("0.1")


async def test_who_is_cancelled_while_reserving_leaves_nothing_set_aside(path: Path) -> None:
    async with open_ledger(path, terms(rule("all", "day", "0.00225"))) as ledger:
        for wait_s in (0.0, 0.0, 0.0001, 0.0005, 0.001, 0.002, 0.005):
            asking = asyncio.create_task(_reserve(ledger))
            await asyncio.sleep(wait_s)
            asking.cancel()
            for held in await asyncio.gather(asking, return_exceptions=True):
                if isinstance(held, Reservation):  # it was quicker
                    await ledger.settle(held, Usage(), "withdrawn")
        held = await _reserve(ledger)
        await ledger.settle(held, Usage(), "completed")
    assert bill_of(path, []).open_calls == 0


async def test_who_is_cancelled_while_settling_is_booked_all_the_same(path: Path) -> None:
    async with open_ledger(path, terms()) as ledger:
        held = await _reserve(ledger)
        settling = asyncio.create_task(ledger.settle(held, Usage(fresh=1000), "cut_off"))
        await asyncio.sleep(0)
        settling.cancel()
        await asyncio.gather(settling, return_exceptions=True)
    bill = bill_of(path, ["outcome"])
    assert bill.lines[0].key == ("cut_off",)
    assert (bill.total.cost_usd, bill.open_calls) == (Decimal("0.001"), 0)


async def test_64_sessions_of_one_process_overspend_nothing(path: Path) -> None:
    limit = Decimal("0.1")
    async with open_ledger(path, terms(rule("tenant", "day", str(limit)))) as ledger:

        async def session(number: int) -> None:
            for turn in range(6):
                try:
                    held = await _reserve(ledger, conversation=str(number), turn=turn)
                except BudgetSpent:
                    return
                bill = bill_of(path, []) if number == turn == 0 else None
                assert bill is None or bill.total.cost_usd + bill.open_usd <= limit
                await asyncio.sleep(0)
                out = 100 if number % 2 else 0
                await ledger.settle(held, Usage(written=1000, output=out), "completed")

        await asyncio.gather(*(session(number) for number in range(64)))
    spent = bill_of(path, []).total.cost_usd
    assert spent <= limit
    assert spent > limit / 2  # who is refused while others hold money does not ask again


async def test_headroom_follows_what_another_process_spends(
    path: Path, stack: AsyncExitStack
) -> None:
    budget = terms(rule("tenant", "day", "1"))
    one = await stack.enter_async_context(open_ledger(path, budget))
    two = await stack.enter_async_context(open_ledger(path, budget))
    await one.learn("shop")
    assert one.headroom_usd("shop", "talk") == 1
    await _reserve(two)
    await until(lambda: one.headroom_usd("shop", "talk") != 1)
    assert one.headroom_usd("shop", "talk") == 1 - CALL_USD


async def test_without_a_budget_there_is_no_headroom_to_know(path: Path) -> None:
    async with open_ledger(path, terms(rule("tenant", "day", "1", "other"))) as ledger:
        assert ledger.headroom_usd("shop", "talk") is None
        assert ledger.headroom_usd("other", "talk") == 1


async def test_the_file_is_its_owners_only(path: Path) -> None:
    async with open_ledger(path, terms()) as ledger:
        await _reserve(ledger)
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert set(modes.values()) == {0o600}


@pytest.fixture
def damaged(path: Path) -> Path:
    path.parent.mkdir()
    path.write_text("this is no database " * 100)
    return path


async def test_a_file_that_is_no_ledger_is_one_clear_error(damaged: Path) -> None:
    with pytest.raises(LedgerFailed, match=r"ledger\.sqlite.*not a database"):
        async with open_ledger(damaged, terms()):
            pass
    with pytest.raises(LedgerFailed, match="not a database"):
        bill_of(damaged, [])


async def test_a_closed_ledger_says_so(path: Path) -> None:
    async with open_ledger(path, terms()) as ledger:
        held = await _reserve(ledger)
    with pytest.raises(LedgerFailed, match="closed"):
        await ledger.settle(held, Usage(), "completed")


async def test_a_ledger_without_a_home_forgets(tmp_path: Path) -> None:
    async with open_ledger(None, terms(rule("all", "day", "0.003"))) as ledger:
        await _reserve(ledger)
    async with open_ledger(None, terms(rule("all", "day", "0.003"))) as ledger:
        await _reserve(ledger)


async def test_a_bill_is_filtered_as_it_is_asked(path: Path, watch: Watch) -> None:
    async with open_ledger(path, terms(), watch) as ledger:
        for number, tenant in enumerate(("a", "a", "b")):
            held = await _reserve(ledger, tenant=tenant, conversation=f"c{number}")
            await ledger.settle(held, Usage(fresh=1000), "completed")
            watch.go(days=10)
        await _reserve(ledger, tenant="b")
    assert [(x.key, x.sum.calls) for x in bill_of(path, ["tenant", "month"]).lines] == [
        (("a", "2026-11"), 1),
        (("a", "2026-12"), 1),
        (("b", "2026-12"), 1),
    ]
    assert bill_of(path, [], Which(day="2026-12")).total.calls == 2
    assert bill_of(path, [], Which(day="2026-11-23")).total.calls == 1
    assert bill_of(path, [], Which(conversation_id="c1")).total.calls == 1
    mine = bill_of(path, [], Which(tenant="b"))
    assert (mine.total.calls, mine.open_calls, mine.open_usd) == (1, 1, CALL_USD)
