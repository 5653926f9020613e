"""What the measures sum of DAILY and SESSIONS, by few of their columns: far fewer rows.

Each sum is there several times, in rows of several kinds (`sums_only.KINDS`). Where a measure is
taken over rows that know two counts, each of the two is summed over those rows; so whatever is
added up comes to the same as over the table itself.

Where few rows are asked for whole (`SUMS`), sums lie in two lists a row: a hundred columns of a
few rows each took four times as long to read. Where some are asked of many rows (`SUMS_BESIDE`),
each has a column.
"""

from collections.abc import Iterator
from typing import Final

from assistant.analytics.sums_only import AMOUNTS, COUNTS, EVERYWHERE, KINDS, LISTED
from assistant.analytics.tables import DAILY, Column, Table, Type

_NAMED: Final = (*EVERYWHERE, "intent", "tier", "modality", "known", "door", "category")
_TYPES: Final[dict[str, Type]] = {COUNTS: "BIGINT", AMOUNTS: "DOUBLE PRECISION"}
_KEY: Final = (
    Column("kind", "BIGINT", "Its place among `sums_only.KINDS`."),
    *(column for column in DAILY.columns if column.name in _NAMED),
)
_MOST: Final = {name: max(len(lists[name]) for lists in LISTED.values()) for name in _TYPES}
"""Columns that the longer of the two tables needs."""

SUMS: Final = Table(
    "sums",
    ("kind", *_NAMED),
    (
        *_KEY,
        Column(COUNTS, "BIGINT[]", "See `LISTED`."),
        Column(AMOUNTS, "DOUBLE[]", "See `LISTED`."),
    ),
)
"""Those of small kinds; Aisle's own, no table for analysts."""
SUMS_BESIDE: Final = Table(
    "sums_beside",
    SUMS.key,
    (
        *_KEY,
        *(
            Column(f"{name}_{place}", kind, "See `LISTED`.")
            for name, kind in _TYPES.items()
            for place in range(1, _MOST[name] + 1)
        ),
    ),
)
"""Those of the others, likewise, of days that have many turns. Rows lie in the order of the key:
who asks for one kind and one intent reads little else."""


def sums_sql(daily: str, sessions: str, *, beside: bool = False) -> str:
    """Return a query that gives the rows of SUMS.

    Args:
        daily: What stands behind FROM: DAILY, or some days of it.
        sessions: SESSIONS, or the same days of it.
        beside: Those of SUMS_BESIDE instead.
    """
    of_sessions = f"(SELECT *, client_id IS NOT NULL AS known FROM {sessions})"
    return " UNION ALL ".join(
        _sums(source, rows, is_small=not beside)
        for source, rows in (("daily", daily), ("sessions", of_sessions))
    )


def _sums(source: str, rows: str, *, is_small: bool) -> str:
    """Return the rows of all small kinds that a table is summed to, or of the others."""
    kinds = {
        place: kind.columns
        for place, kind in enumerate(KINDS)
        if kind.table == source and kind.is_small == is_small
    }
    dimensions = [name for name in _NAMED if any(name in columns for columns in kinds.values())]
    types = {column.name: column.type for column in _KEY}
    named = [
        name if name in {*EVERYWHERE, *dimensions} else f"CAST(NULL AS {types[name]}) AS {name}"
        for name in _NAMED
    ]
    # A row has nulls of its own in these columns: which kind it is says `grouping`.
    bits = {name: 1 << place for place, name in enumerate(reversed(dimensions))}
    which = " ".join(
        f"WHEN {sum(bits[name] for name in dimensions if name not in columns)} THEN {place}"
        for place, columns in kinds.items()
    )
    sets = ", ".join(f"({', '.join((*EVERYWHERE, *columns))})" for columns in kinds.values())
    sums = ", ".join(_listed(source) if is_small else _columns(source))
    return (
        f"SELECT CASE grouping({', '.join(dimensions)}) {which} END AS kind,"
        f" {', '.join(named)}, {sums} FROM {rows} AS whole GROUP BY GROUPING SETS ({sets})"
    )


def _listed(source: str) -> Iterator[str]:
    for name, terms in LISTED[source].items():
        yield f"[{', '.join(f'CAST(sum({term}) AS {_TYPES[name]})' for term in terms)}] AS {name}"


def _columns(source: str) -> Iterator[str]:
    for name, terms in LISTED[source].items():
        for place in range(_MOST[name]):
            summed = f"sum({terms[place]})" if place < len(terms) else "NULL"
            yield f"CAST({summed} AS {_TYPES[name]}) AS {name}_{place + 1}"
