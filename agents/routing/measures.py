"""How good predicted probabilities are: AUC, Brier and calibration error, with 95 % intervals.

Sources: the AUC as the Mann-Whitney statistic with ties counted half; the expected calibration
error of Naeini et al. (2015) over bins of equal size; intervals by a percentile bootstrap over
conversations, since turns of one conversation are not independent.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BINS = 10
RESAMPLES = 500
_SEED = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with its 95 % interval; None is not measured."""

    value: float | None
    low: float | None = None
    high: float | None = None


def auc(good: Floats, predicted: Floats) -> float | None:
    """Return how often a good turn is predicted above a bad one; None without both kinds.

    Args:
        good: float64 [N], 0 or 1.
        predicted: float64 [N], any scale.
    """
    positives = int(good.sum())
    negatives = len(good) - positives
    if not positives or not negatives:
        return None
    _, inverse, counts = np.unique(predicted, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2.0
    wins = ranks[inverse][good > 0].sum() - positives * (positives + 1) / 2.0
    return float(wins / (positives * negatives))


def brier(good: Floats, predicted: Floats) -> float | None:
    """Return the mean squared distance of probabilities from 0 or 1; None without turns."""
    return float(np.mean((predicted - good) ** 2)) if len(good) else None


def calibration_error(good: Floats, predicted: Floats, bins: int = BINS) -> float | None:
    """Return how far off probabilities are on average, over bins of equal size."""
    if not len(good):
        return None
    order = np.argsort(predicted, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    off = sum(len(p) * abs(float(good[p].mean() - predicted[p].mean())) for p in parts)
    return off / len(good)


def with_interval(
    measure: Callable[[Floats, Floats], float | None],
    good: Floats,
    predicted: Floats,
    conversations: Ints,
) -> Measured:
    """Return a measure with its interval.

    Args:
        measure: One of this module.
        good: float64 [N], 0 or 1.
        predicted: float64 [N].
        conversations: int64 [N], the same number for turns of one conversation.
    """
    value = measure(good, predicted)
    names, inverse = np.unique(conversations, return_inverse=True)
    if value is None or len(names) < 2:
        return Measured(value)
    members = [np.flatnonzero(inverse == index) for index in range(len(names))]
    random = np.random.default_rng(_SEED)
    found = []
    for _ in range(RESAMPLES):
        rows = np.concatenate([members[i] for i in random.integers(0, len(names), len(names))])
        if (again := measure(good[rows], predicted[rows])) is not None:
            found.append(again)
    if not found:
        return Measured(value)
    low, high = np.quantile(found, (0.025, 0.975))
    return Measured(value, float(low), float(high))
