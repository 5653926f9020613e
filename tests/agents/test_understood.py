"""Conversations in words, through the real understander and the whole graph."""

import asyncio
from pathlib import Path

import pytest

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.turn import Turn, Utterance
from agents.understand import Understander
from retrieval.index import build
from retrieval.minilm_embedder import MiniLmEmbedder
from retrieval.search import CatalogSearch
from speech.weights import resolve
from tests.agents.shop import SHOP, ListSearch, reader
from tests.sample import sample_products

ISSUE = (
    "I'm looking for hiking boots under a hundred and fifty dollars",
    "do you have something cheaper, not leather",
    "is the second one waterproof",
    "add it to my cart, size ten",
)
CATEGORIES = {"hiking boots", "rain jackets", "mugs", "headphones", "duvet covers", "tents"}


def agent() -> ShoppingAgent:
    return ShoppingAgent(ListSearch(SHOP), reader())


async def say(to: ShoppingAgent, *lines: str) -> Turn:
    for line in lines:
        turn = await to.plan("c", Utterance(line))
        await to.commit(turn)
    return turn


async def test_the_conversation_of_the_issue() -> None:
    talk = agent()
    turn = await say(talk, *ISSUE)
    assert turn.cart == ()
    assert turn.reply.text == "The 10 is sold out. I have 9 and 11. Which would you like?"
    turn = await say(talk, "nine then")
    assert [(line.product_id, line.size) for line in turn.cart] == [("boot-5", "9")]


async def test_a_size_that_is_sold() -> None:
    turn = await say(agent(), ISSUE[0], "the first one please", "add it to my cart, size ten")
    assert [(line.product_id, line.size) for line in turn.cart] == [("boot-1", "10")]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("hello",), "?"),
        ((ISSUE[0], "how much is the third one"), "$99"),
        ((ISSUE[0], "is the first one leather"), "Yes"),
        ((ISSUE[0], "is the third one leather"), "No"),
        ((ISSUE[0], "how heavy is the first one", "and the third?"), "380 g"),
        ((ISSUE[0], "do you have the first one in size nine"), "Yes"),
        ((ISSUE[0], "compare the first two"), "$16 cheaper"),
        ((ISSUE[0], "in blue"), "Fernhollow Moss"),
        (("show me mugs under ten dollars",), "Nothing under $10"),
        (("what's in my cart",), "cart is empty|nothing in your cart"),
        ((ISSUE[0], "say that again"), "$129"),
        (("where is my order",), "can't see orders"),
        (("what's the weather like tomorrow",), "can't|not something"),
    ],
)
async def test_what_is_said(lines: tuple[str, ...], said: str) -> None:
    turn = await say(agent(), *lines)
    assert any(part in turn.reply.text for part in said.split("|")), turn.reply.text


async def test_not_that_brand_leaves_it_out() -> None:
    turn = await say(agent(), ISSUE[0], "not that brand")
    assert turn.products
    assert all(c.product.brand != "Fernhollow" for c in turn.products)


async def test_the_cart_from_full_to_empty() -> None:
    talk = agent()
    turn = await say(talk, ISSUE[0], "add the first one in size nine", "show me mugs",
                     "add the second one to my cart", "what's in my cart")  # fmt: skip
    assert [line.product_id for line in turn.cart] == ["boot-1", "mug-2"]
    assert "$147" in turn.reply.text
    turn = await say(talk, "remove the mug")
    assert [line.product_id for line in turn.cart] == ["boot-1"]
    turn = await say(talk, "empty my cart")
    assert turn.cart == ()


async def test_many_plans_at_once_agree_and_store_nothing() -> None:
    talk = agent()
    await say(talk, ISSUE[0])
    before = await talk.dialogue("c")
    plans = await asyncio.gather(*(talk.plan("c", Utterance(ISSUE[1])) for _ in range(20)))
    assert all(plan == plans[0] for plan in plans)
    assert await talk.dialogue("c") == before


async def test_a_changed_transcript_leaves_no_trace() -> None:
    talk = agent()
    await say(talk, ISSUE[0])
    await talk.plan("c", Utterance("add the first one in size"))
    await talk.plan("c", Utterance("add the first one in size nine"))
    turn = await say(talk, "add the first one in size nine please")
    assert [(line.size, line.quantity) for line in turn.cart] == [("9", 1)]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> CatalogSearch:
    """Return a real index over some departments of the sample shop."""
    weights = resolve("minilm-l6-int8")
    vocabulary = Path("retrieval/data/minilm_vocab.txt")
    embedder = MiniLmEmbedder(weights.path("model.onnx"), vocabulary)
    folder = tmp_path_factory.mktemp("index")
    build([p for p in sample_products() if p.category in CATEGORIES], folder, embedder)
    return CatalogSearch.open(folder, embedder)


@pytest.mark.model
async def test_the_conversation_of_the_issue_on_the_sample_shop(shop: CatalogSearch) -> None:
    talk = ShoppingAgent(shop, Understander(shop.vocabulary))
    first = await say(talk, ISSUE[0])
    assert {c.product.category for c in first.products} == {"hiking boots"}
    assert all(c.product.price <= 150 for c in first.products)
    cheaper = await say(talk, ISSUE[1])
    spoken = [c.product.price for c in first.products[:3]]
    prices = [c.product.price for c in cheaper.products]
    assert len(prices) > 1
    assert max(prices) < min(spoken) or (
        "Nothing cheaper" in cheaper.reply.text and prices == sorted(prices)
    )
    assert not any("leather" in c.product.materials for c in cheaper.products)
    asked = await say(talk, ISSUE[2])
    assert asked.focus is not None
    assert asked.focus.id == cheaper.products[1].product.id
    added = await say(talk, ISSUE[3])
    sold = any(v.size == "10" and v.in_stock for v in asked.focus.variants)
    if sold:
        assert [(line.product_id, line.size) for line in added.cart] == [(asked.focus.id, "10")]
    else:
        assert added.cart == ()
        assert "Which would you like?" in added.reply.text or "Would you like" in added.reply.text


@pytest.mark.model
async def test_words_that_name_nothing_here_leave_the_search_alone(shop: CatalogSearch) -> None:
    talk = ShoppingAgent(shop, Understander(shop.vocabulary))
    before = await say(talk, "show me rain jackets")
    after = await say(talk, "show me asdf qwer")
    if after.readings[0].act is Act.FIND:
        assert [c.product for c in after.products] == [c.product for c in before.products]
        assert after.constraints == before.constraints
