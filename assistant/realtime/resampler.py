"""Sound at one rate to sound at another, as a stream, holding back about a millisecond.

LiveKit's resampler holds 30 to 66 ms of a stream back at these rates (its blocks), which on
the way in is added to every answer. Windowed-sinc interpolation with one row of coefficients
a phase; the rows are made once a process.

Source: J. O. Smith, "Digital Audio Resampling", https://ccrma.stanford.edu/~jos/resample/.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_ZEROS = 16
"""Zero crossings of the sinc on each side: images of a tone are 70 dB down or more."""
_BETA = 8.0
"""Of the Kaiser window."""
_ROLL_OFF = 0.94
"""Pass band, as a share of the lower rate's half: 22.05 kHz speech keeps 10.4 kHz."""
_PIECE = 24_000
"""Samples at once: a client may send minutes in one event, and a row is copied for each."""


class StreamResampler:
    """One stream of mono sound.

    Args:
        from_hz: Rate of what is pushed.
        to_hz: Rate of what comes back.
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        common = math.gcd(from_hz, to_hz)
        self._up, self._down = to_hz // common, from_hz // common
        self._rows = _coefficients(self._up, self._down)
        self._half = self._rows.shape[1] // 2
        self._begin()

    def _begin(self) -> None:
        self._kept = np.zeros(self._half - 1, np.float32)
        self._kept_from = 1 - self._half
        """Index of the first kept sample in the input."""
        self._next = 0
        """Index of the next sample of the output."""

    def push(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        """Return what the samples add to the output.

        Args:
            samples: int16 [T], any length.

        Returns:
            int16 [T * to_hz / from_hz], but for what is held back.
        """
        if self._up == self._down:
            return samples
        starts = range(0, len(samples), _PIECE)
        pieces = [self._piece(samples[start : start + _PIECE]) for start in starts]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)

    def flush(self) -> NDArray[np.int16]:
        """Return what was held back, int16 [T]; the next push begins anew."""
        if self._up == self._down:
            return np.zeros(0, np.int16)
        tail = self._piece(np.zeros(self._half, np.int16))
        self._begin()
        return tail

    def _piece(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        known = np.concatenate((self._kept, samples.astype(np.float32)))
        end = self._kept_from + len(known)
        # Output n lies at input n * down / up and needs `half` samples from there on.
        ready = max(self._next, ((end - self._half) * self._up - 1) // self._down + 1)
        at = np.arange(self._next, ready, dtype=np.int64) * self._down
        first = at // self._up - self._half + 1 - self._kept_from
        out = np.zeros(0, np.float32)
        if len(at):
            around = np.lib.stride_tricks.sliding_window_view(known, 2 * self._half)[first]
            out = np.einsum("ij,ij->i", around, self._rows[at % self._up])
        self._next = ready
        needed_from = ready * self._down // self._up - self._half + 1
        self._kept = known[needed_from - self._kept_from :].copy()
        self._kept_from = needed_from
        return np.clip(np.rint(out), -32768, 32767).astype(np.int16)


@lru_cache(maxsize=8)
def _coefficients(up: int, down: int) -> NDArray[np.float32]:
    """Return float32 [up, taps]: for each phase the weights of the input around it."""
    cutoff = min(1.0, up / down) * _ROLL_OFF
    half = math.ceil(_ZEROS * max(1.0, down / up))
    offsets = np.arange(1 - half, half + 1)
    distance = np.arange(up)[:, None] / up - offsets[None, :]
    inside = np.clip(1.0 - np.square(distance / half), 0.0, None)
    window = np.i0(_BETA * np.sqrt(inside)) / np.i0(_BETA)
    rows = np.sinc(cutoff * distance) * window
    rows /= rows.sum(axis=1, keepdims=True)
    return np.asarray(rows, np.float32)
