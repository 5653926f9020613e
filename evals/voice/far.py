"""A microphone at the other end of the room: quieter, with the room's echo, over its own noise.

The echo is noise that fades by 60 dB in the reverberation time, as loud as the direct sound.
Source: the usual statistical model of a room's response (J.-D. Polack, 1988).
"""

import numpy as np
from scipy import signal

from speech.audio_file import RATE_HZ, Samples

GAIN_DB = -18.0
"""Eight times as far away: 1.6 m where a phone is held at 20 cm."""
RT60_S = 0.4
"""A furnished living room."""
FLOOR_DBOV = -70.0


def far(samples: Samples, dice: np.random.Generator) -> Samples:
    """Return sound as a microphone far away takes it.

    Args:
        samples: float32 [T], mono, 16 kHz, -1..1.
        dice: Chance; chooses the room.

    Returns:
        float32 [T].
    """
    count = round(RATE_HZ * RT60_S)
    fading = 10 ** (-3.0 * np.arange(count) / count)
    echo = dice.normal(size=count) * fading
    echo[: RATE_HZ // 100] = 0.0  # the first reflection comes some metres later
    echo /= np.sqrt(np.sum(echo**2))
    echo[0] = 1.0
    room = signal.fftconvolve(samples.astype(np.float64), echo)[: len(samples)]
    floor = dice.normal(0.0, 10 ** (FLOOR_DBOV / 20), len(samples))
    return np.asarray(room * 10 ** (GAIN_DB / 20) + floor, np.float32)
