"""Where in the assistant a difference most likely began.

A turn passes hearing, understanding, filtering, ranking and the reply in this order, so that
the earliest stage with a shown change explains those after it. That alone would blame a stage
that changed a little and cost nothing; so each stage is also asked how many of the trials that
were lost (or won) came apart there first. Latency and cost follow no order and stand last.
"""

from collections.abc import Iterator, Sequence

from evals.measures.measure import Stage
from evals.statistics.comparison import Comparison, Turned
from evals.statistics.turned import QUALITY, TASK
from evals.statistics.verdict import Call, Cause, MeasureVerdict

EXPLAINS = 0.2
"""A stage where fewer of the turned trials came apart is no cause of theirs."""
_APART = (Stage.LATENCY, Stage.COST)


def causes(comparison: Comparison) -> tuple[Cause, ...]:
    """Return where the difference began, the likeliest first; nothing where none is shown."""
    side = _side(comparison)
    if side is None:
        return ()
    turned = [t for t in comparison.turned if t.won == (side == "better")]
    shown = [stage for stage in QUALITY if _verdicts(comparison, stage, side)]
    first = _first(shown, turned)
    ordered = ([] if first is None else [first]) + [s for s in shown if s is not first]
    found = [_of_stage(comparison, stage, side, turned) for stage in ordered]
    if not found and _verdicts(comparison, Stage.TASK, side):
        found = list(_of_task(comparison, side, turned))
    apart = [stage for stage in _APART if _verdicts(comparison, stage, side)]
    return (*found, *(_of_stage(comparison, stage, side, []) for stage in apart))


def _side(comparison: Comparison) -> Call | None:
    """Return the direction to explain: the task's where it moved, else worse before better."""
    calls = [verdict.call for verdict in comparison.verdicts]
    task = comparison.verdict(TASK)
    if task is not None and task.call in {"better", "worse"}:
        return task.call
    return next((side for side in _SIDES if side in calls), None)


_SIDES: tuple[Call, ...] = ("worse", "better")


def _first(shown: Sequence[Stage], turned: Sequence[Turned]) -> Stage | None:
    """Return the earliest shown stage that explains enough of what turned."""
    if not shown or not turned:
        return next(iter(shown), None)
    share = {stage: _share(stage, turned) for stage in shown}
    return next(
        (stage for stage in shown if share[stage] >= EXPLAINS),
        max(shown, key=lambda stage: share[stage]),
    )


def _share(stage: Stage, turned: Sequence[Turned]) -> float:
    return sum(t.stage == stage.value for t in turned) / len(turned)


def _verdicts(comparison: Comparison, stage: Stage, side: Call) -> list[MeasureVerdict]:
    """Return what moved to that side in a stage, the surest first."""
    moved = [v for v in comparison.verdicts if v.stage == stage.value and v.call == side]
    return sorted(moved, key=lambda verdict: 1.0 if verdict.p is None else verdict.p)


def _of_stage(comparison: Comparison, stage: Stage, side: Call, turned: Sequence[Turned]) -> Cause:
    verdict = _verdicts(comparison, stage, side)[0]
    because = f"{told(comparison, verdict)}{_explained(stage, turned)}."
    return Cause(stage.value, verdict.measure, because)


def _explained(stage: Stage, turned: Sequence[Turned]) -> str:
    if not turned:
        return ""
    here = sum(t.stage == stage.value for t in turned)
    kind = "won" if turned[0].won else "lost"
    return f"; {here} of {len(turned)} trials that were {kind} came apart there first"


def _of_task(comparison: Comparison, side: Call, turned: Sequence[Turned]) -> Iterator[Cause]:
    """Name the stage where most trials came apart, though no measure of it shows a change."""
    verdict = _verdicts(comparison, Stage.TASK, side)[0]
    stages = [t.stage for t in turned if t.stage != Stage.TASK.value]
    if not stages or max(map(stages.count, stages)) < EXPLAINS * len(turned):
        because = f"{told(comparison, verdict)}; no measure of a stage before it shows why."
        yield Cause(Stage.TASK.value, verdict.measure, because)
        return
    most = Stage(max(dict.fromkeys(stages), key=stages.count))
    measure = next(t.measure for t in turned if t.stage == most.value)
    yield Cause(
        most.value,
        measure,
        f"{told(comparison, verdict)}{_explained(most, turned)}, which no measure of "
        f"{most.value.replace('_', ' ')} shows by itself.",
    )


def told(comparison: Comparison, verdict: MeasureVerdict) -> str:
    """Say what a measure did, without a full stop."""
    did = f"{verdict.measure} went from {verdict.a:.3g} to {verdict.b:.3g}"
    new = next((v for v in comparison.violations if v.measure == verdict.measure), None)
    if new is None:
        return did
    where = new.key if new.turn is None else f"{new.key} turn {new.turn + 1}"
    return f"{did} and must never be wrong, as in {where} ({new.why})"
