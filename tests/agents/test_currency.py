"""Amounts in another currency than the shop's: nothing is converted, and it is said."""

import pytest

from agents.acts import Act
from agents.agent import ShoppingAgent
from agents.reply.money import currency_name
from agents.understand import Understander
from retrieval.search import CatalogSearch
from tests.agents.test_bundles import say

pytestmark = pytest.mark.model


@pytest.fixture
def shop(search: CatalogSearch, reader: Understander) -> ShoppingAgent:
    return ShoppingAgent(search, reader)


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("a desk lamp under 50 euros", "under $50"),
        ("hiking boots under £150", "under $150"),
        ("an electric kettle for 40 quid max", "under $40"),
        ("a coffee maker between 50 and 100 EUR", "between $50 and $100"),
    ],
)
async def test_the_amount_is_taken_as_the_shops_and_it_is_said(
    shop: ShoppingAgent, line: str, taken: str
) -> None:
    turn = await say(shop, line)
    assert turn.reply.text.startswith(f"Prices here are in dollars, so I took that as {taken}.")
    assert "€" not in turn.reply.text and "£" not in turn.reply.text
    assert turn.products


async def test_it_is_said_once_and_not_of_dollars(shop: ShoppingAgent) -> None:
    await say(shop, "hiking boots under 150 euros")
    for line in ("for men", "under 120 dollars", "cheaper"):
        assert "Prices here" not in (await say(shop, line)).reply.text


@pytest.mark.parametrize(
    "line",
    ["do you take euros", "what's that in pounds", "can I pay in yen", "what currency is that"],
)
async def test_a_question_for_the_currency_is_answered(shop: ShoppingAgent, line: str) -> None:
    await say(shop, "show me electric kettles")
    turn = await say(shop, line)
    assert turn.readings[0].act is Act.ORDER_OR_POLICY
    assert turn.reply.text == "Prices here are in dollars. I can't convert them."


async def test_pounds_of_weight_are_no_currency(shop: ShoppingAgent) -> None:
    turn = await say(shop, "a dumbbell of 20 pounds")
    assert turn.readings[0].topic != "currency"


def test_a_currency_without_a_name_is_said_by_its_code() -> None:
    assert currency_name("EUR") == "euros"
    assert currency_name("SEK") == "SEK"
