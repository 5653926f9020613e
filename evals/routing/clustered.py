"""Intervals of figures over turns, where turns of one conversation are alike.

Conversations are drawn anew, not turns: turns of one conversation share a shopper, a wish and
(by stickiness) a model. A figure is a function of sums over turns, so a resample is one row of
a matrix product.

Source: Davison and Hinkley, Bootstrap Methods and their Application (1997), ch. 3.8 (cluster
bootstrap) and 5.3 (percentile intervals).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
"""From sums, float64 [..., columns], to the figure, float64 [...]."""

RESAMPLES = 2_000
_SEED = 20_261_123
_CHUNK = 8_000_000
"""Counts held at once: 64 MB."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with a 95 % interval; None where it cannot be said."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    """Turns."""
    clusters: int
    """Conversations; fewer than two give no interval."""


def by_cluster(names: Sequence[str], columns: Sequence[Sequence[float] | Floats]) -> Floats:
    """Sum columns over the turns of each conversation.

    Args:
        names: The conversation of each turn, [turns].
        columns: Each [turns].

    Returns:
        float64 [conversations, columns], in order of first appearance.
    """
    place = {name: i for i, name in enumerate(dict.fromkeys(names))}
    rows = np.array([place[name] for name in names], dtype=np.intp)
    sums = np.zeros((len(place), len(columns)))
    for i, column in enumerate(columns):
        np.add.at(sums[:, i], rows, np.asarray(column, dtype=np.float64))
    return sums


def estimate(sums: Floats, statistic: Statistic, n: int) -> Estimate:
    """Return `statistic` of the sums of all conversations, with its interval.

    Args:
        sums: float64 [conversations, columns], from `by_cluster`.
        statistic: Of sums; gives nan where it cannot be said.
        n: Turns.
    """
    clusters = len(sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(statistic(sums.sum(axis=0)))
        drawn = statistic(resampled(sums)) if clusters > 1 else np.array([])
    if not np.isfinite(value):
        return Estimate(None, None, None, n, clusters)
    drawn = drawn[np.isfinite(drawn)]
    if not len(drawn):
        return Estimate(value, None, None, n, clusters)
    low, high = (float(q) for q in np.quantile(drawn, (0.025, 0.975)))
    return Estimate(value, min(low, value), max(high, value), n, clusters)


def resampled(sums: Floats) -> Floats:
    """Return the sums of resamples of the conversations, float64 [RESAMPLES, columns]."""
    clusters = len(sums)
    at_once = max(1, min(RESAMPLES, _CHUNK // clusters))
    if at_once == RESAMPLES:
        return _drawn_at_once(clusters) @ sums
    dice = np.random.default_rng(_SEED)
    done = [
        _draws(dice, clusters, min(at_once, RESAMPLES - start)) @ sums
        for start in range(0, RESAMPLES, at_once)
    ]
    return np.concatenate(done)


@lru_cache(maxsize=1)
def _drawn_at_once(clusters: int) -> Floats:
    """Return how often each conversation is drawn: a report asks for dozens of figures."""
    return _draws(np.random.default_rng(_SEED), clusters, RESAMPLES)


def _draws(dice: np.random.Generator, clusters: int, size: int) -> Floats:
    return dice.multinomial(clusters, np.full(clusters, 1 / clusters), size=size).astype(np.float64)
