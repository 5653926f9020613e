"""Rates over clips and their intervals."""

import numpy as np
import pytest

from evals.rates import Tally, difference_of, rate_of, ratio_of


def test_rate_is_of_all_words_together() -> None:
    assert Tally((1, 0), (2, 8)).rate == pytest.approx(0.1)
    assert Tally((1,), (0,)).rate is None
    assert rate_of(Tally((), ())) is None
    assert (Tally((1,), (2,)) + Tally((0,), (2,))).rate == pytest.approx(0.25)


def test_interval_holds_the_true_rate_about_as_often_as_it_says() -> None:
    dice = np.random.default_rng(5)
    held = 0
    for _ in range(100):
        totals = dice.integers(4, 12, 80)
        estimate = rate_of(
            Tally(tuple(dice.binomial(totals, 0.1).tolist()), tuple(totals.tolist()))
        )
        assert estimate is not None
        held += estimate.low <= 0.1 <= estimate.high
    assert 87 <= held <= 100


def test_words_lost_together_widen_the_interval() -> None:
    spread = rate_of(Tally((1,) * 50, (10,) * 50))
    clumped = rate_of(Tally((10,) * 5 + (0,) * 45, (10,) * 50))
    assert spread is not None
    assert clumped is not None
    assert spread.value == clumped.value
    assert spread.high - spread.low < clumped.high - clumped.low


def test_pairing_sees_a_small_difference_that_the_rates_alone_do_not_show() -> None:
    dice = np.random.default_rng(6)
    errors = dice.binomial(10, 0.3, 100)
    fewer = np.maximum(0, errors - (dice.random(100) < 0.3))
    before = Tally(tuple(errors.tolist()), (10,) * 100)
    after = Tally(tuple(fewer.tolist()), (10,) * 100)
    apart = difference_of(after, before)
    ratio = ratio_of(after, before)
    one, other = rate_of(after), rate_of(before)
    assert apart and ratio and one and other
    assert one.high > other.low
    assert apart.high < 0
    assert ratio.high < 1


def test_a_setting_differs_from_itself_by_nothing() -> None:
    same = Tally((1, 2, 0), (5, 5, 5))
    estimate = difference_of(same, same)
    assert estimate is not None
    assert (estimate.value, estimate.low, estimate.high) == (0.0, 0.0, 0.0)


def test_unpaired_clips_are_refused() -> None:
    with pytest.raises(ValueError, match="same clips"):
        difference_of(Tally((1,), (2,)), Tally((1, 1), (2, 2)))
    with pytest.raises(ValueError, match="every clip"):
        Tally((1, 2), (3,))
