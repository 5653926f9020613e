"""Where to cut speech that is too long for one recognition."""

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
_HOP = SAMPLE_RATE_HZ // 50
"""20 ms."""
_SMOOTH = 8
"""160 ms: a gap between words, not a stop consonant."""


def split_point(samples: NDArray[np.float32], longest_s: float, window_s: float = 6.0) -> int:
    """Return how many samples to take so that the cut falls into a quiet place.

    Args:
        samples: float32 [T], mono, 16 kHz.
        longest_s: Most seconds to take.
        window_s: The cut lies in so many seconds before that.

    Returns:
        T if it is short enough, else the middle of the quietest 160 ms of the window.
    """
    longest = int(longest_s * SAMPLE_RATE_HZ)
    if len(samples) <= longest:
        return len(samples)
    start = max(0, longest - int(window_s * SAMPLE_RATE_HZ))
    hops = samples[start:longest][: (longest - start) // _HOP * _HOP].reshape(-1, _HOP)
    energy = np.square(hops, dtype=np.float64).mean(axis=1)
    smooth = np.convolve(energy, np.ones(_SMOOTH) / _SMOOTH, mode="valid")
    return start + (int(smooth.argmin()) + _SMOOTH // 2) * _HOP
