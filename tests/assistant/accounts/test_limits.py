"""Limits with an injected clock, against what a reader would count by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.accounts.errors import LimitReached
from assistant.accounts.limits import HOUR_S, SLOT_S, Bucket, SlidingHour
from assistant.accounts.strangers import WRONG_PER_MINUTE, Strangers
from assistant.accounts.usage import Limits, Usage

_STEPS = st.lists(st.floats(0, 30), min_size=1, max_size=120)


@given(st.integers(1, 60), _STEPS)
def test_no_span_holds_more_requests_than_it_may(per_minute: int, steps: list[float]) -> None:
    bucket, now, taken = Bucket(per_minute, 0.0), 0.0, []
    for step in steps:
        now += step
        if not bucket.wait_s(now):
            bucket.take(now)
            taken.append(now)
    for first, start in enumerate(taken):
        for last in range(first, len(taken)):
            span = taken[last] - start
            assert last - first + 1 <= per_minute + per_minute * span / 60 + 1e-6


@given(st.integers(1, 600), st.floats(0, 100))
def test_who_waits_as_told_is_served_and_nobody_sooner(per_minute: int, later: float) -> None:
    bucket = Bucket(per_minute, 0.0)
    for _ in range(per_minute):
        assert not bucket.wait_s(0.0)
        bucket.take(0.0)
    wait = bucket.wait_s(0.0)
    assert wait == pytest.approx(60 / per_minute)
    assert bucket.wait_s(wait * 0.99) > 0
    assert not bucket.wait_s(wait)
    assert bucket.left(later) <= per_minute


def test_a_clock_that_stands_still_or_steps_back_gives_nothing_away() -> None:
    bucket = Bucket(2, 100.0)
    bucket.take(100.0)
    bucket.take(50.0)
    assert bucket.wait_s(60.0) > 0
    assert bucket.wait_s(100.0) == pytest.approx(30.0)


@given(
    st.floats(10, 2_000),
    st.lists(st.tuples(st.floats(0, 900), st.floats(0.02, 400)), min_size=1, max_size=80),
)
def test_no_hour_holds_more_sound_than_it_may(
    per_hour: float, given_sound: list[tuple[float, float]]
) -> None:
    hour, now = SlidingHour(per_hour), 0.0
    counted: list[tuple[float, float]] = []
    for step, seconds in given_sound:
        now += step
        wait = hour.wait_s(seconds, now)
        if not wait:
            hour.add(seconds, now)
            counted.append((now, seconds))
        elif wait == float("inf"):
            assert seconds > per_hour - 1e-6
        else:
            assert wait <= HOUR_S + SLOT_S + 1e-6
            hour.wait_s(seconds, now)
    for end, _ in counted:
        within = sum(s for at, s in counted if end - HOUR_S < at <= end)
        assert within <= per_hour + 1e-6


@given(st.lists(st.tuples(st.floats(0, 600), st.floats(1, 50)), min_size=5, max_size=40))
def test_sound_is_let_in_after_the_time_told(given_sound: list[tuple[float, float]]) -> None:
    hour, now = SlidingHour(100), 0.0
    for step, seconds in given_sound:
        now += step
        if wait := hour.wait_s(seconds, now):
            assert hour.wait_s(seconds, now + wait * 0.999 - 1e-3) > 0
            now += wait
            assert not hour.wait_s(seconds, now)
        hour.add(seconds, now)


def test_what_is_refused_is_counted_of_nobody() -> None:
    clock = Clock()
    usage = Usage(10, clock)
    shop = usage.of("shop", Limits(5, 2, 100))
    visitor = usage.of("visitor", Limits(1, 1, 10))
    usage.request((shop, visitor))
    with pytest.raises(LimitReached):
        usage.request((shop, visitor))
    assert shop.requests.left(clock()) == 4
    with pytest.raises(LimitReached):
        usage.audio((shop, visitor), 11)
    assert shop.audio.used(clock()) == 0


def test_sessions_are_given_back_however_they_end() -> None:
    usage = Usage(2, Clock())
    shop = usage.of("shop", Limits(5, 1, 100))
    with pytest.raises(ZeroDivisionError), usage.session((shop,)):
        with pytest.raises(LimitReached) as told, usage.session((shop,)):
            pass
        assert told.value.retry_after_s > 0
        raise ZeroDivisionError
    with usage.session((shop,)), usage.session(()):
        with pytest.raises(LimitReached, match="server"), usage.session(()):
            pass
        left = {a.name: a for a in usage.allowances((shop,))}
        assert left["sessions"].remaining == 0
    assert {a.name: a.remaining for a in usage.allowances((shop,))}["sessions"] == 1


def test_a_changed_limit_holds_at_once() -> None:
    usage = Usage(2, Clock())
    limits = Limits(100, 1, 100)
    assert usage.of("shop", limits) is usage.of("shop", Limits(3, 1, 100))
    assert usage.of("shop", Limits(3, 1, 100)).requests.left(0.0) == 3


def test_a_guesser_is_held_back_by_network_and_others_are_not() -> None:
    clock = Clock()
    strangers = Strangers(clock)
    for number in range(WRONG_PER_MINUTE):
        assert not strangers.wait_s("2001:db8:1:2::9")
        strangers.wrong(f"2001:db8:1:2::{number:x}")
    wait = strangers.wait_s("2001:db8:1:2:ffff::1")
    assert 0 < wait <= 60 / WRONG_PER_MINUTE
    assert not strangers.wait_s("2001:db8:1:3::1")
    assert not strangers.wait_s(None)
    clock.now += wait
    assert not strangers.wait_s("2001:db8:1:2::1")


def test_memory_of_strangers_is_bounded() -> None:
    strangers = Strangers(Clock())
    for number in range(25_000):
        strangers.wrong(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(strangers._buckets) == 10_000


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now
