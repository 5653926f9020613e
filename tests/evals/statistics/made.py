"""Runs made of numbers, whose truth is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.scored import ScoredRun, ScoredTrial
from evals.statistics.sample import Floats


@dataclass
class Made:
    """A measure in name only: its points are given."""

    name: str = "pass_1"
    version: int = 1
    stage: Stage = Stage.TASK
    statistic: Statistic = "mean"
    unit: str = "%"
    better: Better = "higher"
    about: str = "made"
    margin: float = 0.02

    def of(self, case: Case) -> tuple[Point, ...]:
        """Return nothing: nobody asks."""
        raise AssertionError(case)


def trial(
    scenario: str,
    number: int = 0,
    condition: str = "typed",
    tags: tuple[str, ...] = (),
    digest: str = "",
    tick_ms: float | None = None,
    **points: float | Sequence[float | Point],
) -> ScoredTrial:
    """Return one trial with the points given by name; of several numbers one a turn."""
    return ScoredTrial(
        scenario,
        number,
        condition,
        tags,
        {name: _points(given) for name, given in points.items()},
        digest,
        tick_ms,
    )


def with_points(scenario: str, points: Mapping[str, Sequence[float]]) -> ScoredTrial:
    """Return a typed trial with one number a turn of each measure."""
    named = {name: _points(given) for name, given in points.items()}
    return ScoredTrial(scenario, 0, "typed", (), named)


def _points(given: float | Sequence[float | Point]) -> tuple[Point, ...]:
    if isinstance(given, float | int):
        return (Point(float(given)),)
    return tuple(
        one if isinstance(one, Point) else Point(float(one), turn=turn)
        for turn, one in enumerate(given)
    )


def run(
    trials: Sequence[ScoredTrial],
    measures: Sequence[Made] | None = None,
    name: str = "a",
    stamp: Mapping[str, str] | None = None,
    missing: int = 0,
) -> ScoredRun:
    """Return a run of them."""
    return ScoredRun(
        name, tuple(trials), tuple(measures or (Made(),)), missing=missing, stamp=stamp or {}
    )


def of_shares(shares: Floats, trials: int, dice: np.random.Generator, name: str = "a") -> ScoredRun:
    """Return a run whose scenarios succeed as often as told.

    Args:
        shares: The chance of each scenario, float64 [scenarios].
        trials: Of each.
        dice: Draws them.
        name: Of the run.
    """
    won = dice.random((len(shares), trials)) < shares[:, None]
    return run(
        [
            trial(f"s{i}", number, pass_1=float(won[i, number]))
            for i in range(len(shares))
            for number in range(trials)
        ],
        name=name,
    )


def chances(mean: float, spread: float, scenarios: int, dice: np.random.Generator) -> Floats:
    """Return chances of scenarios: beta, with the correlation of trials `spread` (0..1)."""
    if spread == 0:
        return np.full(scenarios, mean)
    scale = 1 / spread - 1
    return dice.beta(mean * scale, (1 - mean) * scale, size=scenarios)
