"""True and natural clauses pass the guard."""

import pytest

from agents.guard.guard import Guard
from tests.agents.guard.cards import MOOR, RIDGE, SEDGE, sheet, verdict


@pytest.mark.parametrize(
    "text",
    [
        "The Fernhollow Ridge is $129.",
        "The Ridge Mid is one hundred and twenty-nine dollars.",
        "The Ridge is one twenty-nine.",
        "It's waterproof, vegan and rated 4.6 out of 5 stars.",
        "It weighs 450 g, so 0.45 kg.",
        "It's 45 cm wide and 50 cm long.",
        "It's 450 mm wide.",
        "The battery lasts ten hours.",
        "It was $159, so you save $30.",
        "It's down from $159.",
        "It comes in gray and olive.",
        "The liner is removable.",
        "It isn't insulated.",
        "It doesn't come in red.",
        "It's in stock in a size 9.",
        "It's not available in a 10.",
        "The listing doesn't say whether it's breathable.",
        "Want me to add it to your cart?",
        "About $130.",
        "212 shoppers rate it 4.6 stars.",
    ],
)
def test_true_of_one_product(text: str) -> None:
    assert verdict(text, RIDGE).refusals == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Ridge is $129, the Cascade $97, and the Sedge $99.50.",
        "The Ridge and the Cascade are $129 and $97, respectively.",
        "For $97, there's the Brackmoor Cascade.",
        "The Cascade is $32 cheaper than the Ridge.",
        "The Ridge is lighter than the Cascade.",
        "The Ridge is the lightest of the three at 450 grams.",
        "The cheapest is the Cascade.",
        "The second one is insulated, but the first isn't.",
        "The Ridge is for men, and the other two are for women.",
        "Prices run from $97 to $129.",
        "Only the Ridge is in gray.",
        "The canvas one is the Oddfell Sedge.",
        "Both the Cascade and the Sedge are under $100.",
        "The Cascade isn't waterproof, and it's leather.",
        "All three are hiking boots.",
    ],
)
def test_true_of_several_products(text: str) -> None:
    assert verdict(text).refusals == ()


def test_a_wish_is_given_back() -> None:
    wish = "something warm and cozy for my trip to Norway"
    assert verdict("Since you wanted something cozy, here's an idea.", MOOR, utterance=wish).ok
    assert not verdict("The Cascade is cozy.", MOOR, utterance=wish).ok


def test_what_code_composed_passes_word_for_word() -> None:
    said = ("Free shipping over $50, and returns within 30 days.",)
    guard = Guard(sheet(said=said))
    assert guard.check("Free shipping over $50, and returns within 30 days.").ok
    assert not guard.check("Free shipping over $40, and returns within 30 days.").ok


def test_yes_and_no_are_what_was_asked() -> None:
    asked = "is it insulated?"
    assert verdict("No, it isn't.", RIDGE, utterance=asked).ok
    assert not verdict("Yes, it is.", RIDGE, utterance=asked).ok
    assert verdict("Yes.", MOOR, utterance=asked).ok
    assert not verdict("No.", MOOR, utterance=asked).ok
    assert not verdict("Yes.", SEDGE, utterance=asked).ok
