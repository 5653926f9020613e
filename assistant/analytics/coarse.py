"""SUMS in the place of the tables they were made from.

Kinds of few rows are kept in memory: a day is read once from its file, which never changes; one
whose file another took the place of is read again. The other kinds are asked of the files.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.made.sums import SUMS
from assistant.analytics.manifest import Manifest
from assistant.analytics.parts import STORED, relation, shape_of
from assistant.analytics.quoting import text_of
from assistant.analytics.store import Parameter
from assistant.analytics.sums_only import (
    EVERYWHERE,
    KIND_NAMES,
    KINDS,
    Kind,
    summed_in,
)
from assistant.analytics.tables import Table

COARSE: Final = "coarse_sums"
"""The table in memory."""
_MOST_FORGOTTEN: Final = 200
"""Days, besides as many as are kept."""
_HINT: Final = re.compile(r"/\* sums: (\w+) \*/")


class CoarseDays:
    """The rows of SUMS, in a database in memory. Safe only under the lock of whoever has it.

    Args:
        folder: Of the tables.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, str] = {}
        """Which file each day was read from."""
        self._forgotten = 0

    def begin(self, database: DuckDBPyConnection) -> None:
        """Make the table, empty."""
        self._files.clear()
        columns = ", ".join(f"{column.name} {column.type}" for column in SUMS.columns)
        database.execute(f"CREATE OR REPLACE TABLE {COARSE} ({columns})")

    def read(self, database: DuckDBPyConnection, days: Iterable[str], now: Manifest) -> None:
        """Read those of some days that are not there yet.

        Args:
            database: Where the table is.
            days: Each has a file of SUMS.
            now: What there is.

        Raises:
            duckdb.Error: A file cannot be read; nothing has changed.
        """
        parts = {day: now.days[day][SUMS.name] for day in days if day not in self._files}
        if not parts:
            return
        rows = relation(self._folder, SUMS, [parts[day] for day in sorted(parts)])
        # In order, as otherwise each file's few rows become a group of their own.
        database.execute(f"INSERT INTO {COARSE} FROM ({rows}) ORDER BY kind, day")
        self._files.update((day, part.file) for day, part in parts.items())

    def follow(self, database: DuckDBPyConnection, now: Manifest) -> None:
        """Forget the days whose file is another now, or none."""
        gone = [day for day, file in self._files.items() if _file(now, day) != file]
        if not gone:
            return
        days = ", ".join(f"DATE {text_of(day)}" for day in gone)
        database.execute(f"DELETE FROM {COARSE} WHERE day IN ({days})")
        for day in gone:
            del self._files[day]
        self._forgotten += len(gone)
        if self._forgotten > _MOST_FORGOTTEN + len(self._files):
            # Rows that were deleted keep their place in a table in memory.
            database.execute(f"CREATE OR REPLACE TABLE {COARSE} AS FROM {COARSE}")
            self._forgotten = 0


def told_of(sql: str) -> Kind | None:
    """Return the kind of rows that a question can be asked of; None where it says of none."""
    found = _HINT.search(sql)
    return None if found is None else KIND_NAMES[found[1]]


def summed_question(sql: str, kind: Kind, name: str, unsummed: str | None = None) -> str:
    """Return a question of rows of SUMS in the place of one of the table they were made from.

    Args:
        sql: Has the kind's hint, and sums nothing but what is in `LISTED`.
        kind: Which rows.
        name: Of a table that has them.
        unsummed: A SELECT of that table's rows of days without sums, for kinds that are not small.
    """
    places = summed_in(kind)
    for term, column in places.items():
        sql = sql.replace(f"sum({term})", f"sum({column})")
    rows = f"SELECT * FROM {name} WHERE kind = {KINDS.index(kind)}"
    if unsummed is not None:
        known = (
            ", client_id IS NOT NULL AS known" if "client_id" in STORED[kind.table].names else ""
        )
        named = (*EVERYWHERE, *kind.columns)
        terms = (f"{term} AS {column}" for term, column in places.items())
        rows = (
            f"SELECT {', '.join((*named, *places.values()))} FROM ({rows}) UNION ALL "
            f"SELECT {', '.join((*named, *terms))} FROM (SELECT *{known} FROM ({unsummed}))"
        )
    client = ", CASE WHEN known THEN '' END AS client_id" if "known" in kind.columns else ""
    return sql.replace(kind.hint, f"(SELECT *{client} FROM ({rows})) AS {kind.table}")


def days_with(
    short: Table, whole: Table, now: Manifest, parameters: Mapping[str, Parameter]
) -> list[str] | None:
    """Return the days of a question, where all of them have a file of the table made for it.

    Args:
        short: That table.
        whole: What it was made from, and what the question names.
        now: What there is.
        parameters: `first` and `last` of the question; without them it is about every day.

    Returns:
        None where a day was built before there was such a table, or by a version that had other
        columns in it.
    """
    there, lacking = days_split(short, whole, now, parameters)
    return None if lacking else there


def days_split(
    short: Table, whole: Table, now: Manifest, parameters: Mapping[str, Parameter]
) -> tuple[list[str], list[str]]:
    """Return the days of a question that have a file of the table made for it, and the others.

    Args as of `days_with`.
    """
    first, last = parameters.get("first"), parameters.get("last")
    low = first.isoformat() if isinstance(first, date) else ""
    high = last.isoformat() if isinstance(last, date) else "9999-12-31"
    shape = shape_of(short)
    split: tuple[list[str], list[str]] = [], []
    for day, parts in now.days.items():
        if low <= day <= high and whole.name in parts:
            part = parts.get(short.name)
            split[part is None or part.shape != shape].append(day)
    return split


def _file(manifest: Manifest, day: str) -> str | None:
    part = manifest.days.get(day, {}).get(SUMS.name)
    return None if part is None else part.file
