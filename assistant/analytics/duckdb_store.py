"""The tables of one shop as Parquet files, read by DuckDB: a `Store` for one machine."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from assistant.analytics.builder import Builder, building
from assistant.analytics.days import build
from assistant.analytics.erased import without_erased
from assistant.analytics.expiring import without_days, without_texts
from assistant.analytics.flatten import flatten
from assistant.analytics.manifest import Manifest
from assistant.analytics.mending import without_damaged
from assistant.analytics.parts import STORED
from assistant.analytics.portions import in_portions
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.reader import Reader
from assistant.analytics.sources import COLUMNS, Going
from assistant.analytics.store import Parameter, Rows
from assistant.config import DEFAULT_TENANT, Settings
from assistant.intent_log.segments import day_of, drop, live, seal, sealed, set_aside, taking
from assistant.privacy.tombstones import tombstones_of


class DuckStore:
    """The tables under `settings.tables_path`. Safe for several threads and processes.

    Args:
        settings: Of the shop.
    """

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.tables_path
        self._log = settings.log_path
        self._tombstones = tombstones_of(settings)
        self._reader = Reader(self.folder)

    def ask(self, sql: str, parameters: Mapping[str, Parameter] | None = None) -> Rows:
        """Return what one of our own queries gives; see `Store.ask`."""
        return self._reader.ask(sql, parameters)

    def mark(self) -> str:
        """Return what changes whenever the tables do; see `Store.mark`."""
        return self._reader.manifest().mark

    def manifest(self) -> Manifest:
        """Return which files there are, and how many rows they have."""
        return self._reader.manifest()

    def days_of(self, session_id: str) -> tuple[date, ...] | None:
        """Return the days on which a session has a turn or an event."""
        return self._reader.days_of(session_id)

    def query(self, sql: str, rows: int, within_s: float) -> Rows:
        """Return what an analyst's own question gives; see `Store.query`."""
        return self._reader.query(sql, rows, within_s)

    def save(self, sql: str, path: Path, parameters: Mapping[str, Parameter] | None = None) -> None:
        """Write what one of our own queries gives as a Parquet file; see `Store.save`."""
        self._reader.save(sql, path, parameters)

    def catch_up(self, *, unknown: bool = False) -> int:
        """Take in what was logged since; see `Store.catch_up`.

        Args:
            unknown: Also what an earlier version did not understand.
        """
        if not self._log.is_dir():
            return 0
        count = 0
        with building(self.folder) as builder, taking(self._log):
            self._drop_taken(builder)
            seal(self._log, unknown=unknown)
            for paths in in_portions(sealed(self._log)):
                count += self._take_in(builder, paths)
        return count

    def is_behind(self) -> bool:
        """Say whether there is anything to take in; cheap."""
        waiting = (*live(self._log), *sealed(self._log))
        return any(path.stat().st_size > 0 for path in waiting if path.exists())

    def take(self, *, turns: Path | None = None, events: Path | None = None) -> int:
        """Take in Parquet files; see `Store.take`."""
        with building(self.folder) as builder:
            new = {}
            for table, path in (("turns", turns), ("events", events)):
                if path is not None:
                    _view(builder.connection, table, path)
                    new[table] = self._without_erased(builder, table, f"taken_{table}")
            built = build(builder.connection, self.folder, builder.manifest, new)
            if built.new:
                builder.commit(built.days, builder.manifest.taken)
        return built.new

    def erase(self, *, session_ids: Sequence[str] = (), client_ids: Sequence[str] = ()) -> int:
        """Erase the rows of sessions and of shoppers, and the files that held them.

        Erase in the log first: what is on its way to the tables is in them when this begins.
        """
        going = Going(tuple(session_ids), tuple(client_ids))
        if not going or not self.folder.is_dir():
            return 0
        with building(self.folder) as builder:
            built = build(builder.connection, self.folder, builder.manifest, {}, going)
            if built.gone:
                builder.commit(built.days, builder.manifest.taken)
            builder.tidy(now=True)
        return built.gone

    def expire_texts(self, before: date) -> int:
        """Empty what may hold what was said, of days before one; see `Store.expire_texts`."""
        with building(self.folder) as builder:
            days, rows = without_texts(builder, before)
            if days != builder.manifest.days:
                builder.commit(days, builder.manifest.taken)
                builder.tidy(now=True)
        return rows

    def expire_rows(self, before: date) -> int:
        """Remove all days before one; return how many turns and events they had."""
        with building(self.folder) as builder:
            days, rows = without_days(builder, before)
            if days.keys() != builder.manifest.days.keys():
                builder.commit(days, builder.manifest.taken)
                builder.tidy(now=True)
        return rows

    def rebuild(self) -> int:
        """Make all that is made from the log anew; return how many days."""
        with building(self.folder) as builder:
            days = set(builder.manifest.days)
            built = build(builder.connection, self.folder, builder.manifest, {}, also=days)
            builder.commit(built.days, builder.manifest.taken)
        return len(days)

    def mend(self) -> tuple[str, ...]:
        """Leave out files that cannot be read, and make anew what can be; return what was lost."""
        with building(self.folder) as builder:
            lost, days = without_damaged(builder)
            builder.commit(days, builder.manifest.taken)
            built = build(builder.connection, self.folder, builder.manifest, {}, also=set(days))
            builder.commit(built.days, builder.manifest.taken, now=True)
        return lost

    def close(self) -> None:
        """Give back memory and threads."""
        self._reader.close()

    def _drop_taken(self, builder: Builder) -> None:
        """Remove segments that were taken in before a crash kept them from being removed."""
        names = set(builder.manifest.taken)
        if left := [path for path in sealed(self._log) if path.name in names]:
            drop(left)

    def _without_erased(self, builder: Builder, table: str, rows: str) -> str:
        return without_erased(builder.connection, table, rows, self._tombstones.read())

    def _take_in(self, builder: Builder, paths: Sequence[Path]) -> int:
        connection = builder.connection
        found = flatten(connection, paths)
        for line in found.foreign:
            set_aside(self._log, [line], day_of(paths[0]))
        new = {
            table: self._without_erased(builder, table, f"new_{table}")
            for table in ("turns", "events")
        }
        built = build(connection, self.folder, builder.manifest, new)
        if built.new:
            builder.commit(built.days, tuple(path.name for path in paths))
        drop(paths)
        return built.new


def _view(connection: DuckDBPyConnection, table: str, path: Path) -> None:
    """Make the relation `taken_TABLE` of a Parquet file, with the logged columns."""
    rows = f"read_parquet({text_of(str(path))}, hive_partitioning = false)"
    there = {str(row[0]) for row in connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()}
    columns = [column for column in STORED[table].columns if column.name in COLUMNS[table]]
    # The day is the timestamp's, whatever the file says; where it agrees, its statistics help.
    agrees = (
        "day" in there
        and not connection.execute(
            f"SELECT 1 FROM {rows} "
            "WHERE CAST(day AS DATE) IS DISTINCT FROM CAST(timestamp AS DATE) LIMIT 1"
        ).fetchall()
    )
    chosen = []
    for column in columns:
        made = name_of(column.name) if column.name in there else "NULL"
        if column.name == "day" and not agrees:
            made = "CAST(timestamp AS DATE)"
        if column.name == "tenant":
            made = f"coalesce({made}, {text_of(DEFAULT_TENANT)})"
        chosen.append(f"CAST({made} AS {column.type}) AS {name_of(column.name)}")
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW taken_{table} AS SELECT {', '.join(chosen)} FROM {rows}"
    )
