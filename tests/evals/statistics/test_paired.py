"""Paired tests against the library's own, and against what is known by hand."""

import numpy as np
import pytest
from scipy import stats

from evals.statistics.paired import holm, quantile_swaps, sign_flips
from evals.statistics.sample import Floats


def _mean(values: Floats, axis: int = 0) -> Floats:
    return np.asarray(values.mean(axis=axis), dtype=np.float64)


@pytest.mark.parametrize("seed", range(5))
def test_few_differences_are_tested_exactly(seed: int) -> None:
    differences = np.random.default_rng(seed).normal(0.3, 1, size=10)
    expected = stats.permutation_test(
        (differences,), _mean, permutation_type="samples", n_resamples=np.inf, vectorized=True
    )
    assert sign_flips(differences).p == pytest.approx(expected.pvalue)


def test_many_differences_are_tested_by_drawing() -> None:
    differences = np.random.default_rng(3).normal(0.35, 1, size=80)
    expected = stats.permutation_test(
        (differences,), _mean, permutation_type="samples", n_resamples=20_000, rng=1
    )
    assert expected.pvalue < 0.1
    assert sign_flips(differences).p == pytest.approx(expected.pvalue, abs=0.01)


@pytest.mark.parametrize(("lost", "won"), [(6, 0), (9, 1), (5, 5), (10, 3)])
def test_flips_alone_are_mcnemars_test(lost: int, won: int) -> None:
    differences = np.array([-1.0] * lost + [1.0] * won + [0.0] * 50)
    expected = stats.binomtest(lost, lost + won).pvalue
    found = sign_flips(differences)
    assert found.p == pytest.approx(expected)
    assert found.method == "McNemar, exact"


def test_nothing_differs() -> None:
    assert sign_flips(np.zeros(30)).p == 1.0


def test_five_differences_can_show_nothing() -> None:
    found = sign_flips(np.array([1.0] * 5 + [0.0] * 100))
    assert found.least == 0.0625
    assert found.p == 0.0625


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([]) == ()
    assert holm([0.9, 0.8]) == (1.0, 1.0)


def test_swapped_medians_show_a_shift_and_only_a_shift() -> None:
    dice = np.random.default_rng(5)
    owners = np.repeat(np.arange(40), 5)
    a = np.repeat(dice.normal(100, 20, size=40), 5) + dice.normal(0, 3, size=200)
    same = a + dice.normal(0, 3, size=200)
    assert quantile_swaps(a, same, (owners, owners), 0.5).p > 0.05
    assert quantile_swaps(a, a * 1.5, (owners, owners), 0.5).p < 0.001


def test_swapped_quantiles_call_equal_runs_different_as_often_as_they_say() -> None:
    dice = np.random.default_rng(6)
    owners = np.repeat(np.arange(30), 3)
    called = 0
    for _ in range(100):
        centres = np.repeat(dice.lognormal(4, 0.4, size=30), 3)
        a, b = (centres * dice.lognormal(0, 0.1, size=90) for _ in range(2))
        called += quantile_swaps(a, b, (owners, owners), 0.95).p < 0.05
    assert called / 100 <= 0.11
