"""Rows of a CSV file: read by the names in its first line, however its other rows look."""

import csv
from dataclasses import dataclass
from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.errors import ImportRefused
from assistant.analytics.importing.columns import read_columns
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.memory import in_memory
from assistant.analytics.importing.pieces import Piece
from assistant.analytics.quoting import text_of

_WRONG: Final = {
    "TOO MANY COLUMNS": "it has more values than there are columns",
    "UNQUOTED VALUE": "its quotes are not closed",
    "LINE SIZE OVER MAXIMUM": "it is longer than any record",
}
"""What DuckDB says of a row, as we say it."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A piece of a CSV file."""

    header: bytes
    """Its first line."""
    delimiter: str
    piece: Piece
    """Whole rows, without the first line."""


def read_rows(run: DuckDBPyConnection, rows: Rows, counts: Counts) -> None:
    """Make own_turns, own_events, ubi_turns and ubi_events of a piece's rows, and count them.

    Raises:
        ImportRefused: The first line names two columns alike.
    """
    data, first = rows.piece.data, rows.piece.first_line + 1  # below the names
    names = _names(rows.header.decode(errors="replace"), rows.delimiter)
    text = data.decode(errors="replace")
    if text.count("\ufffd") > data.count(b"\xef\xbf\xbd"):
        counts.mended += sum(1 for line in data.split(b"\n") if not _is_utf8(line))
    columns = ", ".join(f"{text_of(name)}: 'VARCHAR'" for name in names)
    with in_memory(text.encode()) as path:
        # Nothing is guessed: a row that is not like the others says nothing about them.
        run.execute(
            "CREATE OR REPLACE TEMP TABLE csv_rows AS "
            "SELECT *, row_number() OVER () - 1 AS row_place FROM "
            f"read_csv({text_of(str(path))}, header = false, auto_detect = false, "
            f"columns = {{{columns}}}, delim = {text_of(rows.delimiter)}, "
            "quote = '\"', escape = '\"', allow_quoted_nulls = false, null_padding = true, "
            "strict_mode = true, store_rejects = true, parallel = false, "
            "max_line_size = 67108864, buffer_size = 268435456)"
        )
    wrong = run.execute(
        "SELECT line, min(CAST(error_type AS VARCHAR)) FROM reject_errors GROUP BY 1 ORDER BY 1"
    ).fetchall()
    for line, kind in wrong:
        counts.lines += 1
        counts.skip(first + line - 1, _WRONG.get(kind, "its row is damaged"))
    relation = "SELECT * FROM csv_rows"
    if wrong:  # rows after one that was left out have its place as well
        before = ", ".join(str(line - 1 - place) for place, (line, _) in enumerate(wrong))
        relation = (
            f"SELECT * REPLACE (row_place + len(list_filter([{before}], lambda x: x <= row_place))"
            " AS row_place) FROM csv_rows"
        )
    read_columns(run, relation, counts, first, is_csv=True)


def _names(header: str, delimiter: str) -> list[str]:
    """Return the names of the columns; those without one are numbered, and mean nothing."""
    names = [
        name.strip() for name in next(csv.reader([header.rstrip("\r\n")], delimiter=delimiter))
    ]
    names = [name or f"column_{place}" for place, name in enumerate(names)]
    lower = [name.casefold() for name in names]
    twice = next((name for name in names if lower.count(name.casefold()) > 1), None)
    if twice is not None:
        raise ImportRefused(f"Its first line names the column {twice} twice.")
    return names


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
