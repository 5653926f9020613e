"""Rows without what tells who somebody is, before any of them is written.

Texts are looked at once each, however many rows say them. A row of ours in one of whose texts
something is found becomes its record again and goes through the redaction of records, as it would
have when it was logged; the others stay as they are.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from duckdb import DuckDBPyConnection

from assistant.analytics.flatten import flatten
from assistant.analytics.importing.looking import Looks
from assistant.analytics.importing.memory import in_memory
from assistant.analytics.importing.said import MESSAGE, said_in
from assistant.analytics.quoting import name_of
from assistant.analytics.record_of_row import event_of, turn_of
from assistant.analytics.tables import EVENTS, TURNS, Table
from assistant.redaction.records import is_of_ids, is_of_machine, redacted, without_mail
from assistant.redaction.redact import redact
from assistant.redaction.told import Told

_OF_FOREIGN: Final = {
    TURNS: ("user_query", "query", "more"),
    EVENTS: ("user_query", "message_type", "message", "details", "more"),
}
"""Titles are of products: nothing in them is anybody's."""
_RARE: Final = {
    TURNS: tuple(
        column.name
        for column in TURNS.columns
        if (column.is_text or column.name in {"relaxed", "cart", "asked"})
        and column.name not in _OF_FOREIGN[TURNS]
    ),
    EVENTS: (),
}
"""Only a table with further columns has these."""
_JSON: Final = frozenset({"details", "more"}) | {c.name for c in TURNS.columns if c.is_json}


def redact_own(
    run: DuckDBPyConnection,
    table: Table,
    rows: str,
    looks: Looks,
    own: Sequence[str] = (),
) -> int:
    """Redact the rows of a temporary table with all logged columns of `table`.

    Args:
        run: Where the table is.
        table: Turns or events.
        rows: Name of the temporary table.
        looks: At texts; it remembers those in which nothing was found.
        own: What the shop says of itself (`assistant.redaction.own_words`), which stays in replies.

    Returns:
        How many had something to be taken out.
    """
    key = table.key[0]
    said = said_in(table, own)
    for name, columns, texts, where in said:
        run.execute(
            f"""CREATE OR REPLACE TEMP TABLE said_{name} AS SELECT {", ".join(columns)},
            {texts} AS texts FROM (SELECT DISTINCT {", ".join(columns)} FROM {rows}
                WHERE {columns[0]} IS NOT NULL AND {where})"""
        )
    union = " UNION ".join(f"SELECT unnest(texts) AS text FROM said_{one.name}" for one in said)
    found = _changed(run, f"SELECT text FROM ({union}) WHERE text IS NOT NULL", looks)
    if not found:
        return 0
    hits = " OR ".join(_says(one.name, one.columns) for one in said)
    marked = run.execute(
        f"SELECT * FROM {rows} AS r WHERE {hits}",
        {"found": list(found)},
    )
    names = [column[0] for column in marked.description]
    told = [dict(zip(names, row, strict=True)) for row in marked.fetchall()]
    lines, left, changed = _records(told, turn_of if table is TURNS else event_of, own)
    run.execute(f"DELETE FROM {rows} WHERE {key} IN (SELECT unnest(?))", [[r[key] for r in told]])
    if lines:
        with in_memory(lines) as path:
            flatten(run, [path], "redone_turns", "redone_events")
        redone = "redone_turns" if table is TURNS else "redone_events"
        run.execute(f"INSERT INTO {rows} BY NAME SELECT * FROM {redone}")
    for row in left:
        made = _cleared(row, table, own)
        changed += made != row
        _insert(run, rows, made)
    return changed


def _says(name: str, columns: Sequence[str]) -> str:
    """Return whether a row `r` says something in which `$found` was found."""
    said = ", ".join(f"coalesce({column}, '')" for column in columns)
    own = ", ".join(f"coalesce(r.{column}, '')" for column in columns)
    return (
        f"(r.{columns[0]} IS NOT NULL AND ({own}) IN "
        f"(SELECT ({said}) FROM said_{name} WHERE list_has_any(texts, $found)))"
    )


def redact_foreign(run: DuckDBPyConnection, table: Table, rows: str, looks: Looks) -> int:
    """Redact the rows of a temporary table made of UBI, as `redact_own`."""
    key = table.key[0]
    names = (*_OF_FOREIGN[table], *_there(run, rows, _RARE[table]))
    said = [MESSAGE if name == "message" else name for name in names]
    union = " UNION ".join(f"SELECT {one} AS text FROM {rows}" for one in said)
    found = _changed(run, f"SELECT text FROM ({union}) WHERE text IS NOT NULL", looks)
    if not found:
        return 0
    run.execute("CREATE OR REPLACE TEMP TABLE said (was VARCHAR, is_now VARCHAR, is_json VARCHAR)")
    texts = list(found)
    run.execute(
        "INSERT INTO said SELECT unnest(?), unnest(?), unnest(?)",
        [texts, [found[text] for text in texts], [_walked(text) for text in texts]],
    )
    hits = " OR ".join(
        f"{name} IN (SELECT was FROM said WHERE {'is_json' if name in _JSON else 'is_now'} <> was)"
        for name in names
    )
    count = run.execute(f"SELECT count({key}) FROM {rows} WHERE {hits}").fetchall()[0][0]
    for name in names:
        to = "is_json" if name in _JSON else "is_now"
        run.execute(f"UPDATE {rows} SET {name} = said.{to} FROM said WHERE {name} = said.was")
    return int(count)


def _there(run: DuckDBPyConnection, rows: str, columns: Sequence[str]) -> list[str]:
    """Return those columns in which any row has something."""
    if not columns:
        return []
    counts = run.execute(f"SELECT {', '.join(f'count({c})' for c in columns)} FROM {rows}")
    return [name for name, n in zip(columns, counts.fetchall()[0], strict=True) if n]


def _changed(run: DuckDBPyConnection, sql: str, looks: Looks) -> dict[str, str]:
    """Return those texts of a question in which something is found, with what is left of them."""
    return looks.changed([text for (text,) in run.execute(sql).fetchall()])


def _records(
    rows: Iterable[Mapping[str, Any]],
    record_of: Callable[[Mapping[str, Any]], Any],
    own: Sequence[str],
) -> tuple[bytes, list[Mapping[str, Any]], int]:
    """Return redacted records of rows as lines, those rows that are no records, and how many
    records had something to be taken out."""
    lines, left, changed = [], [], 0
    for row in rows:
        try:
            record = record_of(row)
        except ValueError:
            left.append(row)
            continue
        made = redacted(record, own)
        changed += made.model_copy(update={"redaction": record.redaction}) != record
        lines.append(made.model_dump_json(by_alias=True).encode())
    return b"\n".join(lines), left, changed


def _cleared(row: Mapping[str, Any], table: Table, own: Sequence[str]) -> dict[str, Any]:
    """Return a row that is no record any more, such as one of expired texts, redacted by column."""
    made = dict(row)
    title, message = row.get("title"), row.get("message")
    for column in table.columns:
        text = row.get(column.name)
        if column.name == "message" and title and message and title in message:
            continue
        if isinstance(text, str) and (column.is_text or column.name in {"more", "details"}):
            if column.about.startswith("JSON"):
                made[column.name] = _walked(text)
            elif column.name in ("reply", "heard"):
                made[column.name] = Told((), own).replied(text)
            else:
                made[column.name] = redact(text).text
    return made


def _walked(text: str) -> str:
    """Return JSON with each of its texts redacted; a text that is not JSON, redacted."""
    try:
        held = json.loads(text)
        walked = _walk(held)
        if walked == held:
            return text
        return json.dumps(walked, ensure_ascii=False, separators=(",", ":"))
    except (ValueError, RecursionError):
        return redact(text).text


def _walk(value: Any, name: str = "") -> Any:
    if isinstance(value, str):
        if is_of_ids(name):  # numbers of goods look like cards and telephones
            return value
        if value[:1] in ("{", "["):  # such as the request that a search engine was sent
            return _walked(value)
        return without_mail(value) if is_of_machine(name) else redact(value).text
    if isinstance(value, dict):
        return {redact(key).text: _walk(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_walk(one, name) for one in value]
    return value


def _insert(run: DuckDBPyConnection, rows: str, row: Mapping[str, Any]) -> None:
    names = ", ".join(map(name_of, row))
    run.execute(
        f"INSERT INTO {rows} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values())
    )
