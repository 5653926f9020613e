"""Is a run good enough: what CI asks, and answers with an exit code."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from evals.measures.measure import Measure
from evals.measures.scored import ScoredRun
from evals.statistics.figure import RunFigure
from evals.statistics.figures import figure_of
from evals.statistics.machines import is_timed, machines_of
from evals.statistics.pairs import pairs_of
from evals.statistics.rules import Bound, Gate, Margin, What, known_only
from evals.statistics.tested import tested


@dataclass(frozen=True, slots=True)
class Judged:
    """One rule and whether it held."""

    rule: str
    held: bool
    said: str
    """The numbers, in one sentence."""


@dataclass(frozen=True, slots=True)
class GateResult:
    """What became of all rules."""

    run: str
    judged: tuple[Judged, ...]

    @property
    def held(self) -> bool:
        """Whether all of them held."""
        return all(one.held for one in self.judged)

    @property
    def broken(self) -> tuple[Judged, ...]:
        """Those that did not."""
        return tuple(one for one in self.judged if not one.held)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"run": self.run, "held": self.held, "rules": [asdict(one) for one in self.judged]}


def judge(gate: Gate, run: ScoredRun, baseline: ScoredRun | None = None) -> GateResult:
    """Hold a run to its rules.

    Args:
        gate: The rules.
        run: What is judged.
        baseline: What it must not be worse than; margins need it.

    Raises:
        UsageError: A rule is about a measure that there is not.
    """
    known_only(gate, (measure.name for measure in run.measures))
    return GateResult(run.name, tuple(_judged(gate, run, baseline)))


def _judged(gate: Gate, run: ScoredRun, baseline: ScoredRun | None) -> Iterator[Judged]:
    yield _whole(run)
    if baseline is not None and baseline.missing:
        yield _whole(baseline)
    measures = {measure.name: measure for measure in run.measures}
    for bound in gate.bounds:
        yield _bound(bound, measures[bound.what.measure], run)
    for margin in gate.margins:
        yield _margin(margin, measures[margin.what.measure], run, baseline)


def _whole(run: ScoredRun) -> Judged:
    rule = f"{run.name} is finished"
    if run.missing:
        why = "".join(f" {note}" for note in run.notes)
        return Judged(rule, False, f"{run.missing} of its trials were not played.{why}")
    if run.skipped:
        said = f"{run.skipped} of its scenarios could not be played; mend or --exclude them."
        return Judged(rule, False, said)
    if not run.trials:
        return Judged(rule, False, "not one valid trial was played.")
    return Judged(rule, True, f"{len(run.trials)} valid trials.")


def _bound(bound: Bound, measure: Measure, run: ScoredRun) -> Judged:
    figure = _figure(bound.what, measure, run)
    if failed := run.failures_of(measure.name):
        return Judged(bound.text, False, f"{measure.name} itself failed on {failed} trials.")
    if figure.value is None:
        return Judged(bound.text, False, f"{bound.what} was not measured.")
    value = {"value": figure.value, "low": figure.low, "high": figure.high}[bound.end]
    shown = f"{bound.what} is {_told(figure.value)}{_interval(figure)}, n = {_n(figure)}"
    if value is None:
        return Judged(bound.text, False, f"{shown}; it has no interval ({figure.method}).")
    judged_on = "the value" if bound.end == "value" else f"the {bound.end} end of the interval"
    return Judged(bound.text, bound.holds(value), f"{shown}; {judged_on} counts.")


def _figure(what: What, measure: Measure, run: ScoredRun) -> RunFigure:
    trials = (
        trial
        for trial in run.trials
        if (what.tag is None or what.tag in trial.tags)
        and (what.condition is None or what.condition == trial.condition)
    )
    return figure_of(measure, trials, tag=what.tag, condition=what.condition)


def _margin(margin: Margin, measure: Measure, run: ScoredRun, baseline: ScoredRun | None) -> Judged:
    rule = f"{margin.what} at most {margin.number:g} worse than the baseline"
    if baseline is None:
        return Judged(rule, False, "there is no baseline to compare with; give --baseline.")
    pairs = pairs_of(baseline, run)
    if is_timed(measure) and machines_of(baseline, run, pairs).differ:
        return Judged(rule, False, "the two runs were timed on different machines.")
    one = tested(measure, pairs.where(tag=margin.what.tag, condition=margin.what.condition))
    if one.difference is None:
        return Judged(rule, False, f"{margin.what} was not measured in the same scenarios of both.")
    shown = f"{margin.what} went from {_told(one.a)} to {_told(one.b)}"
    if one.low is None or one.high is None:
        return Judged(rule, False, f"{shown}; {one.scenarios} scenario gives no interval.")
    shown += f", a difference of {_told(one.low)} to {_told(one.high)}"
    shown += f" over {one.scenarios} scenarios"
    if measure.better == "higher":
        return Judged(rule, one.low >= -margin.number, f"{shown}; the lower end counts.")
    if measure.better == "lower":
        return Judged(rule, one.high <= margin.number, f"{shown}; the upper end counts.")
    held = -margin.number <= one.low and one.high <= margin.number
    return Judged(rule, held, f"{shown}; both ends count.")


def _told(value: float | None) -> str:
    return "?" if value is None else f"{value:.4g}"


def _interval(figure: RunFigure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f" ({_told(figure.low)} to {_told(figure.high)})"


def _n(figure: RunFigure) -> str:
    return f"{figure.scenarios} scenarios, {figure.trials} trials"
