"""A run as figures are made from it: the points of every trial by measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.measures.measure import Case, Measure, Point


@dataclass(frozen=True, slots=True)
class ScoredTrial:
    """The points of one trial."""

    scenario: str
    trial: int
    condition: str
    tags: tuple[str, ...]
    points: Mapping[str, tuple[Point, ...]]
    """By name of the measure; a measure that was not measured here is missing."""


@dataclass(frozen=True, slots=True)
class ScoredRun:
    """The points of all valid trials of a run."""

    name: str
    trials: tuple[ScoredTrial, ...]
    measures: tuple[Measure, ...]
    seed: int = 0
    invalid: int = 0
    """Trials whose simulation never became a valid one."""
    regenerated: int = 0
    """Simulations that were thrown away and made anew."""


def score(case: Case, measures: Sequence[Measure]) -> ScoredTrial:
    """Measure one valid trial."""
    points = {measure.name: found for measure in measures if (found := measure.of(case))}
    record = case.record
    return ScoredTrial(record.scenario, record.trial, record.condition, case.scenario.tags, points)
