"""Where sound begins and ends."""

import numpy as np
import pytest

from speech.audible import audible_span

RATE_HZ = 16_000


def _tone(seconds: float, level: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return (level * np.sin(2 * np.pi * 220 * t)).astype(np.float32)


def test_span_of_a_tone_between_silences() -> None:
    quiet = np.zeros(RATE_HZ // 2, np.float32)
    span = audible_span(np.concatenate([quiet, _tone(1.0, 0.5), quiet]), RATE_HZ)
    assert span == pytest.approx((0.5, 1.5), abs=0.011)


def test_noise_far_below_the_speech_is_silence() -> None:
    noise = np.random.default_rng(1).normal(0, 0.0005, RATE_HZ).astype(np.float32)
    span = audible_span(np.concatenate([noise, _tone(0.5, 0.3), noise]), RATE_HZ)
    assert span == pytest.approx((1.0, 1.5), abs=0.011)


def test_int16_is_measured_alike() -> None:
    samples = np.concatenate([np.zeros(RATE_HZ, np.float32), _tone(0.5, 0.3)])
    assert audible_span((samples * 32767).astype(np.int16), RATE_HZ) == audible_span(
        samples, RATE_HZ
    )


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(1000, np.float32)])
def test_nothing_to_hear(samples: np.ndarray[tuple[int], np.dtype[np.float32]]) -> None:
    assert audible_span(samples, RATE_HZ) is None
