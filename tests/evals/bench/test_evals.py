"""Pairs of equal runs that are put together anew."""

import numpy as np

from evals.bench.evals_again import again, whole
from tests.evals.statistics.made import chances, of_shares


def test_pairs_are_of_all_scenarios_and_seldom_called_different() -> None:
    dice = np.random.default_rng(4)
    shares = chances(0.9, 0.4, 40, dice)
    runs = [of_shares(shares, 2, dice, f"run {n}") for n in range(4)]
    pairs = list(again(runs, 40))
    assert {pair.scenarios for pair in pairs} == {40}
    assert len({pair.verdicts[0].a for pair in pairs}) > 5
    assert sum(bool(pair.called) for pair in pairs) <= 2
    assert len(list(whole(runs))) == 6


def test_a_run_that_differs_is_found_in_its_pairs() -> None:
    dice = np.random.default_rng(5)
    shares = chances(0.9, 0.4, 60, dice)
    runs = [of_shares(shares, 2, dice), of_shares(shares * 0.4, 2, dice)]
    assert [pair.headline for pair in whole(runs)] == ["worse"]
