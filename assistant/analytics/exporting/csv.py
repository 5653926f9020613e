"""Tables as CSV that a spreadsheet may open, and that can be imported without a loss.

A text that a spreadsheet would take for a formula is given an apostrophe before it, as is one that
begins with an apostrophe itself; an import takes one away again. Null is nothing between the
commas, an empty text is "".
"""

from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.tables import Table

_ARMED: Final = "^[=+\\-@\\t\\r'|%]"


def write_csv(run: DuckDBPyConnection, table: Table, rows: Path, into: Path) -> None:
    """Write a Parquet file's rows as CSV.

    Args:
        run: A connection.
        table: Whose columns they have.
        rows: The Parquet file.
        into: The CSV file.
    """
    has = {str(r[0]) for r in run.execute(f"DESCRIBE FROM {text_of(str(rows))}").fetchall()}
    columns = [column for column in table.columns if column.name in has]
    chosen = ", ".join(
        f"CASE WHEN regexp_matches({name_of(c.name)}, {text_of(_ARMED)}) "
        f"THEN '''' || {name_of(c.name)} ELSE {name_of(c.name)} END AS {name_of(c.name)}"
        if c.type == "TEXT"
        else name_of(c.name)
        for c in columns
    )
    quoted = ", ".join(name_of(c.name) for c in columns if c.type == "TEXT")
    run.execute(
        f"COPY (SELECT {chosen} FROM {text_of(str(rows))}) TO {text_of(str(into))} "
        f"(FORMAT csv, HEADER, FORCE_QUOTE ({quoted}))"
    )
