"""What every route of the analysts' API shares: who asks, which tables, which days, which shape."""

import asyncio
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from time import perf_counter
from typing import Annotated, Literal

from fastapi import Depends, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.accounts.caller import Caller, Scope
from assistant.analyst.answer_table import (
    AnswerColumn,
    DescribedTable,
    csv_pieces,
    json_cell,
)
from assistant.analytics.filters import Filters
from assistant.analytics.period import newest_day
from assistant.analytics.store import Cell, Parameter, Store
from assistant.http.doors import caller_with, doors_of
from assistant.http.refused import Refused
from assistant.http.responses import Responses, errors

DEFAULT_DAYS = 28
"""Shown where nobody chose: four whole weeks, so that weekdays weigh the same."""

_LONGEST = 200
_Text = Annotated[str | None, Field(max_length=_LONGEST)]


class FilterQuery(BaseModel):
    """The part of the log that is asked for; an empty text means rows without a value."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    first: date | None = Field(default=None, alias="from")
    last: date | None = Field(default=None, alias="to")
    application: _Text = None
    modality: _Text = None
    door: _Text = None
    intent: _Text = None
    category: _Text = None
    tier: _Text = None
    known: bool | None = None
    experiment: _Text = None
    shape: Literal["json", "csv"] = Field(default="json", alias="format")


def described_table(*statuses: int) -> Responses:
    """Return the description of a table, as JSON or CSV, and of the errors."""
    told: Responses = {
        200: {"model": DescribedTable, "content": {"text/csv": {"schema": {"type": "string"}}}}
    }
    return told | errors(*statuses)


def csv_too(*statuses: int) -> Responses:
    """Return the description of an answer that may be asked for as CSV, and of the errors."""
    told: Responses = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
    return told | errors(*statuses)


LogsCaller = Annotated[Caller, Depends(caller_with(Scope.LOGS))]


async def analyst_store(request: Request, caller: LogsCaller) -> Store:
    """Return the tables of the caller's shop."""
    return await asyncio.to_thread(doors_of(request).stores.store, caller.tenant)


AnalystStore = Annotated[Store, Depends(analyst_store)]


async def filters_of(query: FilterQuery, store: Store) -> Filters:
    """Return the filters that a query string asks for.

    Raises:
        Refused: The range ends before it begins.
        StoreUnusable: The tables cannot be read.
    """
    first, last = query.first, query.last
    if first is None or last is None:
        newest = await asyncio.to_thread(newest_day, store) or datetime.now(UTC).date()
        last = last or max(newest, first or newest)
        before = min(DEFAULT_DAYS - 1, (last - date.min).days)
        first = first or last - timedelta(days=before)
    if first > last:
        raise Refused(f"The range begins on {first}, after its end {last}.", param="from")
    named = {
        name: getattr(query, name)
        for name in ("application", "modality", "door", "intent", "category", "tier")
    }
    if query.experiment is not None and ":" not in query.experiment:
        raise Refused("Name an experiment and its arm as name:arm.", param="experiment")
    return Filters(first, last, **named, known=query.known, experiment=query.experiment)


def fresh_at(store: Store) -> datetime | None:
    """Return the time of the newest record in the tables."""
    last = newest_day(store)
    if last is None:
        return None
    days: dict[str, Parameter] = {"before": last - timedelta(days=1), "last": last}
    sql = "SELECT max(ended_at) AS newest FROM sessions WHERE day BETWEEN $before AND $last"
    newest = store.ask(sql, days).rows[0][0]
    return newest if isinstance(newest, datetime) else None


def most_of(shape: str, limit: int | None, usual: int = 50) -> int:
    """Return how many rows are told: all as CSV and `usual` as JSON, where nobody said."""
    return limit or (sys.maxsize if shape == "csv" else usual)


class Stopwatch:
    """How long an answer took so far."""

    def __init__(self) -> None:
        self._began = perf_counter()

    @property
    def ms(self) -> float:
        return round((perf_counter() - self._began) * 1000, 1)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a part of the log, while it is answered."""

    query: FilterQuery
    store: Store
    filters: Filters
    watch: Stopwatch

    async def table(
        self,
        name: str,
        columns: Sequence[AnswerColumn],
        rows: Sequence[tuple[Cell, ...]],
        **more: object,
    ) -> Response:
        """Return a table in the shape that was asked for.

        Args:
            name: Of the file, as CSV.
            columns: In order.
            rows: Each as long as there are columns.
            more: Further fields, of JSON only.
        """
        filters = self.filters
        if self.query.shape == "csv":
            return await self.file(name, columns, [rows])
        newest = await asyncio.to_thread(fresh_at, self.store)
        return JSONResponse(
            {
                "columns": [column.json() for column in columns],
                "rows": [[json_cell(cell) for cell in row] for row in rows],
                "range": {"from": filters.first.isoformat(), "to": filters.last.isoformat()},
                "fresh_at": json_cell(newest),
                "took_ms": self.watch.ms,
                **more,
            }
        )

    async def file(
        self,
        name: str,
        columns: Sequence[AnswerColumn],
        pages: Iterable[Sequence[Sequence[Cell]]],
    ) -> Response:
        """Return a table of any length as CSV, sent while it is read.

        Args:
            name: Of the file.
            columns: In order.
            pages: Rows, read in a thread as fast as they are taken.

        Raises:
            StoreUnusable: The tables cannot be read.
        """
        filters = self.filters
        return await csv_file(f"{name}-{filters.first}-{filters.last}", columns, pages)


async def opened(query: FilterQuery, store: Store) -> Question:
    """Return a question, whose time begins now.

    Raises:
        Refused: The range ends before it begins.
        StoreUnusable: The tables cannot be read.
    """
    watch = Stopwatch()
    return Question(query, store, await filters_of(query, store), watch)


async def csv_file(
    name: str, columns: Sequence[AnswerColumn], pages: Iterable[Sequence[Sequence[Cell]]]
) -> Response:
    """Return a table as CSV, sent while it is read.

    Args:
        name: Of the file, without its ending.
        columns: In order.
        pages: Rows, read in a thread as fast as they are taken.

    Raises:
        StoreUnusable: The tables cannot be read.
    """
    pieces = csv_pieces(columns, pages)
    # What goes wrong with the first page is still told as an error, and not as half a file.
    first = await asyncio.to_thread(next, pieces)
    whole: Iterator[str] = chain([first], pieces)
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(whole, media_type="text/csv", headers=headers)
