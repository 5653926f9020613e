"""Names of goods in shops whose categories are called otherwise, or are wider."""

from decimal import Decimal

import pytest

from agents.constraints import Kind, Set
from agents.reading import Reading
from agents.understand import Understander
from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary

_OTHER_SHOP = {
    Field.CATEGORY: {
        "bags": 5, "shoes": 10, "vehicles": 5, "motorcycles": 5, "smartphones": 16, "tees": 24,
        "tanks": 19, "sets": 8, "screwdrivers": 3, "backpacks": 48, "travel": 20, "shirts": 9,
    },
    Field.DEPARTMENT: {"Women's Bags": 5, "Men's Shoes": 5},
    Field.COLOUR: {"cream": 4, "red": 24},
    Field.BRAND: {"Nike": 2},
    Field.SIZE: {"S": 98, "XL": 97},
    Field.MATERIAL: {"leather": 3},
    Field.AUDIENCE: {"women": 23, "men": 17},
    Field.FEATURE: {"4K": 3},
}  # fmt: skip


@pytest.fixture(scope="module")
def understander() -> Understander:
    low, high = Decimal(1), Decimal(9000)
    return Understander(Vocabulary(_OTHER_SHOP, {}, {}, low, high, "USD"))


def _values(readings: tuple[Reading, ...], kind: Kind) -> list[str]:
    sets = (e.constraint for r in readings for e in r.edits if isinstance(e, Set))
    return [str(c.value) for c in sets if c.kind is kind]


@pytest.mark.parametrize(
    ("utterance", "categories"),
    [
        ("show me purses", ["bags"]),
        ("men's sneakers", ["shoes"]),
        ("nike trainers", ["shoes"]),
        ("do you sell cars", ["vehicles"]),
        ("a motorbike", ["motorcycles"]),
        ("any iPhones", ["smartphones"]),
        ("women's tops", ["tees", "tanks", "shirts"]),
        ("tank top in small", ["tanks"]),
        ("backpack for travel", ["backpacks"]),
    ],
)
def test_goods_are_found_under_the_name_that_the_shop_has(
    understander: Understander, utterance: str, categories: list[str]
) -> None:
    assert set(_values(understander.read(utterance), Kind.CATEGORY)) == set(categories)


def test_the_narrower_name_is_still_searched_for(understander: Understander) -> None:
    (reading,) = understander.read("show me red sneakers")
    assert "sneakers" in reading.text


@pytest.mark.parametrize(
    ("utterance", "thing"),
    [
        ("a phone case", "phone case"),
        ("I need shaving cream", "shaving cream"),
        ("looking for male to male hdmi cables", "hdmi cables"),
        ("actually a guitar then", "guitar"),
    ],
)
def test_another_thing_is_no_category_of_the_shop(
    understander: Understander, utterance: str, thing: str
) -> None:
    readings = understander.read(utterance)
    assert _values(readings, Kind.TYPE) == [thing]
    assert not _values(readings, Kind.CATEGORY)
    assert not _values(readings, Kind.COLOUR)


def test_tops_after_an_amount_are_no_goods(understander: Understander) -> None:
    readings = understander.read("a tee, thirty bucks tops")
    assert _values(readings, Kind.CATEGORY) == ["tees"]


@pytest.mark.parametrize(
    ("utterance", "sizes"),
    [
        ("a tee in 3xl", ["xxxl"]),
        ("256G smartphone", ["256 gb"]),
        ("a 4G LTE smartphone", []),
    ],
)
def test_letters_belong_to_their_number(
    understander: Understander, utterance: str, sizes: list[str]
) -> None:
    assert _values(understander.read(utterance), Kind.SIZE) == sizes


def test_a_resolution_costs_nothing(understander: Understander) -> None:
    assert _values(understander.read("a 4K tv"), Kind.FEATURE) == ["4K"]
    (price,) = _values(understander.read("a tv under 4k"), Kind.PRICE)
    assert "3999.99" in price
