"""What 64 conversations come to in a storm: replies, bookings, budgets, leaks and memory.

Counts of what must never be: replies that fail, that come too late or end in mid-sentence,
clauses that neither code nor the guard answers for, calls that are not booked exactly once,
bookings that are not what the provider said, money beyond a budget, sockets that stay open.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from statistics import mean

from agents.agent import PlannedTurn, ShoppingAgent
from agents.ledger.accounts import bill_of
from agents.turn import Utterance
from evals.bench.figure import Figure
from evals.bench.router.storm import Ended, Heard, Storm
from evals.bench.router.storm_bill import accounts
from evals.bench.stt.section import Section

CONVERSATIONS = 64
REPLIES = 3
DAY_USD = 0.1
EACH_USD = 0.006
SAID = (
    "hiking boots under 150 dollars",
    "compare the first two",
    "is the first one waterproof",
    "a purple wool dress for a wedding",
    "the second one",
)
"""Of the day and of a conversation: about half of the calls are let through."""
LATE_S = 0.3
"""Beyond the deadline of the whole reply, and beyond what the busy machine held it up."""
LONG_CONVERSATIONS = 32
LONG_REPLIES = 64
SETTLED_IN = 0.25
"""Share of the replies after which caches are full: on 256 of them, memory grew by 18 MB over
the first half and by 0 over the second."""
GROWTH_MB = 20.0


async def turns_of(agent: ShoppingAgent) -> tuple[PlannedTurn, ...]:
    """Return the planned turns that a storm's replies are to: one short conversation."""
    found = []
    for said in SAID:
        turn = await agent.plan("storm", Utterance(said))
        await agent.commit(turn)
        if isinstance(turn, PlannedTurn) and turn.products:
            found.append(turn)
    return tuple(found)


def stormed_section(turns: Sequence[PlannedTurn], seed: int = 1) -> Section:
    """Return the figures of one storm under budgets, and of a long one for the memory."""
    with tempfile.TemporaryDirectory(prefix="aisle-storm-") as folder:
        storm = Storm(
            turns,
            Path(folder),
            seed=seed,
            conversations=CONVERSATIONS,
            replies=REPLIES,
            budget_usd=DAY_USD,
            conversation_usd=EACH_USD,
        )
        ended = asyncio.run(storm.rage())
        section = section_of(ended)
    with tempfile.TemporaryDirectory(prefix="aisle-storm-") as folder:
        long = Storm(
            turns,
            Path(folder),
            seed=seed,
            conversations=LONG_CONVERSATIONS,
            replies=LONG_REPLIES,
            keep=False,
        )
        grown = growth_of(asyncio.run(long.rage()).rss_mb)
    return Section((*section.figures, grown), section.details)


def section_of(ended: Ended) -> Section:
    """Return the figures of one storm; the replies and bookings that are wrong are its details."""
    heard, n = ended.heard, len(ended.heard)
    bad = [(one, fault) for one in heard for fault in faults_of(one, ended.lag_s)]
    books = accounts(ended)
    told = [account for account in books if account.told]
    untold = [account for account in books if not account.told]
    once = sum(len(entries) == 1 for entries in ended.settled.values())
    return Section(
        (
            _never("storm: replies that are wrong", len({id(one) for one, _ in bad}), "replies", n),
            _never(
                "storm: calls not booked exactly once",
                len(ended.reserved) - once,
                "calls",
                len(ended.reserved),
            ),
            _never(
                "storm: bookings that differ from the provider's usage",
                sum(bool(account.wrong) for account in told),
                "bookings",
                len(told),
            ),
            _never(
                "storm: bookings below the bill where it was not told",
                sum(bool(account.wrong) for account in untold),
                "bookings",
                len(untold),
            ),
            _never("storm: overspent", overspent_usd(ended), "USD", CONVERSATIONS),
            _never("storm: sockets and tasks left", ended.files_left + ended.tasks_left, "", n),
        ),
        (
            *({"reply": one.mark, "fault": fault, "text": one.clauses} for one, fault in bad),
            *(
                {"reply": account.mark, "model": account.model, "fault": account.wrong}
                for account in books
                if account.wrong
            ),
        ),
    )


def faults_of(one: Heard, lag_s: float) -> list[str]:
    """Return what is wrong with one reply.

    Args:
        one: As it was heard.
        lag_s: The longest that the event loop was held up by other things.
    """
    found = []
    text, decision = " ".join(one.clauses), one.turn.decision
    if one.failure or decision is None:
        return [one.failure or "undecided"]
    if one.took_s > decision.total_s + LATE_S + lag_s:
        found.append("late")
    if len(set(one.clauses)) < len(one.clauses):
        found.append("twice")
    if any(c not in one.passed and c not in one.turn.reply.clauses for c in one.clauses):
        found.append("unguarded")
    if not one.cut and not text.rstrip("\"”»')").endswith((".", "!", "?", "…")):
        found.append("unended")
    return found


def overspent_usd(ended: Ended) -> float:
    """Return what was spent beyond the day's budget and any conversation's.

    What a provider read or wrote beyond what it was asked for is not counted: no reservation
    holds it back.
    """
    total = bill_of(ended.ledger, ()).total
    over = max(total.cost_usd - total.overrun_usd - Decimal(str(DAY_USD)), Decimal(0))
    for line in bill_of(ended.ledger, ("conversation",)).lines:
        spent = line.sum.cost_usd - line.sum.overrun_usd
        over += max(spent - Decimal(str(EACH_USD)), Decimal(0))
    return float(over)


def growth_of(rss_mb: Sequence[float]) -> Figure:
    """Return by how much the process grew once its caches were full."""
    name = "storm: memory gained"
    start, window = round(len(rss_mb) * SETTLED_IN), max(len(rss_mb) // 20, 1)
    if len(rss_mb) < 4 * window:
        return Figure(name, None, "MB", len(rss_mb), reach=GROWTH_MB)
    grown = mean(rss_mb[-window:]) - mean(rss_mb[start : start + window])
    return Figure(name, grown, "MB", len(rss_mb), reach=GROWTH_MB)


def _never(name: str, value: float, unit: str, n: int) -> Figure:
    return Figure(name, value, unit, n, reach=0)
