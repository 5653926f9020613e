"""A measured figure with its interval, and the report of one bench."""

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from statistics import mean, median, quantiles
from typing import Any

_RESAMPLES = 2_000
_SEED = 20_261_122


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that was measured, or None where it was not.

    `low` and `high` are a 95 % interval where the value is of a sample.
    """

    name: str
    value: float | None
    unit: str
    n: int
    low: float | None = None
    high: float | None = None
    reach: float | None = None
    """What is asked for."""
    smaller_is_better: bool = True

    @property
    def met(self) -> bool | None:
        """Whether the figure reaches what is asked for; None if that cannot be said."""
        if self.value is None or self.reach is None:
            return None
        return self.value <= self.reach if self.smaller_is_better else self.value >= self.reach

    def as_json(self) -> dict[str, Any]:
        """Return the figure as the report prints it."""
        data = asdict(self)
        del data["smaller_is_better"]
        return {
            **{k: round(v, 4) if isinstance(v, float) else v for k, v in data.items()},
            "met": self.met,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What one bench measured and what could explain a difference."""

    bench: str
    figures: tuple[Figure, ...]
    stamp: dict[str, Any]
    details: tuple[dict[str, Any], ...] = field(default=())
    """One entry a sample, for whoever wants to look closer."""

    def to_json(self) -> str:
        """Return the report as one JSON object."""
        return json.dumps(
            {
                "bench": self.bench,
                "figures": [figure.as_json() for figure in self.figures],
                "stamp": self.stamp,
                "details": list(self.details),
            },
            indent=2,
        )


def median_of(
    name: str, values: Sequence[float], unit: str, *, reach: float | None = None
) -> Figure:
    """Return the median of `values` with a bootstrap interval."""
    return _of(name, values, unit, median, reach)


def percentile_of(
    name: str, values: Sequence[float], percent: int, unit: str, *, reach: float | None = None
) -> Figure:
    """Return the `percent` percentile (1..99, by inclusive interpolation) of `values`."""

    def percentile(sample: Sequence[float]) -> float:
        if len(sample) < 2:
            return sample[0]
        return quantiles(sample, n=100, method="inclusive")[percent - 1]

    return _of(name, values, unit, percentile, reach)


def mean_of(
    name: str, values: Sequence[float], unit: str = "", *, reach: float | None = None
) -> Figure:
    """Return the mean of `values`, such as a share of 0s and 1s, with a bootstrap interval."""
    return _of(name, values, unit, mean, reach)


def _of(
    name: str,
    values: Sequence[float],
    unit: str,
    statistic: Callable[[Sequence[float]], float],
    reach: float | None,
) -> Figure:
    if not values:
        return Figure(name, None, unit, 0, reach=reach)
    low, high = bootstrap_interval(values, statistic)
    return Figure(name, statistic(values), unit, len(values), low, high, reach)


def bootstrap_interval(
    values: Sequence[float], statistic: Callable[[Sequence[float]], float]
) -> tuple[float, float]:
    """Return a 95 % percentile-bootstrap interval, seeded.

    Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), ch. 13.
    """
    dice = random.Random(_SEED)
    measured = sorted(statistic(dice.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    return measured[int(0.025 * _RESAMPLES)], measured[int(0.975 * _RESAMPLES) - 1]
