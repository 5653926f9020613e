"""Counts and turns by cluster, one pair of Parquet files a day; no text is in them."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb
import orjson

from assistant.analytics.errors import StoreUnusable
from assistant.analytics.filters import Filters
from assistant.analytics.store import Cell, Parameter
from assistant.analytics.tables import Column, Table

_MEMORY: Final = "512MB"
_LINES: Final = orjson.OPT_NAIVE_UTC | orjson.OPT_APPEND_NEWLINE

COUNTS: Final = Table(
    "topic_counts",
    ("day", "application", "modality", "door", "intent", "category", "known", "cluster", "reason"),
    (
        Column("day", "DATE", ""),
        Column("application", "TEXT", ""),
        Column("modality", "TEXT", ""),
        Column("door", "TEXT", ""),
        Column("intent", "TEXT", ""),
        Column("category", "TEXT", ""),
        Column("known", "BOOLEAN", "Whether the shopper is known."),
        Column("cluster", "TEXT", "Of a topic or of an unmet demand."),
        Column("reason", "TEXT", "Why it could not be had; null of a topic."),
        Column("turns", "BIGINT", ""),
        Column("sessions", "BIGINT", "Those that asked for it for the first time on that day."),
        Column("carts", "BIGINT", "Of them, those that put something into the cart."),
        Column("zero", "BIGINT", "Turns that showed nothing."),
        Column("relaxed", "BIGINT", "Turns in which the wish was let go of."),
        Column("nowhere", "BIGINT", "Turns whose wish the whole catalog has nowhere."),
    ),
)
TURNS_OF: Final = Table(
    "topic_turns",
    ("cluster", "query_id"),
    (
        Column("day", "DATE", ""),
        Column("cluster", "TEXT", ""),
        Column("query_id", "TEXT", ""),
        Column("timestamp", "TIMESTAMP", ""),
    ),
)


EXAMPLES_OF: Final = Table(
    "topic_examples",
    ("cluster", "query_id"),
    TURNS_OF.columns,
)
"""A few turns of each cluster and day with different texts: what a list shows."""

_ALL: Final = (COUNTS, TURNS_OF, EXAMPLES_OF)


class TopicDays:
    """The files of a folder. Safe in threads.

    Args:
        folder: Made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def write(
        self,
        day: date,
        counts: Iterable[Sequence[Cell]],
        turns: Iterable[Sequence[Cell]],
        examples: Iterable[Sequence[Cell]],
    ) -> None:
        """Put a day's files in the place of those before.

        Args:
            day: Which.
            counts: Rows of COUNTS.
            turns: Rows of TURNS_OF.
            examples: Rows of EXAMPLES_OF.

        Raises:
            StoreUnusable: They cannot be written; those before stand.
        """
        self._write(TURNS_OF, day, turns, "cluster, timestamp, query_id")
        self._write(EXAMPLES_OF, day, examples, "cluster, timestamp, query_id")
        self._write(COUNTS, day, counts, "cluster")

    def drop(self, day: date) -> None:
        """Remove a day."""
        for table in _ALL:
            self._path(table, day).unlink(missing_ok=True)

    def days(self) -> list[date]:
        """Return the days that there are, oldest first."""
        names = (
            path.stem.partition("-")[2] for path in self._folder.glob(f"{COUNTS.name}-*.parquet")
        )
        return sorted(date.fromisoformat(name) for name in names)

    def ask(
        self,
        sql: str,
        filters: Filters,
        merged: Mapping[str, str],
        parameters: Mapping[str, Parameter] | None = None,
        only: Sequence[str] = (),
    ) -> list[tuple[Any, ...]]:
        """Return what a query gives of these tables, in the days of the filters.

        Args:
            sql: With the names of the tables above, parameters as $name.
            filters: Those days are read; further conditions are the query's own.
            merged: Clusters that are no more, each with the one that took its place.
            parameters: By name.
            only: Clusters as they are named now; empty for all of them.

        Raises:
            StoreUnusable: A file cannot be read.
        """
        days = [day for day in self.days() if filters.first <= day <= filters.last]
        try:
            with duckdb.connect(config={"memory_limit": _MEMORY, "threads": 2}) as database:
                database.execute("CREATE TABLE merged (old TEXT, new TEXT)")
                if merged:
                    database.execute(
                        "INSERT INTO merged SELECT unnest($old), unnest($new)",
                        {"old": list(merged), "new": list(merged.values())},
                    )
                named = {*only, *(old for old, new in merged.items() if new in only)}
                database.execute("CREATE TABLE named (cluster TEXT)")
                if named:
                    database.execute("INSERT INTO named SELECT unnest(?)", [sorted(named)])
                # What a file says of a cluster is found by its name of then.
                where = "WHERE f.cluster IN (FROM named)" if named else ""
                for table in _ALL:
                    if table.name in sql:  # a view looks into each of its files
                        self._view(database, table, days, where)
                return database.execute(sql, dict(parameters or {})).fetchall()
        except duckdb.Error as error:
            raise _unusable(self._folder, error) from error

    def _view(
        self, database: duckdb.DuckDBPyConnection, table: Table, days: Sequence[date], where: str
    ) -> None:
        if not days:
            columns = ", ".join(f'CAST(NULL AS {c.type}) AS "{c.name}"' for c in table.columns)
            database.execute(f"CREATE VIEW {table.name} AS SELECT {columns} WHERE FALSE")
            return
        files = ", ".join(f"'{_quoted(self._path(table, day))}'" for day in days)
        database.execute(
            f"CREATE VIEW {table.name} AS SELECT"
            " f.* REPLACE (coalesce(m.new, f.cluster) AS cluster)"
            f" FROM read_parquet([{files}]) f LEFT JOIN merged m ON m.old = f.cluster {where}"
        )

    def _path(self, table: Table, day: date) -> Path:
        return self._folder / f"{table.name}-{day.isoformat()}.parquet"

    def _write(self, table: Table, day: date, rows: Iterable[Sequence[Cell]], order: str) -> None:
        path = self._path(table, day)
        lines = path.with_name(f".{path.name}.{os.getpid()}.ndjson")
        new = path.with_name(f".{path.name}.{os.getpid()}")
        kinds = ", ".join(f"'{column.name}': '{column.type}'" for column in table.columns)
        try:
            names = table.names
            with lines.open("wb") as file:
                file.writelines(
                    orjson.dumps(dict(zip(names, row, strict=True)), option=_LINES) for row in rows
                )
            with duckdb.connect(config={"memory_limit": _MEMORY, "threads": 1}) as database:
                database.execute(
                    f"COPY (SELECT * FROM read_json('{_quoted(lines)}', columns = {{{kinds}}},"
                    f" format = 'newline_delimited') ORDER BY {order})"
                    f" TO '{_quoted(new)}' (FORMAT parquet, COMPRESSION zstd)"
                )
            new.chmod(0o600)
            new.replace(path)
        except (OSError, duckdb.Error) as error:
            raise _unusable(self._folder, error) from error
        finally:
            lines.unlink(missing_ok=True)
            new.unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _unusable(folder: Path, error: Exception) -> StoreUnusable:
    del error  # DuckDB quotes what it read
    return StoreUnusable(
        f"The topics of the log in {folder} cannot be read or written; free some space, or move "
        "the folder away: they are made again from the log."
    )
