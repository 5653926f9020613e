"""How quickly past logs come into the tables: read, redacted, and their days built.

The log is synthesised (`aisle logs synth`), so that every run has the same. As Parquet it is a
million different turns; as JSON lines it is 20,000 turns written fifty times with ids of their
own, because writing a million records takes longer than reading them. As User Behavior Insights
it is what another shop's search log says of the same million turns: narrow rows, no more than
UBI 1.3 names.

Next to the time on the wall stands what two free cores would do: turns by half of the CPU time
that all processes took. On a machine that does nothing else the two agree.
"""

import os
import re
import resource
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.importing.importer import import_files
from assistant.analytics.store import Store
from assistant.analytics.synth.making import synthesise
from assistant.analytics.synth.plan import Plan
from assistant.analytics.synth.records import write_segments
from assistant.config import Settings
from assistant.config_tables import LogSettings
from evals.bench.figure import Figure, Report
from evals.bench.stamp import stamp
from evals.runs.assistant import scratch_home
from retrieval.index import status

TURNS: Final = 1_000_000
DAYS: Final = 90
LAST: Final = date(2026, 11, 22)
SEED: Final = 9
LINES_OF: Final = 20_000
"""Turns that are written as lines, again and again."""
CORES: Final = 2
REACH: Final = 50_000
POSTGRES_TURNS: Final = 100_000
POSTGRES: Final = "AISLE_BENCH_POSTGRES_URL"
"""Of a database in which a schema may be made, and is dropped afterwards."""
_IDS: Final = re.compile(rb'"(query_id|session_id|event_id)":"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Took:
    """What one import took."""

    turns: int
    rows: int
    wall_s: float
    cpu_s: float
    read_s: float
    """Of the wall's: until the store took over."""

    def per_s(self, seconds: float) -> float:
        return self.turns / seconds


def run(settings: Settings, turns: int = TURNS) -> Report:
    """Measure the import of a log of `turns` turns."""
    with scratch_home(settings) as scratch:
        folder = scratch.home / "past"
        synthesise(Plan(turns, DAYS, SEED, LAST), folder)
        parquet = sorted(folder.glob("*.parquet"))
        lines = _lines(scratch.home, turns)
        of_parquet = _imported(scratch, parquet, DuckStore)
        of_lines = _imported(scratch, [lines], DuckStore)
        of_ubi = _imported(scratch, _ubi(folder, scratch.home), DuckStore)
        in_postgres = _in_postgres(scratch)
    figures = [
        *_figures("Parquet", of_parquet, REACH),
        *_figures("JSON lines", of_lines, REACH),
        *_figures("UBI lines", of_ubi, REACH),
        *_figures("Parquet into Postgres", in_postgres, None),
    ]
    return Report(
        bench="log-ingest",
        figures=tuple(figures),
        stamp=stamp(status(settings.index_path).digest[:12]),
    )


def _figures(name: str, took: Took | None, reach: float | None) -> Sequence[Figure]:
    if took is None:
        return [Figure(f"{name}: turns a second", None, "1/s", 0)]
    return [
        Figure(
            f"{name}: turns a second, whole path",
            took.per_s(took.wall_s),
            "1/s",
            took.turns,
            reach=reach,
            smaller_is_better=False,
        ),
        Figure(
            f"{name}: by CPU time, on {CORES} free cores",
            # What a database server spends beside us is not in our CPU time.
            took.per_s(took.cpu_s / CORES) if reach is not None else None,
            "1/s",
            took.turns,
            reach=reach,
            smaller_is_better=False,
        ),
        Figure(f"{name}: turns and events a second", took.rows / took.wall_s, "1/s", took.rows),
        Figure(
            f"{name}: reading and redaction, share of the time",
            took.read_s / took.wall_s,
            "share",
            took.turns,
        ),
    ]


def _imported(
    scratch: Settings, files: Sequence[Path], open_store: Callable[[Settings], Store]
) -> Took:
    """Import into a home of its own, which is removed."""
    home = scratch.home / "into"
    into = scratch.model_copy(update={"home": home})
    store = _Timed(open_store(into))
    began, cpu = time.monotonic(), _cpu_s()
    try:
        imported = import_files(into, store, files)
    finally:
        store.close()
    wall_s, cpu_s = time.monotonic() - began, _cpu_s() - cpu
    total = imported.total
    shutil.rmtree(home)
    return Took(total.turns, total.turns + total.events, wall_s, cpu_s, wall_s - store.took_s)


class _Timed:
    """A store that says how long it took to take files in."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.took_s = 0.0
        self.close = store.close

    def take(self, *, turns: Path | None = None, events: Path | None = None) -> int:
        began = time.monotonic()
        try:
            return self._store.take(turns=turns, events=events)
        finally:
            self.took_s = time.monotonic() - began


def _lines(home: Path, turns: int) -> Path:
    """Write a log of about `turns` turns as JSON lines."""
    some = min(turns, LINES_OF)
    synthesise(Plan(some, DAYS, SEED + 1, LAST), home / "few")
    write_segments(home / "few", home / "few-lines")
    data = b"".join(path.read_bytes() for path in sorted((home / "few-lines").iterdir()))
    path = home / "lines.jsonl"
    with path.open("wb") as file:
        for copy in range(max(1, turns // some)):
            file.write(_IDS.sub(rb'"\1":"\2-%d"' % copy, data))
    return path


_UBI: Final = {
    "turns": """SELECT 'shop' AS application, query_id, client_id, user_query,
        CAST(query_response_hit_ids AS JSON) AS query_response_hit_ids, object_id_field,
        strftime(timestamp, '%Y-%m-%dT%H:%M:%S.%gZ') AS timestamp""",
    "events": """SELECT 'shop' AS application, action_name, query_id, session_id, client_id,
        strftime(timestamp, '%Y-%m-%dT%H:%M:%S.%gZ') AS timestamp,
        {'object': {'object_id': object_id, 'object_id_field': object_id_field},
         'position': {'ordinal': ordinal}} AS event_attributes""",
}


def _ubi(past: Path, into: Path) -> list[Path]:
    """Write a log's queries and events as another system would have; return the files."""
    with duckdb.connect() as run:
        run.execute("SET enable_progress_bar = false")
        for table, said in _UBI.items():
            rows = f"{said} FROM read_parquet('{past}/{table}-*.parquet')"
            run.execute(f"COPY ({rows}) TO '{into}/ubi-{table}.ndjson' (FORMAT json)")
    return [into / f"ubi-{table}.ndjson" for table in _UBI]


def _in_postgres(scratch: Settings) -> Took | None:
    url = os.environ.get(POSTGRES)
    if not url:
        return None
    import psycopg  # noqa: PLC0415 - an extra

    from assistant.analytics.postgres.store import PostgresStore  # noqa: PLC0415 - an extra

    folder = scratch.home / "past-postgres"
    synthesise(Plan(POSTGRES_TURNS, DAYS, SEED, LAST), folder)
    tenant = f"bench{os.getpid()}"
    there = scratch.model_copy(update={"tenant": tenant, "log": LogSettings(url=url)})
    try:
        return _imported(there, sorted(folder.glob("*.parquet")), PostgresStore)
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP SCHEMA IF EXISTS "aisle_{tenant}" CASCADE'.encode())


def _cpu_s() -> float:
    """Return the CPU time of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
