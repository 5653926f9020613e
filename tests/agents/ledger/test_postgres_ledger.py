"""The ledger in a real Postgres; AISLE_TEST_POSTGRES_URL names one, in which tables are emptied."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from agents.checkpoints import Postgres
from agents.ledger.accounts import Which, bill_of
from agents.ledger.budgets import BudgetRule, Period, Scope
from agents.ledger.entries import BudgetSpent, Reservation
from agents.ledger.errors import LedgerFailed
from agents.ledger.opening import OpenLedger, open_ledger
from agents.ledger.postgres_ledger import PostgresLedger, open_pool
from agents.models.usage import Usage
from tests.agents.ledger.shop import CALL_USD, Watch, rule, spender, terms
from tests.patience import until
from tests.postgres import database_url

pytestmark = pytest.mark.postgres


@pytest.fixture
async def database() -> Postgres:
    url = database_url()
    async with open_pool(url, None) as pool, pool.connection() as connection:
        await connection.execute("TRUNCATE aisle_entries, aisle_reservations, aisle_spent")
    return Postgres(url)


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened:
        yield opened


async def _reserve(
    ledger: OpenLedger, turn: int = 0, tenant: str = "shop", conversation: str = "talk"
) -> Reservation:
    who = spender(tenant, conversation, turn)
    return await ledger.reserve(who, "priced", input_tokens=1000, max_output_tokens=100)


@pytest.mark.parametrize(
    ("budget", "same", "other"),
    [
        (rule("all", "day", "0.004"), {"tenant": "b", "conversation": "x"}, None),
        (rule("all", "month", "0.004"), {"tenant": "b", "conversation": "x"}, None),
        (rule("tenant", "day", "0.004"), {"conversation": "x"}, {"tenant": "b"}),
        (rule("tenant", "month", "0.004", "shop"), {"conversation": "x"}, {"tenant": "b"}),
        (rule("conversation", "conversation", "0.004"), {}, {"conversation": "x"}),
        (rule("conversation", "turn", "0.004"), {}, {"conversation": "x"}),
        (rule("conversation", "day", "0.004"), {}, {"conversation": "x"}),
    ],
)
async def test_a_budget_is_shared_by_those_whom_it_names(
    database: Postgres, budget: BudgetRule, same: dict[str, str], other: dict[str, str] | None
) -> None:
    async with open_ledger(database, terms(budget)) as ledger:
        await _reserve(ledger)
        with pytest.raises(BudgetSpent):
            await _reserve(ledger, 0, **same)
        if other is not None:
            await _reserve(ledger, 0, **other)


async def test_64_sessions_on_four_machines_overspend_nothing(
    database: Postgres, stack: AsyncExitStack
) -> None:
    limit = Decimal("0.1")
    budget = terms(rule("all", "day", str(limit)))
    machines = [await stack.enter_async_context(open_ledger(database, budget)) for _ in range(4)]

    async def session(number: int) -> int:
        ledger = machines[number % 4]
        done = 0
        for turn in range(4):
            try:
                held = await _reserve(ledger, turn, conversation=str(number))
            except BudgetSpent:
                break
            await asyncio.sleep(0)
            out = 100 if number % 2 else 0
            await ledger.settle(held, Usage(written=1000, output=out), "completed")
            done += 1
        return done

    calls = await asyncio.gather(*(session(number) for number in range(64)))
    bill = bill_of(database, ["tenant"])
    assert bill.total.calls == sum(calls)
    assert bill.total.cost_usd <= limit
    assert (
        bill.total.cost_usd > limit / 2
    )  # who is refused while others hold money does not ask again
    assert bill.open_calls == 0


@pytest.mark.parametrize("budget", [("all", "month"), ("tenant", "day"), ("conversation", "turn")])
async def test_of_many_who_ask_for_the_last_money_one_gets_it(
    database: Postgres, stack: AsyncExitStack, budget: tuple[Scope, Period]
) -> None:
    machines = [await stack.enter_async_context(open_ledger(database, terms())) for _ in range(4)]
    for round_ in range(12):
        scope, period = budget
        # Everybody's money grows by one call a round; a turn's is new with each turn.
        calls = round_ + 1 if period != "turn" else 1
        limit = terms(rule(scope, period, str(CALL_USD * calls)))
        for ledger in machines:
            ledger.use(limit)
        asked = [_reserve(machines[number % 4], round_) for number in range(16)]
        got = await asyncio.gather(*asked, return_exceptions=True)
        assert sum(isinstance(each, Reservation) for each in got) == 1
        assert sum(isinstance(each, BudgetSpent) for each in got) == 15


async def test_settling_twice_books_once_whoever_does_it(
    database: Postgres, stack: AsyncExitStack
) -> None:
    one = await stack.enter_async_context(open_ledger(database, terms()))
    two = await stack.enter_async_context(open_ledger(database, terms()))
    held = await _reserve(one)
    usage = Usage(fresh=900, cached=7, written=3, output=50, reasoning=20)
    both = [ledger.settle(held, usage, "completed") for ledger in (one, two) * 4]
    assert len(set(await asyncio.gather(*both))) == 1
    total = bill_of(database, []).total
    assert (total.calls, total.cost_usd) == (1, Decimal("0.00140445"))


async def test_a_lost_call_is_booked_in_full_and_mended_if_it_comes_after_all(
    database: Postgres,
) -> None:
    watch = Watch()
    async with open_ledger(database, terms(rule("all", "day", "1")), watch) as ledger:
        assert isinstance(ledger, PostgresLedger)
        lost = await _reserve(ledger)
        watch.go(minutes=6)
        await ledger.expire()
        await ledger.learn("shop")
        expired = bill_of(database, [], Which(day="2026-11-23"))
        assert (expired.total.cost_usd, expired.open_calls) == (CALL_USD, 0)
        assert ledger.headroom_usd("shop", "talk") == 1 - CALL_USD
        await ledger.settle(lost, Usage(fresh=1000), "completed")
        assert ledger.headroom_usd("shop", "talk") == Decimal("0.999")
        assert ledger.budgets_left() == [("all a day", "", Decimal("0.999"))]
    assert bill_of(database, []).total.cost_usd == Decimal("0.001")


async def test_the_day_is_that_of_the_databases_clock(database: Postgres) -> None:
    async with open_ledger(database, terms()) as ledger:
        held = await _reserve(ledger)
    assert held.made_at.tzinfo is UTC
    assert abs((datetime.now(UTC) - held.made_at).total_seconds()) < 60


async def test_who_is_cancelled_while_reserving_leaves_nothing_set_aside(
    database: Postgres,
) -> None:
    async with open_ledger(database, terms(rule("all", "day", "0.00225"))) as ledger:
        for wait_s in (0.0, 0.001, 0.002, 0.004, 0.008):
            asking = asyncio.create_task(_reserve(ledger))
            await asyncio.sleep(wait_s)
            asking.cancel()
            for held in await asyncio.gather(asking, return_exceptions=True):
                if isinstance(held, Reservation):  # it was quicker
                    await ledger.settle(held, Usage(), "withdrawn")
    assert bill_of(database, []).open_calls == 0


async def test_headroom_follows_what_another_machine_spends(
    database: Postgres, stack: AsyncExitStack
) -> None:
    budget = terms(rule("tenant", "day", "1"))
    one = await stack.enter_async_context(open_ledger(database, budget))
    two = await stack.enter_async_context(open_ledger(database, budget))
    await one.learn("shop")
    assert one.headroom_usd("shop", "talk") == 1
    await _reserve(two)
    await until(lambda: one.headroom_usd("shop", "talk") != 1)
    assert one.headroom_usd("shop", "talk") == 1 - CALL_USD


async def test_a_server_that_is_gone_is_one_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agents.ledger.postgres_ledger.OPEN_WITHIN_S", 0.5)
    nowhere = Postgres("postgresql://aisle@127.0.0.1:9/none")
    with pytest.raises(LedgerFailed, match="Postgres"):
        async with open_ledger(nowhere, terms()):
            pass
    with pytest.raises(LedgerFailed, match="Postgres"):
        bill_of(nowhere, [])
