"""Mixing noise into speech at a ratio."""

from pathlib import Path

import numpy as np
import pytest

from evals.noise import mixed, recorded_noises, synthetic_noises, voiced_samples
from speech.audio_file import write_wav

RATE_HZ = 16_000
TONE = (0.2 * np.sin(np.arange(RATE_HZ, dtype=np.float32) * 0.3)).astype(np.float32)
QUIET = np.zeros(RATE_HZ, np.float32)
SPEECH = np.concatenate((QUIET, TONE, QUIET))
VOICED = np.concatenate((QUIET, TONE, QUIET)) != 0
NOISE = np.random.default_rng(1).normal(0, 0.3, 7_000).astype(np.float32)


@pytest.mark.parametrize("snr_db", [20.0, 10.0, 5.0, 0.0])
def test_the_ratio_is_over_the_voiced_samples(snr_db: float) -> None:
    noise = mixed(SPEECH, VOICED, NOISE, snr_db)[: RATE_HZ // 2]
    speech_db = 10 * np.log10(np.mean(TONE.astype(float) ** 2))
    noise_db = 10 * np.log10(np.mean(noise.astype(float) ** 2))
    assert speech_db - noise_db == pytest.approx(snr_db, abs=0.3)


def test_quiet_around_the_words_does_not_change_the_mix() -> None:
    long = np.concatenate((QUIET, QUIET, SPEECH))
    voiced = np.concatenate((np.zeros(2 * RATE_HZ, bool), VOICED))
    one = mixed(SPEECH, VOICED, NOISE, 5.0)
    other = mixed(long, voiced, NOISE, 5.0, start=-2 * RATE_HZ)
    np.testing.assert_allclose(other[2 * RATE_HZ :], one, atol=1e-6)


def test_loud_mixes_do_not_clip() -> None:
    whole = mixed(SPEECH * 4, VOICED, NOISE, -10.0)
    assert np.abs(whole).max() <= 1.0
    assert np.count_nonzero(np.abs(whole) == 1.0) <= 1


def test_noise_without_sound_is_refused() -> None:
    with pytest.raises(ValueError, match="without sound"):
        mixed(SPEECH, VOICED, QUIET, 5.0)


def test_voiced_samples_reach_to_the_end() -> None:
    voiced = voiced_samples(np.array([0.1, 0.9], np.float32), 10, 4)
    assert voiced.tolist() == [False] * 4 + [True] * 4 + [False] * 2


def test_noises_are_read_by_name_and_can_be_made(tmp_path: Path) -> None:
    write_wav(tmp_path / "door.wav", NOISE, RATE_HZ)
    write_wav(tmp_path / "nothing.wav", QUIET, RATE_HZ)
    assert list(recorded_noises(tmp_path)) == ["door"]
    assert all(np.abs(noise).max() > 0.1 for noise in synthetic_noises().values())
