"""One piece of a file into Parquet, redacted; in a thread of its own, so that cores share it."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import duckdb

from assistant.analytics.errors import ImportRefused
from assistant.analytics.importing.columns import read_columns
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.formats import Format
from assistant.analytics.importing.lines import read_lines
from assistant.analytics.importing.looking import Looks
from assistant.analytics.importing.pieces import Piece
from assistant.analytics.importing.rows import Rows, read_rows
from assistant.analytics.importing.texts import redact_foreign, redact_own
from assistant.analytics.quoting import text_of
from assistant.analytics.sources import COLUMNS
from assistant.analytics.tables import EVENTS, TURNS
from assistant.redaction.redact import REDACTION_VERSION

_FILE: Final = re.compile(r"""["']?/proc/self/fd/\d+["']?""")
"""What was read under a name that tells nobody anything."""
MEMORY: Final = "1500MB"
"""Of one piece. What is not redacted is never written: it has no temporary folder."""


@dataclass(frozen=True, slots=True)
class Task:
    """What one thread is to do."""

    number: int
    format: Format
    into: Path
    """Folder for the Parquet files."""
    tenant: str
    piece: Piece | None = None
    """Of lines, or of rows of a CSV file."""
    header: bytes = b""
    """Of a CSV file: its first row."""
    delimiter: str = ","
    """Of a CSV file: what stands between two values."""
    path: Path | None = None
    """A Parquet file, or one that holds a JSON array."""
    rows: tuple[int, int] = (0, 0)
    """Of a Parquet file: from, and up to."""
    own: tuple[str, ...] = ()
    """What the shop says of itself, which stays in replies."""
    looks: Looks = field(default_factory=Looks)
    """At texts; of all pieces, so that each is looked at once."""


@dataclass(slots=True)
class Done:
    """What came of it."""

    counts: Counts = field(default_factory=Counts)
    files: dict[str, Path] = field(default_factory=dict)
    """By "own_turns", "own_events", "ubi_turns", "ubi_events"; those that have rows."""


def done(task: Task) -> Done:
    """Read a piece, redact it and write it.

    Raises:
        ImportRefused: It cannot be read.
    """
    made = Done()
    with _connection() as run:
        try:
            _read(run, task, made.counts)
            for table in (TURNS, EVENTS):
                own, foreign = f"own_{table.name}", f"ubi_{table.name}"
                run.execute(f"UPDATE {foreign} SET tenant = {text_of(task.tenant)}")
                for name in (own, foreign):
                    if not _has(run, name):
                        continue
                    if name == own:
                        redacted = redact_own(run, table, name, task.looks, task.own)
                    else:
                        redacted = redact_foreign(run, table, name, task.looks)
                    made.counts.redacted += redacted
                    made.files[name] = _written(run, name, task)
                    made.counts.days += _days(run, name)
        except duckdb.Error as error:
            line = _FILE.sub("its rows", str(error).splitlines()[0])
            raise ImportRefused(f"It cannot be read: {line.rstrip('.')}.") from error
    return made


@contextmanager
def _connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1, "memory_limit": MEMORY, "temp_directory": ""}) as run:
        run.execute("SET TimeZone = 'UTC'")
        run.execute("SET preserve_insertion_order = true")
        run.execute("SET enable_progress_bar = false")
        yield run


def _read(run: duckdb.DuckDBPyConnection, task: Task, counts: Counts) -> None:
    piece = task.piece
    if task.format is Format.LINES and piece is not None:
        read_lines(run, piece, counts)
    elif task.format is Format.ARRAY:
        read_lines(run, Piece(1, _array_lines(run, task.path)), counts)
    elif task.format is Format.PARQUET:
        low, high = task.rows
        relation = (
            f"SELECT * EXCLUDE (file_row_number), file_row_number - {low} AS row_place "
            f"FROM read_parquet({text_of(str(task.path))}, file_row_number = true, "
            f"hive_partitioning = false) "
            f"WHERE file_row_number >= {low} AND file_row_number < {high}"
        )
        read_columns(run, relation, counts, low + 1, is_csv=False)
    elif piece is not None:
        read_rows(run, Rows(task.header, task.delimiter, piece), counts)


def _array_lines(run: duckdb.DuckDBPyConnection, path: Path | None) -> bytes:
    rows = run.execute(
        f"SELECT json FROM read_json_objects({text_of(str(path))}, format = 'array', "
        "maximum_object_size = 67108864)"
    ).fetchall()
    return "\n".join(str(row[0]).replace("\n", " ") for row in rows).encode()


def _has(run: duckdb.DuckDBPyConnection, table: str) -> bool:
    return bool(run.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall())


def _days(run: duckdb.DuckDBPyConnection, table: str) -> Counter[date]:
    rows = run.execute(
        f"SELECT CAST(timestamp AS DATE), count(*) FROM {table} GROUP BY 1"
    ).fetchall()
    return Counter(dict(rows))


def _written(run: duckdb.DuckDBPyConnection, name: str, task: Task) -> Path:
    path = task.into / f"{name}-{task.number:06d}.parquet"
    table = name.split("_")[1]
    columns = ", ".join(f'"{one}"' for one in COLUMNS[table])
    if name.startswith("ubi"):
        columns = ", ".join(f'"{c.name}"' for c in (TURNS if table == "turns" else EVENTS).columns)
    run.execute(
        f"COPY (SELECT {columns} FROM (SELECT * REPLACE ({REDACTION_VERSION} AS redaction) "
        f"FROM {name})) TO {text_of(str(path))} "
        "(FORMAT parquet, COMPRESSION snappy)"
    )
    return path
