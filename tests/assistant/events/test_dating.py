"""Which times are believed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from assistant.events.dating import AHEAD, BEHIND, dated
from tests.assistant.intent_log.records import a_turn, an_event

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "believed",
    [NOW, NOW + AHEAD, NOW - BEHIND, NOW - timedelta(days=5), NOW - timedelta(seconds=1)],
)
def test_a_late_event_keeps_its_day(believed: datetime) -> None:
    event = an_event(timestamp=believed, received_at=NOW)
    assert dated(event, NOW) is event


@pytest.mark.parametrize(
    "claimed",
    [
        NOW + AHEAD + timedelta(seconds=1),
        NOW - BEHIND - timedelta(seconds=1),
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=UTC),
    ],
)
def test_what_is_not_believed_is_kept_as_a_claim(claimed: datetime) -> None:
    event = dated(an_event(timestamp=claimed, received_at=NOW), NOW)
    assert event.timestamp == NOW
    assert event.claimed_timestamp == claimed
    assert dated(event, NOW) is event, "once is enough"


def test_a_server_clock_that_jumped_is_not_believed_either() -> None:
    lost = NOW + timedelta(days=4000)
    event = dated(an_event(timestamp=lost, received_at=lost), NOW)
    assert (event.timestamp, event.received_at) == (NOW, NOW)
    turn = dated(a_turn(timestamp=lost), NOW)
    assert (turn.timestamp, turn.claimed_timestamp) == (NOW, lost)


def test_times_are_utc() -> None:
    there = timezone(timedelta(hours=9))
    turn = dated(a_turn(timestamp=NOW.astimezone(there)), NOW)
    assert turn.timestamp.tzinfo is UTC
    assert turn.timestamp == NOW
    assert turn.claimed_timestamp is None
    bare = dated(a_turn(timestamp=NOW.replace(tzinfo=None)), NOW)
    assert bare.timestamp == NOW


def test_the_ends_of_time() -> None:
    for zone in (timezone(timedelta(hours=14)), timezone(-timedelta(hours=12))):
        for end in (datetime.max, datetime.min):
            assert dated(a_turn(timestamp=end.replace(tzinfo=zone)), NOW).timestamp == NOW
