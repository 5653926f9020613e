"""What simulated shoppers say, as words."""

from decimal import Decimal

import pytest

from evals.number_reading import numbers_as_digits
from evals.shoppers.amounts import amount_ways, number_words, size_ways
from evals.shoppers.heard_values import kept, numbers, says
from evals.shoppers.phrases import openings, talk
from evals.shoppers.version import SIMULATOR_VERSION, phrasing_digest
from evals.words import words_of

KNOWN = {1: "5a69ebd8da2b"}
"""The phrasing of each version that was ever released."""


def test_changed_phrasing_is_a_new_version() -> None:
    assert KNOWN[SIMULATOR_VERSION] == phrasing_digest(), (
        "the phrasing changed: give SIMULATOR_VERSION the next number, and add its digest here"
    )


def test_the_digest_sees_every_word(monkeypatch: pytest.MonkeyPatch) -> None:
    before = phrasing_digest()
    monkeypatch.setattr(talk, "SMALL_TALK", (*talk.SMALL_TALK, "one more"))
    assert phrasing_digest() != before


def test_no_two_ways_to_open_are_the_same() -> None:
    for ways in openings.OPENINGS.values():
        assert len(set(ways)) >= min(4, len(ways))


@pytest.mark.parametrize("number", [*range(2, 130), 150, 199, 200, 275, 999, 1000, 1050, 1200,
                                    1500, 1999, 2000, 2450, 3100, 9999])  # fmt: skip
def test_numbers_in_words_are_read_back(number: int) -> None:
    assert numbers_as_digits(words_of(number_words(number))) == [str(number)]


@pytest.mark.parametrize("amount", ["15", "49.99", "150", "800", "1500", "12000"])
def test_amounts_are_read_back(amount: str) -> None:
    for way in amount_ways(Decimal(amount)):
        assert Decimal(amount).normalize() in numbers(way), way


@pytest.mark.parametrize("size", ["8", "8.5", "12", "M", "XXL", "A5", "queen", "8 x 10 ft",
                                  "64 GB", "1.7 oz", "0-3 months"])  # fmt: skip
def test_sizes_are_read_back(size: str) -> None:
    for terse in (False, True):
        for way in size_ways(size, terse):
            assert says(size, way), way


def test_what_is_taken_back_does_not_count() -> None:
    assert kept("In red, no wait, in blue") == "no wait, in blue"
    assert "red" not in kept("I want, um, a red, I mean a blue one")
