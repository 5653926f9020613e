"""An exception in the search, the understander or a tier loses nothing of the conversation."""

import pytest

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.reading import Reading, Shown
from agents.routing.decision import Decision, template_decision
from agents.routing.situation import Situation
from agents.tier import Doubt
from agents.turn import Utterance
from retrieval.product import Product
from retrieval.query import SearchRequest, SearchResult
from tests.agents.say import BOOTS_UNDER_150, SECOND_WATERPROOF, ByHand, nth, reading
from tests.agents.shop import SHOP, ListSearch

SCRIPT: dict[str, Reading | tuple[Reading, ...]] = {
    "boots": BOOTS_UNDER_150,
    "waterproof?": SECOND_WATERPROOF,
    "add and find": (
        reading(Act.CART_ADD, references=nth(1), size="9"),
        reading(Act.FIND, text="mugs"),
    ),
}


class Broken(RuntimeError):
    """What a part raises in these tests."""


class Parts(ListSearch):
    """A search, an understander and a router of which each can be broken."""

    def __init__(self) -> None:
        super().__init__(SHOP)
        self.broken = ""
        self.by_hand = ByHand(SCRIPT)

    def check(self, part: str) -> None:
        if self.broken == part:
            raise Broken(part)

    def search(self, request: SearchRequest) -> SearchResult:
        self.check("search")
        return super().search(request)

    def product(self, product_id: str) -> Product | None:
        self.check("product")
        return super().product(product_id)

    def read(self, text: str, shown: Shown) -> tuple[Reading, ...]:
        self.check("read")
        return self.by_hand.read(text, shown)

    def decide(self, situation: Situation) -> Decision:
        del situation
        self.check("decide")
        return template_decision("d", "by_hand")

    def reader(self, doubt: Doubt) -> None:
        del doubt
        self.check("reader")


@pytest.mark.parametrize("part", ["search", "product", "read"])
async def test_a_failed_plan_leaves_nothing_half_done(part: str) -> None:
    parts = Parts()
    talk = ShoppingAgent(parts, parts, router=parts)
    await talk.commit(await talk.plan("c", Utterance("boots")))
    before = await talk.dialogue("c")
    parts.broken = part
    with pytest.raises(Broken):
        await talk.plan("c", Utterance("add and find"))
    parts.broken = ""
    assert await talk.dialogue("c") == before
    assert await talk.cart("c") == ()
    turn = await talk.plan("c", Utterance("waterproof?"))
    await talk.commit(turn)
    assert turn.index == 1
    assert turn.focus is not None and turn.focus.id == "boot-2"


async def test_a_plan_made_before_a_failure_can_still_be_committed() -> None:
    parts = Parts()
    talk = ShoppingAgent(parts, parts, router=parts)
    kept = await talk.plan("c", Utterance("boots"))
    parts.broken = "search"
    with pytest.raises(Broken):
        await talk.plan("c", Utterance("add and find"))
    await talk.commit(kept)
    assert (await talk.dialogue("c")).turn == 1


async def test_a_cut_off_reply_that_cannot_be_noted_leaves_the_state() -> None:
    parts = Parts()
    talk = ShoppingAgent(parts, parts)
    await talk.commit(await talk.plan("c", Utterance("boots")))
    before = await talk.dialogue("c")
    parts.broken = "product"
    with pytest.raises(Broken):
        await talk.note_heard("c", "Here")
    assert await talk.dialogue("c") == before


async def test_a_failed_router_leaves_the_reply_to_the_templates() -> None:
    parts = Parts()
    talk = ShoppingAgent(parts, parts, router=parts)
    expected = await talk.plan("c", Utterance("boots"))
    parts.broken = "decide"
    turn = await talk.plan("c", Utterance("boots"))
    assert turn.reply == expected.reply
    assert turn.decision is not None and turn.decision.reasons == ("router_failed",)
