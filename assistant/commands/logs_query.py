"""`aisle logs query`: an analyst's own question to the log's tables."""

import csv
import json
import math
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Final, Literal

import typer

from assistant.analytics.opening import open_fresh
from assistant.analytics.store import Cell, Rows
from assistant.config import Settings
from assistant.errors import UsageError

Form = Literal["text", "csv", "json"]
_WIDEST: Final = 60
"""Characters of a cell that a person is shown."""
_DISARMED: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula, at the beginning of a text."""


def run(settings: Settings, sql: str, form: Form, limit: int, within_s: float) -> None:
    """Print what a question gives.

    Raises:
        QueryRefused: It would do more than ask.
        QueryFailed: It cannot be answered, or not in time.
        UsageError: There is no question.
    """
    asked = sys.stdin.read() if sql == "-" else sql
    if not asked.strip():
        raise UsageError(
            'Give a question, such as "SELECT intent, count(*) FROM turns GROUP BY 1".'
        )
    with closing(open_fresh(settings, _warn)) as store:
        rows = store.query(asked, limit, within_s)
    shown = Rows(rows.columns, rows.rows[:limit])
    match form:
        case "json":
            names = _apart(shown.columns)
            told = [dict(zip(names, map(_json, row), strict=True)) for row in shown.rows]
            typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
        case "csv":
            written = csv.writer(sys.stdout, lineterminator="\n")
            written.writerow(shown.columns)
            written.writerows([_csv(cell) for cell in row] for row in shown.rows)
        case "text":
            typer.echo(_table(shown))
    if len(rows.rows) > limit:
        _warn(f"There are more than {limit} rows; ask for more with --limit.")


def _table(rows: Rows) -> str:
    cells = [[_short(cell) for cell in row] for row in rows.rows]
    numeric = [
        all(isinstance(row[i], (int, float)) or row[i] is None for row in rows.rows)
        for i in range(len(rows.columns))
    ]
    widths = [
        max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(rows.columns)
    ]
    lines = [rows.columns, *cells] if cells else [rows.columns]
    told = [
        "  ".join(
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    ]
    return "\n".join([*told, f"({len(cells)} rows)"])


def _short(cell: Cell) -> str:
    if cell is None:
        return "-"
    if isinstance(cell, float):
        return f"{cell:.6g}"
    # A shopper's words are shown on one line, and move no cursor.
    text = "".join(letter if letter.isprintable() else " " for letter in str(cell))
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 3]}..."


def _csv(cell: Cell) -> Cell:
    is_formula = isinstance(cell, str) and cell.startswith(_DISARMED)
    return f"'{cell}" if is_formula else cell


def _json(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, float) and not math.isfinite(cell):
        return None  # JSON has neither infinity nor "not a number"
    return cell.isoformat() if isinstance(cell, (date, datetime)) else cell


def _apart(columns: Sequence[str]) -> list[str]:
    """Return names of which none is another: a, a_2 for two columns that are called a."""
    names: list[str] = []
    for column in columns:
        name, number = column, 1
        while name in names:
            number += 1
            name = f"{column}_{number}"
        names.append(name)
    return names


def _warn(sentence: str) -> None:
    typer.echo(sentence, err=True)
