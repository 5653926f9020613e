"""What two runs have in common: scenarios that both played, as they are written the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evals.measures.measure import Measure, Point, Stage
from evals.measures.scored import ScoredRun, ScoredTrial

Trials = tuple[ScoredTrial, ...]
Cell = tuple[str, str]
"""A scenario and a condition."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The trials of two runs that can be compared."""

    a: Trials
    b: Trials
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def scenarios(self) -> tuple[str, ...]:
        """Return those that are compared."""
        return tuple(dict.fromkeys(trial.scenario for trial in self.a))

    @property
    def conditions(self) -> tuple[str, ...]:
        """Return those that are compared."""
        return tuple(dict.fromkeys(trial.condition for trial in self.a))

    def where(self, *, tag: str | None = None, condition: str | None = None) -> "Pairs":
        """Return the trials of one tag or condition only."""

        def own(trials: Trials) -> Trials:
            return tuple(
                trial
                for trial in trials
                if (tag is None or tag in trial.tags)
                and (condition is None or trial.condition == condition)
            )

        return Pairs(own(self.a), own(self.b), self.only_a, self.only_b, self.changed)


def pairs_of(a: ScoredRun, b: ScoredRun) -> Pairs:
    """Return what can be compared of two runs, and what is left out.

    A scenario whose content differs between the runs is left out, and so is a condition of it
    that only one of them has.
    """
    of_a, of_b = _digests(a.trials), _digests(b.trials)
    changed = {s for s in of_a.keys() & of_b.keys() if _differ(of_a[s], of_b[s])}
    both = (_cells(a.trials) & _cells(b.trials)) - {
        cell for cell in _cells(a.trials) if cell[0] in changed
    }
    return Pairs(
        a=tuple(t for t in a.trials if cell_of(t) in both),
        b=tuple(t for t in b.trials if cell_of(t) in both),
        only_a=tuple(sorted(of_a.keys() - of_b.keys())),
        only_b=tuple(sorted(of_b.keys() - of_a.keys())),
        changed=tuple(sorted(changed)),
    )


def cell_of(trial: ScoredTrial) -> Cell:
    """Return the scenario and the condition of a trial."""
    return trial.scenario, trial.condition


def key_of(trial: ScoredTrial) -> str:
    """Name a trial as its run does."""
    return f"{trial.scenario}#{trial.trial}@{trial.condition}"


def by_cell(trials: Iterable[ScoredTrial]) -> Mapping[Cell, Trials]:
    """Return the trials of each scenario and condition, in order of their numbers."""
    found: dict[Cell, list[ScoredTrial]] = {}
    for trial in trials:
        found.setdefault(cell_of(trial), []).append(trial)
    return {cell: tuple(sorted(own, key=lambda t: t.trial)) for cell, own in found.items()}


def as_many(measure: Measure, pairs: Pairs) -> tuple[Trials, Trials]:
    """Return the trials of both runs that `measure` can be compared on.

    "All of k" is easier with fewer trials: where one run has more of them, its last are left
    out. Everything else is a mean over trials, for which their number does not matter.
    """
    if measure.statistic != "all_of_k":
        return pairs.a, pairs.b
    of_a, of_b = by_cell(pairs.a), by_cell(pairs.b)
    least = {cell: min(len(of_a[cell]), len(of_b[cell])) for cell in of_a.keys() & of_b.keys()}
    return (
        tuple(t for cell, n in least.items() for t in of_a[cell][:n]),
        tuple(t for cell, n in least.items() for t in of_b[cell][:n]),
    )


def identical(pairs: Pairs, measures: Iterable[Measure]) -> bool:
    """Say whether every trial of both runs has the same points, but for times."""
    untimed = [measure.name for measure in measures if measure.stage is not Stage.LATENCY]
    of_a = {key_of(trial): trial for trial in pairs.a}
    of_b = {key_of(trial): trial for trial in pairs.b}
    return (
        bool(of_a)
        and of_a.keys() == of_b.keys()
        and all(
            points_of(trial, name) == points_of(of_b[key], name)
            for key, trial in of_a.items()
            for name in untimed
        )
    )


def points_of(trial: ScoredTrial, measure: str) -> tuple[Point, ...]:
    """Return what one measure says of a trial; nothing where it was not measured."""
    return trial.points.get(measure, ())


def _cells(trials: Iterable[ScoredTrial]) -> set[Cell]:
    return {cell_of(trial) for trial in trials}


def _digests(trials: Iterable[ScoredTrial]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for trial in trials:
        found.setdefault(trial.scenario, set()).update({trial.digest} - {""})
    return found


def _differ(a: set[str], b: set[str]) -> bool:
    return bool(a and b and a != b)
