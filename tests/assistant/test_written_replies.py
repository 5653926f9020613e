"""Replies that somebody else than the templates wrote: said, remembered, billed and logged."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from agents.agent import PlannedTurn, ShoppingAgent
from agents.ledger.entries import Entry, Spender
from agents.models.call import Task
from agents.models.usage import Usage
from agents.phrasing.said import Account
from agents.turn import Utterance
from assistant.config import Settings
from assistant.config_tables import PersonalSettings
from assistant.conversation import Conversation
from assistant.intent_log.log import IntentLog
from assistant.parts import Parts
from assistant.planned import Planned
from tests.agents.shop import SHOP, ListSearch, reader
from tests.loopback import over_loopback
from tests.planned import planned_turn

WORDS = ("Two boots fit that.", "Which one do you like?")
COST = Decimal("0.000123")


class Written:
    """One reply in `WORDS`, at a price."""

    def __init__(self, outcome: Any = "completed", fails: bool = False) -> None:
        self._said: list[str] = []
        self._fails = fails
        self.outcome = outcome
        self.is_wanted = asyncio.Event()
        self.closed = False

    async def clauses(self) -> AsyncGenerator[str, None]:
        if self._fails:
            raise RuntimeError
        await self.is_wanted.wait()
        try:
            for clause in WORDS:
                self._said.append(clause)
                yield clause
        finally:
            self.closed = True

    def wanted(self) -> None:
        self.is_wanted.set()

    def withdraw(self) -> None:
        self.outcome = "withdrawn"

    async def booked(self) -> None:
        pass

    def account(self) -> Account:
        spender = Spender("default", "c", 0, Task.REPLY, "d")
        usage = Usage(fresh=100, output=20)
        entry = Entry(str(id(self)), spender, "qwen", self.outcome, usage, COST, datetime.now(UTC))
        return Account(" ".join(self._said), "open", "qwen", (entry,))


class Writer:
    """Writes every reply as `Written`, and keeps them."""

    def __init__(self, fails: bool = False) -> None:
        self.writings: list[Written] = []
        self._fails = fails

    def write(self, turn: PlannedTurn) -> Written:
        del turn
        self.writings.append(Written(fails=self._fails))
        return self.writings[-1]


def parts_of(home: Path, writer: Writer) -> Parts:
    search = ListSearch(SHOP)
    agent = ShoppingAgent(search, reader())
    settings = Settings(home=home, personal=PersonalSettings(enabled=False))
    return Parts(settings, cast(Any, search), agent, writer, IntentLog(home / "log"))


async def test_a_typed_reply_is_what_was_written(tmp_path: Path) -> None:
    parts = parts_of(tmp_path, Writer())
    turn, _ = await Conversation(parts, "c").answer("hiking boots under 150")
    assert turn.reply.clauses == WORDS
    assert (turn.reply.tier, turn.reply.cost_usd) == ("open", COST)
    assert (await parts.shopping.dialogue("c")).whole_reply == " ".join(WORDS)
    (record,) = parts.log.read()
    assert (record.reply, record.tier, record.cost_usd) == (" ".join(WORDS), "open", str(COST))
    assert record.route is not None and record.route.calls[0].usage.output == 20
    assert record.route.situation.parts == ("Found",)


async def test_a_writer_that_fails_leaves_the_planned_words(tmp_path: Path) -> None:
    parts = parts_of(tmp_path, Writer(fails=True))
    turn, _ = await Conversation(parts, "c").answer("hiking boots under 150")
    assert turn.reply.tier == "template" and turn.products
    (record,) = parts.log.read()
    assert record.reply == turn.reply.text


async def test_a_reply_that_was_heard_in_part_is_remembered_as_it_was_said(tmp_path: Path) -> None:
    parts = parts_of(tmp_path, Writer())
    talk = Conversation(parts, "c")
    planned = await talk.plan(Utterance("hiking boots under 150", spoken=True))
    planned.keep()
    async with aclosing(planned.clauses()) as clauses:
        assert await anext(clauses) == WORDS[0]
    await talk.commit(planned)
    await talk.end(planned, outcome="interrupted", heard="Two boots")
    state = await parts.shopping.dialogue("c")
    assert (state.last_reply, state.whole_reply) == ("Two boots", WORDS[0])
    (record,) = parts.log.read()
    assert (record.reply, record.heard) == (WORDS[0], "Two boots")


@over_loopback
async def test_nobody_is_asked_before_the_utterance_is_over() -> None:
    writer = Writer()
    planned = Planned(planned_turn(Utterance("boots")), writer)
    async with aclosing(planned.clauses()) as clauses:
        first = asyncio.ensure_future(anext(clauses))
        await asyncio.sleep(0.01)
        assert not first.done()
        planned.keep()
        assert await first == WORDS[0]
    assert writer.writings[0].closed and writer.writings[0].outcome == "completed"


@over_loopback
async def test_a_plan_that_is_thrown_away_is_booked_as_withdrawn() -> None:
    writer = Writer()
    planned = Planned(planned_turn(Utterance("boots")), writer)
    task = asyncio.create_task(_first(planned))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    assert writer.writings[0].outcome == "withdrawn"
    planned.keep()
    assert [clause async for clause in planned.clauses()] == list(WORDS)
    account = await planned.account()
    assert [call.outcome for call in account.calls] == ["withdrawn", "completed"]
    assert replace(account, calls=()).text == " ".join(WORDS)


async def _first(planned: Planned) -> str:
    async with aclosing(planned.clauses()) as clauses:
        return await anext(clauses)
