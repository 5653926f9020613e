"""One measure of two runs, before and after it is corrected for all that were tested with it.

A measure that is a mean is compared by its mean in each scenario, so that a scenario with more
trials or turns counts no more than another. A median or a 95th percentile is of all points of
the scenarios compared; by tag and condition it is the mean of the scenarios' medians.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.measures.measure import Measure
from evals.statistics.intervals import UNBOUNDED, expanded
from evals.statistics.paired import SHOWN, Test, holm, quantile_swaps, sign_flips
from evals.statistics.pairs import Pairs, as_many
from evals.statistics.resampling import draws, resampled
from evals.statistics.sample import Floats, Sample, sample_of
from evals.statistics.visible import visible_difference, visible_shift

UNSEEN = 3.0
"""Where no scenario differs, up to 3/n of all may.

Source: the rule of three; Hanley and Lippman-Hand, JAMA 249 (1983).
"""


@dataclass(frozen=True, slots=True)
class Tested:
    """What was found of one measure."""

    measure: Measure
    tag: str | None
    condition: str | None
    a: float | None = None
    b: float | None = None
    low: float | None = None
    high: float | None = None
    test: Test | None = None
    """None where there was nothing to test."""
    differences: Floats | None = None
    """B less A, one a scenario; None for pooled quantiles."""
    spread: float | None = None
    """Standard error of the difference, for pooled quantiles."""
    is_share: bool = False
    """Whether a trial has one point, which is 0 or 1."""
    scenarios: int = 0
    worst: tuple[str, ...] = ()

    @property
    def difference(self) -> float | None:
        """B less A."""
        return None if self.a is None or self.b is None else self.b - self.a

    @property
    def could_be_shown(self) -> bool:
        """Whether any signs of these differences would have shown something."""
        return self.test is not None and self.test.least < SHOWN

    def visible(self, tests: int) -> float | None:
        """Return the smallest visible difference where so many tests are corrected for."""
        if self.differences is not None:
            return visible_difference(self.differences, tests, is_share=self.is_share)
        return None if self.spread is None else visible_shift(self.spread, self.scenarios, tests)


def tested(
    measure: Measure, pairs: Pairs, *, tag: str | None = None, condition: str | None = None
) -> Tested:
    """Compare one measure over `pairs`."""
    of_a, of_b = (sample_of(measure, trials) for trials in as_many(measure, pairs))
    a, b = of_a.by_scenario(), of_b.by_scenario()
    both = [scenario for scenario in a if scenario in b]
    if not both:
        return Tested(measure, tag, condition)
    differences = np.array([b[s] - a[s] for s in both])
    worst = _worst(measure, both, differences)
    if of_a.quantile is not None and tag is None and condition is None:
        return _pooled(measure, _only(of_a, both), _only(of_b, both), worst)
    values = np.array([[a[s] for s in both], [b[s] for s in both]])
    low, high = _interval(measure, differences, values)
    return Tested(
        measure,
        tag,
        condition,
        a=float(values[0].mean()),
        b=float(values[1].mean()),
        low=low,
        high=high,
        test=sign_flips(differences) if len(both) > 1 else None,
        differences=differences,
        is_share=measure.unit not in UNBOUNDED
        and all(one.is_share and one.measured == one.trials for one in (of_a, of_b)),
        scenarios=len(both),
        worst=worst,
    )


def corrected(family: Sequence[Tested]) -> tuple[tuple[float | None, ...], int]:
    """Return the corrected p of each, and how many tests were corrected for.

    Tests that could not have shown anything, whatever the signs, take no part.
    Source: Tarone, Biometrics 46 (1990).
    """
    asked = [i for i, one in enumerate(family) if one.could_be_shown]
    ps = holm([one.test.p for i in asked if (one := family[i]).test is not None])
    found: list[float | None] = [None if one.test is None else 1.0 for one in family]
    for i, p in zip(asked, ps, strict=True):
        found[i] = p
    return tuple(found), len(asked)


def _interval(
    measure: Measure, differences: Floats, values: Floats
) -> tuple[float | None, float | None]:
    n = len(differences)
    if n < 2:
        return None, None
    mean = float(differences.mean())
    if np.ptp(differences) == 0:
        bounded = measure.unit not in UNBOUNDED and values.min() >= 0 and values.max() <= 1
        unseen = UNSEEN / n * (1.0 if bounded else float(np.ptp(values)))
        return mean - unseen, mean + unseen
    drawn = draws(n) @ differences / n
    low, high = np.quantile(drawn, expanded(n))
    return float(low), float(high)


def _pooled(measure: Measure, a: Sample, b: Sample, worst: tuple[str, ...]) -> Tested:
    """Compare a quantile of all points, drawing and swapping whole scenarios."""
    n = len(a.scenarios)
    found = Tested(measure, None, None, a=a.value, b=b.value, scenarios=n, worst=worst)
    if n < 2 or a.value is None or b.value is None or a.quantile is None:
        return found
    drawn = draws(n)
    apart = resampled(b, drawn) - resampled(a, drawn)
    low, high = (float(q) for q in np.quantile(apart, expanded(n)))
    difference = b.value - a.value
    return Tested(
        measure,
        None,
        None,
        a=a.value,
        b=b.value,
        low=min(low, difference),
        high=max(high, difference),
        test=quantile_swaps(a.values, b.values, (a.owners, b.owners), a.quantile),
        spread=float(apart.std()),
        scenarios=n,
        worst=worst,
    )


def _only(sample: Sample, scenarios: Sequence[str]) -> Sample:
    """Return the points of these scenarios, which get their places in this order."""
    place = {scenario: i for i, scenario in enumerate(scenarios)}
    kept = np.array([sample.scenarios[owner] in place for owner in sample.owners], dtype=bool)
    owners = [place[sample.scenarios[owner]] for owner in sample.owners[kept]]
    return Sample(
        statistic=sample.statistic,
        values=sample.values[kept],
        weights=sample.weights[kept],
        owners=np.array(owners, dtype=np.intp),
        scenarios=tuple(scenarios),
        trials=sample.trials,
        measured=int(kept.sum()),
    )


def _worst(measure: Measure, scenarios: Sequence[str], differences: Floats) -> tuple[str, ...]:
    """Return the scenarios that lost most, the worst first; none for what has no better."""
    if measure.better == "neither":
        return ()
    loss = -differences if measure.better == "higher" else differences
    order = np.argsort(-loss, kind="stable")[:_WORST]
    return tuple(scenarios[i] for i in order if loss[i] > 0)


_WORST = 5
