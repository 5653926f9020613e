"""The figures of one run: of all trials, of every tag, of every condition."""

from collections.abc import Iterable, Iterator

from evals.measures.measure import Measure
from evals.measures.scored import ScoredRun, ScoredTrial
from evals.statistics.figure import RunFigure
from evals.statistics.intervals import interval_of
from evals.statistics.sample import sample_of


def figures_of(scored: ScoredRun) -> tuple[RunFigure, ...]:
    """Return every measure over all trials, then by condition, then by tag.

    A measure that no trial has points for is there with no value; of a tag or a condition
    only what was measured is there. Conditions are left out where there is only one.
    """
    return tuple(_figures(scored))


def _figures(scored: ScoredRun) -> Iterator[RunFigure]:
    for measure in scored.measures:
        yield figure_of(measure, scored.trials)
    conditions = tuple(dict.fromkeys(trial.condition for trial in scored.trials))
    for condition in conditions if len(conditions) > 1 else ():
        own = [trial for trial in scored.trials if trial.condition == condition]
        yield from _measured(scored.measures, own, condition=condition)
    for tag in tags_of(scored.trials):
        own = [trial for trial in scored.trials if tag in trial.tags]
        yield from _measured(scored.measures, own, tag=tag)


def tags_of(trials: Iterable[ScoredTrial]) -> tuple[str, ...]:
    """Return all tags, in the order of the alphabet."""
    return tuple(sorted({tag for trial in trials for tag in trial.tags}))


def figure_of(
    measure: Measure,
    trials: Iterable[ScoredTrial],
    *,
    tag: str | None = None,
    condition: str | None = None,
) -> RunFigure:
    """Return one measure over `trials`."""
    sample = sample_of(measure, trials)
    interval = interval_of(sample, measure.unit)
    return RunFigure(
        measure=measure.name,
        version=measure.version,
        stage=measure.stage.value,
        unit=measure.unit,
        better=measure.better,
        about=measure.about,
        value=sample.value,
        low=interval.low,
        high=interval.high,
        trials=sample.trials,
        scenarios=len(sample.scenarios),
        points=sample.measured,
        method=interval.method,
        tag=tag,
        condition=condition,
    )


def _measured(
    measures: Iterable[Measure],
    trials: list[ScoredTrial],
    *,
    tag: str | None = None,
    condition: str | None = None,
) -> Iterator[RunFigure]:
    for measure in measures:
        figure = figure_of(measure, trials, tag=tag, condition=condition)
        if figure.value is not None:
            yield figure
