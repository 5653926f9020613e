"""What is wanted, in words that were read wrongly once: by the rules, over the sample catalog."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from agents.acts import Act
from agents.constraints import Constraint, Kind, Set, Undo
from agents.reading import Reading, Shown
from agents.understand import Understander
from retrieval.lexicon import Lexicon
from retrieval.vocabulary import Vocabulary
from tests.sample import sample_products

SHOES = Shown(titles=("Rokanda Stride Running Shoe", "Kestrova Sprint Running Shoe"),
              category="running shoes", turn=2)  # fmt: skip


@pytest.fixture(scope="module")
def understander() -> Iterator[Understander]:
    products = sample_products()
    yield Understander(replace(Vocabulary.of(products), lexicon=Lexicon.of(products)))


def wishes(readings: tuple[Reading, ...]) -> list[Constraint]:
    return [e.constraint for r in readings for e in r.edits if isinstance(e, Set)]


def told(readings: tuple[Reading, ...], kind: Kind) -> list[str]:
    return [str(c.value) for c in wishes(readings) if c.kind is kind and c.wanted]


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("tents for summer", "tents"),
        ("scarves for winter", "scarves"),
        ("sleeping bags for winter camping", "sleeping bags"),
        ("a toy mouse for my cat", "cat toys"),
        ("a suitcase, a carry-on", "carry-on suitcases"),
        ("boots, hiking ones", "hiking boots"),
        ("a lamp, a floor lamp", "floor lamps"),
        ("dresses for summer under 90", "dresses"),
    ],
)
def test_the_kind_of_thing_is_heard(understander: Understander, line: str, category: str) -> None:
    assert told(understander.read(line), Kind.CATEGORY) == [category]


@pytest.mark.parametrize("line", ["lamps", "a lamp for the living room", "boots and a tent"])
def test_a_wide_name_stays_wide(understander: Understander, line: str) -> None:
    assert len(told(understander.read(line), Kind.CATEGORY)) > 1


@pytest.mark.parametrize(
    ("line", "brand"),
    [
        ("do you have Nike running shoes", "Nike"),
        ("adidas sneakers", "Adidas"),
        ("a kettle by Zorvex", "Zorvex"),
        ("Glimtar headphones under 100", "Glimtar"),
        ("show me north face rain jackets", "North Face"),
    ],
)
def test_a_brand_that_the_catalog_lacks_is_a_wish(
    understander: Understander, line: str, brand: str
) -> None:
    (found,) = (c for c in wishes(understander.read(line)) if c.kind is Kind.BRAND)
    assert (found.value, found.known, found.wanted) == (brand, False, True)


@pytest.mark.parametrize(
    "line",
    ["Show me Kitchen towels", "the Dunmarrow Elmore ankle boot", "Hiking boots for Sarah",
     "a gift from Santa", "Blue running shoes", "I want Wireless headphones", "XL hoodies"],
)  # fmt: skip
def test_what_is_no_brand_is_none(understander: Understander, line: str) -> None:
    assert not [c for c in wishes(understander.read(line)) if c.kind is Kind.BRAND and not c.known]


@pytest.mark.parametrize(
    ("line", "feature"),
    [("a standing desk", "standing"), ("round dining tables", "round"), ("a party dress", "party")],
)
def test_an_everyday_word_before_its_type_is_a_must(
    understander: Understander, line: str, feature: str
) -> None:
    (found,) = (c for c in wishes(understander.read(line)) if c.kind is Kind.FEATURE)
    assert (found.value, found.hard) == (feature, True)


@pytest.mark.parametrize("line", ["a desk for standing", "a soft blanket", "a warm coat"])
def test_a_matter_of_degree_stays_a_wish(understander: Understander, line: str) -> None:
    found = [c for c in wishes(understander.read(line)) if c.kind is Kind.FEATURE]
    assert all(not c.hard for c in found)


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("a swade sneaker", Kind.MATERIAL, "suede"),
        ("do you have a cashmir sweater", Kind.MATERIAL, "cashmere"),
        ("is there a baige scarf", Kind.COLOUR, "beige"),
        ("show me all-strand tents", Kind.BRAND, "Ullstrand"),
    ],
)
def test_a_word_as_it_sounds_is_the_catalogs(
    understander: Understander, line: str, kind: Kind, value: str
) -> None:
    assert told(understander.read(line), kind) == [value]


@pytest.mark.parametrize("line", ["all-season tires", "a non-stick pan", "the Selby dress"])
def test_what_only_resembles_a_brand_is_none(understander: Understander, line: str) -> None:
    assert not told(understander.read(line), Kind.BRAND)


@pytest.mark.parametrize(
    ("line", "colour"),
    [("black, not white, sorry", "black"), ("green, not blue, I mean", "green")],
)
def test_what_is_said_not_to_be_meant_takes_nothing_back(
    understander: Understander, line: str, colour: str
) -> None:
    assert told(understander.read(line, SHOES), Kind.COLOUR) == [colour]


@pytest.mark.parametrize(
    "line", ["not that, Kestrova", "no, Kestrova", "not those, Kestrova please"]
)
def test_a_brand_after_a_no_is_wanted(understander: Understander, line: str) -> None:
    readings = understander.read(line, SHOES)
    assert (readings[0].act, told(readings, Kind.BRAND)) == (Act.REFINE, ["Kestrova"])


@pytest.mark.parametrize("line", ["not that one", "not these", "no, not those"])
def test_a_no_alone_still_asks_for_others(understander: Understander, line: str) -> None:
    assert not wishes(understander.read(line, SHOES))


@pytest.mark.parametrize(
    "line", ["scratch that, go back", "forget that, take me back", "no, never mind, go back"]
)
def test_going_back_takes_back_the_last_wish(understander: Understander, line: str) -> None:
    readings = understander.read(line, SHOES)
    assert any(isinstance(e, Undo) for r in readings for e in r.edits)


@pytest.mark.parametrize(
    "line",
    [
        "my dog is so funny, his name is Rusty",
        "I love my kids",
        "my cat is adorable, she's called Ivory",
    ],
)
def test_what_is_told_with_love_asks_for_nothing(understander: Understander, line: str) -> None:
    readings = understander.read(line, SHOES)
    assert [r.act for r in readings] == [Act.SMALLTALK]


@pytest.mark.parametrize(
    "line", ["my dog is cute and needs a bed", "I love my cat, I need a cat tree", "my kid is tall"]
)
def test_a_wish_beside_it_still_counts(understander: Understander, line: str) -> None:
    assert Act.SMALLTALK not in {r.act for r in understander.read(line)}


@pytest.mark.parametrize(
    "line",
    ["women's trail running shoes, I run in the dark", "men's hiking boots for wet feet",
     "a headlamp, my son is afraid of the dark"],
)  # fmt: skip
def test_a_thing_that_is_named_goes_before_the_trouble(
    understander: Understander, line: str
) -> None:
    assert understander.read(line)[0].act is Act.FIND


@pytest.mark.parametrize("line", ["my dog chews everything", "my feet get wet"])
def test_a_trouble_alone_is_still_one(understander: Understander, line: str) -> None:
    assert understander.read(line)[0].act is Act.INSPIRE


@pytest.mark.parametrize(
    ("line", "audience"),
    [
        ("women's garden gloves", ["women"]),
        ("a kid's winter coat", ["kids"]),
        ("a boy's rain jacket", ["kids"]),
        ("a rug for my mother's living room", []),
    ],
)
def test_a_place_in_a_types_name_owns_nothing(
    understander: Understander, line: str, audience: list[str]
) -> None:
    assert told(understander.read(line), Kind.AUDIENCE) == audience
