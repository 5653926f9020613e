"""The bill: calls, tokens and dollars, summed by whatever an analyst asks for.

Sums are made by the database, in whole steps, so they are exact. A call without a price is
counted and adds nothing to the cost; a call whose usage nobody told is counted as estimated.
Times are not summed up here: they are in the metrics.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from agents.ledger.amounts import usd_of
from agents.ledger.errors import LedgerClientMissing, LedgerFailed
from agents.ledger.sqlite_books import LOCKED_FOR_S

if TYPE_CHECKING:  # LangGraph's stores take a second to import
    from agents.checkpoints import Postgres

Dimension = Literal["month", "day", "tenant", "conversation", "turn", "task", "model", "outcome"]

_COLUMNS: Final[dict[Dimension, str]] = {
    "month": "substr(day, 1, 7)",
    "day": "day",
    "tenant": "tenant",
    "conversation": "conversation",
    "turn": "turn",
    "task": "task",
    "model": "model",
    "outcome": "outcome",
}
_SUMS: Final = """
    count(*), coalesce(sum(fresh), 0), coalesce(sum(cached), 0), coalesce(sum(written), 0),
    coalesce(sum(output), 0), coalesce(sum(reasoning), 0), coalesce(sum(cost), 0),
    coalesce(sum(CASE WHEN cost IS NULL THEN 1 ELSE 0 END), 0),
    coalesce(sum(estimated), 0), coalesce(sum(overrun), 0)
"""


@dataclass(frozen=True, slots=True)
class Which:
    """Which calls are summed up; None takes all."""

    day: str | None = None
    """An accounting day of UTC, "2026-11-23", or a month, "2026-11"."""
    tenant: str | None = None
    conversation_id: str | None = None
    model: str | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """What some calls come to."""

    calls: int = 0
    fresh: int = 0
    cached: int = 0
    written: int = 0
    output: int = 0
    reasoning: int = 0
    cost_usd: Decimal = Decimal(0)
    """Of the calls that have a price."""
    unpriced: int = 0
    """Calls without one."""
    estimated: int = 0
    """Calls whose usage the provider did not tell; they are booked upwards."""
    overrun_usd: Decimal = Decimal(0)
    """Part of the cost that was beyond what had been set aside."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill."""

    key: tuple[str, ...]
    """Values of the dimensions that were asked for, in that order."""
    sum: Sum


@dataclass(frozen=True, slots=True)
class Bill:
    """Lines, their total, and what is still under way."""

    by: tuple[Dimension, ...]
    lines: tuple[Line, ...]
    total: Sum
    open_calls: int
    """Calls that are not settled yet."""
    open_usd: Decimal
    """What is set aside for them."""


def bill_of(where: "Path | Postgres", by: Sequence[Dimension], which: Which | None = None) -> Bill:
    """Add the books up; blocks.

    Args:
        where: The ledger.
        by: What makes a line; the lines are ordered by it. Empty for the total only.
        which: Which calls.

    Raises:
        LedgerFailed: there is no ledger, or it cannot be read.
        LedgerClientMissing: it is in Postgres and the client is not installed.
    """
    if isinstance(where, Path):
        return _in_file(where, by, which or Which())
    return _in_postgres(where, by, which or Which())


def _in_file(path: Path, by: Sequence[Dimension], which: Which) -> Bill:
    if not path.is_file():
        raise LedgerFailed(str(path), "it is not there")
    try:
        # Not "ro": a reader of a write-ahead log must be able to make the shared memory file.
        address = f"{path.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=LOCKED_FOR_S)) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("BEGIN")

            def ask(text: str, values: Sequence[object]) -> list[Any]:
                return connection.execute(text, values).fetchall()

            return _bill(ask, "", "?", by, which)
    except (sqlite3.Error, OSError) as error:
        raise LedgerFailed(str(path), str(error)) from error


def _in_postgres(where: "Postgres", by: Sequence[Dimension], which: Which) -> Bill:
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise LedgerClientMissing from error
    url = psycopg.conninfo.make_conninfo(where.url, password=where.password)
    try:
        with psycopg.connect(url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ

            def ask(text: str, values: Sequence[object]) -> list[Any]:
                return connection.execute(text.encode(), values).fetchall()

            return _bill(ask, "aisle_", "%s", by, which)
    except (psycopg.Error, OSError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise LedgerFailed("in Postgres", reason) from error


def _bill(ask: Any, prefix: str, mark: str, by: Sequence[Dimension], which: Which) -> Bill:
    """Ask a database; `ask` runs one statement in one snapshot."""
    conditions, values = _conditions(which, mark)
    columns = [_COLUMNS[name] for name in by]
    keys = ", ".join(columns)
    grouped = f"GROUP BY {keys} ORDER BY {keys}" if columns else ""
    head = f"{keys}, " if columns else ""
    rows = ask(f"SELECT {head}{_SUMS} FROM {prefix}entries {conditions} {grouped}", values)
    total = ask(f"SELECT {_SUMS} FROM {prefix}entries {conditions}", values)[0]
    open_calls, open_steps = ask(
        f"SELECT count(*), coalesce(sum(reserved), 0) FROM {prefix}reservations {conditions}",
        values,
    )[0]
    width = len(columns)
    return Bill(
        by=tuple(by),
        lines=tuple(Line(tuple(map(str, r[:width])), _sum(r[width:])) for r in rows)
        if columns
        else (),
        total=_sum(total),
        open_calls=open_calls,
        open_usd=usd_of(int(open_steps)),
    )


def _conditions(which: Which, mark: str) -> tuple[str, list[object]]:
    wanted: list[tuple[str, object]] = []
    if which.day is not None:
        wanted.append(("substr(day, 1, 7)" if len(which.day) == 7 else "day", which.day))
    for column, value in (
        ("tenant", which.tenant),
        ("conversation", which.conversation_id),
        ("model", which.model),
        ("task", which.task),
    ):
        if value is not None:
            wanted.append((column, value))
    if not wanted:
        return "", []
    tests = " AND ".join(f"{column} = {mark}" for column, _ in wanted)
    return f"WHERE {tests}", [value for _, value in wanted]


def _sum(row: Sequence[Any]) -> Sum:
    fresh, cached, written, output, reasoning = (int(value) for value in row[1:6])
    return Sum(
        calls=int(row[0]),
        fresh=fresh,
        cached=cached,
        written=written,
        output=output,
        reasoning=reasoning,
        cost_usd=usd_of(int(row[6])),
        unpriced=int(row[7]),
        estimated=int(row[8]),
        overrun_usd=usd_of(int(row[9])),
    )
