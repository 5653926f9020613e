"""What holds for replies over the real path, while everything goes wrong by chance."""

import asyncio
import logging
import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from agents.ledger.accounts import bill_of
from agents.models.errors import ModelUnavailable
from agents.phrasing.writer import ModelReplyWriter
from agents.reply.sentences import sentences
from evals.bench.router.storm import KEY, Ended, Heard, Storm
from evals.bench.router.storm_bill import accounts, cost_usd
from tests.agents.phrasing.scripted import CountingLedger, Script, Scripted, truthful
from tests.agents.phrasing.turns import hear, planned, turn_for
from tests.agents.phrasing.virtual import run

pytestmark = pytest.mark.timing  # models that are late, and those that are not

TURNS = tuple(
    planned(*said)
    for said in (
        ("boots",),
        ("purple boots",),
        ("boots", "compare"),
        ("boots", "second"),
        ("boots", "waterproof"),
    )
)
LATE_S = 0.3
"""Beyond the deadline of the whole reply."""
_BROKEN_GRAMMAR = re.compile(r"[.!?…] [a-z]|,\s*[,.]|\b(\w+) \1\b|\s[.,;:]|[;:]\.")


def rage(folder: Path, **how: object) -> Ended:
    return asyncio.run(Storm(TURNS, folder, **how).rage())  # type: ignore[arg-type]  # by name


def check_words(one: Heard, lag_s: float) -> None:
    """Check one reply as it was heard."""
    text = " ".join(one.clauses)
    decision = one.turn.decision
    assert not one.failure and decision is not None and one.account is not None, one
    assert one.took_s <= decision.total_s + LATE_S + lag_s, one
    assert all(c in one.passed or c in one.turn.reply.clauses for c in one.clauses), one
    assert len(set(one.clauses)) == len(one.clauses), one.clauses
    assert "{" not in text and "70%" not in text and "$3." not in text, text
    assert not _BROKEN_GRAMMAR.search(text), text
    assert one.account.text == text
    if not one.cut:
        assert text.rstrip("\"”»')")[-1] in ".!?…", text
        assert len(set(sentences(text))) == len(sentences(text)), text


def check_money(ended: Ended) -> None:
    """Check that every call is booked once, for what its server says."""
    assert ended.reserved.keys() == ended.settled.keys()
    assert all(len(entries) == 1 for entries in ended.settled.values())
    told = {id_: entry for one in ended.heard if one.account for id_, entry in _calls(one)}
    settled = {id_: entries[0] for id_, entries in ended.settled.items()}
    assert told.items() <= settled.items()
    bill = bill_of(ended.ledger, ())
    assert (bill.total.cost_usd, bill.total.calls) == (cost_usd(ended), len(ended.settled))
    assert bill.open_calls == 0 and bill.open_usd == 0
    books = accounts(ended)
    assert any(account.told for account in books)
    wrong = [(a.wrong, a.booked, a.billed, a.entries) for a in books if a.wrong]
    assert not wrong, wrong


def _calls(one: Heard) -> list[tuple[str, object]]:
    return [(entry.id, entry) for entry in one.account.calls] if one.account else []


def check_nothing_left(ended: Ended, log: str) -> None:
    assert ended.tasks_left == 0
    assert ended.files_left <= 0  # what a test before it left open may be closed meanwhile
    assert KEY not in log and not any(one.mark in log for one in ended.heard)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_reply_of_a_storm(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    caplog.set_level(logging.INFO)
    ended = rage(tmp_path, seed=seed, conversations=12, replies=3)
    assert ended.policies > 2 and len(ended.heard) == 36
    for one in ended.heard:
        check_words(one, ended.lag_s)
    check_money(ended)
    check_nothing_left(ended, caplog.text)


def test_sixty_four_conversations_spend_no_more_than_there_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    day_usd, each_usd = Decimal("0.05"), Decimal("0.004")
    ended = rage(
        tmp_path,
        seed=64,
        replies=2,
        budget_usd=float(day_usd),
        conversation_usd=float(each_usd),
    )
    for one in ended.heard:
        check_words(one, ended.lag_s)
    check_money(ended)
    check_nothing_left(ended, caplog.text)
    total = bill_of(ended.ledger, ()).total
    assert total.cost_usd <= day_usd + total.overrun_usd
    assert total.cost_usd > day_usd / 2  # it was there to be spent
    spent: defaultdict[str, Decimal] = defaultdict(Decimal)
    for (entry,) in ended.settled.values():
        spent[entry.spender.conversation_id] += (entry.cost_usd or 0) - entry.overrun_usd
    assert max(spent.values()) <= each_usd
    outcomes = Counter(entry.outcome for (entry,) in ended.settled.values())
    assert outcomes["cut_off"] and outcomes["failed"] and outcomes["completed"]


def test_a_model_that_the_policy_drops_meanwhile_still_answers_the_reply_under_way() -> None:
    clients = {
        "qwen": Scripted("qwen", [Script(fails=ModelUnavailable("down"))]),
        "gpt": Scripted("gpt", [Script(text="The {1.name} is {1.price}.")]),
    }
    writing = ModelReplyWriter(clients, CountingLedger(), truthful).write(turn_for())

    async def talk() -> str:
        async def drop() -> None:
            await asyncio.sleep(0.05)
            clients.clear()

        dropping = asyncio.create_task(drop())
        heard = await hear(writing)
        await dropping
        return heard.text

    assert run(talk()).startswith("The Fernhollow Ridge is $129.")
