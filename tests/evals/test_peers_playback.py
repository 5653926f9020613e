"""What a listener heard, from what a loudspeaker was handed and told."""

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.bench.peers.playback import Chunk, Switch, first_audible_at, stretches

RATE_HZ = 1_000


def _loud(seconds: float) -> NDArray[np.int16]:
    return np.full(round(seconds * RATE_HZ), 1_000, np.int16)


def _quiet(seconds: float) -> NDArray[np.int16]:
    return np.zeros(round(seconds * RATE_HZ), np.int16)


def _spans(*sound: Chunk | Switch) -> list[tuple[float, float]]:
    return [(round(s.began_at, 3), round(s.ended_at, 3)) for s in stretches(sound)]


def test_chunks_handed_over_early_are_played_one_after_the_other() -> None:
    assert _spans(Chunk(5.0, RATE_HZ, _loud(1)), Chunk(5.1, RATE_HZ, _loud(1))) == [(5.0, 7.0)]


def test_a_late_chunk_begins_a_new_stretch_when_it_comes() -> None:
    late = Chunk(7.5, RATE_HZ, _loud(1))
    assert _spans(Chunk(5.0, RATE_HZ, _loud(1)), late) == [(5.0, 6.0), (7.5, 8.5)]


def test_what_was_cleared_was_not_heard() -> None:
    sound = (Chunk(5.0, RATE_HZ, _loud(2)), Switch("cleared", 5.5), Chunk(6.0, RATE_HZ, _loud(1)))
    assert _spans(*sound) == [(5.0, 5.5), (6.0, 7.0)]


def test_sound_cleared_before_it_began_was_never_heard() -> None:
    sound = (Chunk(5.0, RATE_HZ, _loud(2)), Switch("cleared", 5.0))
    assert _spans(*sound) == []


def test_what_was_paused_goes_on_where_it_stopped() -> None:
    sound = (
        Chunk(5.0, RATE_HZ, np.concatenate([_loud(0.5), _quiet(1.5)])),
        Switch("paused", 5.5),
        Chunk(5.6, RATE_HZ, _loud(1)),
        Switch("resumed", 8.0),
    )
    assert _spans(*sound) == [(5.0, 5.5), (8.0, 10.5)]
    assert first_audible_at(stretches(sound), 6.0) == pytest.approx(9.5, abs=0.011)


def test_a_pause_that_ends_in_a_clear_leaves_nothing() -> None:
    sound = (Chunk(5.0, RATE_HZ, _loud(2)), Switch("paused", 5.5), Switch("cleared", 6.0))
    assert _spans(*sound) == [(5.0, 5.5)]


def test_quiet_at_the_beginning_is_not_yet_a_reply() -> None:
    heard = stretches([Chunk(5.0, RATE_HZ, np.concatenate([_quiet(0.3), _loud(1)]))])
    assert first_audible_at(heard) == pytest.approx(5.3, abs=0.011)


def test_only_what_begins_after_the_question_answers_it() -> None:
    heard = stretches([Chunk(5.0, RATE_HZ, _loud(3)), Chunk(9.0, RATE_HZ, _loud(1))])
    assert first_audible_at(heard, 6.0) == pytest.approx(9.0)
    assert first_audible_at(heard[:1], 6.0) is None


def test_silence_is_never_audible() -> None:
    assert first_audible_at(stretches([Chunk(5.0, RATE_HZ, _quiet(3))])) is None
