"""Finding turns and sessions in the log's tables, newest first, a page at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from assistant.analytics.filters import Filters
from assistant.analytics.store import Cell, Parameter, Store
from assistant.analytics.tables import SESSIONS, TURNS, Table

TURN_COLUMNS = (
    "query_id",
    "session_id",
    "turn",
    "day",
    "timestamp",
    "modality",
    "user_query",
    "raw_transcript",
    "intent",
    "category",
    "shown",
    "zero_results",
    "was_relaxed",
    "reformulation",
    "outcome",
    "tier",
    "reply",
    "audio",
)
SESSION_COLUMNS = (
    "session_id",
    "day",
    "started_at",
    "ended_at",
    "modality",
    "door",
    "intent",
    "category",
    "turns",
    "searches",
    "zero_results",
    "clicks",
    "carts",
    "orders",
    "abandoned",
    "cost_usd",
)
PIECE: Final = 10_000
"""Rows that are read at once where all are wanted: some 10 MB of them."""
_FIRST_DAYS = 2
_WIDER = 4
"""Newest first: the last two days are looked through, then four times as many days before them, so
that a page of what is common is found without reading a year."""


@dataclass(frozen=True, slots=True)
class After:
    """The last row of the page before: the next page begins behind it."""

    at: datetime
    id: str

    def __str__(self) -> str:
        return f"{self.at.isoformat()},{self.id}"

    @classmethod
    def read(cls, text: str) -> "After":
        """Return what `str` of one gave.

        Raises:
            ValueError: It is no such text.
        """
        at, _, id_ = text.partition(",")
        return cls(datetime.fromisoformat(at), id_)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conditions besides the filters; None takes everything."""

    words: str | None = None
    """All of them are in what was said, in any order."""
    zero_results: bool | None = None
    was_relaxed: bool | None = None
    outcome: str | None = None
    reformulation: str | None = None
    query_ids: Sequence[str] | None = None
    """It is one of these turns, such as those of a cluster."""

    def conditions(self) -> tuple[list[str], dict[str, Parameter]]:
        parts: list[str] = []
        parameters: dict[str, Parameter] = {}
        for number, word in enumerate((self.words or "").lower().split()):
            parts.append(f"lower(user_query) LIKE $word{number} ESCAPE '!'")
            parameters[f"word{number}"] = f"%{_unmarked(word)}%"
        for name in ("zero_results", "was_relaxed"):
            flag: bool | None = getattr(self, name)
            if flag is not None:
                parts.append(f"{name} = ${name}")
                parameters[name] = flag
        for name in ("outcome", "reformulation"):
            value: str | None = getattr(self, name)
            if value is not None:
                parts.append(f"{name} = ${name}")
                parameters[name] = value
        if self.query_ids is not None:
            names = [f"turn{number}" for number in range(len(self.query_ids))]
            parameters |= dict(zip(names, self.query_ids, strict=True))
            told = ", ".join(f"${name}" for name in names)
            parts.append(f"query_id IN ({told})" if names else "1 = 0")
        return parts, parameters


def turns_of(
    store: Store, filters: Filters, wanted: Wanted, limit: int, after: After | None
) -> list[tuple[Cell, ...]]:
    """Return turns, newest first, as `TURN_COLUMNS`."""
    parts, parameters = wanted.conditions()
    paging = _Paging(TURNS, TURN_COLUMNS, "timestamp", "query_id", parts, parameters)
    return _newest(store, filters, paging, limit, after)


def sessions_of(
    store: Store, filters: Filters, limit: int, after: After | None
) -> list[tuple[Cell, ...]]:
    """Return sessions, newest first, as `SESSION_COLUMNS`."""
    paging = _Paging(SESSIONS, SESSION_COLUMNS, "started_at", "session_id", [], {})
    return _newest(store, filters, paging, limit, after)


def every_turn(store: Store, filters: Filters, wanted: Wanted) -> Iterator[list[tuple[Cell, ...]]]:
    """Yield all turns, newest first, as `TURN_COLUMNS`, some thousands at a time."""
    return _every(lambda after: turns_of(store, filters, wanted, PIECE, after), after_turn)


def every_session(store: Store, filters: Filters) -> Iterator[list[tuple[Cell, ...]]]:
    """Yield all sessions, newest first, as `SESSION_COLUMNS`, some thousands at a time."""
    return _every(lambda after: sessions_of(store, filters, PIECE, after), after_session)


def after_turn(row: Sequence[Cell]) -> After | None:
    """Return what stands for a row of `turns_of`."""
    return _after(row, TURN_COLUMNS, "timestamp", "query_id")


def after_session(row: Sequence[Cell]) -> After | None:
    """Return what stands for a row of `sessions_of`."""
    return _after(row, SESSION_COLUMNS, "started_at", "session_id")


def _after(row: Sequence[Cell], columns: tuple[str, ...], at: str, id_: str) -> After | None:
    when = row[columns.index(at)]
    return After(when, str(row[columns.index(id_)])) if isinstance(when, datetime) else None


def _every(
    page: Callable[[After | None], list[tuple[Cell, ...]]],
    after_row: Callable[[Sequence[Cell]], After | None],
) -> Iterator[list[tuple[Cell, ...]]]:
    after: After | None = None
    while True:
        rows = page(after)
        yield rows
        after = after_row(rows[-1]) if len(rows) == PIECE else None
        if after is None:
            return


@dataclass(frozen=True, slots=True)
class _Paging:
    table: Table
    columns: tuple[str, ...]
    at: str
    id: str
    parts: list[str]
    parameters: dict[str, Parameter]


def _newest(
    store: Store, filters: Filters, paging: _Paging, limit: int, after: After | None
) -> list[tuple[Cell, ...]]:
    found: list[tuple[Cell, ...]] = []
    last = filters.last if after is None else min(filters.last, after.at.date())
    days = _FIRST_DAYS
    while last >= filters.first and len(found) < limit:
        first = _not_before(filters.first, last, days)
        part = replace(filters, first=first, last=last)
        found += _page(store, part, paging, limit - len(found), after)
        if first == date.min:
            break
        last = first - timedelta(days=1)
        days *= _WIDER
    return found


def _not_before(first: date, last: date, days: int) -> date:
    return first if (last - first).days < days else last - timedelta(days=days - 1)


def _page(
    store: Store, filters: Filters, paging: _Paging, limit: int, after: After | None
) -> list[tuple[Cell, ...]]:
    where, parameters = filters.where(paging.table)
    parts = [where, *paging.parts]
    parameters = parameters | paging.parameters
    if after is not None:
        at, id_ = paging.at, paging.id
        parts.append(f"({at} < $after_at OR ({at} = $after_at AND {id_} < $after_id))")
        parameters |= {"after_at": after.at, "after_id": after.id}
    sql = (
        f"SELECT {', '.join(paging.columns)} FROM {paging.table.name}"
        f" WHERE {' AND '.join(parts)}"
        f" ORDER BY {paging.at} DESC, {paging.id} DESC LIMIT {int(limit)}"
    )
    return list(store.ask(sql, parameters).rows)


def _unmarked(word: str) -> str:
    """Return a word in which LIKE finds no sign of its own."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
