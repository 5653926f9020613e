"""The figures of the log: measures by anything, a funnel, timings, and what can be filtered by."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from assistant.analyst.answer_table import AnswerColumn
from assistant.analyst.doors import (
    AnalystStore,
    FilterQuery,
    LogsCaller,
    csv_too,
    described_table,
    opened,
)
from assistant.analytics.errors import FigureRefused
from assistant.analytics.figure import Figures, Wanted
from assistant.analytics.figures import figures
from assistant.analytics.funnel import FunnelStep, funnel
from assistant.analytics.latency import PERCENTS, LatencyRow, latency
from assistant.analytics.measures.registry import FAMILIES
from assistant.analytics.segments import NAMES, Segments, segments
from assistant.analytics.store import Cell
from assistant.http.refused import Refused
from assistant.http.responses import errors

router = APIRouter(prefix="/v1/analytics", tags=["analytics"])

T = TypeVar("T")
MOST_GROUPS = 1_000
_Names = Annotated[str, Field(min_length=1, max_length=600)]
_Name = Annotated[str | None, Field(max_length=100)]


def each_once(request: Request) -> None:
    """Refuse a parameter that is given twice: which one was meant cannot be told.

    Raises:
        Refused: One is.
    """
    names = [name for name, _ in request.query_params.multi_items()]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Refused("A parameter is given twice; name several values with commas.", param=twice)


Once = Depends(each_once)


async def found(work: Callable[[], T]) -> T:
    """Return what a question of the figures comes to, asked in a thread.

    Raises:
        Refused: There is no such figure.
        StoreUnusable: The tables cannot be read.
    """
    try:
        return await asyncio.to_thread(work)
    except FigureRefused as error:
        raise Refused(str(error), param=error.param) from error


class FiguresQuery(FilterQuery):
    """Which figures."""

    measures: _Names
    """Names with commas between, as `/measures` lists them."""
    by: _Name = None
    """Up to three names with commas between."""
    sort: _Name = None
    limit: int | None = Field(default=None, ge=1, le=MOST_GROUPS)


class ByQuery(FilterQuery):
    """What is taken by one thing."""

    by: _Name = None


def named(text: str | None) -> list[str]:
    """Return the names in a text with commas between."""
    return [name.strip() for name in (text or "").split(",") if name.strip()]


@router.get("/measures", responses=errors())
async def measures(_: LogsCaller) -> JSONResponse:
    """Return every measure: what it is, what it is a share of, and its edge cases."""
    told = [
        {**measure.json(), "family": family}
        for family, of_family in FAMILIES.items()
        for measure in of_family
    ]
    return JSONResponse({"measures": told})


@router.get("/figures", responses=described_table(), dependencies=[Once])
async def figures_of(query: Annotated[FiguresQuery, Query()], store: AnalystStore) -> Response:
    """Return measures by up to three things; for what is a share or a mean also its n."""
    question = await opened(query, store)
    wanted = Wanted(named(query.measures), named(query.by), query.sort, query.limit)
    answer = await found(lambda: figures(store, wanted, question.filters))
    return await question.table(
        name="figures",
        columns=_columns(answer),
        rows=_rows(answer),
        notes=list(answer.notes),
        folded=answer.folded,
    )


def _columns(answer: Figures) -> list[AnswerColumn]:
    columns = [
        AnswerColumn(d.name, d.title, "day" if d.name in {"day", "week", "month"} else "text")
        for d in answer.by
    ]
    for measure in answer.measures:
        columns.append(AnswerColumn(measure.name, measure.title, measure.unit))
        if measure.is_ratio:
            columns.append(AnswerColumn(f"{measure.name}_n", f"{measure.title}: n", "count"))
    return columns


def _rows(answer: Figures) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for row in answer.rows:
        cells: list[Cell] = list(row.group)
        for measure, value, whole in zip(answer.measures, row.values, row.wholes, strict=True):
            cells.append(value)
            if measure.is_ratio:
                cells.append(whole)
        rows.append(tuple(cells))
    return rows


@router.get("/funnel", responses=described_table(), dependencies=[Once])
async def funnel_of(query: Annotated[ByQuery, Query()], store: AnalystStore) -> Response:
    """Return how many sessions came how far, from shown to ordered."""
    question = await opened(query, store)
    steps = await found(lambda: funnel(store, question.filters, query.by or None))
    columns = [
        *_by_column(query),
        AnswerColumn("step", "Step", "text"),
        AnswerColumn("title", "What they did", "text"),
        AnswerColumn("sessions", "Sessions that came so far", "count"),
        AnswerColumn("did", "Sessions that did it", "count"),
        AnswerColumn("of_before", "Of the step before", "share"),
        AnswerColumn("of_first", "Of all", "share"),
    ]

    def cells(step: FunnelStep) -> tuple[Cell, ...]:
        group = (step.group,) if query.by else ()
        counts = (step.reached, step.did, step.of_before, step.of_first)
        return (*group, step.step, step.title, *counts)

    rows = [cells(step) for step in steps]
    return await question.table(
        name="funnel",
        columns=columns,
        rows=rows,
    )


@router.get("/latency", responses=described_table(), dependencies=[Once])
async def latency_of(query: Annotated[ByQuery, Query()], store: AnalystStore) -> Response:
    """Return percentiles of the timings of turns, by stage."""
    question = await opened(query, store)
    stages = await found(lambda: latency(store, question.filters, query.by or None))
    columns = [
        *_by_column(query),
        AnswerColumn("stage", "Stage", "text"),
        AnswerColumn("turns", "Turns", "count"),
        *(AnswerColumn(f"p{percent}", f"p{percent}", "ms") for percent in PERCENTS),
    ]

    def cells(row: LatencyRow) -> tuple[Cell, ...]:
        group = (row.group,) if query.by else ()
        return (*group, row.stage, row.turns, *row.ms)

    return await question.table(
        name="latency",
        columns=columns,
        rows=[cells(row) for row in stages],
    )


def _by_column(query: ByQuery) -> list[AnswerColumn]:
    if not query.by:
        return []
    unit = "day" if query.by in {"day", "week", "month"} else "text"
    return [AnswerColumn(query.by, query.by.capitalize(), unit)]


@router.get("/segments", responses=csv_too(), dependencies=[Once])
async def segments_of(query: Annotated[FilterQuery, Query()], store: AnalystStore) -> Response:
    """Return the values that each filter can take, most used first, and what the log covers."""
    question = await opened(query, store)
    answer = await found(lambda: segments(store, question.filters))
    if query.shape == "csv":
        return await question.table(
            name="segments",
            columns=[
                AnswerColumn("filter", "Filter", "text"),
                AnswerColumn("value", "Value", "text"),
                AnswerColumn("turns", "Turns", "count"),
            ],
            rows=[(s.name, s.value, s.turns) for s in answer.values],
        )
    return JSONResponse({**_told(answer), "took_ms": question.watch.ms})


def _told(answer: Segments) -> dict[str, object]:
    values: dict[str, object] = {
        name: [{"value": s.value, "turns": s.turns} for s in answer.values if s.name == name]
        for name in NAMES
    }
    return {
        "first": answer.span.first.isoformat() if answer.span else None,
        "last": answer.span.last.isoformat() if answer.span else None,
        "today": datetime.now(UTC).date().isoformat(),
        **values,
        "experiments": [
            {
                "name": experiment.name,
                "arms": [{"arm": arm.name, "sessions": arm.sessions} for arm in experiment.arms],
            }
            for experiment in answer.experiments
        ],
    }
