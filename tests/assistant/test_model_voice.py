"""A model's words in the voice: what is said at once, remembered, repeated, billed, withdrawn."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any, cast

from agents.agent import ShoppingAgent
from agents.phrasing.writer import ModelReplyWriter
from agents.reply.plan import SPOKEN
from agents.routing.decision import Alternative, Decision
from agents.routing.situation import Situation
from agents.tier import TemplateOnly
from agents.turn import Turn, Utterance
from assistant.config import Settings
from assistant.config_tables import PersonalSettings
from assistant.conversation import Conversation
from assistant.intent_log.log import IntentLog
from assistant.parts import Parts
from assistant.phrasing import END_OF_CLAUSE, AsWritten
from assistant.planned import Planned
from assistant.session_events import SessionEvent, TurnEnded, TurnWithdrawn
from assistant.spoken_turns import SpokenTurns
from speech.clauses import ClauseSplitter
from tests.agents.phrasing.scripted import CountingLedger, Script, Scripted, truthful
from tests.agents.shop import SHOP, ListSearch, reader
from tests.loopback import over_loopback
from tests.patience import until

BOOTS = "hiking boots under 150"
SAID = "For wet trails, the {1.name} is waterproof at {1.price}. The {2.name} is {2.price}."
QUICK = Script(SAID, first_s=0.0, per_piece_s=0.0)
STUCK = Script(SAID, first_s=0.0, per_piece_s=0.0, stall_after=17)
"""Falls silent in the middle of its second sentence."""


class ByModels(TemplateOnly):
    """Sends every reply to one model."""

    def __init__(self, **decided: bool) -> None:
        self._decided = decided

    def decide(self, situation: Situation) -> Decision:
        alternatives = (Alternative("qwen", "open", 1.0),)
        return Decision(
            "d", "open", "qwen", alternatives=alternatives, **self._decided  # type: ignore[arg-type]  # switches
        )  # fmt: skip


class Shop:
    """Conversations whose replies one scripted model phrases."""

    def __init__(
        self, home: Path, *scripts: Script, ledger: CountingLedger | None = None, **decided: bool
    ) -> None:
        search = ListSearch(SHOP)
        self.model = Scripted("qwen", scripts)
        self.ledger = ledger or CountingLedger()
        agent = ShoppingAgent(search, reader(), router=ByModels(**decided))
        writer = ModelReplyWriter({"qwen": self.model}, self.ledger, truthful)
        settings = Settings(home=home, personal=PersonalSettings(enabled=False))
        self.log = IntentLog(home / "log")
        self.parts = Parts(settings, cast(Any, search), agent, writer, self.log)
        self.talk = Conversation(self.parts, "c")

    async def planned(self, text: str) -> Planned:
        planned = await self.talk.plan(Utterance(text, spoken=True))
        planned.keep()
        return planned

    async def cut_off(self, clauses: int, heard: Callable[[list[str]], str]) -> Turn:
        """Ask for boots and end the reply after some clauses of it."""
        planned = await self.planned(BOOTS)
        said: list[str] = []
        async with aclosing(planned.clauses()) as spoken:
            async for clause in spoken:
                said.append(clause)
                if len(said) == clauses:
                    break
        await self.talk.commit(planned)
        await self.talk.end(planned, outcome="interrupted", heard=heard(said))
        return planned.turn


async def _pieces(planned: Planned) -> list[str]:
    return [piece async for piece in AsWritten().phrase(planned)]


@over_loopback
async def test_a_clause_is_spoken_before_the_next_one_is_there(tmp_path: Path) -> None:
    shop = Shop(tmp_path, Script(SAID, first_s=0.0, per_piece_s=0.03))
    planned = await shop.planned(BOOTS)
    splitter = ClauseSplitter()
    at_once: list[str] = []
    async with aclosing(AsWritten().phrase(planned)) as pieces:
        async for piece in pieces:
            at_once += splitter.push(piece)
            if piece == END_OF_CLAUSE:
                break
    assert at_once == ["For wet trails,"]
    assert shop.model.closed == 1


@over_loopback
async def test_words_that_are_all_there_are_left_to_the_voice(tmp_path: Path) -> None:
    shop = Shop(tmp_path, QUICK)
    planned = await shop.planned(BOOTS)
    async with aclosing(planned.clauses()) as clauses:
        first = await anext(clauses)
    assert first == "For wet trails,"
    again = await _pieces(planned)
    assert END_OF_CLAUSE not in again
    assert "".join(again).split()[:3] == ["For", "wet", "trails,"]


@over_loopback
async def test_a_reply_that_was_cut_off_is_repeated_whole(tmp_path: Path) -> None:
    shop = Shop(tmp_path, STUCK)
    turn = await shop.cut_off(2, lambda said: "For wet trails, the")
    names = [c.product.title.split()[0] for c in turn.products[:SPOKEN]]
    state = await shop.parts.shopping.dialogue("c")
    assert state.last_reply == "For wet trails, the"
    assert all(name in state.whole_reply for name in names)
    (record,) = shop.log.read()
    assert state.whole_reply.startswith(record.reply) and record.reply != state.whole_reply
    assert record.reply.endswith("."), "the log has what was written, and no more"
    again = await shop.talk.plan(Utterance("say that again", spoken=True))
    assert all(name in again.turn.reply.text for name in names)


@over_loopback
async def test_the_last_one_is_the_last_that_was_heard(tmp_path: Path) -> None:
    shop = Shop(tmp_path, STUCK)
    turn = await shop.cut_off(2, " ".join)
    state = await shop.parts.shopping.dialogue("c")
    assert len(turn.products) > SPOKEN and state.spoken == 1
    last = await shop.talk.plan(Utterance("how much is the last one", spoken=True))
    assert last.turn.focus is not None
    assert last.turn.focus.id == turn.products[0].product.id


@over_loopback
async def test_the_second_one_is_the_second_on_the_screen(tmp_path: Path) -> None:
    shop = Shop(tmp_path, QUICK)
    turn, _ = await shop.talk.answer(BOOTS)
    second, _ = await shop.talk.answer("how much is the second one")
    assert second.focus is not None
    assert second.focus.id == turn.products[1].product.id


@over_loopback
async def test_a_reply_that_is_asked_for_again_is_billed_once(tmp_path: Path) -> None:
    shop = Shop(tmp_path, STUCK, QUICK)
    planned = await shop.planned(BOOTS)
    async with aclosing(planned.clauses()) as clauses:
        assert await anext(clauses) == "For wet trails,"
    said = [clause async for clause in planned.clauses()]
    account = await planned.account()
    assert said.count("For wet trails,") == 1
    assert len(account.calls) == len(shop.ledger.entries) == 2
    assert not shop.ledger.open
    assert account.cost_usd == sum(e.cost_usd or 0 for e in shop.ledger.entries)


@over_loopback
async def test_a_ledger_that_is_slow_costs_the_log_no_call(tmp_path: Path) -> None:
    shop = Shop(tmp_path, STUCK, ledger=CountingLedger(settle_s=0.4))
    turn = await shop.cut_off(2, " ".join)
    (record,) = shop.log.read()
    assert record.route is not None
    assert [call.outcome for call in record.route.calls] == ["cut_off"]
    assert turn.reply.cost_usd == shop.ledger.entries[0].cost_usd != 0


@over_loopback
async def test_nobody_is_asked_for_a_transcript_that_changes(tmp_path: Path) -> None:
    shop = Shop(tmp_path, QUICK)
    turns, _ = _turns(shop)
    early = asyncio.create_task(_pieces(await turns.plan(Utterance("hiking boots", spoken=True))))
    await asyncio.sleep(0.02)
    assert not early.done() and not shop.model.calls
    early.cancel()
    await asyncio.wait([early])
    turns.keep(Utterance(BOOTS, spoken=True))
    planned = await turns.plan(Utterance(BOOTS, spoken=True))
    said = await _pieces(planned)
    assert "".join(said).startswith("For wet trails,") and len(shop.model.calls) == 1
    turns.end(interrupted=False)
    await turns.close()
    (record,) = shop.log.read()
    assert record.user_query == BOOTS and record.tier == "open"


@over_loopback
async def test_a_guess_that_is_wrong_is_booked_as_withdrawn(tmp_path: Path) -> None:
    shop = Shop(tmp_path, STUCK, QUICK, speculate=True)
    turns, _ = _turns(shop)
    wrong = await turns.plan(Utterance("hiking boots", spoken=True))
    early = asyncio.create_task(_pieces(wrong))
    await until(lambda: shop.model.calls)
    early.cancel()
    await asyncio.wait([early])
    assert [entry.outcome for entry in shop.ledger.entries] == ["withdrawn"]
    turns.keep(Utterance(BOOTS, spoken=True))
    await _pieces(await turns.plan(Utterance(BOOTS, spoken=True)))
    turns.end(interrupted=False)
    await turns.close()
    (record,) = shop.log.read()
    assert record.route is not None
    assert [call.outcome for call in record.route.calls] == ["completed"]


@over_loopback
async def test_a_turn_that_is_withdrawn_stops_its_model_and_can_come_back(tmp_path: Path) -> None:
    shop = Shop(tmp_path, STUCK, QUICK)
    turns, events = _turns(shop)
    turns.keep(Utterance(BOOTS, spoken=True))
    planned = await turns.plan(Utterance(BOOTS, spoken=True))
    await asyncio.sleep(0)
    speaking = asyncio.create_task(_pieces(planned))
    await until(lambda: shop.model.calls)
    assert turns.withdraw()
    speaking.cancel()
    await asyncio.wait([speaking])
    assert [entry.outcome for entry in shop.ledger.entries] == ["withdrawn"]
    assert shop.model.closed == 1 and (await shop.parts.shopping.dialogue("c")).turn == 0
    turns.keep(Utterance(BOOTS, spoken=True))
    await _pieces(await turns.plan(Utterance(BOOTS, spoken=True)))
    turns.end(interrupted=False)
    await turns.close()
    assert [type(e) for e in events if isinstance(e, TurnWithdrawn | TurnEnded)] == [
        TurnWithdrawn,
        TurnEnded,
    ]
    (record,) = shop.log.read()
    assert record.route is not None
    assert [call.outcome for call in record.route.calls] == ["withdrawn", "completed"]


@over_loopback
async def test_the_reply_under_way_is_known_in_the_words_that_are_said(tmp_path: Path) -> None:
    shop = Shop(tmp_path, QUICK)
    turns, _ = _turns(shop)
    turns.keep(Utterance(BOOTS, spoken=True))
    planned = await turns.plan(Utterance(BOOTS, spoken=True))
    await asyncio.sleep(0)
    assert turns.turn is not None and turns.turn.reply.text == planned.turn.reply.text
    said = "".join(await _pieces(planned)).strip()
    assert turns.turn.reply.text == said != planned.turn.reply.text
    turns.end(interrupted=False)
    await turns.close()
    assert (await shop.parts.shopping.dialogue("c")).whole_reply == said


@over_loopback
async def test_what_was_heard_too_late_is_not_noted_of_the_next_turn(tmp_path: Path) -> None:
    shop = Shop(tmp_path, QUICK)
    await shop.talk.answer(BOOTS)
    await shop.talk.answer("the first one")
    after = await shop.parts.shopping.dialogue("c")
    await shop.parts.shopping.note_heard("c", "For wet", 0)
    assert await shop.parts.shopping.dialogue("c") == after


def _turns(shop: Shop) -> tuple[SpokenTurns, list[SessionEvent]]:
    events: list[SessionEvent] = []
    return SpokenTurns(shop.talk, events.append, lambda _: None), events
