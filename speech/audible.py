"""Where sound begins and ends in a recording: what latencies are measured between.

Deliberately simple and independent of the voice activity detector, so that a
detector that is late cannot flatter the latencies that it is judged by.
"""

import numpy as np
from numpy.typing import NDArray

FRAME_S = 0.01
BELOW_PEAK_DB = 40.0
"""A frame this far under the loudest one is taken for silence: Piper's pauses
lie 60 dB under its speech, a quiet room's noise about 45."""


def audible_span(
    samples: NDArray[np.float32] | NDArray[np.int16], rate_hz: int
) -> tuple[float, float] | None:
    """Return from when to when something can be heard.

    Args:
        samples: [T], mono; any scale.
        rate_hz: Samples a second.

    Returns:
        Start of the first and end of the last audible 10 ms frame, in seconds; None if
        there is no sound at all.
    """
    width = int(rate_hz * FRAME_S)
    count = -(-len(samples) // width)
    padded = np.zeros(count * width, np.float64)
    padded[: len(samples)] = samples
    energy = np.mean(padded.reshape(count, width) ** 2, axis=1) if count else np.zeros(0)
    if not energy.size or energy.max() <= 0.0:
        return None
    audible = np.flatnonzero(energy > energy.max() * 10 ** (-BELOW_PEAK_DB / 10))
    return float(audible[0] * FRAME_S), float((audible[-1] + 1) * FRAME_S)
