"""How loud speech is where somebody speaks: what ratios to noise are taken from.

Frames of 20 ms within 30 dB of the loudest one count as speech, so that pauses do not; a simpler
relative of ITU-T P.56, whose margin of 15.9 dB is under a smoothed envelope.
"""

import numpy as np

from speech.audio_file import Samples

SPEECH_DBOV = -26.0
"""Nominal level of speech on a line, of which noises at a ratio are measured (ITU-T P.56)."""

_FRAME = 320
_MARGIN_DB = 30.0


def speech_power(samples: Samples) -> float:
    """Return the mean power of a clip where it is speech.

    Args:
        samples: float32 [T], mono, 16 kHz, -1..1.

    Returns:
        0 if it is silent.
    """
    count = len(samples) // _FRAME
    if not count:
        return 0.0
    frames = samples[: count * _FRAME].reshape(count, _FRAME).astype(np.float64)
    power = np.mean(frames**2, axis=1)
    loudest = float(power.max())
    if loudest <= 0.0:
        return 0.0
    return float(np.mean(power[power > loudest * 10 ** (-_MARGIN_DB / 10)]))


def at_level(samples: Samples, dbov: float = SPEECH_DBOV) -> Samples:
    """Return a clip whose speech has a level; a silent one as it is.

    Args:
        samples: float32 [T], mono, 16 kHz, -1..1.
        dbov: Decibels under a square wave of full scale.
    """
    power = speech_power(samples)
    if power <= 0.0:
        return samples
    return np.asarray(samples * np.sqrt(10 ** (dbov / 10) / power), np.float32)
