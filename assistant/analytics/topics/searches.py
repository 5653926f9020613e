"""The searches of the log, asked of a store: distinct texts of some days, one day row by row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from assistant.analytics.store import Store
from assistant.analytics.sums_only import SUMS_ONLY

_IS_ASKED: Final = "(is_search OR lacking LIKE '%\"stock\"%' OR lacking LIKE '%\"availability\"%')"
OF_DEMAND: Final = (
    *("is_search", "query", "user_query", "category", "shown", "lacking", "relaxed"),
    "constraints",
)
"""What of a search says what was wanted, and which of it could not be had."""
_COLUMNS: Final = ", ".join(OF_DEMAND[:-1])
_CONSTRAINTS: Final = "CASE WHEN shown = 0 THEN constraints END"
_OF_DEMAND: Final = f"{_COLUMNS}, {_CONSTRAINTS} AS constraints"


def signatures(store: Store) -> dict[date, str]:
    """Return for each day what changes when its searches do."""
    rows = store.ask(
        f"SELECT day, sum(turns) AS turns, sum(searches) AS searches FROM {SUMS_ONLY}"
        " GROUP BY day ORDER BY day"
    )
    return {row[0]: f"{row[1]}/{row[2]}" for row in rows.rows if isinstance(row[0], date)}


def texts_of(store: Store, days: Sequence[date]) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Yield every distinct search of some days with how often it was asked, in no order."""
    if not days:
        return
    answer = store.ask(
        f"SELECT {_OF_DEMAND}, count(*) AS times FROM turns"
        f" WHERE day BETWEEN $first AND $last AND {_IS_ASKED} AND user_query IS NOT NULL"
        " GROUP BY 1, 2, 3, 4, 5, 6, 7, 8",
        {"first": min(days), "last": max(days)},
    )
    for row in answer.rows:
        value = dict(zip(answer.columns, row, strict=True))
        times = value.pop("times")
        yield value, int(times) if isinstance(times, int | float) else 0


def searches_of(store: Store, day: date) -> list[dict[str, Any]]:
    """Return every search of a day, oldest first."""
    answer = store.ask(
        "SELECT query_id, session_id, timestamp, application, modality, door, intent,"
        f" client_id IS NOT NULL AS known, {_OF_DEMAND} FROM turns"
        f" WHERE day = $day AND {_IS_ASKED} AND user_query IS NOT NULL"
        " ORDER BY timestamp, query_id",
        {"day": day},
    )
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def with_cart(store: Store, day: date) -> set[str]:
    """Return the sessions of a day, or of the night before it, that put something into the cart."""
    answer = store.ask(
        "SELECT session_id FROM sessions WHERE day >= CAST($day AS DATE) - 1"
        " AND day <= $day AND carts > 0",
        {"day": day},
    )
    return {str(row[0]) for row in answer.rows}
