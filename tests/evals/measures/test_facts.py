"""Replies held against the shop: what is true passes, every planted lie is found."""

import pytest

from evals.measures.facts.checker import FactChecker
from evals.measures.facts.sentences import in_figures, sentences_of
from tests.evals.measures.made import BY_ID, CATALOG, held, line, turn

BOOTS = (held("category", "hiking boots"), held("price", {"low": None, "high": "149.99"}))
LISTED = turn("boots under 150", cards=(1, 2, 3), constraints=BOOTS, cart=(line(2),), focus="p1")
CHECKER = FactChecker(CATALOG, BY_ID.get)


def wrong(reply: str) -> list[str]:
    return [one.kind for one in CHECKER.wrong([LISTED], 0, reply)]


TRUE = [
    "Here are three of four hiking boots. The Torvane Larch is $125, the Brackmoor Cascade $97, "
    "and the Oddfell Sedge $99.",
    "The Brackmoor Cascade is ninety-seven dollars.",
    "The Torvane Larch Mid is rated higher, at 4.7, and the Brackmoor Cascade High is $28 cheaper.",
    "The Brackmoor Cascade is $28 cheaper than the Torvane Larch.",
    "The cheapest is the Brackmoor Cascade, at $97.",
    "All three are under $150.",
    "The first weighs 1.6 lb, the second 2.4 lb.",
    "It weighs one point six pounds.",
    "Your total is $97, for one thing.",
    "Yes, the Torvane Larch is in stock in a 9.",
    "The Oddfell Sedge is sold out in a 9.",
    "The Brackmoor Cascade comes in brown and gray.",
    "No, not in red. The Torvane Larch comes in brown.",
    "The Torvane Larch is rated 4.7 out of 5, from 231 ratings.",
    "Which one should I add, the Torvane or the Brackmoor?",
    "You can return anything unused within 30 days.",
    "Delivery is free from $60, and $6 below that.",
    "I don't see any ukuleles here.",
    "Yes, the Torvane Larch is waterproof.",
    "No, the Brackmoor Cascade isn't insulated.",
]
FALSE = [
    ("The Torvane Larch is $115.", "price"),
    ("The Torvane Larch is $97, the Brackmoor Cascade $97.", "price"),
    ("The Brackmoor Cascade is ninety-nine dollars.", "price"),
    ("The Brackmoor Cascade is $38 cheaper.", "price"),
    ("Your total is $125.", "total"),
    ("The cheapest is the Torvane Larch, at $125.", "compared"),
    ("The Brackmoor Cascade is rated higher than the Torvane Larch.", "compared"),
    ("The Torvane Larch is cheaper than the Brackmoor Cascade.", "compared"),
    ("All three are under $100.", "bound"),
    ("Here are two of four. The Torvane Larch is $125, the Brackmoor Cascade $97, and the Oddfell "
     "Sedge $99.", "count"),
    ("There are nine hiking boots.", "count"),
    ("The Torvane Larch is rated 4.9.", "rating"),
    ("The Torvane Larch has 500 ratings.", "rating"),
    ("The Torvane Larch is sold out.", "stock"),
    ("The Oddfell Sedge is in stock in a 9.", "stock"),
    ("Only two left of the Torvane Larch.", "stock"),
    ("The Torvane Larch comes in size 12.", "size"),
    ("The Torvane Larch comes in red.", "colour"),
    ("I'd take the Torvane Meadow at $125.", "name"),
    ("How about the Pavondo Allegro at $119?", "name"),
    ("The Salomon Quest is close in price.", "name"),
    ("I don't see any hiking boots here.", "none"),
    ("Nothing under $150.", "none"),
    ("Nothing under $120.", "bound"),
    ("The Torvane Larch weighs 1.6 oz.", "measure"),
    ("The Torvane Larch isn't waterproof.", "attribute"),
]  # fmt: skip


@pytest.mark.parametrize("reply", TRUE)
def test_what_is_true_is_not_called_wrong(reply: str) -> None:
    assert wrong(reply) == []


@pytest.mark.parametrize(("reply", "kind"), FALSE)
def test_a_planted_lie_is_found(reply: str, kind: str) -> None:
    assert kind in wrong(reply)


def test_of_a_part_of_the_catalog_counts_and_strange_names_are_not_judged() -> None:
    part = FactChecker(CATALOG, BY_ID.get, whole=False)
    for reply in ("There are nine hiking boots.", "The Salomon Quest is close in price."):
        assert part.wrong([LISTED], 0, reply) == ()


def test_amounts_are_read_however_they_are_written() -> None:
    assert in_figures("a hundred and fifty dollars") == "$150"
    assert in_figures("It weighs eleven point four pounds.") == "It weighs 11.4 pounds."
    assert [one.text for one in sentences_of("It's $24.49. It weighs 1.6 lb. Want it?")] == [
        "It's $24.49.", "It weighs 1.6 lb.", "Want it?",
    ]  # fmt: skip
