"""Columns of a table that UBI has no name for: into our columns, or else into `more`.

A script that writes a CSV of queries knows more of them than UBI asks: whether they were spoken,
what was wanted, what was answered. What a column of ours cannot hold is kept in `more` as it is.
"""

from collections.abc import Collection
from typing import Final

from duckdb import DuckDBPyConnection

from assistant.analytics.importing import ubi
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.sources import COLUMNS
from assistant.analytics.tables import EVENTS, TURNS, Column, Table

_PREFIXES: Final = ("query_attributes.", "event_attributes.")
_NOT_TAKEN: Final = frozenset({"day", "schema", "tenant", "redaction", "more", "received_at"})
"""Columns of ours that an import fills itself."""
_ALLOWED: Final = {
    "modality": ("voice", "text"),
    "outcome": ("completed", "interrupted", "failed"),
}
"""Of a column whose measures know no other value."""
_MADE: Final = frozenset(TURNS.names).difference(COLUMNS["turns"])


def take_further(run: DuckDBPyConnection, names: Collection[str]) -> frozenset[str]:
    """Add what further columns of `given` hold to ubi_turns and ubi_events.

    Args:
        run: Where these tables are; `n` of a row is `row_place` of `given`.
        names: Of the columns of `given`.

    Returns:
        The columns that are not taken: an import makes them itself.
    """
    further = [name for name in sorted(names) if not ubi.is_read(name) and not _is_nameless(name)]
    left = frozenset(name for name in further if _bare(name) in _NOT_TAKEN | _MADE)
    taken = [name for name in further if name not in left]
    if taken:
        for table in (TURNS, EVENTS):
            _add(run, table, taken)
    return left


def not_known(table: Table, names: Collection[str]) -> frozenset[str]:
    """Return those names that are no columns of a table of ours."""
    return frozenset(n for n in names if n not in table.names and not _is_nameless(n))


def _add(run: DuckDBPyConnection, table: Table, names: Collection[str]) -> None:
    held = {c.name: c for c in table.columns if c.name in COLUMNS[table.name]}
    sets, kept = [], []
    for name in names:
        if table is EVENTS and ubi.is_of_event(name):
            continue
        said = f"nullif({ubi.text(f'to_json(g.{name_of(name)})')}, '')"
        column = held.get(_bare(name))
        value = said
        if column is not None:
            made = _value(column, said)
            sets.append(f"{name_of(column.name)} = coalesce({made}, t.{name_of(column.name)})")
            value = f"CASE WHEN {made} IS NULL THEN {said} END"
        kept.append(f"{text_of(name)}, {value}")
    if kept:
        # In a merge, null takes away: what is empty is not kept.
        more = (
            "CAST(json_merge_patch(coalesce(CAST(t.more AS JSON), '{}'), "
            f"json_object({', '.join(kept)})) AS VARCHAR)"
        )
        sets.append(f"more = nullif({more}, '{{}}')")
    if sets:
        run.execute(
            f"UPDATE ubi_{table.name} AS t SET {', '.join(sets)} FROM given AS g "
            "WHERE t.n = g.row_place"
        )


def _value(column: Column, said: str) -> str:
    """Return SQL for what a column holds of a text; null where it cannot hold it."""
    if column.name in _ALLOWED:
        known = ", ".join(map(text_of, _ALLOWED[column.name]))
        return f"CASE WHEN {said} IN ({known}) THEN {said} END"
    if column.is_json:
        return f"CASE WHEN json_valid({said}) AND left({said}, 1) IN ('[', '{{') THEN {said} END"
    if column.type == "TEXT":
        return said
    return f"try_cast({said} AS {column.type})"


def _bare(name: str) -> str:
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name


def _is_nameless(name: str) -> bool:
    """Say whether a column has only the number that it was given for want of a name."""
    return name.removeprefix("column_").isdecimal() and name.startswith("column_")
