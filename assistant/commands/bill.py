"""`aisle bill`: what the models cost, as a table, as JSON, or as CSV for a spreadsheet."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, get_args

import typer

from agents.ledger.accounts import Bill, Dimension, Sum, Which, bill_of
from agents.ledger.amounts import plain
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.ledger_place import ledger_place

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_HEADS = ("calls", "fresh", "cached", "written", "output", "reasoning", "cost USD", "no price")
_KEY_WIDTH = 40
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run a cell that begins so; conversations are named by clients."""


def run(
    settings: Settings, by: list[str], which: dict[str, str | None], as_json: bool, as_csv: bool
) -> None:
    """Print the bill.

    Args:
        settings: Where the ledger is.
        by: What makes a line; models by default.
        which: Fields of `Which`.
        as_json: JSON instead of a table.
        as_csv: CSV instead of a table.
    """
    if as_json and as_csv:
        raise UsageError("Ask for --json or for --csv, not for both.")
    where = ledger_place(settings)
    dimensions = _dimensions(by)
    chosen = Which(**{**which, "day": _day(which.get("day"))})
    if isinstance(where, Path) and not where.exists():
        raise UsageError(f"There is no bill in {where} yet: no model has been called.")
    bill = bill_of(where, dimensions, chosen)
    if as_json:
        typer.echo(json.dumps(_as_json(bill), indent=2))
    elif as_csv:
        typer.echo(_as_csv(bill), nl=False)
    else:
        _show(bill)


def _dimensions(by: Sequence[str]) -> tuple[Dimension, ...]:
    known: tuple[Dimension, ...] = get_args(Dimension)
    found: list[Dimension] = []
    for name in by or ["model"]:
        match = next((dimension for dimension in known if dimension == name), None)
        if match is None:
            raise UsageError(f"There is no --by {name}; there is {', '.join(known)}.")
        if match not in found:
            found.append(match)
    return tuple(found)


def _day(text: str | None) -> str | None:
    if text is None or _MONTH.fullmatch(text):
        return text
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(
            f"{text!r} is no day: write --day 2026-11-23, or --day 2026-11 for a month."
        ) from None


def _as_json(bill: Bill) -> dict[str, Any]:
    return {
        "by": list(bill.by),
        "lines": [
            {**dict(zip(bill.by, line.key, strict=True)), **_plain(line.sum)} for line in bill.lines
        ],
        "total": _plain(bill.total),
        "open": {"calls": bill.open_calls, "reserved_usd": plain(bill.open_usd)},
    }


def _plain(total: Sum) -> dict[str, int | str]:
    """Return a sum with its amounts as exact decimal text."""
    values = asdict(total)
    return {
        **values,
        "cost_usd": plain(total.cost_usd),
        "overrun_usd": plain(total.overrun_usd),
    }


def _as_csv(bill: Bill) -> str:
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow([*bill.by, *_plain(bill.total)])
    for line in bill.lines:
        sheet.writerow([*map(_cell, line.key), *_plain(line.sum).values()])
    return out.getvalue()


def _cell(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text


def _show(bill: Bill) -> None:
    if not bill.total.calls:
        typer.echo("No call matches.")
    else:
        keys = [" ".join(map(_shown, line.key)) for line in bill.lines]
        width = max(len(key) for key in [*keys, "total", " ".join(bill.by)])
        rows = [(key, line.sum) for key, line in zip(keys, bill.lines, strict=True)]
        cells = [[key, *_amounts(total)] for key, total in [*rows, ("total", bill.total)]]
        widths = [max(len(row[i]) for row in [["", *_HEADS], *cells]) for i in range(1, 9)]
        typer.echo(_row(" ".join(bill.by), _HEADS, width, widths))
        for name, *amounts in cells:
            typer.echo(_row(name, amounts, width, widths))
    for sentence in _said(bill):
        typer.echo(sentence)


def _shown(text: str) -> str:
    """Return a name as a terminal may print it: conversations are named by clients."""
    clean = "".join(c if c.isprintable() else "?" for c in text)
    return clean if len(clean) <= _KEY_WIDTH else clean[: _KEY_WIDTH - 3] + "..."


def _amounts(total: Sum) -> list[str]:
    tokens = (total.fresh, total.cached, total.written, total.output, total.reasoning)
    return [
        str(total.calls),
        *(f"{count:,}" for count in tokens),
        f"{total.cost_usd:.6f}",
        str(total.unpriced) if total.unpriced else "",
    ]


def _row(name: str, cells: Sequence[str], width: int, widths: Sequence[int]) -> str:
    right = (cell.rjust(size) for cell, size in zip(cells, widths, strict=True))
    return f"{name.ljust(width)}  {'  '.join(right)}".rstrip()


def _said(bill: Bill) -> list[str]:
    total = bill.total
    said = []
    if total.unpriced:
        said.append(
            f"{_calls(total.unpriced)} without a price: the cost leaves them out. Give the model "
            "a price, or price_as, in the policy file."
        )
    if total.estimated:
        said.append(
            f"{_calls(total.estimated)} of which the provider told no usage: booked by an upper "
            "estimate."
        )
    if total.overrun_usd:
        said.append(
            f"USD {plain(total.overrun_usd)} beyond what had been set aside: the provider read or "
            "wrote more than was asked."
        )
    if bill.open_calls:
        said.append(
            f"{_calls(bill.open_calls)} not settled yet; USD {plain(bill.open_usd)} is set aside."
        )
    return said


def _calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count} calls"
