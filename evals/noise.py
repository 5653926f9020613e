"""Noise to mix into speech at a chosen ratio.

The level of the speech is that of its voiced samples alone, so that quiet around the
words does not make the mix harder; the level of the noise is that of the whole
recording, so that one gain holds however its sounds fall onto the words.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.sounds import sound
from speech.audio_file import Samples, read_audio

SYNTHETIC_S = 20.0
_SYNTHETIC = ("pink", "fan", "ringing", "barking")


def recorded_noises(folder: Path) -> dict[str, Samples]:
    """Return every WAV of a folder that is not silent by its name, float32 [T], mono, 16 kHz."""
    read = {path.stem: read_audio(path) for path in sorted(folder.glob("*.wav"))}
    return {name: audio.samples for name, audio in read.items() if not audio.is_silent}


def synthetic_noises() -> dict[str, Samples]:
    """Return noises made from a seed, for machines without recordings."""
    return {name: sound(name, SYNTHETIC_S) for name in _SYNTHETIC}


def mixed(
    speech: Samples, voiced: NDArray[np.bool_], noise: Samples, snr_db: float, start: int = 0
) -> Samples:
    """Return speech with noise under it.

    Args:
        speech: float32 [T], mono, 16 kHz.
        voiced: bool [T], where somebody speaks; everywhere if it is nowhere true.
        noise: float32 [N], N > 0, of the same rate; repeated if it is shorter.
        snr_db: Power of the voiced speech over that of the noise.
        start: Sample of the noise under the first one of the speech.

    Returns:
        float32 [T]; scaled down as a whole where it would clip.

    Raises:
        ValueError: `noise` holds no sound.
    """
    level = _power(speech[voiced] if voiced.any() else speech)
    noise_level = _power(noise)
    if noise_level == 0.0:
        raise ValueError("noise without sound cannot be mixed at a ratio; give a recording of it")
    under = np.take(noise, np.arange(start, start + len(speech)), mode="wrap")
    gain = np.sqrt(level / noise_level / 10 ** (snr_db / 10))
    whole = speech + gain * under
    return np.asarray(whole / max(1.0, float(np.abs(whole).max(initial=0.0))), np.float32)


def voiced_samples(
    probabilities: NDArray[np.float32], count: int, window: int
) -> NDArray[np.bool_]:
    """Return which samples lie in windows that are probably speech.

    Args:
        probabilities: float32 [N], one a window.
        count: Samples in all.
        window: Samples a window.

    Returns:
        bool [count].
    """
    voiced = np.repeat(probabilities >= 0.5, window)[:count]
    return np.concatenate((voiced, np.zeros(count - len(voiced), bool)))


def _power(samples: Samples) -> float:
    return float(np.mean(np.square(samples, dtype=np.float64))) if len(samples) else 0.0
