"""Expected tokens against what readings hold."""

from decimal import Decimal

import pytest

from agents.acts import Act
from agents.constraints import Constraint, Drop, Kind, Relative, Set, Shift
from agents.reading import Reading, Reference
from evals.reading_contents import said
from evals.reading_match import match
from evals.reading_tokens import WordFamily, token
from retrieval.query import PriceRange

FAMILIES = {"boots": WordFamily(frozenset({"ankle boots", "hiking boots"}), frozenset({"heels"}))}


def _set(kind: Kind, value: str | PriceRange, *, hard: bool = True, known: bool = True) -> Set:
    return Set(Constraint(kind, value, words=str(value), turn=0, hard=hard, known=known))


def _missing_and_extra(expected: str, reading: Reading) -> tuple[list[str], list[str]]:
    tokens = [token(text.replace("_", " ")) for text in expected.split()]
    found = match(tokens, said(reading), FAMILIES)
    return [t.text for t in found.missing], [str(s) for s in found.extra]


@pytest.mark.parametrize(
    "expected",
    [
        "colour=red",
        "~colour=red",
        "%colour=red",
        "colour=blue|colour=red",
        "colour=red (material=wool)",
        "colour=RED",
    ],
)
def test_a_wanted_colour_is_found_however_hard_it_is(expected: str) -> None:
    reading = Reading(Act.FIND, 1.0, "red", edits=(_set(Kind.COLOUR, "red"),))
    assert _missing_and_extra(expected, reading) == ([], [])


@pytest.mark.parametrize("expected", ["-colour=red", "colour=blue", "material=red"])
def test_another_polarity_value_or_kind_is_missing_and_too_much(expected: str) -> None:
    reading = Reading(Act.FIND, 1.0, "red", edits=(_set(Kind.COLOUR, "red"),))
    assert _missing_and_extra(expected, reading) == ([expected], ["colour=red"])


def test_prices_compare_as_amounts() -> None:
    price = PriceRange(Decimal("42.50"), Decimal("57.5"))
    reading = Reading(Act.FIND, 1.0, "", edits=(_set(Kind.PRICE, price, hard=False),))
    assert _missing_and_extra("~price=42.5..57.50", reading) == ([], [])
    assert _missing_and_extra("~price=..57.50", reading)[0] == ["~price=..57.50"]


def test_a_word_for_several_categories_asks_for_its_core_and_allows_the_rest() -> None:
    def reading(*values: str) -> Reading:
        return Reading(Act.FIND, 1.0, "", edits=tuple(_set(Kind.CATEGORY, v) for v in values))

    boots = "category=boots*"
    assert _missing_and_extra(boots, reading("ankle boots", "hiking boots")) == ([], [])
    assert _missing_and_extra(boots, reading("ankle boots", "hiking boots", "heels")) == ([], [])
    assert _missing_and_extra(boots, reading("ankle boots"))[0] == [boots]
    assert _missing_and_extra(boots, reading("ankle boots", "hiking boots", "tents"))[1] == [
        "category=tents"
    ]


def test_a_starred_material_takes_what_is_called_so() -> None:
    edits = (_set(Kind.MATERIAL, "wool"), _set(Kind.MATERIAL, "merino wool"))
    reading = Reading(Act.FIND, 1.0, "", edits=edits)
    assert _missing_and_extra("material=wool*", reading) == ([], [])
    assert _missing_and_extra("material=wool", reading) == ([], ["material=merino wool"])


def test_size_and_colour_of_a_cart_act_count_once() -> None:
    edits = (_set(Kind.SIZE, "9"),)
    reading = Reading(Act.CART_ADD, 1.0, "", edits=edits, size="9", colour="black", quantity=2)
    assert _missing_and_extra("size=9 colour=black qty:2", reading) == ([], [])
    assert len(said(reading)) == 3


def test_references_match_by_any_of_their_forms_and_it_is_free() -> None:
    brand = Reference("the Torvane", descriptors=((Kind.BRAND, "Torvane"),))
    second, it = Reference("the second", ordinal=2), Reference("it", deictic=True)
    reading = Reading(Act.COMPARE, 1.0, "", references=(brand, second, it))
    assert _missing_and_extra("@brand=Torvane @2", reading) == ([], [])
    assert _missing_and_extra("@brand=Torvane @3", reading) == (["@3"], ["@2"])


def test_edits_and_qualities() -> None:
    edits = (Drop(Kind.PRICE, ""), Shift(Relative.MORE, "", "light"), Shift(Relative.CHEAPER, ""))
    reading = Reading(Act.REFINE, 1.0, "", edits=edits)
    assert _missing_and_extra("drop:price shift:more:light shift:cheaper", reading) == ([], [])
    assert _missing_and_extra("drop:price shift:less:light shift:cheaper", reading)[0] == [
        "shift:less:light"
    ]


def test_a_type_may_be_said_with_more_before_it() -> None:
    reading = Reading(Act.FIND, 1.0, "", edits=(_set(Kind.TYPE, "men's trousers", known=False),))
    assert _missing_and_extra("type=trouser", reading) == ([], [])
    assert _missing_and_extra("type=men", reading)[0] == ["type=men"]


def test_what_is_no_token_is_refused() -> None:
    with pytest.raises(ValueError, match="no token"):
        token("shiny=yes")
