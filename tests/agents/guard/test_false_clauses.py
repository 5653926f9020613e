"""What a model made up is refused, and named for what it is."""

import pytest

from agents.guard.verdict import Fault
from tests.agents.guard.cards import BOOTS, MOOR, RIDGE, SEDGE, faults, verdict

FALSE = {
    Fault.PRICE: (
        "The Ridge is $97.", "The Ridge is a hundred and nineteen dollars.",
        "The Ridge costs €129.",
        "For $97 there's the Ridge.", "About $150 for the Ridge.", "The Ridge is under $120.",
    ),
    Fault.NUMBER: (
        "The Ridge weighs 450 kg.", "The Ridge weighs 16 ounces.",
        "The Ridge is 45 cm wide and 50 cm wide.", "The Ridge is rated 4.8.",
        "The Ridge has 35 reviews.", "The Ridge runs for twelve hours.",
    ),
    Fault.ATTRIBUTE: (
        "The Ridge is insulated.", "The Ridge isn't waterproof.", "The Ridge is leather.",
        "The Cascade comes in black.", "The Cascade is waterproof.", "The Ridge is for women.",
        "I think the Sedge is waterproof.", "Did you know the Sedge is waterproof?",
        "The Ridge is waterproof, and so is the Cascade.", "Only the Ridge is for women.",
    ),
    Fault.NAME: ("The Salomon Quest is nice.", "The Fernhollow Cascade is nice."),
    Fault.COMPARISON: (
        "The Cascade is lighter than the Ridge.", "The Ridge is the cheapest.",
        "The Ridge is the best boot in our store.", "The Ridge is sturdier than the Sedge.",
        "The Cascade is as light as the Ridge.", "The Cascade is rated above the Ridge.",
    ),
    Fault.AVAILABILITY: (
        "The Sedge is in stock.", "The Cascade is sold out.", "The Sedge will be back soon.",
        "The Ridge is in stock in a 10.",
    ),
    Fault.PROMISE: (
        "It ships tomorrow.", "Returns are easy.", "It comes with a warranty.",
        "I've added it to your cart.", "I reserved one for you.",
    ),
    Fault.DISCOUNT: ("The Cascade was $120.", "The Ridge is 40% off.", "There's a coupon for it."),
    Fault.REFERENT: ("It is insulated.", "They're $97.", "The fifth one is nice."),
    Fault.UNKNOWN: ("The Ridge is zorbly.", "It is water", "You can swim in it."),
    Fault.FORM: (
        "**Great** pick.", "See https://example.com.", "Great pick \U0001f600",
        "The Ridge is １２９.",
        "It is wаterproof.", "", "- The Ridge", "Das ist schön \u00fc\u00df.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fault", "text"), [(f, t) for f, texts in FALSE.items() for t in texts])
def test_it_is_refused_for_what_it_is(fault: Fault, text: str) -> None:
    assert fault in faults(text)


def test_a_name_hides_nothing() -> None:
    for text in (
        "The Ridge, the cheapest, is nice.",
        "The tan one is the Ridge.",
        "The second one is the Ridge.",
        "The vegan ones are the Ridge and the Sedge.",
    ):
        assert not verdict(text).ok


def test_what_one_product_has_is_not_true_of_all() -> None:
    assert not verdict("All three are waterproof.").ok
    assert not verdict("Both are vegan.", RIDGE, MOOR).ok
    assert not verdict("None of them is vegan.").ok
    assert verdict("All of them are hiking boots.").ok


@pytest.mark.parametrize("boot", BOOTS)
def test_no_price_of_another_product_passes(boot: object) -> None:
    names = {"b1": "Ridge", "b2": "Cascade", "b3": "Sedge"}
    for product in BOOTS:
        for other in BOOTS:
            text = f"The {names[product.id]} is ${other.price}."
            assert verdict(text).ok == (product is other)


def test_the_unknown_is_no_no() -> None:
    assert not verdict("It isn't breathable.", SEDGE).ok
    assert not verdict("The listing doesn't say whether it's vegan.", RIDGE).ok
