"""Scenarios drawn again and again, with the same dice every time."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from evals.statistics.sample import Floats, Sample

RESAMPLES = 2_000
SEED = 20_261_123
_CELLS = 4_000_000
"""Weights of points held at once: 32 MB."""


@lru_cache(maxsize=64)
def draws(clusters: int, resamples: int = RESAMPLES) -> Floats:
    """Return how often each of so many scenarios is drawn, float64 [resamples, clusters]."""
    dice = np.random.default_rng(SEED)
    even = np.full(clusters, 1 / clusters)
    return dice.multinomial(clusters, even, size=resamples).astype(np.float64)


def resampled(sample: Sample, drawn: Floats) -> Floats:
    """Return the figure in every drawing.

    Args:
        sample: What is drawn from.
        drawn: How often each scenario is drawn, float64 [resamples, scenarios].

    Returns:
        float64 [resamples]; nan where nothing was drawn that has a weight.
    """
    if sample.quantile is not None:
        return weighted_quantiles(sample.values, drawn[:, sample.owners], sample.quantile)
    with np.errstate(divide="ignore", invalid="ignore"):
        both = drawn @ sample.sums
        return np.asarray(both[:, 0] / both[:, 1], dtype=np.float64)


def weighted_quantiles(values: Floats, weights: NDArray[np.float64], q: float) -> Floats:
    """Return the `q` quantile of `values` under each row of weights.

    Args:
        values: float64 [points].
        weights: Not negative, float64 [rows, points].
        q: 0..1.

    Returns:
        float64 [rows]: the smallest value with at least `q` of the weight at or below it.
    """
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    rows = max(1, _CELLS // max(1, len(values)))
    found = []
    for start in range(0, len(weights), rows):
        running = np.cumsum(weights[start : start + rows][:, order], axis=1)
        wanted = q * running[:, -1:]
        place = np.argmax(running >= wanted - 1e-9, axis=1)
        found.append(ranked[place])
    return np.concatenate(found)
