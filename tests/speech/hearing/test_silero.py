"""Voice activity on real sound."""

import time

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.sounds import sound
from speech.silero import WINDOW, SileroModel, SpeechDetector, VoiceEvidence

pytestmark = [pytest.mark.model, pytest.mark.audio]
RATE_HZ = 16_000


def test_chunks_of_any_size_give_the_same_probabilities(
    silero: SileroModel, spoken: dict[str, NDArray[np.float32]]
) -> None:
    samples = spoken["boots"]
    whole = SpeechDetector(silero).push(samples)
    detector = SpeechDetector(silero)
    sizes = np.random.default_rng(5).integers(1, 900, 4000)
    pieces = np.split(samples, np.minimum(np.cumsum(sizes), len(samples)))
    chunked = np.concatenate([detector.push(piece) for piece in pieces])
    assert len(whole) == len(samples) // WINDOW
    np.testing.assert_allclose(chunked, whole, atol=1e-4)
    assert whole.max() > 0.9


def test_silence_noise_and_values_that_are_not_finite_are_no_speech(silero: SileroModel) -> None:
    rng = np.random.default_rng(3)
    sounds = [
        np.zeros(RATE_HZ, np.float32),
        rng.normal(0, 0.1, RATE_HZ).astype(np.float32),
        np.full(RATE_HZ, np.nan, np.float32),
        np.full(RATE_HZ, np.inf, np.float32),
    ]
    for samples in sounds:
        assert SpeechDetector(silero).push(samples).max() < 0.5


def test_evidence_of_a_voice_tells_speech_from_noise(
    silero: SileroModel, spoken: dict[str, NDArray[np.float32]]
) -> None:
    evidence = VoiceEvidence(silero)
    assert min(evidence.of(samples) for samples in spoken.values()) > 0.6
    for name in ("silence", "white", "ringing", "dialling", "clicks", "knocks", "barking"):
        for seed in range(3):
            assert evidence.of(sound(name, 3.0, seed)) < 0.5, (name, seed)
    assert evidence.of(np.zeros(0, np.float32)) == 0.0


def test_a_second_of_audio_costs_little(silero: SileroModel) -> None:
    detector = SpeechDetector(silero)
    window = np.zeros(WINDOW, np.float32)
    began = time.process_time()
    for _ in range(310):
        detector.push(window)
    assert (time.process_time() - began) / 10 < 0.1
