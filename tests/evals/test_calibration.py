"""Reliability bins and their error, by hand."""

import pytest

from evals.calibration import calibration_error, reliability


def test_a_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    claims = [(0.8, True)] * 4 + [(0.8, False)]
    assert calibration_error(claims) == pytest.approx(0.0)


def test_the_error_is_weighted_by_the_claims_of_a_bin() -> None:
    claims = [(0.95, True), (0.95, False), (0.15, False), (0.15, False)]
    assert calibration_error(claims) == pytest.approx((0.45 * 2 + 0.15 * 2) / 4)


def test_bins_are_in_order_and_a_full_confidence_is_in_the_last() -> None:
    table = reliability([(1.0, True), (0.0, False), (0.31, True)])
    assert [(b.low, b.n, b.right) for b in table] == [(0.0, 1, 0.0), (0.3, 1, 1.0), (0.9, 1, 1.0)]


def test_nothing_cannot_be_judged() -> None:
    with pytest.raises(ValueError, match="no claim"):
        calibration_error([])
