"""The normaliser under every word error rate, and the rate itself."""

import pytest

from evals.wer import word_errors
from evals.words import words_of


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("under $150", "under a hundred and fifty dollars"),
        ("under 150 bucks", "under one hundred fifty dollars"),
        ("$100", "one hundred dollars"),
        ("100 dollars", "a hundred dollars"),
        ("$1", "one dollar"),
        ("$1,299.99", "one thousand two hundred ninety-nine dollars and ninety nine cents"),
        ("$19.90", "nineteen dollars and ninety cents"),
        ("$0.99", "ninety-nine cents"),
        ("$2k", "two thousand dollars"),
        ("$2.5 million", "two and a half million dollars"),
        ("Size 10.", "size ten"),
        ("size 9", "Size nine"),
        ("size 9.5", "size nine and a half"),
        ("9½", "nine and a half"),
        ("7 1/2", "seven point five"),
        ("between $100 and $200", "between one hundred and two hundred dollars"),
        ("12,500 people", "twelve thousand five hundred people"),
        ("order 10457", "order one zero four five seven"),
        ("the 2nd one", "the second one"),
        ("my 21st", "my twenty-first"),
        ("20% off", "twenty percent off"),
        ("a 10oz bottle", "a ten ounce bottle"),
        ("10 lbs", "ten pounds"),
        ('a 15" screen', "a fifteen inch screen"),
        ("4K TV", "four k TV"),
        ("at 9:30 a.m.", "at nine thirty AM"),
        ("a T-shirt", "a t shirt"),
        ("Wi-Fi", "wi fi"),
        ("noise-canceling", "noise cancelling"),
        ("It's grey, okay?", "it is gray ok"),
        ("I'd like what's new; don't wait", "I would like what is new do not wait"),
        ("im looking, thats it", "I'm looking, that's it"),
        ("Um, I'm, uh, looking", "I am looking"),
        ("café crème", "cafe creme"),
    ],
)
def test_two_ways_to_write_the_same_words(written: str, spoken: str) -> None:
    same = written.replace("between $100", "between 100")  # the word "dollars" is said once
    assert words_of(same) == words_of(spoken)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fifty", "fifteen"),
        ("not Nike", "not night"),
        ("$12.50", "$1,250"),
        ("size nine", "size nine and a half"),
        ("one fifty", "150"),
        ("under 100 and 50", "under 150"),
        ("the dog's bowl", "the dog is bowl"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert words_of(one) != words_of(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("...", []),
        ("thousands of hundreds", ["thousands", "of", "hundreds"]),
        ("a hundred and one thousand", ["101000"]),
        ("two million three hundred thousand and five", ["2300005"]),
        ("twenty one two", ["21", "2"]),
        ("half a point", ["half", "a", "point"]),
        ("version 3.", ["version", "3"]),
    ],
)
def test_numbers_inside_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_normalising_twice_changes_nothing() -> None:
    text = "I'd pay $1,299.99 for 2 size 9½ T-shirts, 20% off, by the 3rd at 9:30 p.m."
    once = words_of(text)
    assert words_of(" ".join(once)) == once


def test_errors_are_counted_over_reference_words() -> None:
    errors = word_errors(["show me red boots", "under fifty"], ["show me boots please", "under 50"])
    # "red" deleted and "please" inserted, against six words said.
    assert (errors.errors, errors.words, errors.utterances) == (2, 6, 2)
    assert errors.rate == pytest.approx(2 / 6)


def test_where_two_words_are_joined_is_no_error() -> None:
    assert word_errors(["a smart watch strap"], ["a smartwatch strap"]).errors == 0
    assert word_errors(["the headphones"], ["the head phones"]).errors == 0
    assert word_errors(["the head phones"], ["the heads phone"]).errors == 2


def test_nothing_said_and_something_heard_is_an_error() -> None:
    assert word_errors([""], ["thank you"]).errors == 2
    assert word_errors([""], [""]).rate is None


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        word_errors(["a", "b"], ["a"])
