"""Which sounds without words are answered."""

import numpy as np
import pytest
from livekit import rtc

from assistant.wordless import Levels

RATE_HZ = 16_000
FRAME = 320


def _levels(room: float, sound: float, begin: float, end: float) -> Levels:
    """Return 10 s of a room, with a sound in it."""
    levels = Levels()
    dice = np.random.default_rng(1)
    for index in range(500):
        now = index * 0.02
        loud = sound if begin <= now < end else room
        samples = (dice.standard_normal(FRAME) * loud * 32767).clip(-32768, 32767)
        levels.push(rtc.AudioFrame(samples.astype(np.int16).tobytes(), RATE_HZ, 1, FRAME), now)
    return levels


@pytest.mark.parametrize(
    ("room", "sound", "begin", "end", "answered"),
    [
        (0.0005, 0.05, 6.0, 7.5, True),
        (0.0005, 0.05, 6.0, 6.4, False),  # a cough
        (0.05, 0.06, 6.0, 7.5, False),  # a crowd all the time
        (0.0001, 0.002, 6.0, 7.5, False),  # somebody far away
        (0.0005, 0.05, 0.1, 1.6, False),  # the room is not known yet
        (0.01, 0.08, 6.0, 7.5, True),  # above the noise
    ],
)
def test_speech_to_the_shop_is_long_and_above_the_room(
    room: float, sound: float, begin: float, end: float, answered: bool
) -> None:
    assert _levels(room, sound, begin, end).deserves_answer(begin, end) is answered


def test_a_long_stream_is_not_kept() -> None:
    levels = _levels(0.0005, 0.05, 6.0, 7.5)
    frame = rtc.AudioFrame(np.zeros(FRAME, np.int16).tobytes(), RATE_HZ, 1, FRAME)
    levels.push(frame, 1000.0)
    assert not levels.deserves_answer(6.0, 7.5)


def test_a_crowd_that_goes_on_is_not_answered() -> None:
    levels = _levels(0.0005, 0.05, 6.0, 9.0)
    assert not levels.deserves_answer(6.0, 7.5)
