"""A run as figures are made from it: the points of every trial by measure."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.measures.measure import Case, Measure, Point

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ScoredTrial:
    """The points of one trial."""

    scenario: str
    trial: int
    condition: str
    tags: tuple[str, ...]
    points: Mapping[str, tuple[Point, ...]]
    """By name of the measure; a measure that was not measured here is missing."""
    digest: str = ""
    """Of the scenario's content: two runs are compared on what was the same in both."""
    tick_ms: float | None = None
    """How fast the machine was, as the record says."""
    notes: tuple[str, ...] = ()
    """Measures that failed on it; their points are missing, those of the others are not."""


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
    missing: int = 0
    """Trials of the plan that have not been played: the run was stopped."""
    stamp: Mapping[str, Any] = field(default_factory=dict)
    """What could explain a difference to another run."""
    skipped: int = 0
    """Scenarios of the plan that could not be played at all."""
    notes: tuple[str, ...] = ()
    """What a reader of the run must know, such as lines of the journal that were damaged."""

    def failures_of(self, measure: str) -> int:
        """Return on how many trials a measure itself failed."""
        return sum(note.startswith(f"{measure} failed") for t in self.trials for note in t.notes)


def score(case: Case, measures: Sequence[Measure]) -> ScoredTrial:
    """Measure one valid trial. A measure that fails gives no points and a note."""
    points: dict[str, tuple[Point, ...]] = {}
    notes: list[str] = []
    record = case.record
    for measure in measures:
        try:
            found = measure.of(case)
        except Exception as error:  # noqa: BLE001  # a broken measure must not lose the others
            _log.warning("a measure failed", extra={"measure": measure.name}, exc_info=True)
            notes.append(f"{measure.name} failed on {record.key}: {type(error).__name__}.")
            continue
        if found:
            points[measure.name] = found
    return ScoredTrial(
        record.scenario,
        record.trial,
        record.condition,
        case.scenario.tags,
        points,
        record.digest,
        record.tick_ms,
        tuple(notes),
    )
