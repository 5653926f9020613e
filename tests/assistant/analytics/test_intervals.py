"""Intervals of shares and means over clusters, and the tails that they need."""

from math import inf

import numpy as np
import pytest
from scipy import stats
from scipy.special import chdtrc

from assistant.analytics.distributions import (
    chi_squared_tail,
    normal_tail,
    t_quantile,
    t_tail,
)
from assistant.analytics.intervals import (
    FEW,
    Clusters,
    difference_of,
    holm,
    interval_of,
    wilson,
)


@pytest.mark.parametrize("freedom", [0.7, 1, 3.3, 19, 240, 1e5])
@pytest.mark.parametrize("t", [0.0, 0.1, 1.0, 2.5, 12.0, 60.0])
def test_students_t_is_scipys(t: float, freedom: float) -> None:
    assert t_tail(t, freedom) == pytest.approx(2 * stats.t.sf(t, freedom), rel=1e-9, abs=1e-14)


@pytest.mark.parametrize("freedom", [1, 4, 27, 1000])
@pytest.mark.parametrize("tail", [0.5, 0.05, 0.001])
def test_quantiles_of_t_are_scipys(tail: float, freedom: float) -> None:
    assert t_quantile(tail, freedom) == pytest.approx(stats.t.isf(tail / 2, freedom), rel=1e-9)
    assert t_quantile(tail, inf) == pytest.approx(stats.norm.isf(tail / 2), rel=1e-9)
    assert normal_tail(stats.norm.isf(tail / 2)) == pytest.approx(tail)


@pytest.mark.parametrize("freedom", [1, 2, 5, 30])
@pytest.mark.parametrize("value", [0.0, 0.01, 1.0, 5.0, 40.0, 200.0])
def test_chi_squared_is_scipys(value: float, freedom: int) -> None:
    assert chi_squared_tail(value, freedom) == pytest.approx(
        float(chdtrc(freedom, value)), rel=1e-8, abs=1e-13
    )


def clusters(parts: list[float], wholes: list[float], *, is_share: bool = True) -> Clusters:
    p, w = np.asarray(parts, float), np.asarray(wholes, float)
    moments = [float(x) for x in (p.sum(), w.sum(), p @ p, p @ w, w @ w)]
    return Clusters(len(p), moments[0], moments[1], moments[2], moments[3], moments[4], is_share)


def test_one_trial_a_cluster_is_wilsons_interval() -> None:
    one = clusters([1.0] * 30 + [0.0] * 170, [1.0] * 200)
    found = interval_of(one)
    exact = stats.binomtest(30, 200).proportion_ci(0.95, "wilson")
    assert found.low == pytest.approx(exact.low, abs=0.002)
    assert found.high == pytest.approx(exact.high, abs=0.002)


def test_turns_of_one_session_say_less_than_as_many_sessions() -> None:
    alike = clusters([10.0] * 20 + [0.0] * 80, [10.0] * 100)
    apart = clusters([1.0] * 200 + [0.0] * 800, [1.0] * 1000)
    assert alike.value == apart.value
    wide, narrow = interval_of(alike), interval_of(apart)
    assert wide.high is not None and narrow.high is not None
    assert wide.high - 0.2 > 2.5 * (narrow.high - 0.2)
    assert alike.trials == pytest.approx(100, rel=0.05)


def test_a_difference_of_means_is_welchs() -> None:
    dice = np.random.default_rng(4)
    a, b = dice.normal(3, 1, 60), dice.normal(3.4, 2, 45)
    found = difference_of(
        clusters(list(a), [1.0] * 60, is_share=False), clusters(list(b), [1.0] * 45, is_share=False)
    )
    welch = stats.ttest_ind(b, a, equal_var=False)
    ends = welch.confidence_interval()
    assert (found.p, found.low, found.high) == pytest.approx((welch.pvalue, ends.low, ends.high))


def test_p_and_interval_never_disagree() -> None:
    dice = np.random.default_rng(7)
    for _ in range(200):
        sides = []
        for _ in range(2):
            whole = dice.geometric(0.3, 40)
            part = dice.binomial(whole, dice.choice((0.02, 0.3, 0.5)))
            sides.append(clusters(list(part), list(whole)))
        found = difference_of(sides[0], sides[1])
        assert found.p is not None and found.low is not None and found.high is not None
        assert (found.p < 0.05) == (found.low > 0 or found.high < 0) or found.p == pytest.approx(
            0.05
        )
        assert found.low <= (found.value or 0) <= found.high


def test_arms_that_are_alike_are_told_apart_as_rarely_as_promised() -> None:
    dice = np.random.default_rng(9)
    told = 0
    for _ in range(400):
        sides = []
        for _ in range(2):
            whole = dice.geometric(0.25, 120)
            sides.append(clusters(list(dice.binomial(whole, dice.beta(1, 9, 120))), list(whole)))
        told += difference_of(sides[0], sides[1]).verdict in {"higher", "lower"}
    assert told / 400 < 0.09, "5 % promised; 3 standard errors above that"


def test_nothing_is_judged_of_too_few() -> None:
    few = clusters([1.0] * (FEW - 1), [1.0] * (FEW - 1))
    many = clusters([0.0] * 500, [1.0] * 500)
    found = difference_of(many, few)
    assert (found.value, found.low, found.p, found.verdict) == (1.0, None, None, "too_few")
    none = Clusters(0, 0, 0, 0, 0, 0, is_share=True)
    assert difference_of(none, many).value is None
    assert interval_of(none).low is None


def test_none_at_all_on_both_sides_is_no_difference() -> None:
    none = clusters([0.0] * 300, [2.0] * 300)
    found = difference_of(none, none)
    assert (found.value, found.p, found.verdict) == (0.0, 1.0, "cannot_tell")
    assert found.low is not None and found.low < 0 < (found.high or 0)


def test_wilson_stays_within_a_share() -> None:
    for share in (0.0, 0.001, 0.5, 1.0):
        low, high = wilson(share, 3)
        assert 0 <= low <= share <= high <= 1


def test_holm_leaves_the_smallest_as_many_times_as_there_are() -> None:
    assert holm([0.01, None, 0.04, 0.03]) == pytest.approx([0.03, None, 0.06, 0.06], nan_ok=True)
    assert holm([]) == []
