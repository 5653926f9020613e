"""The tables as they are now: one DuckDB in memory, with a view a table over one moment's files."""

import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import duckdb

from assistant.analytics import manifest as manifests
from assistant.analytics.coarse import (
    COARSE,
    CoarseDays,
    days_split,
    days_with,
    summed_question,
    told_of,
)
from assistant.analytics.duckdb_reason import said
from assistant.analytics.engine import engine
from assistant.analytics.errors import StoreUnusable
from assistant.analytics.full_disk import is_full
from assistant.analytics.made.heard import HEARD, HEARD_OF_TURNS
from assistant.analytics.made.sums import SUMS, SUMS_BESIDE
from assistant.analytics.manifest import Manifest
from assistant.analytics.parts import STORED, relation, shape_of
from assistant.analytics.period import DAYS_ONLY
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.store import Parameter
from assistant.analytics.sums_only import Kind
from assistant.analytics.tables import SESSIONS, TURNS

MEMORY: Final = "1GB"
"""Of all questions together; sorting more goes to a folder beside the tables."""
THREADS: Final = 2

_DAYS: Final = "days_of_sessions"

Signature = tuple[int, int]


class Moment:
    """Follows the manifest of a folder. Safe for several threads.

    Args:
        folder: Of the tables; it need not be there yet.
        spill: For what does not fit into memory.
    """

    def __init__(self, folder: Path, spill: Path) -> None:
        self._folder = folder
        self._spill = spill
        self._lock = threading.Lock()
        self._seen: Signature | None = None
        self._manifest: Manifest | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._coarse = CoarseDays(folder)

    def signature(self) -> Signature:
        """Return what changes whenever the manifest does.

        Raises:
            OSError: It cannot be looked at.
        """
        try:
            found = (self._folder / manifests.NAME).stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_mtime_ns, found.st_ino

    def manifest(self) -> Manifest:
        """Return what there is now.

        Raises:
            OSError: The manifest cannot be looked at.
            StoreUnusable: It or a file cannot be read.
            duckdb.IOException: A file that it names is gone; `forget`, and ask again.
        """
        with self._lock:
            return self._current()[1]

    def question(
        self, sql: str, parameters: Mapping[str, Parameter]
    ) -> tuple[duckdb.DuckDBPyConnection, str]:
        """Return where to ask a question of what there is now, and how.

        Where a table was made for such a question, that is asked.

        Raises:
            OSError, StoreUnusable, duckdb.IOException: As of `manifest`.
        """
        with self._lock:
            connection, manifest = self._current()
            cursor = connection.cursor()
            if (kind := told_of(sql)) is not None:
                sql = self._of_sums(sql, kind, cursor, manifest, parameters)
            sql = sql.replace(DAYS_ONLY, _DAYS)
            if HEARD_OF_TURNS in sql and days_with(HEARD, TURNS, manifest, parameters) is not None:
                sql = sql.replace(HEARD_OF_TURNS, HEARD.name)
            return cursor, sql

    def forget(self) -> None:
        """Have the manifest read again by the next question."""
        with self._lock:
            self._seen = None

    def close(self) -> None:
        """Give back the memory."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _current(self) -> tuple[duckdb.DuckDBPyConnection, Manifest]:
        seen = self.signature()
        try:
            if self._connection is None:
                self._connection = engine(MEMORY, THREADS, self._spill)
                self._connection.execute("SET parquet_metadata_cache = true")
                self._coarse.begin(self._connection)
                self._manifest = None
            if self._manifest is None or seen != self._seen:
                manifest = manifests.read(self._folder)
                make_views(self._connection, self._folder, manifest)
                self._coarse.follow(self._connection, manifest)
                self._manifest, self._seen = manifest, seen
        except duckdb.IOException:
            raise  # gone meanwhile
        except duckdb.Error as error:
            raise unusable(self._folder, error) from error
        return self._connection, self._manifest

    def _of_sums(
        self,
        sql: str,
        kind: Kind,
        cursor: duckdb.DuckDBPyConnection,
        manifest: Manifest,
        parameters: Mapping[str, Parameter],
    ) -> str:
        """Return a question of SUMS where it has the days of one; have them in memory if so."""
        if self._connection is None:
            return sql
        whole = STORED[kind.table]
        if not kind.is_small:
            there, lacking = days_split(SUMS_BESIDE, whole, manifest, parameters)
            if not there:
                return sql
            parts = [manifest.days[day][whole.name] for day in lacking]
            unsummed = relation(self._folder, whole, parts) if parts else None
            return summed_question(sql, kind, SUMS_BESIDE.name, unsummed)
        days = days_with(SUMS, whole, manifest, parameters)
        if days is None:
            return sql
        try:
            self._coarse.read(self._connection, days, manifest)
        except duckdb.IOException:
            raise  # gone meanwhile
        except duckdb.Error as error:
            raise unusable(self._folder, error) from error
        # The cursor sees the rows as they are now, whatever is forgotten meanwhile.
        cursor.execute("BEGIN")
        cursor.execute(f"FROM {COARSE} LIMIT 0").fetchall()
        return summed_question(sql, kind, COARSE)


def make_views(connection: duckdb.DuckDBPyConnection, folder: Path, manifest: Manifest) -> None:
    """Make a view a table, all of one moment."""
    connection.execute("BEGIN")
    try:
        for table in STORED.values():
            if table is SUMS:  # in memory
                continue
            parts = manifest.parts(table.name)
            if table is SUMS_BESIDE:  # what summed something else is of no use
                parts = [part for part in parts if part.shape == shape_of(table)]
            rows = relation(folder, table, parts)
            connection.execute(f"CREATE OR REPLACE VIEW {name_of(table.name)} AS {rows}")
        days = ", ".join(
            text_of(day) for day in manifest.days if SESSIONS.name in manifest.days[day]
        )
        connection.execute(
            f"CREATE OR REPLACE VIEW {_DAYS} AS SELECT unnest(CAST([{days}] AS DATE[])) AS day"
        )
        connection.execute("COMMIT")
    except duckdb.Error:
        connection.execute("ROLLBACK")
        raise


def unusable(folder: Path, error: Exception) -> StoreUnusable:
    """Return what tells that the tables of a folder cannot be read, and what helps."""
    if is_full(error):
        return StoreUnusable(
            f"The log's tables in {folder} cannot be asked, as there is no space left on their "
            "disk; free some and try again."
        )
    return StoreUnusable(
        f"The log's tables in {folder} cannot be read ({said(error)}); "
        "run `aisle logs compact --mend`, or restore them from a backup."
    )


def step_back(niceness: int) -> None:
    """Give this thread, and those that DuckDB starts from it, a lower priority than speech."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)
