"""The normaliser under every word error rate, and the rate itself."""

import pytest

from evals.wer import word_errors
from evals.words import words_of


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("under $150", "under a hundred and fifty dollars"),
        ("$1,299.99", "one thousand two hundred ninety-nine dollars and ninety nine cents"),
        ("Size 10.", "size ten"),
        ("the 2nd one", "the second one"),
        ("It's grey, okay?", "it is gray ok"),
        ("20% off", "twenty percent off"),
        ("100 dollars", "a hundred dollars"),
        ("Wi-Fi", "wifi"),
    ],
)
def test_two_ways_to_write_the_same_words(written: str, spoken: str) -> None:
    assert words_of(written) == words_of(spoken)


@pytest.mark.parametrize(("one", "other"), [("fifty", "fifteen"), ("not Nike", "not night")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


def test_errors_are_counted_over_reference_words() -> None:
    errors = word_errors(["show me red boots", "under fifty"], ["show me boots please", "under 50"])
    # "red" deleted and "please" inserted, against six words said.
    assert (errors.errors, errors.words, errors.utterances) == (2, 6, 2)
    assert errors.rate == pytest.approx(2 / 6)


def test_nothing_said_and_something_heard_is_an_error() -> None:
    assert word_errors([""], ["thank you"]).errors == 2
    assert word_errors([""], [""]).rate is None


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        word_errors(["a", "b"], ["a"])
