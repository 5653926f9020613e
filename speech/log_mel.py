"""What Whisper hears: the log-mel features of audio followed by silence.

As faster-whisper computes them, with two differences that keep the values: silence is not
computed but filled in, and the product with the mel filters runs in small pieces. In one
piece OpenBLAS spreads it over all cores and waits for each: 8 ms for 2.5 s of speech on
two busy cores, where the rest takes 0.3.
Source: Radford et al., Robust Speech Recognition via Large-Scale Weak Supervision (2022), 2.2.
"""

import numpy as np
from numpy.typing import NDArray

WINDOW = 400
HOP = 160
_SILENCE = 2 * WINDOW
"""So that the last frames hear nothing else."""
_FRAMES_AT_ONCE = 16
"""80 bands x 201 bins x 16 is below the 2^18 products from which OpenBLAS uses threads."""
_FLOOR = 1e-10
_RANGE = 8.0
"""Of the common logarithm: 80 dB below the loudest are silence."""

_HANN = np.hanning(WINDOW + 1)[:-1].astype(np.float32)


def log_mel(
    samples: NDArray[np.float32], filters: NDArray[np.float32], frames: int
) -> NDArray[np.float32]:
    """Return the features of audio and the silence after it.

    Args:
        samples: float32 [T], mono, 16 kHz.
        filters: float32 [bands, 201], the model's.
        frames: How many to return, one for each 10 ms.

    Returns:
        float32 [bands, frames].
    """
    padded = np.pad(samples, (0, _SILENCE))
    around = np.pad(padded, WINDOW // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(around, WINDOW)[:-1:HOP][:frames]
    spectrum = np.abs(np.fft.rfft(windows * _HANN)).astype(np.float32) ** 2
    heard = np.empty((len(filters), len(spectrum)), np.float32)
    for start in range(0, len(spectrum), _FRAMES_AT_ONCE):
        piece = spectrum[start : start + _FRAMES_AT_ONCE]
        heard[:, start : start + _FRAMES_AT_ONCE] = filters @ piece.T
    found = np.full((len(filters), frames), _FLOOR, np.float32)
    found[:, : heard.shape[1]] = np.maximum(heard, _FLOOR)
    logs = np.log10(found)
    return np.asarray((np.maximum(logs, logs.max() - _RANGE) + 4.0) / 4.0, np.float32)
