"""Finding files of the tables that are damaged or gone, such as after a disk failed."""

from pathlib import Path

import duckdb

from assistant.analytics.builder import Builder
from assistant.analytics.manifest import Part
from assistant.analytics.quoting import text_of
from assistant.analytics.tables import LOGGED


def without_damaged(builder: Builder) -> tuple[tuple[str, ...], dict[str, dict[str, Part]]]:
    """Read every file through.

    Returns:
        The files whose turns or events are lost, and all days without those that cannot be read.
    """
    logged = {table.name for table in LOGGED}
    lost = []
    days: dict[str, dict[str, Part]] = {}
    for day, parts in builder.manifest.days.items():
        days[day] = {}
        for name, part in parts.items():
            if _is_whole(builder.connection, builder.folder / part.file, part.rows):
                days[day][name] = part
            elif name in logged:
                lost.append(part.file)
    return tuple(lost), days


def _is_whole(connection: duckdb.DuckDBPyConnection, path: Path, rows: int) -> bool:
    sql = f"SELECT count(*), bit_xor(hash(t)) FROM read_parquet({text_of(str(path))}) AS t"
    try:
        return bool(connection.execute(sql).fetchall()[0][0] == rows)
    except duckdb.Error:
        return False
