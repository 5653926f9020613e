"""`aisle logs top`: what there is most of in the log."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

import typer

from assistant.analyst.answer_table import AnswerColumn, csv_of
from assistant.analytics.errors import StoreUnusable
from assistant.analytics.filters import Filters
from assistant.analytics.misheard import misheard
from assistant.analytics.opening import open_fresh
from assistant.analytics.period import newest_day
from assistant.analytics.store import Cell, Store
from assistant.analytics.tables import TURNS
from assistant.analytics.topics.asking import ClusterRow, all_topics, demand
from assistant.analytics.topics.freshening import LazyEmbedder
from assistant.analytics.topics.topics import Topics
from assistant.config import Settings
from assistant.errors import UsageError

What = Literal["unmet", "topics", "intents", "queries", "misheard", "zero", "categories", "brands"]

_COUNTED: Final = {"intents": "intent", "categories": "category", "brands": "brand"}
_NESTED: Final = frozenset({"reasons", "examples"})
"""Columns that hold JSON."""
_TREND: Final = ("trend_told", "trend", "trend_low", "trend_high")
_THREADS: Final = 2

Table = tuple[list[str], list[tuple[Cell, ...]]]


def run(settings: Settings, what: What, days: int, limit: int, as_json: bool, as_csv: bool) -> None:
    """Print it, the commonest first.

    Args:
        settings: Whose log.
        what: Of what.
        days: The last ones that there is anything of.
        limit: Rows at most.
        as_json: JSON instead of a table.
        as_csv: CSV instead of a table.

    Raises:
        UsageError: JSON and CSV are both asked for.
        StoreUnusable: The tables cannot be read.
    """
    if as_json and as_csv:
        raise UsageError("Ask for --json or for --csv, not for both.")
    with closing(open_fresh(settings, _warn)) as store:
        newest = newest_day(store)
        if newest is None:
            typer.echo("[]" if as_json else "The log is empty.", err=not as_json)
            return
        filters = Filters(newest - timedelta(days=days - 1), newest)
        names, rows = _answer(settings, store, filters, what, limit)
    if as_json:
        told = [
            {name: _plain(name, cell) for name, cell in zip(names, row, strict=True)}
            for row in rows
        ]
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False, default=str))
    elif as_csv:
        typer.echo(csv_of([AnswerColumn(name, name) for name in names], rows), nl=False)
    else:
        typer.echo(f"{what}, {filters.first} to {filters.last}")
        typer.echo(_text(*_judged(names, rows)) if rows else "Nothing in these days.")


def _answer(settings: Settings, store: Store, filters: Filters, what: What, limit: int) -> Table:
    match what:
        case "unmet":
            return _clusters(settings, store, filters, limit, demand)
        case "topics":
            return _clusters(settings, store, filters, limit, all_topics)
        case "misheard":
            pairs = misheard(store, filters, limit)
            listed = [(p.heard, p.understood, p.turns, p.repaired, p.failed) for p in pairs]
            return ["heard", "meant", "turns", "repaired", "failed"], [*listed]
        case "queries" | "zero":
            only = "zero_results" if what == "zero" else "is_search"
            return _counted(
                store, filters, "lower(coalesce(query, user_query))", "query", only, limit
            )
        case "intents" | "categories" | "brands":
            column = _COUNTED[what]
            return _counted(store, filters, column, column, f"{column} IS NOT NULL", limit)


def _clusters(
    settings: Settings,
    store: Store,
    filters: Filters,
    limit: int,
    ask: Callable[..., list[ClusterRow]],
) -> Table:
    with _writable(settings.topics_path) as folder:
        topics = Topics(folder, LazyEmbedder(settings, _THREADS))
        topics.catch_up(store)
        rows = ask(topics, store, filters, limit=limit)
    names = ["label", "turns", "sessions", "share", *_TREND, "reasons", "examples"]
    return names, [tuple(getattr(row, name) for name in names) for row in rows]


def _judged(names: list[str], rows: list[tuple[Cell, ...]]) -> Table:
    """Return a table whose trends are one column, in words."""
    if _TREND[0] not in names:
        return names, rows
    at, behind = names.index(_TREND[0]), names.index(_TREND[-1]) + 1
    return (
        [*names[:at], "trend", *names[behind:]],
        [(*row[:at], _trend(*row[at:behind]), *row[behind:]) for row in rows],
    )


def _trend(told: Cell, value: Cell, low: Cell, high: Cell) -> str:
    """Return what may be said of a trend: without a direction, no percentage."""
    if told in ("up", "down") and isinstance(value, float):
        return f"{told} {value:+.0%} ({_end(low)} to {_end(high)})"
    return str(told).replace("_", " ")


def _end(value: Cell) -> str:
    return f"{value:+.0%}" if isinstance(value, float) else "any"


@contextmanager
def _writable(folder: Path) -> Iterator[Path]:
    """Yield a folder; of one that is read-only a copy, so that what is new is counted all the same.

    Raises:
        StoreUnusable: It cannot be copied.
    """
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if os.access(there, os.W_OK):
        yield folder
        return
    with TemporaryDirectory(prefix="aisle-topics-") as made:
        copied = Path(made) / folder.name
        try:
            if folder.exists():
                shutil.copytree(folder, copied)
        except (OSError, shutil.Error) as error:
            raise StoreUnusable(
                f"The topics of the log in {folder} are read-only and cannot be copied to {made}; "
                "free some space there, or mend the permissions."
            ) from error
        yield copied


def _counted(store: Store, filters: Filters, value: str, name: str, only: str, limit: int) -> Table:
    where, parameters = filters.where(TURNS)
    answer = store.ask(
        f"SELECT {value} AS {name}, count(*) AS turns, count(DISTINCT session_id) AS sessions"
        f" FROM turns WHERE {where} AND {only} AND {value} IS NOT NULL"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {int(limit)}",
        parameters,
    )
    return [name, "turns", "sessions"], list(answer.rows)


def _text(names: list[str], rows: list[tuple[Cell, ...]]) -> str:
    lines = [names, *([_told(name, cell) for name, cell in zip(names, row, strict=True)]
                      for row in rows)]  # fmt: skip
    widths = [min(44, max(len(line[at]) for line in lines)) for at in range(len(names))]
    return "\n".join(
        "  ".join(_cut(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _plain(name: str, cell: Cell) -> object:
    return json.loads(cell) if name in _NESTED and isinstance(cell, str) else cell


def _told(name: str, cell: Cell) -> str:
    if cell is None:
        return "-"
    if isinstance(cell, float):
        return f"{cell:.2%}"
    if name in _NESTED and isinstance(cell, str):
        value = json.loads(cell)
        if isinstance(value, dict):
            return ", ".join(f"{reason} {turns}" for reason, turns in value.items())
        return " | ".join(value)
    return str(cell)


def _warn(sentence: str) -> None:
    typer.echo(sentence, err=True)


def _cut(cell: str, width: int) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in cell).split())
    return (plain if len(plain) <= width else plain[: width - 3] + "...").ljust(width)
