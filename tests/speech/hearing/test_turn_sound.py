"""How a voice sounds at a pause: made sounds, and the project's own voice."""

import numpy as np
import pytest
from numpy.typing import NDArray

from speech.turn_sound.cues import CUES, cues
from speech.turn_sound.finished import MOST, finished
from speech.turn_sound.pitch import contour

RATE_HZ = 16_000
Samples = NDArray[np.float32]


def voice(hz: NDArray[np.float64], loud: NDArray[np.float64]) -> Samples:
    """A buzz of 12 harmonics: pitch and loudness for each sample."""
    phase = 2 * np.pi * np.cumsum(hz) / RATE_HZ
    buzz = sum(np.sin(phase * k) / k for k in range(1, 13))
    return np.asarray(0.1 * loud * buzz, np.float32)


def steady(hz: float, seconds: float) -> Samples:
    count = int(seconds * RATE_HZ)
    return voice(np.full(count, hz), np.ones(count))


@pytest.mark.parametrize("hz", [75.0, 110.0, 180.0, 250.0])
def test_pitch_is_found_within_a_third_of_a_semitone(hz: float) -> None:
    heard = contour(steady(hz, 0.5))
    expected = 12 * np.log2(hz / 60)
    assert np.median(heard.pitch_st) == pytest.approx(expected, abs=0.33)
    assert np.median(heard.voicing) > 0.9


def test_pitch_is_found_in_noise_and_noise_has_none() -> None:
    rng = np.random.default_rng(3)
    noise = rng.normal(0, 0.02, RATE_HZ).astype(np.float32)
    heard = contour(steady(120.0, 1.0) + noise)
    assert np.median(heard.pitch_st) == pytest.approx(12, abs=0.33)
    assert np.median(contour(noise).voicing) < 0.5


def test_a_falling_pitch_falls_and_a_rising_one_rises() -> None:
    count = RATE_HZ
    level = np.ones(count)
    slope = CUES.index("pitch slope 500 ms")
    falling = cues(voice(np.linspace(160, 90, count), level))
    rising = cues(voice(np.linspace(90, 160, count), level))
    assert falling is not None and rising is not None
    assert falling[slope] < -5 < 5 < rising[slope]


@pytest.mark.model
@pytest.mark.audio
def test_a_held_vowel_is_steadier_than_changing_speech(spoken: dict[str, Samples]) -> None:
    run = CUES.index("steady run")
    held = cues(np.concatenate((spoken["winter"][: RATE_HZ // 2], steady(110.0, 0.5))))
    assert held is not None
    assert held[run] > 0.3


@pytest.mark.model
@pytest.mark.audio
def test_loudness_and_a_pause_that_has_begun_change_little(spoken: dict[str, Samples]) -> None:
    audio = spoken["boots"]
    whole = finished(audio)
    assert whole is not None
    for gain in (0.1, 0.5):
        quiet = finished(audio * gain)
        assert quiet is not None and abs(quiet - whole) < 0.7
    later = finished(np.concatenate((audio, np.zeros(3_200, np.float32))))
    assert later is not None and abs(later - whole) < 0.7


@pytest.mark.parametrize(
    "audio",
    [
        np.zeros(0, np.float32),
        np.zeros(RATE_HZ, np.float32),
        np.full(RATE_HZ, np.nan, np.float32),
        np.ones(500, np.float32),
        np.random.default_rng(0).normal(0, 0.1, RATE_HZ).astype(np.float32),
    ],
    ids=["empty", "silence", "nan", "short", "noise"],
)
def test_without_a_voice_nothing_is_said(audio: Samples) -> None:
    assert finished(audio) is None


@pytest.mark.model
@pytest.mark.audio
def test_the_score_is_bounded(spoken: dict[str, Samples]) -> None:
    rng = np.random.default_rng(1)
    for audio in spoken.values():
        for start in range(0, len(audio), RATE_HZ // 2):
            clipped = np.clip(audio[: start + 4_000] * rng.uniform(1, 30), -1, 1)
            score = finished(clipped)
            assert score is None or abs(score) <= MOST


@pytest.mark.model
@pytest.mark.audio
def test_the_end_of_a_sentence_sounds_more_finished_than_its_comma(
    spoken: dict[str, Samples],
) -> None:
    blue = spoken["blue"]
    loud = np.flatnonzero(np.abs(blue) > 0.02)
    comma = blue[: loud[int(np.argmax(np.diff(loud)))] + 400]
    at_comma, at_end = finished(comma), finished(blue)
    assert at_comma is not None and at_end is not None
    assert at_comma < at_end
