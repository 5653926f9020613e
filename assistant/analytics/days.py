"""Building days: the files of all tables anew, for every day that something changed.

New rows come into their day's files; the day's sessions, counts and latencies are made from them,
with what the same sessions have on other days. What is written is of no one until the manifest
names it, so that a build may be cut off at any instant.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.made.heard import HEARD, heard_sql
from assistant.analytics.made.sums import SUMS, SUMS_BESIDE, sums_sql
from assistant.analytics.making import daily_sql, latency_sql, sessions_sql, turns_sql
from assistant.analytics.manifest import Manifest, Part
from assistant.analytics.parts import PRESENCE, copy_ordered, order_of, put_in_order
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.rows_of_lines import MADE_OF_TURNS
from assistant.analytics.sources import NOBODY, Going, Sources
from assistant.analytics.tables import DAILY, EVENTS, LATENCY, SESSIONS, TURNS, Table

BUILDING: Final = ".building"
BATCH_ROWS: Final = 400_000
"""Turns and events that are built at once: some 1 GB of memory (3,000 bytes each, and sorting)."""
LEAST_TURNS: Final = 7_500
"""Of a day that has SUMS_BESIDE: of fewer, those have as many rows as what they are sums of."""

_KEYS: Final = ("query_id", "session_id", "day")
_SUMS: Final = "\n".join(
    (
        *(sessions_sql("turns", "events"), daily_sql("turns", "events")),
        *(latency_sql("turns"), heard_sql("turns")),
    )
)
_COUNTED: Final = tuple(
    name for name in TURNS.names if name in _KEYS or re.search(rf"\b{name}\b", _SUMS)
)
"""Columns of TURNS that other tables may be made from."""
_OF_BATCH: Final = [name_of(name) for name in _COUNTED if name not in MADE_OF_TURNS]
_BESIDE: Final = [name_of(name) for name in _COUNTED if name in MADE_OF_TURNS]
_MADE_BESIDE: Final = (
    f"(SELECT {', '.join(_OF_BATCH)} FROM batch_turns) POSITIONAL JOIN "
    f"(SELECT {', '.join(_BESIDE)} FROM made_turns)"
)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to; `days` is not in force until a manifest says so."""

    days: dict[str, dict[str, Part]]
    new: int
    """Turns and events that were not there before."""
    gone: int
    """And that are there no more."""


def build(
    connection: DuckDBPyConnection,
    folder: Path,
    manifest: Manifest,
    new: dict[str, str],
    going: Going = NOBODY,
    also: Iterable[str] = (),
) -> Built:
    """Write the files of every day that changes.

    Args:
        connection: With the relations of new rows.
        folder: Of the tables.
        manifest: What is there.
        new: Names of relations with the logged columns, by table.
        going: Whose rows are to go.
        also: Days to be built in any case.

    Raises:
        duckdb.Error, OSError: Something cannot be read or written; nothing has changed.
    """
    building = folder / BUILDING
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(mode=0o700, parents=True)
    try:
        again = set(also) & set(manifest.days)
        sources = Sources(connection, folder, manifest, new, going, relink=bool(again))
        return _Build(connection, folder, sources).run(again)
    finally:
        shutil.rmtree(building, ignore_errors=True)


class _Build:
    def __init__(self, connection: DuckDBPyConnection, folder: Path, sources: Sources) -> None:
        self._connection = connection
        self._folder = folder
        self._sources = sources
        self._days = {day: dict(parts) for day, parts in sources.manifest.days.items()}

    def run(self, also: set[str]) -> Built:
        sources = self._sources
        new = {day for rows in sources.new_rows.values() for day in rows}
        going = sources.going_rows()
        whole = set(sources.new_rows["turns"]) | set(going) | also
        whole |= sources.days_of_new("turns") | sources.days_of_going()
        others = (new | sources.days_of_new("events")) - whole
        for days in _batches(whole, sources.rows_of):
            sources.gather(days)
            self._make_turns()
            self._note_counted(_MADE_BESIDE)
            self._write_turns(days)
            self._write(LATENCY, days, latency_sql("counted_turns"))
            self._write(HEARD, days, heard_sql("counted_turns"))
            self._make_others(days)
        if others:
            # What was built just now is what those are beside.
            sources.manifest = Manifest(self._days)
            for days in _batches(others, sources.rows_of):
                sources.gather_built(days)
                self._note_counted("built_turns")
                self._make_others(days)
        count = sum(sum(rows.values()) for rows in sources.new_rows.values())
        return Built(self._days, count, sum(going.values()))

    def _make_turns(self) -> None:
        """Make `made_turns`: what follows from the order of the batch's turns, row by row.

        Only the columns that are made go through the windows, and lie beside the others in the
        same order: the whole rows, 3,000 bytes each, took twice as long.
        """
        made = ", ".join(map(name_of, MADE_OF_TURNS))
        self._connection.execute(
            f"""CREATE OR REPLACE TABLE made_turns AS SELECT {made}
            FROM ({turns_sql("batch_turns", has_made=True)}) ORDER BY {order_of(TURNS)}"""
        )

    def _note_counted(self, turns: str) -> None:
        """Make `counted_turns`: the columns that sums are made from, which are asked ten times."""
        columns = ", ".join(map(name_of, _COUNTED))
        self._connection.execute(
            f"CREATE OR REPLACE TEMP TABLE counted_turns AS SELECT {columns} FROM {turns}"
        )

    def _make_others(self, days: list[str]) -> None:
        self._write_ordered(EVENTS, days, "batch_events")
        sessions = self._written(SESSIONS, days, sessions_sql("counted_turns", "batch_events"))
        daily = self._written(DAILY, days, daily_sql("counted_turns", "batch_events"))
        self._write(PRESENCE, days, self._sources.presence(days))
        self._write(SUMS, days, sums_sql(daily, sessions))
        large = [day for day in days if self._turns_of(day) >= LEAST_TURNS]
        self._note(SUMS_BESIDE, days, {})
        if large:
            self._write(SUMS_BESIDE, large, sums_sql(daily, sessions, beside=True))
        for name in (daily, sessions, "batch_events"):
            self._drop(name)

    def _turns_of(self, day: str) -> int:
        part = self._days.get(day, {}).get(TURNS.name)
        return 0 if part is None else part.rows

    def _write(self, table: Table, days: list[str], rows: str) -> None:
        self._drop(self._written(table, days, rows))

    def _written(self, table: Table, days: list[str], rows: str) -> str:
        """Write the rows of some days; return the name of the table in which they still are."""
        chosen = f"SELECT * FROM ({rows}) WHERE day IN ({_dates(days)})"
        name = put_in_order(self._connection, table, chosen)
        self._write_ordered(table, days, name)
        return name

    def _write_turns(self, days: list[str]) -> None:
        """Write the batch's turns, and give back their memory."""
        self._write_ordered(TURNS, days, "batch_turns", ("made_turns", MADE_OF_TURNS))
        self._drop("batch_turns")
        self._drop("made_turns")

    def _write_ordered(
        self,
        table: Table,
        days: list[str],
        name: str,
        beside: tuple[str, Sequence[str]] | None = None,
    ) -> None:
        building = self._folder / BUILDING
        within = f"day IN ({_dates(days)})"
        made = copy_ordered(self._connection, self._folder, building, table, name, within, beside)
        self._note(table, days, made)

    def _drop(self, name: str) -> None:
        self._connection.execute(f"DROP TABLE {name}")

    def _note(self, table: Table, days: list[str], made: dict[str, Part]) -> None:
        for day in days:
            parts = self._days.setdefault(day, {})
            parts.pop(table.name, None)
            if day in made:
                parts[table.name] = made[day]


def _dates(days: list[str]) -> str:
    return ", ".join(f"DATE {text_of(day)}" for day in days)


def _batches(days: Iterable[str], rows_of: Callable[[str], int]) -> Iterator[list[str]]:
    """Yield days that follow each other, as many at once as memory allows."""
    batch: list[str] = []
    rows = 0
    for day in sorted(days):
        count = rows_of(day)
        if batch and rows + count > BATCH_ROWS:
            yield batch
            batch, rows = [], 0
        batch.append(day)
        rows += count
    if batch:
        yield batch
