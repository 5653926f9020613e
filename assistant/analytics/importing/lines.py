"""A piece of JSON lines as rows: Aisle's own records, UBI's queries and events, and the rest."""

from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.importing import ubi
from assistant.analytics.importing.columns import make_empty
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.exported import restored_events, restored_turns
from assistant.analytics.importing.own_lines import NO_TIME, NOT_JSON, object_of, read_own
from assistant.analytics.importing.pieces import Piece
from assistant.analytics.tables import EVENTS, TURNS

_OWN: Final = (b'"schema":"aisle.', b'"schema": "aisle.')
_BULK: Final = ("index", "create", "update", "delete")


def read_lines(run: DuckDBPyConnection, piece: Piece, counts: Counts) -> None:
    """Make own_turns, own_events, ubi_turns and ubi_events of a piece, and count its lines.

    Args:
        run: Where the temporary tables are made.
        piece: Whole lines.
        counts: Where they are counted.
    """
    data, first = piece.data, piece.first_line
    for line in piece.too_long:
        counts.lines += 1
        counts.skip(line, "it is longer than any record")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
        counts.mended += sum(1 for one in data.split(b"\n") if not _is_utf8(one))
        data = text.encode()
    rows = text.count("\n") + (not text.endswith("\n") and bool(text))
    counts.lines += rows
    own = sum(data.count(mark) for mark in _OWN)
    if own >= rows:
        read_own(run, data, counts, range(first, first + rows))
        for table in (TURNS, EVENTS):
            make_empty(run, "ubi", table)
    elif not own:
        for table in (TURNS, EVENTS):
            make_empty(run, "own", table)
        _read_ubi(run, text.split("\n"), first, counts)
    else:
        lines = text.split("\n")
        is_own = ['"schema":"aisle.' in one or '"schema": "aisle.' in one for one in lines]
        ours = [place for place, mine in enumerate(is_own) if mine]
        data = "\n".join(lines[place] for place in ours).encode()
        read_own(run, data, counts, [first + place for place in ours])
        rest = [None if mine else one for one, mine in zip(lines, is_own, strict=True)]
        _read_ubi(run, rest, first, counts)


def _read_ubi(
    run: DuckDBPyConnection, lines: list[str] | list[str | None], first: int, counts: Counts
) -> None:
    """Make the tables of what is no record of ours; None stands for a line that is."""
    run.execute(
        """CREATE OR REPLACE TEMP TABLE ubi_lines AS SELECT n, text,
            CASE WHEN json_valid(text) AND json_type(text) = 'OBJECT' THEN CAST(text AS JSON)
            END AS line
        FROM (SELECT unnest(?::VARCHAR[]) AS text,
            unnest(range(?, CAST(? + len(?::VARCHAR[]) AS BIGINT))) AS n)
        WHERE text IS NOT NULL AND len(trim(text, chr(32) || chr(9) || chr(13))) > 0""",
        [lines, first, first, lines],
    )
    blank = sum(1 for one in lines if one is not None and not one.strip())
    counts.empty += blank - (bool(lines) and lines[-1] == "")  # what follows the last line break
    run.execute(f"CREATE OR REPLACE TEMP TABLE ubi_read AS {ubi.read_sql('ubi_lines')}")
    run.execute(f"CREATE OR REPLACE TEMP TABLE ubi_turns AS {ubi.turns_sql('ubi_read')}")
    run.execute(f"CREATE OR REPLACE TEMP TABLE ubi_events AS {ubi.events_sql('ubi_read')}")
    counts.turns += _count(run, "ubi_turns") + restored_turns(run)
    counts.events += _count(run, "ubi_events")
    events, markers = restored_events(run)
    counts.events += events
    counts.markers += markers
    others = run.execute(
        """SELECT n, text, kind FROM ubi_read JOIN ubi_lines USING (n)
        WHERE kind IS NULL OR (happened IS NULL AND kind <> 'made') ORDER BY n"""
    ).fetchall()
    for number, text, kind in others:
        record = object_of(text)
        if record is None:
            counts.skip(number, NOT_JSON)
        elif kind is not None:
            counts.skip(number, NO_TIME)
        elif len(record) == 1 and next(iter(record)) in _BULK:
            counts.markers += 1
        else:
            counts.skip(number, "it is neither a query nor an event")


def _count(run: DuckDBPyConnection, table: str) -> int:
    return int(run.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
