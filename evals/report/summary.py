"""The first screen: how many trials passed, what must hold, every figure by its stage."""

from collections import Counter
from collections.abc import Iterable

from evals.measures.measure import Stage
from evals.report.judged import Judged
from evals.report.plain import Plain, rounded
from evals.report.trials import State
from evals.statistics.figure import RunFigure
from evals.statistics.musts import MUSTS, broken

_MUST = {
    "facts_wrong": "No reply states a wrong fact",
    "cart_untouched": "Nothing is in a cart that was not asked for",
}

STAGES = {
    Stage.TASK: "Task",
    Stage.HEARING: "Hearing",
    Stage.TURN_TAKING: "Turn-taking",
    Stage.UNDERSTANDING: "Understanding",
    Stage.FILTERING: "Filtering",
    Stage.RANKING: "Ranking",
    Stage.REPLY: "Reply",
    Stage.LATENCY: "Latency",
    Stage.COST: "Cost",
}
"""The task first: it is what all the others come to."""

_DIGITS = 6


def summary_of(judged: Judged, baseline: Judged | None) -> Plain:
    """Return what heads the page.

    Args:
        judged: The run.
        baseline: What its figures are shown beside; None without one.
    """
    states: Counter[State] = Counter(verdict.state for verdict in judged.verdicts.values())
    records = judged.run.records
    counts: dict[str, int] = {
        "trials": len(records),
        "planned": len(records) + judged.run.missing,
        "each": judged.run.plan.trials,
        "scored": len(judged.scored.trials),
        "regenerated": sum(len(record.rejected) for record in records),
        "scenarios": len({record.scenario for record in records}),
        "turns": sum(len(record.turns) for record in records),
    }
    counts |= {str(state): states[state] for state in _STATES}
    return {
        "counts": counts,
        "headline": [
            figure_in_plain(one)
            for one in judged.figures
            if one.measure.startswith("pass_") and one.tag is None and one.condition is None
        ],
        "musts": [_must(name, judged) for name in MUSTS],
        "stages": _stages(judged, baseline),
        "conditions": list(judged.run.plan.conditions),
        "skipped": [one.model_dump(mode="json") for one in judged.run.skipped],
        "invalid": [
            {"key": record.key, "why": list(record.rejected)}
            for record in records
            if not record.valid
        ],
        "notes": list(judged.run.notes),
    }


_STATES: tuple[State, ...] = ("passed", "failed", "broke_off", "invalid", "not_judged")


def figure_in_plain(figure: RunFigure) -> Plain:
    """Return a figure as the page and the JSON hold it."""
    whole = figure.as_json()
    return whole | {name: rounded(whole[name], _DIGITS) for name in ("value", "low", "high")}


def _must(name: str, judged: Judged) -> Plain:
    """Return one thing that must hold, and every place where it does not."""
    measure = judged.measures.get(name)
    violations = broken(measure, judged.scored.trials) if measure is not None else ()
    return {
        "measure": name,
        "about": _MUST.get(name, name),
        "measured": sum(len(trial.points.get(name, ())) for trial in judged.scored.trials),
        "broken": [{"key": v.key, "turn": v.turn, "why": v.why} for v in violations],
    }


def _stages(judged: Judged, baseline: Judged | None) -> list[Plain]:
    """Return the figures of each stage, of all trials and of every condition."""
    stages: list[Plain] = []
    for stage, title in STAGES.items():
        rows = [
            _row(one, judged, baseline)
            for one in judged.figures
            if one.stage == stage.value and one.tag is None and one.condition is None
        ]
        if rows:
            stages.append({"stage": stage.value, "title": title, "figures": rows})
    return stages


def _row(figure: RunFigure, judged: Judged, baseline: Judged | None) -> Plain:
    by_condition = _of(judged.figures, figure.measure)
    before = baseline.figure(figure.measure) if baseline is not None else None
    return figure_in_plain(figure) | {
        "conditions": {str(one.condition): figure_in_plain(one) for one in by_condition},
        "baseline": None if before is None else figure_in_plain(before),
    }


def _of(figures: Iterable[RunFigure], measure: str) -> list[RunFigure]:
    return [
        one
        for one in figures
        if one.measure == measure and one.tag is None and one.condition is not None
    ]
