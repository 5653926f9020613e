"""DuckDB as Aisle uses it: in memory, bounded, without extensions from elsewhere."""

from pathlib import Path

import duckdb


def engine(memory: str, threads: int, spill: Path) -> duckdb.DuckDBPyConnection:
    """Return a new DuckDB.

    Args:
        memory: At most, as "1GB".
        threads: At most.
        spill: Folder for what does not fit into memory; made when it is needed.

    Raises:
        duckdb.Error: It cannot be started.
    """
    connection = duckdb.connect(
        config={
            "memory_limit": memory,
            "threads": threads,
            "temp_directory": str(spill),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    connection.execute("SET TimeZone = 'UTC'")
    # As in Postgres, where 7 / 2 is 3: one text of SQL means the same in both.
    connection.execute("SET integer_division = true")
    connection.execute("SET enable_progress_bar = false")
    return connection
