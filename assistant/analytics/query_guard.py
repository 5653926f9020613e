"""An analyst's own question to the Parquet files: one SELECT over the tables, read only, bounded.

Three walls. The question is parsed first, and what is not on a list of what may be in one is
refused (`assistant.analytics.query_check`). Then it runs in a DuckDB of its own that may open no
file but the tables' own, load nothing and change no setting: that is here. And that is in a
process of its own (`assistant.analytics.question_process`), which ends with its time or its
memory: `repeat('x', 2000000000)` alone held DuckDB for 9 s beyond its time, deaf to interrupts.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from assistant.analytics.duckdb_reason import said
from assistant.analytics.engine import engine
from assistant.analytics.errors import QueryFailed
from assistant.analytics.manifest import Manifest
from assistant.analytics.parts import relation
from assistant.analytics.query_check import checked
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.store import Rows
from assistant.analytics.tables import TABLES
from assistant.analytics.views import duckdb_views

MEMORY: Final = "512MB"
SPILL_AT_MOST: Final = "2GB"
THREADS: Final = 2


def answer(folder: Path, manifest: Manifest, sql: str, rows: int, spill: Path) -> Rows:
    """Return what a question gives, and one row more than `rows` at most.

    Args:
        folder: Of the tables.
        manifest: Which files there are.
        sql: What an analyst wrote.
        rows: How many are wanted.
        spill: Folder for what does not fit into memory.

    Raises:
        QueryRefused: It is no question.
        QueryFailed: It cannot be answered.
        duckdb.IOException: A file is gone.
    """
    with locked(folder, manifest, spill) as connection:
        checked(sql, connection)
        try:
            asked = connection.execute(sql)
            columns = tuple(column[0] for column in asked.description or ())
            return Rows(columns, tuple(asked.fetchmany(rows + 1)))
        except duckdb.IOException:
            raise
        except (duckdb.Error, MemoryError) as error:
            raise QueryFailed(f"The question cannot be answered: {said(error)}.") from error


@contextmanager
def locked(folder: Path, manifest: Manifest, spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB that can read the files of one moment and nothing else."""
    connection = engine(MEMORY, THREADS, spill)
    try:
        run = connection.execute
        files = ", ".join(text_of(str(folder / file)) for file in sorted(manifest.files()))
        run(f"SET max_temp_directory_size = '{SPILL_AT_MOST}'")
        run(f"SET allowed_paths = [{files}]")
        run("SET enable_external_access = false")
        for table in TABLES:
            rows = relation(folder, table, manifest.parts(table.name))
            run(f"CREATE VIEW {name_of(table.name)} AS {rows}")
        for view in duckdb_views():
            run(view)
        run("SET integer_division = false")
        run("SET python_enable_replacements = false")
        run("SET allow_community_extensions = false")
        run("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)
