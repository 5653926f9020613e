"""95 % intervals of a share or a mean, and of the difference between two.

What is drawn at random is not the turn but who took them: turns of one session are alike. So a
figure is a ratio of two sums over clusters (shoppers, sessions, days), and its variance is that of
the ratio. Shares get Wilson's interval with as many trials as say as much as the clusters do, and
a difference Newcombe's, since both hold near 0 and 1, where most conversions are.

Sources: Wilson, JASA 22 (1927); Newcombe, Statistics in Medicine 17 (1998), method 10; Korn and
Graubard, Survey Methodology 24 (1998); Deng, Knoblich and Lu, KDD 2018, for ratios of clusters;
Welch, Biometrika 34 (1947).
"""

from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

from assistant.analytics.distributions import INFINITE, normal_tail, t_quantile, t_tail

TAIL: Final = 0.05
Z: Final = 1.959963984540054
"""Of the normal distribution, for that tail."""
FEW: Final = 20
"""Clusters on a side below which a difference is not judged. From 20 to 2,000 a side, shares of
0.02 to 0.5 and turns of a session alike by 0 or 0.2, 93 to 100 % of intervals held the truth (800
simulations each), so that 20 is enough."""
SEEN: Final = 2.8
"""Standard errors that a difference must be to be seen four times out of five."""

Verdict = Literal["higher", "lower", "cannot_tell", "too_few"]


@dataclass(frozen=True, slots=True)
class Clusters:
    """Sums over clusters: all that a ratio's variance needs."""

    clusters: int
    part: float
    whole: float
    part_squared: float
    part_whole: float
    whole_squared: float
    is_share: bool

    @property
    def value(self) -> float | None:
        """The ratio; None of nothing."""
        return self.part / self.whole if self.whole > 0 else None

    @property
    def variance(self) -> float:
        """Of the ratio, by the delta method; 0 where it cannot be told."""
        if self.whole <= 0 or self.clusters < 2:
            return 0.0
        ratio = self.part / self.whole
        left = self.part_squared - 2 * ratio * self.part_whole + ratio**2 * self.whole_squared
        return max(0.0, left) * self.clusters / (self.clusters - 1) / self.whole**2

    @property
    def trials(self) -> float:
        """How many independent trials say as much of a share as these do."""
        share = self.value
        if share is None:
            return 0.0
        if not 0 < share < 1:
            return float(min(self.clusters, self.whole))
        variance = self.variance
        return min(self.whole, share * (1 - share) / variance) if variance > 0 else self.whole


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; None where there is none."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """B less A."""

    value: float | None
    low: float | None
    high: float | None
    p: float | None
    """Of a difference this large or larger where there is none; two-sided."""
    visible: float | None
    """The smallest difference that would have been seen four times out of five."""
    verdict: Verdict


NO_DIFFERENCE: Final = Difference(None, None, None, None, None, "too_few")


def wilson(share: float, n: float, z: float = Z) -> tuple[float, float]:
    """Return Wilson's interval of `share` of `n`, which need not be whole.

    Args:
        share: 0..1.
        n: Trials, above 0.
        z: Quantile of the normal distribution, or of t for few clusters.
    """
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def interval_of(one: Clusters) -> Interval:
    """Return the 95 % interval of a ratio."""
    value = one.value
    if value is None or one.clusters < 2:
        return Interval(None, None)
    z = t_quantile(TAIL, one.clusters - 1)
    if one.is_share:
        return Interval(*wilson(value, one.trials, z))
    half = z * sqrt(one.variance)
    return Interval(value - half, value + half)


def difference_of(a: Clusters, b: Clusters, few: int = FEW) -> Difference:
    """Return B less A with its 95 % interval and p; "too_few" says that it is not judged.

    Args:
        a: The first, or what was before.
        b: The other.
        few: Clusters on a side below which it is not judged.
    """
    if a.value is None or b.value is None:
        return NO_DIFFERENCE
    value: float = b.value - a.value
    error = sqrt(a.variance + b.variance)
    if min(a.clusters, b.clusters) < few:
        return Difference(value, None, None, None, None, "too_few")
    freedom = _freedom(a, b)
    if a.is_share:
        low, high = _newcombe(a, b, t_quantile(TAIL, freedom))
        p: float | None = _p_of_share(a, b, freedom)
        error = max(error, (high - low) / 2 / t_quantile(TAIL, freedom))
    else:
        half = t_quantile(TAIL, freedom) * error
        low, high = value - half, value + half
        p = 1.0 if value == 0 else t_tail(value / error, freedom) if error > 0 else None
    verdict: Verdict = "cannot_tell"
    if p is not None and (low > 0 or high < 0):
        verdict = "higher" if low > 0 else "lower"
    return Difference(value, low, high, p, SEEN * error if error > 0 else None, verdict)


def _freedom(a: Clusters, b: Clusters) -> float:
    """Return Welch's degrees of freedom."""
    both = (a.variance + b.variance) ** 2
    if both == 0:
        return INFINITE
    each = a.variance**2 / (a.clusters - 1) + b.variance**2 / (b.clusters - 1)
    return both / each


def _newcombe(a: Clusters, b: Clusters, z: float) -> tuple[float, float]:
    first, second = a.value or 0.0, b.value or 0.0
    low_a, high_a = wilson(first, a.trials, z)
    low_b, high_b = wilson(second, b.trials, z)
    value = second - first
    return (
        value - sqrt((second - low_b) ** 2 + (high_a - first) ** 2),
        value + sqrt((high_b - second) ** 2 + (first - low_a) ** 2),
    )


def _p_of_share(a: Clusters, b: Clusters, freedom: float) -> float:
    """Return the level at which Newcombe's interval just holds 0: p and interval never disagree."""
    if a.value == b.value:
        return 1.0
    low, high = 0.0, 40.0
    for _ in range(60):
        z = (low + high) / 2
        ends = _newcombe(a, b, z)
        low, high = (low, z) if ends[0] <= 0 <= ends[1] else (z, high)
    return t_tail(low, freedom)


def holm(ps: list[float | None]) -> list[float | None]:
    """Return p values corrected for each other, each as it was if alone.

    Source: Holm, Scandinavian Journal of Statistics 6 (1979).
    """
    order = sorted((p, at) for at, p in enumerate(ps) if p is not None)
    corrected: list[float | None] = [None] * len(ps)
    most = 0.0
    for rank, (p, at) in enumerate(order):
        most = max(most, min(1.0, p * (len(order) - rank)))
        corrected[at] = most
    return corrected


def mean_difference(value: float, variance: float) -> Difference:
    """Return a difference whose variance is known of a large sample."""
    error = sqrt(variance)
    half = Z * error
    p = normal_tail(value / error) if error > 0 else None
    low, high = value - half, value + half
    verdict: Verdict = "cannot_tell"
    if p is not None and (low > 0 or high < 0):
        verdict = "higher" if low > 0 else "lower"
    return Difference(value, low, high, p, SEEN * error if error > 0 else None, verdict)
