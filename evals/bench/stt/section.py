"""One part of the bench: its figures, and the clips behind them."""

from dataclasses import dataclass
from typing import Any

from evals.bench.figure import Figure
from evals.rates import Estimate, Tally, difference_of, rate_of, ratio_of


@dataclass(frozen=True, slots=True)
class Section:
    """What one part measured."""

    figures: tuple[Figure, ...]
    details: tuple[dict[str, Any], ...] = ()
    """One entry a clip that went wrong."""


def share(
    name: str, tally: Tally | None, *, reach: float | None = None, smaller_is_better: bool = True
) -> Figure:
    """Return a rate as a figure; n is the number of clips, None is not measured."""
    estimate = rate_of(tally) if tally else None
    return _figure(name, estimate, tally, reach, smaller_is_better)


def difference(
    name: str,
    tally: Tally | None,
    without: Tally | None,
    *,
    reach: float | None = None,
    smaller_is_better: bool = True,
) -> Figure:
    """Return the paired difference of two rates as a figure: the first less the second."""
    estimate = difference_of(tally, without) if tally and without else None
    return _figure(name, estimate, tally, reach, smaller_is_better)


def ratio(
    name: str, tally: Tally | None, without: Tally | None, *, reach: float | None = None
) -> Figure:
    """Return the ratio of two rates as a figure: the first over the second."""
    estimate = ratio_of(tally, without) if tally and without else None
    return _figure(name, estimate, tally, reach, smaller_is_better=True)


def _figure(
    name: str,
    estimate: Estimate | None,
    tally: Tally | None,
    reach: float | None,
    smaller_is_better: bool,
) -> Figure:
    clips = tally.clips if tally else 0
    if estimate is None:
        return Figure(name, None, "", clips, reach=reach, smaller_is_better=smaller_is_better)
    return Figure(
        name, estimate.value, "", clips, estimate.low, estimate.high, reach, smaller_is_better
    )
