"""Conversations in which a model is asked what the rules could not read."""

import asyncio
import json

import pytest

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.reading import Reading
from agents.structured.prompt import ReadingPrompt
from agents.tier import Doubt, SecondReader, TemplateOnly
from agents.turn import Utterance
from tests.agents.say import BOOTS_UNDER_150, ByHand
from tests.agents.shop import SHOP, ListSearch
from tests.agents.structured.test_readings import act, wanted

MUMBLED = "wellies for the mud"
SCRIPT: dict[str, Reading | tuple[Reading, ...]] = {
    "boots": BOOTS_UNDER_150,
    MUMBLED: Reading(Act.UNCLEAR, 0.2, MUMBLED),
    "": Reading(Act.ASR_FAILURE, 1.0, ""),
}
ANSWER = json.dumps({"acts": [act("find", text=MUMBLED, wanted=[wanted("category", "mugs")])]})


class Answers:
    """A second reader that answers always the same, after a while."""

    def __init__(self, answer: str | Exception, after_s: float = 0.0) -> None:
        self.answer, self.after_s = answer, after_s
        self.asked: list[ReadingPrompt] = []

    async def read(self, prompt: ReadingPrompt) -> str:
        self.asked.append(prompt)
        await asyncio.sleep(self.after_s)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Asking(TemplateOnly):
    """A router that has a second reader."""

    def __init__(self, reader: SecondReader | None) -> None:
        super().__init__()
        self.second = reader
        self.doubts: list[Doubt] = []

    def reader(self, doubt: Doubt) -> SecondReader | None:
        self.doubts.append(doubt)
        return self.second


def talking(router: Asking) -> ShoppingAgent:
    return ShoppingAgent(ListSearch(SHOP), ByHand(SCRIPT), router=router)


async def test_what_is_read_with_confidence_asks_nobody() -> None:
    router = Asking(Answers(ANSWER))
    await talking(router).plan("c", Utterance("boots"))
    await talking(router).plan("c", Utterance(""))
    assert router.doubts == []


async def test_an_answer_that_holds_is_what_the_turn_goes_on_with() -> None:
    reader = Answers(ANSWER)
    turn = await talking(Asking(reader)).plan("c", Utterance(MUMBLED))
    assert [r.act for r in turn.readings] == [Act.FIND]
    assert {c.product.category for c in turn.products} == {"mugs"}
    assert MUMBLED in reader.asked[0].user


@pytest.mark.parametrize(
    "reader",
    [
        Answers("I think they want boots."),
        Answers(json.dumps({"acts": [act("find", highest_price="9")]})),
        Answers(RuntimeError("overloaded")),
        Answers(ANSWER, after_s=30),
        None,
    ],
    ids=["no JSON", "unfounded", "fails", "too late", "nobody"],
)
async def test_without_an_answer_that_holds_the_agent_asks_back(
    reader: Answers | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agents.nodes.reread.REREAD_WITHIN_S", 0.05)
    talk = talking(Asking(reader))
    await talk.commit(await talk.plan("c", Utterance("boots")))
    before = await talk.dialogue("c")
    turn = await talk.plan("c", Utterance(MUMBLED))
    await talk.commit(turn)
    after = await talk.dialogue("c")
    assert [r.act for r in turn.readings] == [Act.UNCLEAR]
    assert turn.reply.text.endswith("?")
    assert (after.constraints, after.screen, after.cart) == (
        before.constraints, before.screen, before.cart,
    )  # fmt: skip
