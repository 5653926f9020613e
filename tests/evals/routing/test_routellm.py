"""PGR, APGR and CPT against what a router does turn by turn."""

import math
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.routing.routellm import curve


def _by_hand(order: tuple[int, ...], weak: list[float], strong: list[float]) -> list[float]:
    """PGR when the first 0, 1, ... turns of an order go to the strong model."""
    low, gap = sum(weak), sum(strong) - sum(weak)
    return [
        (sum(strong[i] for i in order[:k]) + sum(weak[i] for i in order[k:]) - low) / gap
        for k in range(len(order) + 1)
    ]


def test_curve_is_what_a_router_does_turn_by_turn() -> None:
    score = [0.9, 0.1, 0.5, 0.7]
    weak, strong = [0.0, 1.0, 0.5, 0.2], [1.0, 0.8, 1.0, 0.9]
    found = curve(score, weak, strong)
    assert found is not None
    assert found.share.tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert found.recovered.tolist() == pytest.approx(_by_hand((0, 3, 2, 1), weak, strong))


def test_same_scores_are_the_mean_over_all_orders() -> None:
    weak, strong = [0.1, 0.9, 0.4], [1.0, 0.8, 0.9]
    found = curve([0.5, 0.5, 0.5], weak, strong)
    orders = [_by_hand(order, weak, strong) for order in permutations(range(3))]
    assert found is not None
    expected = np.mean(orders, axis=0)
    assert np.interp([0, 1 / 3, 2 / 3, 1], found.share, found.recovered) == pytest.approx(expected)
    assert found.apgr == pytest.approx(0.5)


def test_apgr_is_near_the_papers_sum_over_shares() -> None:
    dice = np.random.default_rng(1)
    weak = dice.random(500) < 0.5
    strong = dice.random(500) < 0.9
    score = strong.astype(float) - weak + dice.normal(0, 0.5, 500)
    found = curve(score, weak, strong)
    assert found is not None
    shares = np.arange(1, 11) / 10 - 0.05
    assert found.apgr == pytest.approx(
        np.mean(np.interp(shares, found.share, found.recovered)), abs=0.01
    )


def test_cpt_is_the_least_share_that_recovers_as_much() -> None:
    # Each of the first two turns recovers half of the gap; the rest nothing.
    found = curve([4, 3, 2, 1], [0, 0, 1, 1], [1, 1, 1, 1])
    assert found is not None
    assert found.cpt(0.5) == pytest.approx(0.25)
    assert found.cpt(0.8) == pytest.approx(0.4)
    assert found.apgr == pytest.approx(0.75)


def test_no_gap_has_no_metric() -> None:
    assert curve([1, 2], [1, 1], [1, 1]) is None
    assert curve([1, 2], [1, 1], [0.5, 1]) is None
    assert curve([], [], []) is None


@given(
    st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=6)
)
def test_area_is_the_mean_over_the_orders_that_a_score_allows(
    rows: list[tuple[int, float, float]],
) -> None:
    score, weak, strong = ([row[i] for row in rows] for i in range(3))
    if sum(strong) - sum(weak) < 0.01:
        return
    found = curve(score, weak, strong)
    areas = []
    for order in permutations(range(len(rows))):
        if all(score[a] >= score[b] for a, b in pairwise(order)):
            made = _by_hand(order, weak, strong)
            areas.append(sum((a + b) / 2 for a, b in pairwise(made)) / len(rows))
    assert found is not None
    assert math.isclose(found.apgr, float(np.mean(areas)), abs_tol=1e-6)
