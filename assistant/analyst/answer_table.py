"""A table as the analysts' API answers it: JSON for the pages, CSV for spreadsheets."""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel, Field

from assistant.analytics.store import Cell

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a formula to begin with: such a text gets an apostrophe before it."""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One column of an answer."""

    name: str
    title: str
    unit: str | None = None
    """share, count, usd, ms, per_session, day, text; None where it has none."""

    def json(self) -> dict[str, str | None]:
        """Return it as plain data."""
        return {"name": self.name, "title": self.title, "unit": self.unit}


class DescribedColumn(BaseModel):
    """A column of a table, as the API's description declares it."""

    name: str
    title: str
    unit: str | None


class DescribedRange(BaseModel):
    """The days that were asked of, both included."""

    first: str = Field(serialization_alias="from")
    last: str = Field(serialization_alias="to")


class DescribedTable(BaseModel):
    """Every table, as the API's description declares it; some answers hold more fields."""

    columns: list[DescribedColumn]
    rows: list[list[str | float | bool | None]]
    range: DescribedRange
    fresh_at: str | None
    took_ms: float


def json_cell(cell: Cell) -> str | int | float | bool | None:
    """Return a value as JSON has it; times are UTC."""
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="milliseconds") + "Z"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    return cell


def csv_of(columns: Sequence[AnswerColumn], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a whole table as CSV; see `csv_pieces`."""
    return "".join(csv_pieces(columns, [rows]))


def csv_pieces(
    columns: Sequence[AnswerColumn], pages: Iterable[Iterable[Sequence[Cell]]]
) -> Iterator[str]:
    """Yield a table as CSV, its head with the first page and then page by page.

    Null is an empty field, and no text is taken for a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for rows in pages:
        writer.writerows([_field(cell) for cell in row] for row in rows)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _field(cell: Cell) -> str | int | float | bool | None:
    plain = json_cell(cell)
    if isinstance(plain, str) and plain.startswith(_FORMULA):
        return f"'{plain}"
    return plain
