"""How much of what shoppers say to the sample catalog is read as meant; see `shoppers`."""

import pytest

from agents.constraints import Kind, Set
from agents.understand import Understander
from tests.agents.understand import shoppers
from tests.agents.understand.shoppers import CONTEXTS
from tests.agents.understand.summary import summary
from tests.sample import sample_understander


@pytest.fixture(scope="module")
def understander() -> Understander:
    return sample_understander()


@pytest.mark.parametrize(
    ("name", "exact", "act"), [("shoppers_dev", 0.96, 0.98), ("shoppers_held_out", 0.8, 0.9)]
)
def test_share_of_utterances_read_as_meant(
    understander: Understander, name: str, exact: float, act: float
) -> None:
    scored = shoppers.score(understander, shoppers.rows(name))
    wrong = [s for s in scored if not s.exact]
    assert 1 - len(wrong) / len(scored) >= exact, wrong
    assert sum(s.same_acts for s in scored) / len(scored) >= act, wrong


@pytest.mark.parametrize(
    ("context", "heard", "said"),
    [
        ("B", "Add it to my card, sighs ten.", "add it to my cart, size ten"),
        ("B", "the second won", "the second one"),
        ("B", "Not torving, please.", "not Torvane please"),
        ("-", "headphones by Acolarc", "headphones by Echolark"),
        ("-", "I want something from Tableund.", "I want something from Tavolund"),
        ("-", "A vegan lipstick and berry.", "a vegan lipstick in berry"),
        ("-", "a desk clamp between 40 and $80", "a desk lamp between 40 and 80 dollars"),
        ("-", "headphones with moist canceling", "headphones with noise canceling"),
        ("-", "mugs that are dish washer safe", "mugs that are dishwasher safe"),
    ],
)
def test_what_the_recogniser_wrote_is_read_as_what_was_said(
    understander: Understander, context: str, heard: str, said: str
) -> None:
    read = understander.read(heard, CONTEXTS[context])
    assert summary(read) == summary(understander.read(said, CONTEXTS[context]))


@pytest.mark.parametrize(
    "utterance", ["running shirts", "hiking books", "desk clock", "phone cables", "a baby blanket"]
)
def test_another_thing_is_not_repaired_to_one_of_ours(
    understander: Understander, utterance: str
) -> None:
    read = summary(understander.read(utterance))
    for ours in ("running_shorts", "hiking_boots", "desk_lamps", "phone_cases", "baby_bottles"):
        assert ours not in read


@pytest.mark.parametrize("brand", ["Samsung", "Patagonia", "Timberland", "Birkenstock", "Versace"])
def test_a_brand_of_another_shop_is_none_of_this_one(
    understander: Understander, brand: str
) -> None:
    (reading,) = understander.read(f"boots from {brand}")
    brands = [
        edit.constraint
        for edit in reading.edits
        if isinstance(edit, Set) and edit.constraint.kind is Kind.BRAND
    ]
    assert [(c.value, c.known) for c in brands] == [(brand, False)]  # it filters nothing
