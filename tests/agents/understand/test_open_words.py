"""Things, colours, materials and properties that the catalog has no words for."""

import pytest

from agents.acts import Act
from agents.constraints import Constraint, Kind, Set
from agents.understand import Understander
from tests.agents.understand.catalog import vocabulary
from tests.agents.understand.summary import CONTEXTS

_UNDERSTANDER = Understander(vocabulary())


def _wanted(utterance: str, kind: Kind, context: str = "-") -> list[Constraint]:
    return [
        edit.constraint
        for reading in _UNDERSTANDER.read(utterance, CONTEXTS[context])
        for edit in reading.edits
        if isinstance(edit, Set) and edit.constraint.kind is kind and edit.constraint.wanted
    ]


def _values(utterance: str, kind: Kind) -> list[str]:
    return [str(c.value) for c in _wanted(utterance, kind)]


@pytest.mark.parametrize(
    ("utterance", "thing"),
    [
        ("do you have any hdmi cables", "hdmi cables"),
        ("I'm looking for an electric guitar for my son", "electric guitar"),
        ("I need a chip variety pack", "chip variety pack"),
        ("i need a pack of 12 gluten free snack bars", "snack bars"),
        ("I want a cover for my sofa", "cover"),
        ("I need a sofa cover", "sofa cover"),
        ("purple ukulele under 100 dollars", "ukulele"),
        ("find me a long lasting, easy to apply hair color", "hair color"),
        ("a 7 by 5 foot photo backdrop", "photo backdrop"),
        ("show me cotton candy machines", "cotton candy machines"),
        ("I'd like two grey barstools with arms", "barstools"),
    ],
)
def test_the_thing_is_named_by_its_noun_phrase(utterance: str, thing: str) -> None:
    (found,) = _wanted(utterance, Kind.TYPE)
    assert found.value == thing
    assert not found.known
    assert not _values(utterance, Kind.CATEGORY)


@pytest.mark.parametrize(
    "utterance",
    ["hiking boots under 100", "a set of duvet covers", "show me the second one", "I need help",
     "something warm for my wife", "show me tents quickly", "My feet get cold. I need warm boots.",
     "do you have it in wide", "what is the return policy", "can I speak to a person"],
)  # fmt: skip
def test_no_thing_is_made_up(utterance: str) -> None:
    assert not _values(utterance, Kind.TYPE)


@pytest.mark.parametrize(
    ("utterance", "colours"),
    [
        ("a purple sofa", ["purple"]),
        ("sneakers in the color a1-black", ["black"]),
        ("a phone stand in mn4 color", ["mn4"]),
        ("earbuds in color pinky girls", ["pinky girls"]),
        ("a table lamp with a brushed nickel finish", ["brushed nickel"]),
        ("a poppy colored rug", ["poppy"]),
        ("I want a dress. the color should be dusty rose", ["dusty rose"]),
        ("a wallet in cognac", ["cognac"]),
        ("orange juice", []),
        ("do you have green tea", []),
        ("a white noise machine", []),
        ("lavender oil", []),
        ("a black tea kettle", ["black"]),
        ("what color is the first one", []),
        ("any other colors", []),
    ],
)
def test_colours_are_told_by_what_stands_beside_them(utterance: str, colours: list[str]) -> None:
    assert _values(utterance, Kind.COLOUR) == colours


def test_a_shade_belongs_to_its_colour() -> None:
    (red,) = _wanted("a wine red dress", Kind.COLOUR)
    assert (red.value, red.known, red.words) == ("red", True, "wine red")
    assert not _values("a baby blue shirt", Kind.AUDIENCE)


@pytest.mark.parametrize(
    ("utterance", "materials"),
    [
        ("a rayon dress", [("rayon", True)]),
        ("a jacket made of solid mahogany", [("solid mahogany", True)]),
        ("sandals with a rubber sole", [("rubber", False)]),
        ("a watch with a leather strap", [("leather", False)]),
        ("I need a paper shredder", []),
        ("wine glasses", []),
    ],
)
def test_materials(utterance: str, materials: list[tuple[str, bool]]) -> None:
    assert [(c.value, c.hard) for c in _wanted(utterance, Kind.MATERIAL)] == materials


@pytest.mark.parametrize(
    ("utterance", "feature"),
    [
        ("I need gluten free crackers", "gluten free"),
        ("shoes with arch support", "arch support"),
        ("a shirt with a button closure", "button closure"),
        ("an easy to clean rug", "easy to clean"),
        ("a non stick wok", "non stick"),
    ],
)
def test_unknown_properties_are_wishes(utterance: str, feature: str) -> None:
    found = [c for c in _wanted(utterance, Kind.FEATURE) if c.value in (feature, "non-stick")]
    assert [c.known or not c.hard for c in found] == [True]


@pytest.mark.parametrize("utterance", ["do you sell guitars", "how about a drum set"])
def test_another_thing_is_a_new_wish_though_something_is_shown(utterance: str) -> None:
    (reading,) = _UNDERSTANDER.read(utterance, CONTEXTS["B"])
    assert reading.act is Act.FIND
    assert _wanted(utterance, Kind.TYPE, "B")


@pytest.mark.parametrize(
    ("utterance", "acts"),
    [
        ("add the second one and show me matching socks", [Act.CART_ADD, Act.FIND]),
        ("compare the first two and tell me if they're waterproof",
         [Act.COMPARE, Act.ASK_PRODUCT]),
        ("thanks, and do you have that in blue?", [Act.PRICE_OR_STOCK]),
        ("put the first one in my cart and also do you have tents", [Act.CART_ADD, Act.FIND]),
        ("is the first one waterproof and how much is it", [Act.ASK_PRODUCT, Act.PRICE_OR_STOCK]),
        ("what's the return policy and do you ship to canada", [Act.ORDER_OR_POLICY] * 2),
    ],
)  # fmt: skip
def test_several_acts_in_one_utterance(utterance: str, acts: list[Act]) -> None:
    assert [r.act for r in _UNDERSTANDER.read(utterance, CONTEXTS["B"])] == acts
