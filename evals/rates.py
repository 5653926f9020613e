"""Rates over clips with their uncertainty: so many errors of so many words.

Clips are the unit that is drawn again, not words: words of one clip are lost together.
Two settings on the same clips are compared clip by clip (paired).
Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), ch. 13.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_RESAMPLES = 2_000
_SEED = 20_261_122


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its 95 % percentile-bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, one entry a clip."""

    counts: tuple[int, ...]
    """Such as errors, or words found."""
    totals: tuple[int, ...]
    """Of how many; 0 is allowed."""

    def __post_init__(self) -> None:
        if len(self.counts) != len(self.totals):
            raise ValueError("counts and totals are one of each for every clip")

    def __add__(self, other: "Tally") -> "Tally":
        """Return both sets of clips as one."""
        return Tally(self.counts + other.counts, self.totals + other.totals)

    @property
    def clips(self) -> int:
        return len(self.counts)

    @property
    def rate(self) -> float | None:
        """Count over total of all clips together; None if the total is 0."""
        total = sum(self.totals)
        return sum(self.counts) / total if total else None


def rate_of(tally: Tally) -> Estimate | None:
    """Return the rate with its interval; None where there is none."""
    if tally.rate is None:
        return None
    return _estimate(tally.rate, _resampled(tally))


def difference_of(tally: Tally, without: Tally) -> Estimate | None:
    """Return the rate of `tally` less that of `without`, paired by clip.

    Raises:
        ValueError: They are not of the same number of clips.
    """
    if tally.rate is None or without.rate is None:
        return None
    _paired(tally, without)
    return _estimate(tally.rate - without.rate, _resampled(tally) - _resampled(without))


def ratio_of(tally: Tally, without: Tally) -> Estimate | None:
    """Return the rate of `tally` over that of `without`, paired by clip.

    Raises:
        ValueError: They are not of the same number of clips.
    """
    if tally.rate is None or not without.rate:
        return None
    _paired(tally, without)
    above, below = _resampled(tally), _resampled(without)
    known = below > 0
    return _estimate(tally.rate / without.rate, above[known] / below[known])


def _paired(tally: Tally, without: Tally) -> None:
    if tally.clips != without.clips:
        raise ValueError("a paired comparison needs the same clips on both sides")


def _resampled(tally: Tally) -> NDArray[np.float64]:
    """Return the rates of drawings with replacement; equal clip numbers draw the same clips."""
    dice = np.random.default_rng(_SEED)
    drawn = dice.integers(tally.clips, size=(_RESAMPLES, tally.clips))
    counts, totals = np.asarray(tally.counts)[drawn], np.asarray(tally.totals)[drawn]
    return np.asarray(counts.sum(axis=1) / np.maximum(1, totals.sum(axis=1)), np.float64)


def _estimate(value: float, resampled: Sequence[float] | NDArray[np.float64]) -> Estimate:
    low, high = np.percentile(resampled, (2.5, 97.5))
    return Estimate(value, float(low), float(high))
