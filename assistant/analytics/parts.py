"""One table's rows of some days, as files: what reads them and what writes them.

Rows are in order of time, so that the newest are found without reading the rest; a file is one
day's, so that a stretch of days leaves the others unread (the folder's name says the day).
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final
from uuid import uuid4

from duckdb import DuckDBPyConnection

from assistant.analytics.made.heard import HEARD
from assistant.analytics.made.sums import SUMS, SUMS_BESIDE
from assistant.analytics.manifest import Part, sync_folder
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.tables import TABLES, Column, Table

PRESENCE: Final = Table(
    "presence",
    ("session", "day"),
    (
        Column("session", "BIGINT", "`session_number` of its id."),
        Column("day", "DATE", "On which it has a turn or an event."),
    ),
)
"""Which session was there on which day; Aisle's own, no table for analysts."""
STORED: Final = {table.name: table for table in (*TABLES, PRESENCE, SUMS, SUMS_BESIDE, HEARD)}

_ROW_GROUP: Final = 60_000
_PIECES: Final = {SUMS.name: ("snappy", 2_048), SUMS_BESIDE.name: ("snappy", 2_048)}
"""Compression and rows a group of tables of which a few rows of each day are asked for. DuckDB
writes no smaller groups, and zstd took half as long again to read them."""
_ORDERS: Final = {"turns": "timestamp, query_id", "events": "timestamp, event_id"}
_ORDERS_OTHERS: Final = {"sessions": "started_at, session_id", "presence": "session"}


def session_number(column: str) -> str:
    """Return SQL for a session's number in `presence`; the same for ever, unlike DuckDB's hash."""
    return f"CAST(md5_number_lower({column}) >> 1 AS BIGINT)"


def shape_of(table: Table) -> str:
    """Return a digest of a table's columns."""
    told = ",".join(f"{column.name} {column.type}" for column in table.columns)
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def relation(folder: Path, table: Table, parts: Sequence[Part]) -> str:
    """Return a SELECT of all columns of a table from its files, without the brackets around it.

    A file of a version that lacked a column has null in it.
    """
    if not parts:
        nothing = (f"CAST(NULL AS {c.type}) AS {name_of(c.name)}" for c in table.columns)
        return f"SELECT {', '.join(nothing)} WHERE false"
    shape = shape_of(table)
    same = [part for part in parts if part.shape == shape]
    older = [part for part in parts if part.shape != shape]
    read = [_read(folder, same, ", ".join(map(name_of, table.names)))] if same else []
    by_shape: dict[str, list[Part]] = {}
    for part in older:
        by_shape.setdefault(part.shape, []).append(part)
    for group in by_shape.values():
        # Columns that the files lack come from a row of nulls beside each of theirs.
        nulls = ", ".join(f"CAST(NULL AS {c.type}) AS {name_of(c.name)}" for c in table.columns)
        all_of_it = _read(folder, group, "*")
        read.append(
            f"SELECT {', '.join(map(name_of, table.names))} FROM "
            f"(SELECT * FROM (SELECT {nulls} WHERE false) UNION ALL BY NAME {all_of_it})"
        )
    return " UNION ALL ".join(f"({one})" for one in read) if len(read) > 1 else read[0]


def _read(folder: Path, parts: Sequence[Part], columns: str) -> str:
    files = ", ".join(text_of(str(folder / part.file)) for part in parts)
    return (
        f"SELECT {columns} FROM read_parquet([{files}], hive_partitioning = true, "
        "hive_types = {'day': DATE})"
    )


def copy_out(
    connection: DuckDBPyConnection, folder: Path, building: Path, table: Table, rows: str
) -> dict[str, Part]:
    """Write rows to a file a day.

    Args:
        connection: Where `rows` can be asked.
        folder: Of the tables.
        building: A folder within it, for what is half written.
        table: Whose columns the rows have, in any order.
        rows: A SELECT.

    Returns:
        Parts by day; none for a day without rows. They are on disk, and of no one as yet.
    """
    name = put_in_order(connection, table, rows)
    try:
        return copy_ordered(connection, folder, building, table, name)
    finally:
        connection.execute(f"DROP TABLE IF EXISTS {name}")


def order_of(table: Table) -> str:
    """Return what rows of a table lie in the order of."""
    order = {**_ORDERS, **_ORDERS_OTHERS}.get(table.name, ", ".join(map(name_of, table.key)))
    return f"day, {order}"


def put_in_order(
    connection: DuckDBPyConnection, table: Table, rows: str, called: str | None = None
) -> str:
    """Make a table of rows in the order in which they are written; return its name.

    It is no temporary one, so that other threads see it, and goes with the connection's database.

    Args:
        connection: Where `rows` can be asked.
        table: Whose columns the rows have, in any order.
        rows: A SELECT.
        called: Its name, where it is not to be `ordered_` and the table's.
    """
    chosen = ", ".join(
        f"CAST({name_of(c.name)} AS {c.type}) AS {name_of(c.name)}" for c in table.columns
    )
    name = called or f"ordered_{table.name}"
    connection.execute(
        f"CREATE OR REPLACE TABLE {name} AS SELECT {chosen} FROM ({rows}) "
        f"ORDER BY {order_of(table)}"
    )
    return name


def copy_ordered(
    connection: DuckDBPyConnection,
    folder: Path,
    building: Path,
    table: Table,
    name: str,
    within: str = "true",
    beside: tuple[str, Sequence[str]] | None = None,
) -> dict[str, Part]:
    """Write a table that `put_in_order` made to a file a day, as `copy_out`.

    Days are read by their place in it, several at a time. DuckDB's own partitioned COPY has each
    row pass through buffers of its day: of 300,000 turns of 90 days it took twice as long.

    Args:
        connection: Where the table is; others of its database read it.
        folder: Of the tables.
        building: A folder within it, for what is half written.
        table: Whose columns it has.
        name: Of it.
        within: A condition of `day`: which days are written.
        beside: Another table with a row for each of its rows, in the same order, and which
            columns are that one's.
    """
    other, others = beside or ("", ())
    columns = ", ".join(
        f"{'o' if column in others else 'r'}.{name_of(column)}" for column in table.names
    )
    days = connection.execute(
        f"SELECT CAST(day AS VARCHAR), min(rowid), max(rowid), count(*) FROM {name} "
        f"WHERE {within} GROUP BY day"
    ).fetchall()
    into = building / f"{table.name}-{uuid4().hex[:8]}"
    into.mkdir(mode=0o700)
    shape = shape_of(table)
    compression, rows_a_group = _PIECES.get(table.name, ("zstd", _ROW_GROUP))

    def written(told: tuple[str, int, int, int]) -> tuple[str, Part]:
        day, first, last, count = told
        if last - first + 1 != count:
            raise AssertionError("rows of a day do not lie together")
        path = into / f"{day}.parquet"
        lying = f"WHERE rowid BETWEEN {first} AND {last}"
        rows = f"(SELECT * FROM {name} {lying}) AS r"
        if other:
            rows += f" POSITIONAL JOIN (SELECT * FROM {other} {lying}) AS o"
        with connection.cursor() as cursor:
            cursor.execute(
                f"COPY (SELECT {columns} FROM {rows}) TO {text_of(str(path))} "
                f"(FORMAT parquet, COMPRESSION {compression}, ROW_GROUP_SIZE {rows_a_group})"
            )
        file = f"{table.name}/day={day}/{uuid4().hex[:12]}.parquet"
        _moved(path, folder / file)
        return day, Part(file, count, shape)

    at_once = connection.execute("SELECT current_setting('threads')").fetchall()[0][0]
    with ThreadPoolExecutor(max(1, min(int(at_once), len(days)))) as pool:
        return dict(pool.map(written, sorted(days)))


def sync_folders(folder: Path, files: Iterable[str]) -> None:
    """Make the names of new files survive a power loss.

    Raises:
        OSError: They could not be brought to the disk.
    """
    within = {(folder / file).parent for file in files}
    for named in within | {path.parent for path in within}:
        sync_folder(named)
    sync_folder(folder)


def _moved(path: Path, to: Path) -> None:
    """Bring a file's content to the disk, and the file to its place."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o600)
    path.rename(to)


def remove(folder: Path, files: Iterable[str]) -> None:
    """Remove files that are of no one, and folders that are empty then."""
    for file in files:
        path = folder / file
        path.unlink(missing_ok=True)
        if path.parent != folder and path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
