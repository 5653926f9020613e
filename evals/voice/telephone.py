"""A telephone line: 300 to 3,400 Hz, 8,000 samples a second, mu-law, and back.

Source: ITU-T G.712 for the band, G.711 for the law (continuous form, 255).
"""

from fractions import Fraction

import numpy as np
from scipy import signal

from speech.audio_file import RATE_HZ, Samples

LOW_HZ, HIGH_HZ, LINE_HZ = 300.0, 3400.0, 8_000
_MU = 255.0
_ORDER = 6


def telephone(samples: Samples) -> Samples:
    """Return sound as it comes out of a telephone.

    Args:
        samples: float32 [T], mono, 16 kHz, -1..1.

    Returns:
        float32 [T], mono, 16 kHz.
    """
    if not len(samples):
        return samples
    rate = Fraction(LINE_HZ, RATE_HZ)
    down = signal.resample_poly(samples.astype(np.float64), rate.numerator, rate.denominator)
    band = signal.butter(_ORDER, (LOW_HZ, HIGH_HZ), "bandpass", fs=LINE_HZ, output="sos")
    line = _through_mu_law(np.clip(signal.sosfilt(band, down), -1.0, 1.0))
    back = signal.resample_poly(line, rate.denominator, rate.numerator)
    return np.asarray(back[: len(samples)], np.float32)


def _through_mu_law(
    samples: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    loudness = np.log1p(_MU * np.abs(samples)) / np.log1p(_MU)
    code = np.round(loudness * 127.0) / 127.0
    return np.asarray(np.sign(samples) * np.expm1(code * np.log1p(_MU)) / _MU)
