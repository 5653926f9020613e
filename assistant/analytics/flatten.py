"""From segments, one JSON record a line, to rows of TURNS and EVENTS; all of it inside DuckDB.

What is not a whole record (a line that a crash cut short, a foreign one) is counted and left out,
and whole records of a kind that is not known here are handed back as they are. Fields without a
column go into `more`, and so does a value that its column cannot hold exactly: a newer schema's,
or a price with zeros at its end. `assistant.analytics.record_of_row` makes the record.

Columns that need other turns of the session are made when a day is built:
`assistant.analytics.days`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.mended_lines import mended_lines
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.rows_of_lines import rows_sql
from assistant.analytics.tables import EVENTS, TURNS, Table

LONGEST_LINE: Final = 64 * 2**20
"""Bytes; a record has some 3,000."""
_OF_TURN: Final = '{"schema":"aisle.turn/'
_OF_EVENT: Final = '{"schema":"aisle.event/'
"""How lines of our own begin; others are looked into."""


@dataclass(frozen=True, slots=True)
class Flattened:
    """What the lines were."""

    turns: int
    events: int
    torn: int
    """Not JSON: cut short by a crash, or damaged; but see `mended_lines`."""
    foreign: tuple[bytes, ...]
    """Whole records that are neither, or lack what a row needs."""

    @property
    def records(self) -> int:
        return self.turns + self.events


def flatten(
    connection: DuckDBPyConnection,
    paths: Sequence[Path],
    turns: str = "new_turns",
    events: str = "new_events",
) -> Flattened:
    """Make tables of the rows that segments hold; as often as they are logged, in their order.

    Args:
        connection: Where the tables are made; its time zone is set to UTC.
        paths: Segments.
        turns: Name of the temporary table of turns.
        events: And of events.

    Raises:
        duckdb.Error: A segment cannot be read.
    """
    run = connection.execute
    run("SET TimeZone = 'UTC'")
    run(f"CREATE OR REPLACE TEMP TABLE new_lines AS {_read(paths)}")
    torn = run("SELECT count(*) FROM new_lines WHERE line IS NULL").fetchall()[0][0]
    if torn and (mended := list(mended_lines(paths))):
        run(f"INSERT INTO new_lines {_of_kind('SELECT unnest(?::JSON[]) AS line')}", [mended])
        torn -= len(mended)
    counts = []
    foreign: list[bytes] = []
    for table, name in ((TURNS, turns), (EVENTS, events)):
        count, unfit = _made(connection, table, name_of(name))
        counts.append(count)
        foreign += unfit
    others = run("SELECT line FROM new_lines WHERE line IS NOT NULL AND kind IS NULL").fetchall()
    foreign += [line.encode() for (line,) in others]
    run("DROP TABLE new_lines")
    return Flattened(counts[0], counts[1], torn, tuple(foreign))


def _made(connection: DuckDBPyConnection, table: Table, name: str) -> tuple[int, list[bytes]]:
    """Make the rows of one table; return how many, and the lines that lack what a row needs."""
    run = connection.execute
    run(f"CREATE OR REPLACE TEMP TABLE {name} AS {rows_sql(table, 'new_lines')}")
    unfit = run(f"SELECT unfit FROM {name} WHERE unfit IS NOT NULL").fetchall()
    if unfit:
        run(f"DELETE FROM {name} WHERE unfit IS NOT NULL")
    run(f"ALTER TABLE {name} DROP COLUMN unfit")
    count = run(f"SELECT count(*) FROM {name}").fetchall()[0][0]
    return int(count), [line.encode() for (line,) in unfit]


def _read(paths: Sequence[Path]) -> str:
    """Return what reads lines: null where one is not JSON, without a kind where it is foreign."""
    if not paths:
        return "SELECT NULL::JSON AS line, NULL::VARCHAR AS kind WHERE false"
    files = ", ".join(text_of(str(path)) for path in paths)
    return _of_kind(
        f"""SELECT json AS line FROM read_json_objects([{files}], format = 'newline_delimited',
            ignore_errors = true, maximum_object_size = {LONGEST_LINE})"""
    )


def _of_kind(lines: str) -> str:
    """Return what tells the kind of lines; one without a schema is a turn of an old log."""
    return f"""SELECT line, CASE WHEN schema LIKE 'aisle.turn/%' THEN 'turn'
            WHEN schema LIKE 'aisle.event/%' THEN 'event'
            WHEN schema IS NULL AND json_exists(line, '$.user_query') THEN 'turn' END AS kind
        FROM (SELECT line, CASE WHEN starts_with(line, '{_OF_TURN}') THEN 'aisle.turn/'
            WHEN starts_with(line, '{_OF_EVENT}') THEN 'aisle.event/'
            ELSE line ->> '$.schema' END AS schema FROM ({lines}))"""
