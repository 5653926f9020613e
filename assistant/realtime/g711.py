"""G.711, the telephones' 8 bits a sample: mu-law and A-law, both ways, by tables.

Source: ITU-T Recommendation G.711 (11/1988), tables 1 and 2.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

_BIAS = 33 << 2
"""Of mu-law, in 16 bit: makes each segment begin at a power of two."""
_MU_CLIP = 32635
"""The largest magnitude that the biased one still fits 15 bits with."""


def decode_mu_law(coded: NDArray[np.uint8]) -> NDArray[np.int16]:
    """Return int16 [T] of uint8 [T]."""
    return _mu_law_values()[coded]


def decode_a_law(coded: NDArray[np.uint8]) -> NDArray[np.int16]:
    """Return int16 [T] of uint8 [T]."""
    return _a_law_values()[coded]


def encode_mu_law(samples: NDArray[np.int16]) -> NDArray[np.uint8]:
    """Return uint8 [T] of int16 [T]."""
    return _mu_law_codes()[samples.view(np.uint16)]


def encode_a_law(samples: NDArray[np.int16]) -> NDArray[np.uint8]:
    """Return uint8 [T] of int16 [T]."""
    return _a_law_codes()[samples.view(np.uint16)]


@cache
def _mu_law_values() -> NDArray[np.int16]:
    code = ~np.arange(256, dtype=np.uint8)
    segment = (code >> 4 & 7).astype(np.int32)
    magnitude = (((code & 15).astype(np.int32) << 3) + _BIAS << segment) - _BIAS
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


@cache
def _a_law_values() -> NDArray[np.int16]:
    code = np.arange(256, dtype=np.uint8) ^ 0x55
    segment = (code >> 4 & 7).astype(np.int32)
    step = ((code & 15).astype(np.int32) << 4) + 8
    magnitude = np.where(segment == 0, step, step + 0x100 << np.maximum(segment - 1, 0))
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


def _every_sample() -> NDArray[np.int32]:
    """Return all values of int16, int32 [65536], in the order of their bits."""
    return np.asarray(np.arange(65_536, dtype=np.uint16).view(np.int16), np.int32)


@cache
def _mu_law_codes() -> NDArray[np.uint8]:
    sample = _every_sample()
    biased = np.minimum(np.abs(sample), _MU_CLIP) + _BIAS
    segment = np.floor(np.log2(biased)).astype(np.int32) - 7
    code = segment << 4 | biased >> segment + 3 & 15
    coded = ~(code | np.where(sample < 0, 0x80, 0)) & 0xFF
    return np.asarray(coded, np.uint8)


@cache
def _a_law_codes() -> NDArray[np.uint8]:
    sample = _every_sample()
    # In 13 bits; negative numbers by their complement, so that -1 is the first step below 0.
    short = sample >> 3
    magnitude = np.where(short < 0, ~short, short)
    segment = np.maximum(np.floor(np.log2(np.maximum(magnitude, 1))).astype(np.int32) - 4, 0)
    code = segment << 4 | magnitude >> np.maximum(segment, 1) & 15
    coded = (code | np.where(sample < 0, 0, 0x80)) ^ 0x55
    return np.asarray(coded, np.uint8)
