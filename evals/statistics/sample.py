"""The points of one measure over some trials, gathered by scenario.

Trials of one scenario are alike (the same wish, the same products), so that scenarios are what
is drawn again, never trials or turns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from evals.measures.measure import Measure, Point, Statistic
from evals.measures.scored import ScoredTrial

Floats = NDArray[np.float64]

_EVEN = 1e-9

_K_LEAST = 2
"""Trials a scenario below which "all of them" says no more than "this one"."""


@dataclass(frozen=True)
class Sample:
    """Points as arrays, each with the scenario that it belongs to."""

    statistic: Statistic
    values: Floats
    """float64 [points]."""
    weights: Floats
    """float64 [points]."""
    owners: NDArray[np.intp]
    """Place in `scenarios`, [points]."""
    scenarios: tuple[str, ...]
    """Those that have points."""
    trials: int
    """That have points."""
    measured: int
    """Points as the measure gave them: of "all_of_k" one value here stands for many of them."""

    @cached_property
    def sums(self) -> Floats:
        """Return value * weight and weight by scenario, float64 [scenarios, 2]."""
        sums = np.zeros((len(self.scenarios), 2))
        np.add.at(sums[:, 0], self.owners, self.values * self.weights)
        np.add.at(sums[:, 1], self.owners, self.weights)
        return sums

    @property
    def is_share(self) -> bool:
        """Whether every point is 0 or 1 and counts the same."""
        return bool(
            np.all((self.values == 0) | (self.values == 1))
            and (np.ptp(self.weights) < _EVEN if len(self.weights) else True)
        )

    @property
    def quantile(self) -> float | None:
        """Return which quantile the statistic is; None for a mean."""
        return {"median": 0.5, "p95": 0.95}.get(self.statistic)

    @cached_property
    def value(self) -> float | None:
        """Return the figure; None where nothing was measured."""
        if not len(self.values) or self.weights.sum() <= 0:
            return None
        if self.quantile is not None:
            return float(np.quantile(self.values, self.quantile))
        total, weight = self.sums.sum(axis=0)
        return float(total / weight)

    def by_scenario(self) -> Mapping[str, float]:
        """Return the figure of each scenario alone."""
        if self.quantile is None:
            rows = zip(self.scenarios, self.sums.tolist(), strict=True)
            return {scenario: total / weight for scenario, (total, weight) in rows if weight > 0}
        return {
            scenario: float(np.quantile(self.values[self.owners == place], self.quantile))
            for place, scenario in enumerate(self.scenarios)
        }


def sample_of(measure: Measure, trials: Iterable[ScoredTrial]) -> Sample:
    """Gather the points of `measure` over `trials`."""
    found = [(t, points) for t in trials if (points := t.points.get(measure.name))]
    if measure.statistic == "all_of_k":
        given = _all_of_k(found)
    else:
        given = [
            (trial.scenario, point.value, point.weight)
            for trial, points in found
            for point in points
        ]
    scenarios = tuple(dict.fromkeys(scenario for scenario, _, _ in given))
    place = {scenario: i for i, scenario in enumerate(scenarios)}
    return Sample(
        statistic=measure.statistic,
        values=np.array([value for _, value, _ in given], dtype=np.float64),
        weights=np.array([weight for _, _, weight in given], dtype=np.float64),
        owners=np.array([place[scenario] for scenario, _, _ in given], dtype=np.intp),
        scenarios=scenarios,
        trials=len(found),
        measured=sum(len(points) for _, points in found),
    )


def _all_of_k(
    found: Sequence[tuple[ScoredTrial, tuple[Point, ...]]],
) -> list[tuple[str, float, float]]:
    """Return 1 for every scenario and condition all of whose k points are 1, else 0.

    With one trial each there is no such figure. A scenario with fewer valid trials than the
    others is left out: it would be easier for it.

    Source: Yao et al., tau-bench (2024): pass^k, with k as many trials as there are.
    """
    held: dict[tuple[str, str], list[bool]] = {}
    for trial, points in found:
        own = held.setdefault((trial.scenario, trial.condition), [])
        own.append(all(point.value >= 1 for point in points))
    k = max(map(len, held.values()), default=0)
    if k < _K_LEAST:
        return []
    return [(cell[0], float(all(own)), 1.0) for cell, own in held.items() if len(own) == k]
