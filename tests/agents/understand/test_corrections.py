"""What is said right after something was put into the cart."""

from dataclasses import replace

import pytest

from agents.understand import Understander
from tests.agents.understand.shoppers import CONTEXTS
from tests.agents.understand.summary import canonical, summary
from tests.sample import sample_understander

_AFTER_ADD = CONTEXTS["A"]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return sample_understander()


@pytest.mark.parametrize(
    ("utterance", "expected"),
    [
        ("make it three", "cart_change @it qty:3"),
        ("no, two", "cart_change @it qty:2"),
        ("just one actually", "cart_change @it qty:1"),
        ("no make it two in black", "cart_change @it qty:2 colour:black"),
        ("actually in brown", "cart_change @it colour:brown"),
        ("can I get it in black instead", "cart_change @it colour:black"),
        ("the nine instead", "cart_change @it size:9"),
        ("make it a nine", "cart_change @it size:9"),
        ("make it nine", "cart_change @it size:9"),
        ("sorry, I need a ten and a half", "cart_change @it size:10.5"),
        ("one more", "cart_add @it qty:1"),
        ("I'll take another", "cart_add @it qty:1"),
        ("two more pairs please", "cart_add @it qty:2"),
        ("and two of the first one", "cart_add @1 qty:2"),
        ("the third one too", "cart_add @3"),
        ("remove it", "cart_remove @it"),
        ("I changed my mind, I don't want it anymore", "cart_remove @it"),
        ("undo that", "cart_undo undo"),
        ("clear my cart", "cart_remove @all"),
        ("show me something in brown", "refine colour=brown"),
        ("do you have it in brown", "price_or_stock @it ?stock=brown colour:brown"),
        ("is it waterproof", "ask_product @it ?waterproof"),
        ("yes", "confirm"),
    ],
)
def test_corrections_act_on_what_was_added(
    understander: Understander, utterance: str, expected: str
) -> None:
    assert summary(understander.read(utterance, _AFTER_ADD)) == canonical(expected)


@pytest.mark.parametrize("utterance", ["actually in brown", "one more", "make it three"])
def test_without_an_addition_nothing_goes_into_the_cart(
    understander: Understander, utterance: str
) -> None:
    read = summary(understander.read(utterance, replace(_AFTER_ADD, added=False)))
    assert not read.startswith("cart")
