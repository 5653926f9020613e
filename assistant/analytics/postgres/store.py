"""The log's tables in Postgres: a `Store` that many nodes share."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from assistant.analytics.engine import engine
from assistant.analytics.erased import without_erased
from assistant.analytics.flatten import flatten
from assistant.analytics.portions import in_portions
from assistant.analytics.postgres import fresh, merging, schema
from assistant.analytics.postgres.asking import answer
from assistant.analytics.postgres.bringing import copy_out
from assistant.analytics.postgres.connecting import pool_of, transaction, unusable
from assistant.analytics.postgres.dialect import translated
from assistant.analytics.postgres.removing import empty_texts, erase_rows, remove_days
from assistant.analytics.quoting import text_of
from assistant.analytics.store import Parameter, Rows
from assistant.analytics.tables import EVENTS, TABLES, TURNS, Table
from assistant.config import Settings
from assistant.intent_log.segments import day_of, drop, live, seal, sealed, set_aside, taking
from assistant.privacy.shared_tombstones import share, shared
from assistant.privacy.tombstones import tombstones_of

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.rows import TupleRow


_MEMORY: Final = "1GB"
_THREADS: Final = 2


class PostgresStore:
    """The tables of one shop in a schema of its own. Safe for several threads, and many nodes.

    Connects when it is first asked: a server that is away stops nobody from starting, and every
    method raises StoreUnusable as long as it is away.

    Args:
        settings: Of the shop, with log.url.

    Raises:
        StoreUnusable: The extra `postgres` is not installed.
        ConfigError: The variable of the password is not set.
    """

    def __init__(self, settings: Settings) -> None:
        self._log = settings.log_path
        self._tombstones = tombstones_of(settings)
        self._tenant = settings.tenant
        self._schema = schema.schema_of(settings.tenant)
        self._spill = settings.home / ".spill-postgres"
        self._pool = pool_of(settings.log)
        self._lock = threading.Lock()
        self._is_open = False
        self._is_ready = False
        self._has_shared = False

    def ask(self, sql: str, parameters: Mapping[str, Parameter] | None = None) -> Rows:
        """Return what one of our own queries gives; see `Store.ask`."""
        with self._transaction(read_only=True) as connection:
            asked = connection.execute(translated(sql).encode(), dict(parameters or {}))
            names = tuple(column.name for column in asked.description or ())
            return Rows(names, tuple(asked.fetchall()))

    def query(self, sql: str, rows: int, within_s: float) -> Rows:
        """Return what an analyst's own question gives, in Postgres' SQL; see `Store.query`."""
        self._make_ready()
        return answer(self._pool, self._schema, sql, rows, within_s)

    def save(self, sql: str, path: Path, parameters: Mapping[str, Parameter] | None = None) -> None:
        """Write what one of our own queries gives as a Parquet file; see `Store.save`."""
        with self._transaction(read_only=True) as connection:
            copy_out(connection, translated(sql).encode(), dict(parameters or {}), path)

    def mark(self) -> str:
        """Return what changes whenever the tables do, on whichever node."""
        return str(self.ask("SELECT value FROM aisle_meta WHERE name = 'revision'").rows[0][0])

    def days_of(self, session_id: str) -> tuple[date, ...] | None:  # noqa: ARG002
        """Return None: an index finds a session's rows at once."""
        return None

    def is_behind(self) -> bool:
        """Say whether this node has logged anything since; cheap."""
        waiting = (*live(self._log), *sealed(self._log))
        return any(path.stat().st_size > 0 for path in waiting if path.exists())

    def catch_up(self, *, unknown: bool = False) -> int:
        """Take in what this node logged since; see `Store.catch_up`.

        Args:
            unknown: Also what an earlier version did not understand.
        """
        new = 0
        if not self._log.is_dir():
            return new
        try:
            with taking(self._log):
                for paths in in_portions(seal(self._log, unknown=unknown)):
                    with engine(_MEMORY, _THREADS, self._spill) as flat:
                        read = flatten(flat, paths)
                        new += self._bring(flat, {TURNS: "new_turns", EVENTS: "new_events"})
                    set_aside(self._log, read.foreign, day_of(paths[-1]))
                    drop(paths)
        except (OSError, duckdb.Error) as error:
            raise unusable(error) from error
        return new

    def take(self, *, turns: Path | None = None, events: Path | None = None) -> int:
        """Take in Parquet files, all of them or none; see `Store.take`."""
        given = {TURNS: turns, EVENTS: events}
        relations = {
            table: f"read_parquet({text_of(str(path))})"
            for table, path in given.items()
            if path is not None
        }
        try:
            with engine(_MEMORY, _THREADS, self._spill) as flat:
                return self._bring(flat, relations)
        except duckdb.Error as error:
            raise unusable(error) from error

    def erase(self, *, session_ids: Sequence[str] = (), client_ids: Sequence[str] = ()) -> int:
        """Erase the rows of sessions and of shoppers in every table; see `Store.erase`.

        Their space is given back at once (VACUUM), and nobody can ask for it any more. The bytes
        stay in the pages' free space until other rows are written over them; they, the write-ahead
        log and backups are the operator's.
        """
        if not session_ids and not client_ids:
            return 0
        return self._removed(lambda connection: erase_rows(connection, session_ids, client_ids))

    def expire_texts(self, before: date) -> int:
        """Empty what may hold what was said, of days before one; see `Store.expire_texts`."""
        return self._removed(lambda connection: empty_texts(connection, before))

    def expire_rows(self, before: date) -> int:
        """Remove all days before one; see `Store.expire_rows`."""
        return self._removed(lambda connection: remove_days(connection, before))

    def rebuild(self) -> int:
        """Make anew what is made from the log; return how many days."""
        with self._changing() as connection:
            days = merging.rebuild(connection)
            self._revise(connection)
        return days

    def mend(self) -> tuple[str, ...]:
        """Return nothing: Postgres keeps its own files whole."""
        return ()

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()

    def _bring(self, flat: duckdb.DuckDBPyConnection, relations: Mapping[Table, str]) -> int:
        # Who is erased from here on waits for the lock, and finds these rows.
        with self._changing() as connection:
            own = self._tombstones.read()
            if not self._has_shared:  # those of a time before there was a database, too
                share(connection, self._tenant, own)
            kept = dict(relations)
            for number, erased in enumerate((own, *shared(connection, self._tenant))):
                for table, rows in kept.items():
                    kept[table] = without_erased(flat, f"{table.name}_{number}", rows, erased)
            fresh.prepare(flat, kept)
            new = fresh.bring(flat, connection, self._schema)
            if new:
                self._revise(connection)
        self._has_shared = True
        return new

    def _removed(self, remove: "Callable[[Connection[TupleRow]], int]") -> int:
        """Remove something, and give its space back; return how much there was."""
        with self._changing() as connection:
            gone = remove(connection)
            if gone:
                self._revise(connection)
        if gone:
            self._vacuum()
        return gone

    @contextmanager
    def _changing(self) -> "Iterator[Connection[TupleRow]]":
        """Hold the shop's lock in a transaction, as whoever changes its tables does."""
        with self._transaction() as connection:
            schema.lock(connection, self._schema)
            yield connection

    @contextmanager
    def _transaction(self, *, read_only: bool = False) -> "Iterator[Connection[TupleRow]]":
        self._make_ready()
        with transaction(self._pool, self._schema, read_only=read_only) as connection:
            yield connection

    def _make_ready(self) -> None:
        """Open the pool, and make what is missing of the schema; each once."""
        if self._is_ready:
            return
        with self._lock:
            if not self._is_open:
                self._pool.open()
                self._is_open = True
            if not self._is_ready:
                with transaction(self._pool, self._schema) as connection:
                    schema.make_ready(connection, self._schema)
                self._is_ready = True

    def _revise(self, connection: "Connection[TupleRow]") -> None:
        connection.execute(
            "UPDATE aisle_meta SET value = (value::bigint + 1)::text WHERE name = 'revision'"
        )

    def _vacuum(self) -> None:
        """Give the space of deleted rows back, with the planner's samples; in no transaction."""
        import psycopg  # noqa: PLC0415 - an extra

        try:
            with self._pool.connection() as connection:
                for table in TABLES:
                    connection.execute(f'VACUUM (ANALYZE) "{self._schema}".{table.name}'.encode())
        except (psycopg.Error, OSError) as error:
            raise unusable(error) from error
