"""The sample catalog that ships: the conversation of the demo, in its words."""

import pytest

from agents.reading import Shown
from agents.understand import Understander
from tests.agents.understand.summary import canonical, summary
from tests.sample import sample_understander


@pytest.fixture(scope="module")
def understander() -> Understander:
    return sample_understander()


_BOOTS = Shown(titles=("Ridge Hiking Boot", "Fell Hiking Boot"), category="hiking boots", turn=1)


@pytest.mark.parametrize(
    ("shown", "utterance", "expected"),
    [
        (Shown(), "I'm looking for hiking boots under a hundred and fifty dollars.",
         "find category=hiking_boots price=..149.99"),
        (_BOOTS, "Do you have something cheaper, not leather?",
         "refine shift:cheaper -material=leather"),
        (_BOOTS, "Is the second one waterproof?", "ask_product @2 ?waterproof"),
        (_BOOTS, "Add it to my cart, size ten.", "cart_add @it size:10"),
        (Shown(), "show me toys", "find department=Toys"),
        (Shown(), "a couch", "find category=sofas"),
        (Shown(), "noise canceling headphones",
         "find category=headphones feature=noise_cancelling"),
        (Shown(), "can you help me find a water bottle", "find category=water_bottles"),
        (Shown(), "a lamp for my bedside table",
         "find category=desk_lamps category=floor_lamps category=table_lamps ~feature=bedside"),
        (Shown(), "toys for my cat", "find category=cat_toys"),
        (Shown(), "toys for a big dog", "find category=dog_toys"),
        (Shown(), "a t-shirt, size medium", "find category=t-shirts size=M"),
        (_BOOTS, "medium", "refine size=M"),
        (Shown(), "queen duvet cover in linen",
         "find category=duvet_covers size=queen material=linen"),
        (Shown(), "what's popular in toys", "inspire department=Toys"),
        (_BOOTS, "thicker", "refine shift:more=thick"),
        (_BOOTS, "the lightest one", "compare ?weight @all"),
        (_BOOTS, "are you a robot", "smalltalk #identity"),
        (Shown(), "can you order me a pizza", "out_of_scope #food"),
        (_BOOTS, "how much is everything", "cart_view"),
        (_BOOTS, "grey ones", "refine colour=gray"),
        (Shown(), "a silk blouse in cream", "find category=blouses material=silk colour=cream"),
        (Shown(), "a vase, glass", "find category=vases material=glass"),
        (Shown(), "a rug five by eight in beige",
         "find category=rugs size=5_x_8_ft colour=beige"),
        (Shown(), "dog food, thirty pounds", "find category=dog_food size=30_lb"),
        (Shown(), "a laptop", "find type=laptop"),
        (Shown(), "shampoo without sulfates", "find category=shampoos feature=sulfate_free"),
        (_BOOTS, "put it in the basket", "cart_add @it"),
        (_BOOTS, "go back to the tents", "find category=tents #back"),
        (_BOOTS, "tell me more", "ask_product @it ?description"),
        (_BOOTS, "hmm", "unclear #thinking"),
        (_BOOTS, "what's in my cart so far", "cart_view"),
        (Shown(), "how many ounces in a cup", "out_of_scope #maths"),
        (Shown(), "remove my account", "order_or_policy #account"),
        (Shown(), "cancel order 732201349959", "order_or_policy #order"),
    ],
)  # fmt: skip
def test_shoppers_are_understood(
    understander: Understander, shown: Shown, utterance: str, expected: str
) -> None:
    got = summary(understander.read(utterance, shown))
    assert sorted(got.split()) == sorted(canonical(expected).split())
