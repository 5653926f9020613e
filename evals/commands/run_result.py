"""What is printed when a run is over, and the files that are written of it."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from evals.commands.conversation_text import conversation_lines
from evals.errors import EvalError
from evals.measures.measure import Stage
from evals.measures.score_run import score_run
from evals.measures.scored import ScoredRun
from evals.report.judged import Judged
from evals.runs.run import Run
from evals.statistics.figure import RunFigure
from evals.statistics.figures import figures_of
from evals.statistics.figures_file import save_figures

_log = logging.getLogger(__name__)


class ScoringFailed(EvalError):
    """A measure or a statistic failed over a run; its records are as they were."""


def conclude(run: Run, *, conversations: bool, as_json: bool) -> None:
    """Score a run, write its figures and its report, and print a summary.

    A report that cannot be drawn is said, and costs nothing else.

    Args:
        run: As it was read from its folder, whole or stopped.
        conversations: Whether to print every one of them first.
        as_json: One JSON object on standard output and nothing else.

    Raises:
        ScoringFailed: The figures could not be made.
        OSError: The disk is full.
    """
    if conversations and not as_json:
        for record in run.records:
            typer.echo("\n".join(conversation_lines(record)))
    try:
        scored = score_run(run)
        figures = figures_of(scored)
    except Exception as error:
        _log.exception("a run could not be scored")
        raise ScoringFailed(
            f"The run is kept in {run.folder}, but could not be scored ({type(error).__name__}); "
            "`aisle eval report` tries that again."
        ) from error
    save_figures(run.folder, scored, figures)
    report = _report(Judged(run, scored, figures))
    if as_json:
        typer.echo(json.dumps(_plain(run, scored, figures, report), indent=1))
        return
    for line in _summary(run, scored, figures):
        typer.echo(line)
    typer.echo(f"Run     {run.folder}")
    if report is not None:
        typer.echo(f"Report  {report}")


def _report(judged: Judged) -> Path | None:
    from evals.report.write import write_judged  # noqa: PLC0415 - draws with an optional library

    try:
        return write_judged(judged).page
    except EvalError as error:
        typer.echo(f"There is no report: {error}", err=True)
    except Exception as error:  # noqa: BLE001 - the figures are there, whoever cannot draw them
        _log.exception("a report could not be written")
        typer.echo(f"There is no report ({type(error).__name__}).", err=True)
    return None


def _summary(run: Run, scored: ScoredRun, figures: tuple[RunFigure, ...]) -> Iterator[str]:
    valid = len(scored.trials)
    counts = f"{valid} trials of {_counted(len({t.scenario for t in scored.trials}))}"
    if scored.invalid:
        counts += f", {scored.invalid} invalid simulations not scored"
    if scored.regenerated:
        counts += f", {scored.regenerated} simulations made anew"
    if run.skipped:
        counts += f", {_counted(len({(one.file, one.scenario) for one in run.skipped}))} skipped"
    if run.missing:
        counts += f", {run.missing} trials not played"
    took = run.stamp.get("took_s")
    yield f"{counts}; {took} s." if took else f"{counts}."
    whole = sorted((f for f in figures if f.tag is None), key=lambda f: f.stage != Stage.TASK)
    measured = [figure for figure in whole if figure.value is not None]
    width = max((len(_name(figure)) for figure in measured), default=0)
    for figure in measured:
        yield f"  {_name(figure):<{width}}  {_value(figure)}"
    absent = ", ".join(_name(figure) for figure in whole if figure.value is None)
    if absent:
        yield f"Not measured: {absent}."
    for note in run.notes:
        yield f"Note: {note}"


def _counted(scenarios: int) -> str:
    return f"{scenarios} scenario" if scenarios == 1 else f"{scenarios} scenarios"


def _name(figure: RunFigure) -> str:
    return figure.measure + (f" @{figure.condition}" if figure.condition else "")


def _value(figure: RunFigure) -> str:
    assert figure.value is not None
    scale = 100.0 if figure.unit == "%" else 1.0
    unit = f" {figure.unit}" if figure.unit else ""
    text = f"{_number(figure.value * scale)}{unit}"
    if figure.low is not None and figure.high is not None:
        text += f"  ({_number(figure.low * scale)} to {_number(figure.high * scale)})"
    return f"{text:<32}  n = {figure.trials} trials, {_counted(figure.scenarios)}"


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _plain(
    run: Run, scored: ScoredRun, figures: tuple[RunFigure, ...], report: Path | None
) -> dict[str, Any]:
    return {
        "run": str(run.folder),
        "name": run.plan.name,
        "state": run.state,
        "trials": len(scored.trials),
        "invalid": scored.invalid,
        "regenerated": scored.regenerated,
        "missing": run.missing,
        "skipped": [one.model_dump() for one in run.skipped],
        "notes": list(run.notes),
        "report": None if report is None else str(report),
        "figures": [figure.as_json() for figure in figures],
        "stamp": dict(run.stamp),
    }
