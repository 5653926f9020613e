"""Wishes put right, and searches looked at twice: whole turns over the sample catalog."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from agents.acts import Act
from agents.constraints import Kind
from agents.turn import Turn, Utterance
from assistant.config import Settings
from evals.bench.agent.shop import Shop, open_shop
from retrieval.query import PriceRange

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def shop(sample_home: Path) -> Iterator[Shop]:
    with open_shop(Settings(home=sample_home), None) as opened:
        yield opened


async def say(shop: Shop, *utterances: str) -> Turn:
    for text in utterances:
        turn = await shop.agent.plan(" ".join(utterances), Utterance(text))
        await shop.agent.commit(turn)
    return turn


def held(turn: Turn, kind: Kind, wanted: bool = True) -> set[object]:
    return {c.value for c in turn.constraints if c.kind is kind and c.wanted is wanted}


def ceiling(turn: Turn) -> Decimal | None:
    (price,) = held(turn, Kind.PRICE)
    assert isinstance(price, PriceRange)
    return price.high


@pytest.mark.parametrize(
    ("first", "then", "kind", "wanted", "value"),
    [
        ("kettles", "not Nordkel", Kind.BRAND, False, "Nordkel"),
        ("dog beds", "no, gray", Kind.COLOUR, True, "gray"),
        ("boots for men", "no suede", Kind.MATERIAL, False, "suede"),
        ("hiking boots", "not those, Ullstrand", Kind.BRAND, True, "Ullstrand"),
        ("backpacks", "it has to be waterproof", Kind.FEATURE, True, "waterproof"),
        ("ankle boots", "they should have a heel", Kind.FEATURE, True, "heel"),
    ],
)
async def test_a_bare_value_is_kept(
    shop: Shop, first: str, then: str, kind: Kind, wanted: bool, value: str
) -> None:
    turn = await say(shop, first, then)
    assert turn.readings[0].act is Act.REFINE
    assert value in held(turn, kind, wanted)


@pytest.mark.parametrize("no", ["no", "no thanks", "not really"])
async def test_a_no_without_a_value_stays_one(shop: Shop, no: str) -> None:
    assert (await say(shop, "kettles", no)).readings[0].act is Act.DENY


@pytest.mark.parametrize(
    ("first", "then", "high"),
    [
        ("mugs under 13", "not thirteen, thirty", "29.99"),
        ("mugs under 14", "I said forty, four zero", "39.99"),
        ("desk lamps under 15", "sixty would be fine too", "60"),
        ("tents up to 90", "110 is ok as well", "110"),
    ],
)
async def test_an_amount_is_put_right(shop: Shop, first: str, then: str, high: str) -> None:
    assert ceiling(await say(shop, first, then)) == Decimal(high)


@pytest.mark.parametrize("then", ["is 30 fine", "two would be fine", "size 40 is fine too"])
async def test_what_is_no_amount_moves_no_bound(shop: Shop, then: str) -> None:
    assert ceiling(await say(shop, "mugs up to 25", then)) == Decimal(25)


async def test_silver_is_the_material_where_nothing_is_silver_by_color(shop: Shop) -> None:
    turn = await say(shop, "necklaces", "in silver")
    assert held(turn, Kind.MATERIAL) == {"sterling silver"}
    assert not turn.relaxed


async def test_a_color_that_things_have_stays_a_color(shop: Shop) -> None:
    turn = await say(shop, "laptop stands in silver")
    assert held(turn, Kind.MATERIAL) == set()


@pytest.mark.parametrize(
    ("line", "word"),
    [("the Stenhage Dune armchair", "Dune"), ("Dunmarrow Elmore ankle boots", "Elmore")],
)
async def test_a_product_called_by_its_name_stands_alone(shop: Shop, line: str, word: str) -> None:
    turn = await say(shop, line)
    assert turn.products
    assert all(word in c.product.title for c in turn.products)


async def test_words_that_are_no_name_leave_the_list(shop: Shop) -> None:
    assert len((await say(shop, "Dunmarrow shoes for the office")).products) > 1


async def test_a_price_that_is_hoped_for_holds_nothing_back(shop: Shop) -> None:
    hoped = await say(shop, "a soundbar with a subwoofer, ideally under 200")
    must = await say(shop, "a soundbar with a subwoofer, under 200")
    assert all(c.product.price < 200 for c in must.products)
    assert len(hoped.products) > len(must.products)
    assert hoped.products[0].product.price < 200
    assert "under $200" not in hoped.reply.text


async def test_a_sorted_list_has_what_was_wished_for(shop: Shop) -> None:
    turn = await say(shop, "bluetooth speakers for outdoors, cheapest first")
    prices = [c.product.price for c in turn.products]
    assert prices == sorted(prices)
    assert all("outdoor" in c.product.features for c in turn.products)


@pytest.mark.parametrize("line", ["Samsung headphones", "a desk lamp by Philips"])
async def test_a_brand_that_is_not_sold_is_told(shop: Shop, line: str) -> None:
    turn = await say(shop, line)
    assert ("Samsung" if "Samsung" in line else "Philips") in turn.reply.text
    again = await say(shop, line, "under 100 please")
    assert "Samsung" not in again.reply.text
    assert "Philips" not in again.reply.text


async def test_a_feature_that_only_titles_tell_is_found(shop: Shop) -> None:
    turn = await say(shop, "round plant pots")
    assert turn.products
    assert not turn.relaxed
    assert all("Round" in c.product.title for c in turn.products)


async def test_a_sort_that_there_is_none_of_is_told(shop: Shop) -> None:
    turn = await say(shop, "party mugs")
    assert "party" in turn.reply.text.lower()


async def test_what_a_thing_comes_in_is_a_feature(shop: Shop) -> None:
    turn = await say(shop, "scented candles in a gift box")
    assert "gift boxed" in held(turn, Kind.FEATURE)


async def test_one_thing_is_no_set(shop: Shop) -> None:
    turn = await say(shop, "mugs from Crumbleigh", "and the Charlow round plant pot")
    assert turn.readings[0].act is Act.FIND
    assert held(turn, Kind.CATEGORY) == {"plant pots"}
