"""One thing against another: voice against text, arm A against arm B."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response
from pydantic import Field

from assistant.analyst.answer_table import AnswerColumn, json_cell
from assistant.analyst.doors import (
    AnalystStore,
    FilterQuery,
    described_table,
    opened,
)
from assistant.analyst.figures_door import each_once, found, named
from assistant.analytics.compare import (
    EVERYTHING,
    SAME_MIX,
    Comparing,
    compare,
)
from assistant.analytics.compared import Compared, ComparedRow
from assistant.analytics.experiments import Experiment, Tested, Trial, experiment, experiments
from assistant.analytics.measures.measure import Unit
from assistant.analytics.store import Cell

router = APIRouter(prefix="/v1/analytics", tags=["analytics"])

_Name = Annotated[str | None, Field(max_length=100)]
_Names = Annotated[str, Field(max_length=600)]
Once = Depends(each_once)


class CompareQuery(FilterQuery):
    """What is compared."""

    measures: _Names = Field(min_length=1)
    """Shares and means, by name, with commas between."""
    by: _Name = "modality"
    a: _Name = None
    """A value of `by`; text for the modality."""
    b: _Name = None
    within: _Name = "intent"
    """Empty for all together."""


class ExperimentQuery(FilterQuery):
    """What of an experiment."""

    a: _Name = None
    """The first arm by name, if none is named."""
    b: _Name = None
    measures: _Names = ""
    """Shares and means of sessions, by name, with commas between."""


@router.get("/figures/compare", responses=described_table(), dependencies=[Once])
async def compared(query: Annotated[CompareQuery, Query()], store: AnalystStore) -> Response:
    """Return measures of B against A within each value of `within`, with 95 % intervals.

    `all` is over everything; `same_mix` gives each value of `within` the same weight on both
    sides.
    """
    question = await opened(query, store)
    asked = Comparing(
        named(query.measures), query.by or "modality", query.a, query.b, query.within or None
    )
    answer = await found(lambda: compare(store, asked, question.filters))
    columns = _compare_columns(answer, len(asked.measures) > 1)
    totals = {EVERYTHING: "all", SAME_MIX: "same_mix"}
    is_shown = query.shape == "csv" or answer.within is None
    rows = [row for row in answer.rows if is_shown or row.group not in totals]
    more: dict[str, object] = {
        "a": answer.a,
        "b": answer.b,
        "notes": list(answer.notes),
        **{
            name: [
                dict(zip((c.name for c in columns), _compare_cells(answer, row), strict=False))
                for row in answer.rows
                if row.group == group
            ]
            for group, name in totals.items()
        },
    }
    return await question.table(
        name="compare",
        columns=columns,
        rows=[_compare_cells(answer, row) for row in rows],
        **more,
    )


def _compare_columns(answer: Compared, is_many: bool) -> list[AnswerColumn]:
    units = {row.measure.unit for row in answer.rows}
    unit: Unit | None = next(iter(units)) if len(units) == 1 else None
    within = answer.within
    columns = [AnswerColumn(within.name, within.title, "text")] if within else []
    for side in (answer.b, answer.a):
        columns += [
            AnswerColumn(side, side.capitalize(), unit),
            AnswerColumn(f"{side}_n", f"{side.capitalize()}: n", "count"),
        ]
    return [
        *columns,
        AnswerColumn("difference", f"{answer.b.capitalize()} minus {answer.a}", unit),
        AnswerColumn("low", "95 % from", unit),
        AnswerColumn("high", "95 % to", unit),
        AnswerColumn("p", "p", None),
        AnswerColumn("p_holm", "p, corrected", None),
        AnswerColumn("verdict", "Verdict", "text"),
        *([AnswerColumn("measure", "Measure", "text")] if is_many else []),
    ]


def _compare_cells(answer: Compared, row: ComparedRow) -> tuple[Cell, ...]:
    cells: list[Cell] = [json_cell(row.group)] if answer.within else []
    for side in (row.b, row.a):
        cells += [side.value, int(side.whole)]
    told = row.difference
    is_judged = not row.has_no_cases
    ends = (told.low, told.high, told.p) if is_judged else (None, None, None)
    cells += [told.value, *ends, row.p_holm, row.verdict]
    is_many = len({one.measure.name for one in answer.rows}) > 1
    return (*cells, row.measure.name) if is_many else tuple(cells)


@router.get("/experiments", responses=described_table(), dependencies=[Once])
async def experiments_of(query: Annotated[FilterQuery, Query()], store: AnalystStore) -> Response:
    """Return the experiments that ran, with the sessions of each arm."""
    question = await opened(query, store)
    answer = await found(lambda: experiments(store, question.filters))
    return await question.table(
        name="experiments",
        columns=[
            AnswerColumn("experiment", "Experiment", "text"),
            AnswerColumn("arms", "Sessions by arm", "text"),
            AnswerColumn("sessions", "Sessions", "count"),
        ],
        rows=[_experiment_cells(one) for one in answer],
    )


def _experiment_cells(one: Experiment) -> tuple[Cell, ...]:
    return (
        one.name,
        ", ".join(f"{arm.name}: {arm.sessions:,}" for arm in one.arms),
        sum(arm.sessions for arm in one.arms),
    )


@router.get("/experiments/{name}", responses=described_table(), dependencies=[Once])
async def experiment_of(
    name: Annotated[str, Path(max_length=64)],
    query: Annotated[ExperimentQuery, Query()],
    store: AnalystStore,
) -> Response:
    """Return arm B against arm A in each measure, with 95 % intervals and p."""
    question = await opened(query, store)
    arms = (query.a or None, query.b or None)
    asked = question.filters, arms, named(query.measures)
    answer = await found(lambda: experiment(store, name, *asked))
    return await question.table(
        name=f"experiment-{name}",
        columns=_TRIAL_COLUMNS,
        rows=[_trial_cells(trial) for trial in answer.trials],
        **_experiment_told(answer),
    )


_TRIAL_COLUMNS = [
    AnswerColumn("measure", "Measure", "text"),
    AnswerColumn("title", "Title", "text"),
    AnswerColumn("unit", "Unit", "text"),
    AnswerColumn("a", "A", None),
    AnswerColumn("a_n", "A: n", "count"),
    AnswerColumn("b", "B", None),
    AnswerColumn("b_n", "B: n", "count"),
    AnswerColumn("difference", "B less A", None),
    AnswerColumn("low", "95 % from", None),
    AnswerColumn("high", "95 % to", None),
    AnswerColumn("p", "p", None),
    AnswerColumn("p_holm", "p, corrected", None),
    AnswerColumn("visible", "Would have been seen", None),
    AnswerColumn("verdict", "Verdict", "text"),
]


def _trial_cells(trial: Trial) -> tuple[Cell, ...]:
    measure, told = trial.measure, trial.difference
    return (
        *(measure.name, measure.title, measure.unit),
        *(trial.a.value, int(trial.a.whole), trial.b.value, int(trial.b.whole)),
        *(told.value, told.low, told.high, told.p, trial.p_holm, told.visible, told.verdict),
    )


def _experiment_told(answer: Tested) -> dict[str, object]:
    return {
        "arms": [
            {"arm": arm.name, "sessions": arm.sessions, "shoppers": answer.shoppers[arm.name]}
            for arm in answer.experiment.arms
        ],
        "a": answer.a,
        "b": answer.b,
        "mismatch_p": answer.mismatch_p,
        "warnings": list(answer.notes),
    }
