"""The set of price forms: well formed, as generated, and its amounts say what they mean."""

from decimal import Decimal
from random import Random

import pytest

from evals.amount_speech import number_words, say, ways, words_of
from evals.price_carriers import COUNTED, THINGS
from evals.price_forms import FOLDER, FORMS, PriceForm, price_forms, ranges_of, read
from evals.price_phrases import PHRASES, Half, Reads

HALVES: tuple[Half, ...] = ("dev", "held_out")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (7, "seven"),
        (59, "fifty-nine"),
        (150, "one hundred and fifty"),
        (1000, "one thousand"),
        (2005, "two thousand and five"),
        (1900, "one thousand nine hundred"),
    ],
)
def test_numbers_in_words(value: int, words: str) -> None:
    assert number_words(value) == words


def test_the_ways_to_say_an_amount() -> None:
    assert {"a hundred and fifty", "a hundred fifty", "one fifty", "one-fifty"} <= set(
        words_of(150)
    )
    assert "fifteen hundred" in words_of(1500)
    said = {way.text for way in ways(Decimal(1500))}
    assert {"1500", "$1,500", "1.5k", "fifteen hundred bucks"} <= said
    assert {"a grand", "1k", "one thousand dollars"} <= {w.text for w in ways(Decimal(1000))}
    assert {"59.99", "fifty-nine ninety-nine"} <= {w.text for w in ways(Decimal("59.99"))}


def test_what_the_price_of_the_thing_would_have_to_settle_is_not_said() -> None:
    assert "nine ninety-nine" not in {way.text for way in ways(Decimal("9.99"))}
    assert "seventy fifty" not in {way.text for way in ways(Decimal("70.50"))}


def test_money_is_told_by_its_words_where_it_must_be() -> None:
    dice = Random(1)
    for _ in range(200):
        assert say(dice, Decimal(250), money=True).money


def test_a_bound_is_read_as_the_module_says() -> None:
    low, high = Decimal(50), Decimal(80)
    assert ranges_of(Reads.UNDER, high, high) == ((None, "79.99"),)
    assert ranges_of(Reads.AT_MOST, high, high) == ((None, "80.00"),)
    assert ranges_of(Reads.OVER, low, low) == (("50.01", None),)
    assert ranges_of(Reads.BETWEEN_STRICT, low, high) == (("50.01", "79.99"),)
    assert ranges_of(Reads.AROUND, high, high) == (("68.00", "92.00"),)


@pytest.mark.parametrize("half", HALVES)
def test_the_file_is_what_the_generator_writes(half: Half) -> None:
    forms = read(FOLDER / f"prices_{half}.jsonl")
    assert len(forms) == FORMS
    assert forms == price_forms(half)


@pytest.mark.parametrize("half", HALVES)
def test_forms_are_well_formed(half: Half) -> None:
    for form in price_forms(half):
        assert not set(form.text) & set("{}"), form
        assert "  " not in form.text
        assert bool(form.ranges) is (form.kind != "none")
        for low, high in form.ranges:
            assert (low or high) is not None
            assert low is None or high is None or Decimal(low) < Decimal(high), form


def test_the_halves_share_few_texts() -> None:
    dev, held_out = ({f.text.casefold().rstrip(".?") for f in price_forms(h)} for h in HALVES)
    assert len(dev & held_out) <= FORMS // 100


def test_some_phrases_are_in_the_held_out_half_only() -> None:
    own = [p for phrases in PHRASES.values() for p in phrases if p.half == "held_out"]
    assert len(own) > 30
    assert len(THINGS) + len(COUNTED) > 60


def test_a_form_survives_its_file() -> None:
    form = read(FOLDER / "prices_dev.jsonl")[0]
    assert isinstance(form, PriceForm)
    assert isinstance(form.ranges, tuple)
