"""Second readings: asked once for one utterance, stopped when nobody waits, on the turn's bill."""

import asyncio
import json
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.ledger.accounts import bill_of
from agents.models.spec import Protocol
from agents.phrasing.as_planned import AsPlanned
from agents.reading import Reading
from agents.tasks import reading as module
from agents.turn import Utterance
from assistant.config import Settings
from assistant.config_tables import PersonalSettings
from assistant.conversation import Conversation
from assistant.intent_log.log import IntentLog
from assistant.parts import Parts
from evals.doubles import HttpError, Script, Stall
from tests.agents.say import ByHand
from tests.agents.shop import SHOP, ListSearch
from tests.agents.structured.test_readings import act, wanted
from tests.agents.tasks.wired import PRICE, PROTOCOLS, Wired, wired
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.timing
"""The second reader's deadline is short, and servers and the ledger's thread are real."""

MUMBLED = "wellies for the mud"
SAME = "Wellies, for the mud!"
OTHER = "wellies for the muddy lane"
SCRIPT: dict[str, Reading | tuple[Reading, ...]] = {
    words: Reading(Act.UNCLEAR, 0.2, words)
    for words in (MUMBLED, SAME, OTHER, "call me on 212 555 0143")
}
ANSWER = json.dumps({"acts": [act("find", text=MUMBLED, wanted=[wanted("category", "mugs")])]})


def agent_of(shop: Wired) -> ShoppingAgent:
    return ShoppingAgent(ListSearch(SHOP), ByHand(SCRIPT), router=shop.routing.router)


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_eight_plans_of_one_utterance_ask_once(tmp_path: Path, protocol: Protocol) -> None:
    script = Script(text=ANSWER, first_content_s=0.1)
    async with wired(tmp_path, {"qwen": script}, protocol=protocol) as shop:
        agent = agent_of(shop)
        said = (MUMBLED, SAME, MUMBLED, SAME, MUMBLED, SAME)
        turns = await asyncio.gather(*(agent.plan("c", Utterance(words)) for words in said))
        turns += [await agent.plan("c", Utterance(MUMBLED)), await agent.plan("c", Utterance(SAME))]
        assert len(shop.servers["qwen"].records) == 1
        usage = shop.servers["qwen"].records[0].usage
        (entry,) = shop.routing.readers.drain("c", 0)
        assert shop.routing.readers.drain("c", 0) == ()
    assert [turn.readings[0].act for turn in turns] == [Act.FIND] * 8
    assert entry.usage == usage and entry.spender.task == "reading"


async def test_other_words_and_another_turn_are_asked_anew(tmp_path: Path) -> None:
    async with wired(tmp_path, {"qwen": Script(text=ANSWER)}) as shop:
        agent = agent_of(shop)
        await agent.plan("c", Utterance(MUMBLED))
        await agent.plan("c", Utterance(OTHER))
        await agent.plan("d", Utterance(MUMBLED))
        await agent.commit(await agent.plan("c", Utterance(MUMBLED)))
        await agent.plan("c", Utterance(MUMBLED))
        assert len(shop.servers["qwen"].records) == 4


@pytest.mark.parametrize(
    "script",
    [
        Script(text="I think they want boots."),
        Script(text=json.dumps({"acts": [act("find", highest_price="9")]})),
        Script(text=ANSWER[:60]),
        Script(faults=(HttpError(500),)),
    ],
    ids=["no JSON", "unfounded", "cut", "down"],
)
async def test_what_does_not_hold_asks_back_and_is_not_asked_again(
    tmp_path: Path, script: Script
) -> None:
    async with wired(tmp_path, {"qwen": script}) as shop:
        agent = agent_of(shop)
        turns = [await agent.plan("c", Utterance(MUMBLED)) for _ in range(3)]
        assert len(shop.servers["qwen"].records) == 1
    assert [turn.readings[0].act for turn in turns] == [Act.UNCLEAR] * 3


async def test_a_call_that_nobody_waits_for_is_stopped_and_told_with_a_later_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ABANDONED_AFTER_S", 0.05)
    script = Script(text=ANSWER, faults=(Stall(3),))
    async with wired(tmp_path, {"qwen": script}) as shop:
        plan = asyncio.create_task(agent_of(shop).plan("c", Utterance(MUMBLED)))
        server = shop.servers["qwen"]
        await server.until(lambda records: bool(records) and bool(records[0].headers_s))
        plan.cancel()
        await asyncio.gather(plan, return_exceptions=True)
        await server.settled()
        assert server.records[0].disconnected_s is not None
        async with asyncio.timeout(PATIENCE_S):
            while not (spent := shop.routing.readers.drain("c", 1)):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    assert [entry.outcome for entry in spent] == ["cut_off"]
    assert bill_of(shop.settings.ledger_path, ()).open_calls == 0


async def test_a_plan_that_follows_at_once_takes_over_the_call(tmp_path: Path) -> None:
    async with wired(tmp_path, {"qwen": Script(text=ANSWER, first_content_s=0.2)}) as shop:
        agent = agent_of(shop)
        first = asyncio.create_task(agent.plan("c", Utterance(MUMBLED)))
        await shop.servers["qwen"].until(bool)
        first.cancel()
        turn = await agent.plan("c", Utterance(SAME))
        assert len(shop.servers["qwen"].records) == 1
    assert turn.readings[0].act is Act.FIND


async def test_a_telephone_number_goes_to_no_model_that_may_not_have_it(tmp_path: Path) -> None:
    words = "call me on 212 555 0143"
    async with wired(tmp_path, {"qwen": Script(text=ANSWER)}) as shop:
        await agent_of(shop).plan("c", Utterance(words))
        assert not shop.asked
    folder = tmp_path / "ours"
    folder.mkdir()
    each = (PRICE, 'personal_data = "contact"')
    async with wired(folder, {"qwen": Script(text=ANSWER)}, each=each) as shop:
        await agent_of(shop).plan("c", Utterance(words))
        assert shop.asked == ["qwen"]


async def test_it_asks_nobody_where_the_policy_has_no_reader(tmp_path: Path) -> None:
    async with wired(tmp_path, {"qwen": Script(text=ANSWER)}, default="template") as shop:
        turn = await agent_of(shop).plan("c", Utterance(MUMBLED))
        assert not shop.asked
    assert turn.readings[0].act is Act.UNCLEAR


async def test_what_a_reading_costs_is_in_the_turns_record(tmp_path: Path) -> None:
    async with wired(tmp_path, {"qwen": Script(text=ANSWER)}) as shop:
        settings = replace_personal(shop.settings)
        log = IntentLog(tmp_path / "log")
        search = cast(Any, ListSearch(SHOP))
        parts = Parts(settings, search, agent_of(shop), AsPlanned(), log, shop.routing)
        turn, _ = await Conversation(parts, "c").answer(MUMBLED)
        (record,) = log.read()
    assert turn.readings[0].act is Act.FIND
    assert record.route is not None
    (call,) = record.route.readings
    assert call.model == "qwen" and call.cost_usd is not None
    assert Decimal(record.cost_usd) == Decimal(call.cost_usd) > 0
    assert record.titles and record.route.calls == []


def replace_personal(settings: Settings) -> Settings:
    return settings.model_copy(update={"personal": PersonalSettings(enabled=False)})
