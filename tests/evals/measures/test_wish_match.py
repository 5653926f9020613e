"""Wishes against what was understood: values alike, alternatives, prices to a cent."""

from typing import Any

import pytest

from evals.measures.values import plain
from evals.measures.wish_match import match
from evals.scenarios.expectations import Wish
from tests.evals.measures.made import held


def wish(**fields: Any) -> Wish:
    return Wish.model_validate(fields)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("women's", "women"),
        ("Hiking Boots", "hiking boot"),
        ("gray", "grey"),
        ("dresses", "dress"),
        ("8.0", "8"),
        ("t-shirts", "T-shirt"),
    ],
)
def test_the_same_value_written_otherwise_is_the_same(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(("one", "other"), [("8", "8.5"), ("gas", "ga"), ("red", "reds and blues")])
def test_other_values_are_other(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@pytest.mark.parametrize(
    ("wanted", "understood", "alike"),
    [
        ({"price": {"at_most": 150}}, held("price", {"low": None, "high": "149.99"}), True),
        ({"price": {"at_most": 150}}, held("price", {"low": None, "high": "150.00"}), True),
        ({"price": {"at_most": 150}}, held("price", {"low": None, "high": "149.98"}), False),
        ({"price": {"at_most": 150}}, held("price", {"low": "150", "high": None}), False),
        (
            {"price": {"at_least": 50, "at_most": 150}},
            held("price", {"low": None, "high": "150"}),
            False,
        ),
        ({"type": "ukulele"}, held("category", "ukuleles"), True),
        ({"material": "leather"}, held("feature", "leather"), True),
        ({"colour": "blue"}, held("colour", "blue", wanted=False), False),
        ({"not": {"colour": "blue"}}, held("colour", "blue", wanted=False), True),
        ({"brand": ["Nike", "Torvane"]}, held("brand", "torvane"), True),
        ({"colour": "blue"}, held("material", "blue"), False),
        ({"rating_at_least": 4}, held("rating", "4.0"), True),
        ({"in_stock": True}, held("availability", "in_stock"), True),
        ({"colour": "blue", "soft": True}, held("colour", "blue", hard=True), True),
    ],
)
def test_a_wish_is_met_by_what_means_the_same(
    wanted: dict[str, Any], understood: dict[str, Any], alike: bool
) -> None:
    found = match([wish(**wanted)], [understood])
    assert (found.f1 == 1.0) is alike
    assert bool(found.missed) is not alike


def test_what_one_word_was_taken_for_is_one_thing() -> None:
    jackets = [
        held("category", kind, words="jacket") for kind in ("leather jackets", "puffer jackets")
    ]
    found = match([wish(category="puffer jackets")], jackets)
    assert (found.understood, found.f1) == (1, 1.0)
    apart = match(
        [wish(category="puffer jackets")], [{**one, "words": i} for i, one in enumerate(jackets)]
    )
    assert apart.understood == 2
    assert apart.f1 == pytest.approx(2 / 3)


def test_nothing_wanted_and_nothing_understood_has_no_f1() -> None:
    assert match([], []).f1 is None
    assert match([], [held("colour", "blue")]).f1 == 0.0
