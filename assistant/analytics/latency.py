"""Percentiles of every timing, read off the histograms."""

from dataclasses import dataclass
from typing import Final

from assistant.analytics.asks import Asks
from assistant.analytics.counting import percentiles_sql
from assistant.analytics.dimensions import dimensions
from assistant.analytics.errors import FigureRefused
from assistant.analytics.filters import Filters
from assistant.analytics.made.latency import STAGES
from assistant.analytics.store import Cell
from assistant.analytics.tables import LATENCY

PERCENTS: Final = (50, 95, 99)


@dataclass(frozen=True, slots=True)
class LatencyRow:
    """One stage of one group."""

    group: Cell
    stage: str
    turns: int
    ms: tuple[float | None, ...]
    """One for each of `PERCENTS`; None where none was timed."""


def latency(store: Asks, part: Filters, by: str | None = None) -> tuple[LatencyRow, ...]:
    """Return the percentiles of every stage that was timed, in the order in which they pass.

    Args:
        store: Is asked, once.
        part: Of the log.
        by: tier, modality, application, or a stretch of time; None for all together.

    Raises:
        FigureRefused: It cannot be taken by that.
        StoreUnusable: The tables cannot be read.
    """
    keys = ["stage"]
    if by is not None:
        (dimension,) = dimensions([by])
        key = dimension.sql("latency")
        if key is None:
            raise FigureRefused(f"Latency cannot be taken by {by}.", "by")
        keys.append(key)
    where, parameters = part.where(LATENCY)
    sql = percentiles_sql([percent / 100 for percent in PERCENTS], keys, where)
    found = [_row(row, has_group=by is not None) for row in store.ask(sql, parameters).rows]
    if not found and by is None:
        return tuple(LatencyRow(None, stage, 0, (None,) * len(PERCENTS)) for stage in STAGES)
    return tuple(sorted(found, key=_order))


def _row(row: tuple[Cell, ...], *, has_group: bool) -> LatencyRow:
    width = 2 if has_group else 1
    ms = tuple(
        float(cell) if isinstance(cell, int | float) else None
        for cell in row[width + 1 : width + 1 + 2 * len(PERCENTS) : 2]
    )
    turns = row[width]
    return LatencyRow(
        row[1] if has_group else None, str(row[0]), int(turns) if isinstance(turns, int) else 0, ms
    )


def _order(row: LatencyRow) -> tuple[bool, str, int]:
    stage = STAGES.index(row.stage) if row.stage in STAGES else len(STAGES)
    return row.group is None, str(row.group), stage
