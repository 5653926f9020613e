"""Trends, and whether they can be told."""

import random

import pytest

from assistant.analytics.topics.trend import Trend, trend_of


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (57, 41, "cannot_tell"),
        (51, 50, "cannot_tell"),
        (40, 120, "up"),
        (120, 40, "down"),
        (14, 7, "too_few"),
        (0, 12, "too_few"),
        (0, 40, "new"),
        (40, 0, "down"),
    ],
)
def test_only_what_the_interval_holds_is_told(before: int, after: int, direction: str) -> None:
    assert trend_of(before, after, 5000, 5000).direction == direction


def test_a_busier_half_is_no_trend() -> None:
    told = trend_of(50, 100, 5000, 10_000)
    assert told.value == pytest.approx(0)
    assert told.direction == "cannot_tell"
    assert trend_of(50, 50, 5000, 20_000).direction == "down"


def test_where_nothing_was_before_nothing_is_new() -> None:
    assert trend_of(0, 400, 0, 9000) == Trend(None, None, None, "nothing_before")
    new = trend_of(0, 400, 5000, 5000)
    assert (new.value, new.high) == (None, None)
    assert new.low is not None


def test_nineteen_of_twenty_flat_things_have_no_arrow() -> None:
    rng = random.Random(7)
    arrows = times = 0
    for size in (40, 100, 400):
        for _ in range(400):
            after = sum(rng.random() < 0.5 for _ in range(size))
            arrows += trend_of(size - after, after, 9000, 9000).direction in {"up", "down"}
            times += 1
    assert 0.02 < arrows / times < 0.08
