"""Nothing within the budget: nothing over it is shown or named before a "yes"."""

from decimal import Decimal

import pytest

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.constraints import Kind
from agents.reading import Question, Reading
from agents.turn import Turn, Utterance
from retrieval.query import PriceRange
from tests.agents.say import IT, ByHand, reading, under, want
from tests.agents.shop import SHOP, ListSearch

MUGS = want(Kind.CATEGORY, "mugs")
DEAR = want(Kind.PRICE, PriceRange(low=Decimal(50)))
SCRIPT: dict[str, Reading | tuple[Reading, ...]] = {
    "mugs under ten": reading(Act.FIND, MUGS, under("10"), text="mugs"),
    "mugs under 9.99": reading(Act.FIND, MUGS, under("9.99"), text="mugs"),
    "mugs over fifty": reading(Act.FIND, MUGS, DEAR, text="mugs"),
    "mugs": reading(Act.FIND, MUGS, text="mugs"),
    "under ten": reading(Act.REFINE, under("10"), words="under ten"),
    "yes": reading(Act.CONFIRM, words="yes please"),
    "show me": reading(Act.UNCLEAR, words="show me"),
    "let me see it": reading(Act.SELECT, references=IT, words="let me see it"),
    "what is it": reading(
        Act.ASK_PRODUCT, references=IT, question=Question("what is it", "description")
    ),
    "no": reading(Act.DENY, words="no"),
    "hello": reading(Act.SMALLTALK, topic="greeting", words="hello"),
    "add it": reading(Act.CART_ADD, references=IT, words="add it"),
}


async def say(*lines: str) -> Turn:
    talk = ShoppingAgent(ListSearch(SHOP), ByHand(SCRIPT))
    for line in lines:
        turn = await talk.plan("c", Utterance(line))
        await talk.commit(turn)
    return turn


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("mugs under ten", "Nothing under $10. The nearest is $14. Want to see it?"),
        ("mugs under 9.99", "Nothing under $10. The nearest is $14. Want to see it?"),
        ("mugs over fifty", "Nothing over $50. The nearest is $22.50. Want to see it?"),
    ],
)
async def test_nothing_beyond_the_budget_is_shown_or_named(line: str, said: str) -> None:
    turn = await say(line)
    assert turn.reply.text.replace("Shall I show it?", "Want to see it?") == said
    assert turn.products == ()
    assert turn.focus is None
    assert turn.asked == "yes_no"


async def test_a_refinement_that_leaves_nothing_clears_the_screen() -> None:
    turn = await say("mugs", "under ten")
    assert turn.products == ()
    assert turn.reply.text.startswith("Nothing under $10.")


@pytest.mark.parametrize("answer", ["yes", "show me", "let me see it", "what is it", "add it"])
async def test_a_yes_moves_the_bound_to_just_that_price(answer: str) -> None:
    turn = await say("mugs under ten", "hello", answer)
    assert [c.product.id for c in turn.products] == ["mug-1"]
    assert "$14" in turn.reply.text
    assert turn.cart == ()
    price = next(c for c in turn.constraints if c.kind is Kind.PRICE)
    assert price.value == PriceRange(high=Decimal(14))
    assert price.hard
    assert price.words == SCRIPT[answer].words  # type: ignore[union-attr]  # each is one reading
    assert price.turn == 2
    assert turn.asked is None


async def test_a_yes_below_a_floor_moves_the_floor() -> None:
    turn = await say("mugs over fifty", "yes")
    assert [c.product.id for c in turn.products] == ["mug-3"]


async def test_a_no_keeps_the_budget_and_the_empty_screen() -> None:
    turn = await say("mugs under ten", "no")
    assert turn.products == ()
    assert [str(c.value) for c in turn.constraints] == [
        "mugs",
        "PriceRange(low=None, high=Decimal('10'))",
    ]
    assert turn.asked is None
    # A later "yes" agrees to nothing any more.
    assert (await say("mugs under ten", "no", "yes")).products == ()
