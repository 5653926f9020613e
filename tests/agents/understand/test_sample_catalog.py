"""The sample catalog that ships: the conversation of the demo, in its words."""

import pytest

from agents.reading import Shown
from agents.understand import Understander
from retrieval.sample import generate
from retrieval.vocabulary import Vocabulary
from tests.agents.understand.summary import canonical, summary


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander(Vocabulary.of(generate()))


_BOOTS = Shown(titles=("Ridge Hiking Boot", "Fell Hiking Boot"), category="hiking boots", turn=1)


@pytest.mark.parametrize(
    ("shown", "utterance", "expected"),
    [
        (Shown(), "I'm looking for hiking boots under a hundred and fifty dollars.",
         "find category=hiking_boots price=..150"),
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
    ],
)  # fmt: skip
def test_shoppers_are_understood(
    understander: Understander, shown: Shown, utterance: str, expected: str
) -> None:
    got = summary(understander.read(utterance, shown))
    assert sorted(got.split()) == sorted(canonical(expected).split())
