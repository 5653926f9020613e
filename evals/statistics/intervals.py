"""95 % intervals of one figure.

A share whose scenarios have one trial each gets Wilson's interval. With several trials each,
Wilson's is taken with the effective number of trials, which is what the spread between
scenarios leaves of them: the bootstrap's is too short near 0 and 1 (docs/comparing.md has the
simulations). At 0 and 1 itself it is the exact one, with scenarios for trials. Everything else
is bootstrapped over scenarios.

Sources: Wilson, JASA 22 (1927); Korn and Graubard, Survey Methodology 24 (1998) and Franco,
Little, Louis and Slud, J. Survey Statistics and Methodology 7 (2019) for clustered shares;
Clopper and Pearson, Biometrika 26 (1934); Efron, JASA 82 (1987) for BCa; Hesterberg, The
American Statistician 69 (2015) for few clusters.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.special import ndtr, ndtri, stdtrit

from assistant.analytics.intervals import wilson
from evals.statistics.resampling import RESAMPLES, draws, resampled
from evals.statistics.sample import Floats, Sample

BCA_LEAST = 10
"""Scenarios from which a skew can be told."""
_ALPHA = 0.05
UNBOUNDED = frozenset({"ms", "s", "USD"})
"""Units of measures that have no natural end at 1: a row of zeros says nothing of their spread."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval; None where there is none."""

    low: float | None
    high: float | None
    method: str


def interval_of(sample: Sample, unit: str) -> Interval:
    """Return the interval of a sample's figure.

    Args:
        sample: Of one measure.
        unit: Of the measure.
    """
    value, scenarios = sample.value, len(sample.scenarios)
    if value is None:
        return Interval(None, None, "not measured")
    if scenarios < 2:
        return Interval(None, None, "one scenario has no interval")
    if np.ptp(sample.values) == 0:
        if unit in UNBOUNDED or value not in {0.0, 1.0}:
            return Interval(None, None, "all points are the same")
        low, high = exact_end(value, scenarios)
        return Interval(low, high, "exact over scenarios")
    if sample.quantile is not None:
        return _percentile(sample)
    if sample.is_share:
        return _share(sample, value)
    return _bca(sample, value) if scenarios >= BCA_LEAST else _percentile(sample)


def exact_end(value: float, scenarios: int) -> tuple[float, float]:
    """Return the exact interval of a share that is 0 or 1, each scenario counting once."""
    held = stats.binomtest(round(value * scenarios), scenarios).proportion_ci(0.95, "exact")
    return float(held.low), float(held.high)


def _share(sample: Sample, value: float) -> Interval:
    scenarios, points = len(sample.scenarios), len(sample.values)
    if scenarios == points:
        return Interval(*wilson(value, points), "wilson")
    if value in {0.0, 1.0}:
        return Interval(*exact_end(value, scenarios), "exact over scenarios")
    n = effective(sample.sums, value)
    t = float(stdtrit(scenarios - 1, 1 - _ALPHA / 2))
    return Interval(*wilson(value, min(n, points), t), "wilson, clustered by scenario")


def effective(sums: Floats, share: float) -> float:
    """Return how many independent trials say as much as these.

    Args:
        sums: Successes and trials by scenario, float64 [scenarios, 2].
        share: Of all together, above 0 and below 1.
    """
    scenarios, total = len(sums), float(sums[:, 1].sum())
    left = sums[:, 0] - share * sums[:, 1]
    variance = scenarios / (scenarios - 1) * float(left @ left) / total**2
    return total if variance <= 0 else share * (1 - share) / variance


def _percentile(sample: Sample) -> Interval:
    """Return the percentile interval, its levels widened for few scenarios."""
    drawn = resampled(sample, draws(len(sample.scenarios)))
    low, high = np.quantile(drawn[np.isfinite(drawn)], expanded(len(sample.scenarios)))
    return Interval(float(low), float(high), "bootstrap over scenarios")


def expanded(scenarios: int) -> tuple[float, float]:
    """Return the levels of a percentile interval that holds 95 % with so few scenarios."""
    freedom = max(1, scenarios - 1)
    t = float(stdtrit(freedom, 1 - _ALPHA / 2))
    tail = float(ndtr(-np.sqrt(scenarios / freedom) * t))
    tail = max(tail, 1 / RESAMPLES)
    return tail, 1 - tail


def _bca(sample: Sample, value: float) -> Interval:
    """Return the bias-corrected and accelerated interval of a mean."""
    sums, scenarios = sample.sums, len(sample.scenarios)
    drawn = resampled(sample, draws(scenarios))
    drawn = drawn[np.isfinite(drawn)]
    below = float(np.mean(drawn < value) + np.mean(drawn == value) / 2)
    bias = float(ndtri(np.clip(below, 1e-6, 1 - 1e-6)))
    rest = sums.sum(axis=0) - sums
    kept = rest[:, 1] > 0
    without = rest[kept, 0] / rest[kept, 1]
    spread = without.mean() - without
    scale = float((spread**2).sum()) ** 1.5
    speed = float((spread**3).sum()) / (6 * scale) if scale > 0 else 0.0
    z = ndtri(np.asarray(expanded(scenarios)))
    levels = ndtr(bias + (bias + z) / (1 - speed * (bias + z)))
    low, high = np.quantile(drawn, levels)
    ends = min(float(low), value), max(float(high), value)
    return Interval(*ends, "bootstrap over scenarios, bca")
