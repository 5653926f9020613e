"""Tables (Parquet, CSV) as rows: with the columns of ours, or with the names of UBI.

Which it is, the columns say. A table of UBI may hold queries and events together; its attributes
may be JSON, a structure, or columns of their own ("event_attributes.object.object_id").
"""

from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.errors import ImportRefused
from assistant.analytics.importing import ubi
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.further import not_known, take_further
from assistant.analytics.importing.needs import NEEDS
from assistant.analytics.importing.own_lines import NO_TIME
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.sources import COLUMNS
from assistant.analytics.tables import EVENTS, TURNS, Table

_NEEDED: Final = {TURNS: {"query_id", "session_id", "modality", "tier"}, EVENTS: {"event_id"}}
"""Columns by which a table of ours is known."""
_REQUIRED: Final = {
    TURNS: ("query_id", "session_id"),
    EVENTS: ("event_id", "session_id", "action_name"),
}


def read_columns(
    run: DuckDBPyConnection, relation: str, counts: Counts, first: int, *, is_csv: bool
) -> None:
    """Make own_turns, own_events, ubi_turns and ubi_events of a table's rows, and count them.

    Args:
        run: Where the temporary tables are made.
        relation: A SELECT of the rows, with their place as `row_place`, from 0, in their order.
        counts: Where they are counted.
        first: Number of the first row.
        is_csv: Whether each value is a text, disarmed as our export does it.

    Raises:
        ImportRefused: The table has neither our columns nor UBI's.
    """
    run.execute(f"CREATE OR REPLACE TEMP VIEW given AS {relation}")
    names = {str(row[0]) for row in run.execute("DESCRIBE given").fetchall()} - {"row_place"}
    for table in (TURNS, EVENTS):
        make_empty(run, "own", table)
        make_empty(run, "ubi", table)
    own = next((t for t, needed in _NEEDED.items() if needed <= names), None)
    if own is not None:
        _read_own(run, own, names, counts, first, is_csv=is_csv)
        return
    if not names & {"user_query", "action_name"}:
        raise ImportRefused(f"{NEEDS}.")
    _read_ubi(run, names, counts, first)


def _read_own(
    run: DuckDBPyConnection,
    table: Table,
    names: set[str],
    counts: Counts,
    first: int,
    *,
    is_csv: bool,
) -> None:
    counts.not_taken |= not_known(table, names)
    chosen, wrong = _chosen(table, names, is_csv=is_csv)
    reasons = " ".join(f"WHEN {check} THEN {text_of(_of_wrong(name))}" for check, name in wrong)
    missing = " OR ".join(
        f"coalesce(CAST({name_of(name)} AS VARCHAR), '') = ''" for name in _REQUIRED[table]
    )
    into = f"own_{table.name}"
    # In one pass: rows have 3,000 bytes, and nearly all are as they should be.
    run.execute(
        f"""CREATE OR REPLACE TEMP TABLE {into} AS SELECT {", ".join(chosen)}, row_place, CASE
            WHEN {missing} THEN 'it lacks an id or a session'
            WHEN NOT {ubi.is_believed("try_cast(timestamp AS TIMESTAMP)")} THEN {text_of(NO_TIME)}
            {reasons} END AS reason FROM given"""
    )
    rows = _count(run, into)
    counts.lines += rows
    wrong_rows = run.execute(
        f"SELECT row_place, reason FROM {into} WHERE reason IS NOT NULL ORDER BY row_place"
    ).fetchall()
    for place, reason in wrong_rows:
        counts.skip(first + place, reason)
    if wrong_rows:
        run.execute(f"DELETE FROM {into} WHERE reason IS NOT NULL")
    for helper in ("row_place", "reason"):
        run.execute(f"ALTER TABLE {into} DROP COLUMN {helper}")
    if table is TURNS:
        counts.turns += rows - len(wrong_rows)
    else:
        counts.events += rows - len(wrong_rows)


def _chosen(
    table: Table, names: set[str], *, is_csv: bool
) -> tuple[list[str], list[tuple[str, str]]]:
    """Return SQL of a table's logged columns, and what says of each that it cannot be read."""
    chosen: list[str] = []
    wrong: list[tuple[str, str]] = []
    for column in table.columns:
        name = name_of(column.name)
        if column.name not in COLUMNS[table.name]:
            continue
        if column.name not in names:
            made = "NULL"
        elif column.type == "TEXT":
            made = f"CAST({name} AS VARCHAR)"
            if is_csv:
                made = f"CASE WHEN {name} LIKE '''%' THEN substr({name}, 2) ELSE {name} END"
            if column.about.startswith("JSON"):
                wrong.append((f"{made} IS NOT NULL AND NOT json_valid({made})", column.name))
        else:
            made = f"try_cast({name} AS {column.type})"
            wrong.append((f"{name} IS NOT NULL AND {made} IS NULL", column.name))
        if column.name == "day":
            made = "CAST(try_cast(timestamp AS TIMESTAMP) AS DATE)"
        # What cannot be read is left out below, and must not fail here.
        chosen.append(f"try_cast({made} AS {column.type}) AS {name}")
    return chosen, wrong


def _of_wrong(name: str) -> str:
    return f"its {name} cannot be read"


def _read_ubi(run: DuckDBPyConnection, names: set[str], counts: Counts, first: int) -> None:
    """Make each row the line of JSON that UBI would have written, and read that."""
    # Attributes that are JSON as text are JSON; so is a time that has a type of its own.
    parts = []
    for name in sorted(names):
        column = name_of(name)
        if name in {"event_attributes", "query_attributes", "query_response_hit_ids", "query"}:
            text = f"CAST(to_json({column}) AS JSON)"
            made = (
                f"CASE WHEN json_type({text}) = 'VARCHAR' AND json_valid({text} ->> '$') "
                f"THEN CAST({text} ->> '$' AS JSON) ELSE {text} END"
            )
        elif name == "timestamp":
            made = f"to_json(CAST({column} AS VARCHAR))"
        else:
            made = f"to_json({column})"
        parts.append(f"{text_of(name)}, {made}")
    run.execute(
        f"""CREATE OR REPLACE TEMP TABLE ubi_lines AS
        SELECT row_place AS n, json_object({", ".join(parts)}) AS line FROM given"""
    )
    counts.lines += _count(run, "ubi_lines")
    run.execute(f"CREATE OR REPLACE TEMP TABLE ubi_read AS {ubi.read_sql('ubi_lines')}")
    run.execute(f"CREATE OR REPLACE TEMP TABLE ubi_turns AS {ubi.turns_sql('ubi_read')}")
    run.execute(f"CREATE OR REPLACE TEMP TABLE ubi_events AS {ubi.events_sql('ubi_read')}")
    counts.not_taken |= take_further(run, names)
    counts.turns += _count(run, "ubi_turns")
    counts.events += _count(run, "ubi_events")
    for place, kind in run.execute(
        "SELECT n, kind FROM ubi_read WHERE kind IS NULL OR happened IS NULL ORDER BY n"
    ).fetchall():
        reason = "it is neither a query nor an event"
        if kind is not None:
            reason = NO_TIME
        counts.skip(first + place, reason)


def make_empty(run: DuckDBPyConnection, name: str, table: Table) -> None:
    """Make own_TABLE or ubi_TABLE without rows.

    Args:
        run: Where it is made.
        name: "own" or "ubi".
        table: Turns or events.
    """
    names = COLUMNS[table.name] if name == "own" else table.names
    shape = ", ".join(f"{name_of(c.name)} {c.type}" for c in table.columns if c.name in names)
    before = "n BIGINT, " if name == "ubi" else ""
    run.execute(f"CREATE OR REPLACE TEMP TABLE {name}_{table.name} ({before}{shape})")


def _count(run: DuckDBPyConnection, table: str) -> int:
    return int(run.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])
