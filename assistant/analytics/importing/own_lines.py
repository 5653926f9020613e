"""Lines of Aisle's own form as rows, and why a line of them is none, by its number."""

import json
from collections.abc import Sequence
from typing import Any, Final

from duckdb import DuckDBPyConnection

from assistant.analytics.flatten import flatten
from assistant.analytics.importing import ubi
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.memory import in_memory

NOT_JSON: Final = "it is not a whole JSON record"
NO_TIME: Final = "it has no time, or none that can be believed"
_LACKING: Final = "it is a record without an id, a session or a time"
_OTHERWISE: Final = "a field of it holds something else than it should"
_UNKNOWN: Final = "it is a record of a kind that is not known"
_KINDS: Final = {
    "aisle.turn": ("query_id", "user_query"),
    "aisle.event": ("event_id", "action_name"),
}
"""What a record of a kind needs, besides a session and a time."""


def read_own(run: DuckDBPyConnection, data: bytes, counts: Counts, numbers: Sequence[int]) -> None:
    """Make own_turns and own_events of lines, and count them.

    Args:
        run: Where the temporary tables are made.
        data: The lines, UTF-8.
        counts: Where they are counted.
        numbers: Of the lines in their file.
    """
    with in_memory(data) as path:
        read = flatten(run, [path] if data else [], "own_turns", "own_events")
    turns, events = (_without_wrong_times(run, f"own_{name}") for name in ("turns", "events"))
    counts.turns += read.turns - turns
    counts.events += read.events - events
    if not data:
        return
    empty = sum(1 for one in data.split(b"\n")[:-1] if not one.strip()) if b"\n\n" in data else 0
    counts.empty += empty
    if not (read.torn or read.foreign or turns or events):
        return
    foreign = {line.strip() for line in read.foreign}
    times: dict[int, str] = {}
    for number, line in zip(numbers, data.split(b"\n"), strict=False):
        if not line.strip():
            continue
        record = object_of(line)
        if record is None:
            counts.skip(number, NOT_JSON)
        elif line.strip() in foreign or _canonical(record) in foreign:
            counts.skip(number, _why_foreign(record))
        else:
            times[number] = str(record.get("timestamp"))
    if turns or events:
        for number in _wrong_times(run, times):
            counts.skip(number, NO_TIME)


def object_of(line: str | bytes) -> dict[str, Any] | None:
    """Return the record that a line holds; None where it holds none."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _without_wrong_times(run: DuckDBPyConnection, rows: str) -> int:
    """Take rows away whose time cannot be believed; return how many."""
    sql = f"DELETE FROM {rows} WHERE NOT {ubi.is_believed('timestamp')}"
    return int(run.execute(sql).fetchall()[0][0])


def _wrong_times(run: DuckDBPyConnection, times: dict[int, str]) -> list[int]:
    """Return the numbers of lines whose time cannot be believed, read as their rows' was."""
    found = run.execute(
        f"""SELECT number FROM (SELECT unnest(?::BIGINT[]) AS number,
            unnest(?::VARCHAR[]) AS time)
        WHERE NOT {ubi.is_believed("timezone('UTC', try_cast(time AS TIMESTAMPTZ))")}
        ORDER BY number""",
        [list(times), list(times.values())],
    ).fetchall()
    return [int(number) for (number,) in found]


def _why_foreign(record: dict[str, Any]) -> str:
    kind = str(record.get("schema", "aisle.turn/")).partition("/")[0]
    if kind not in _KINDS:
        return _UNKNOWN
    key, needed = _KINDS[kind]
    if all(record.get(name) not in (None, "") for name in (key, "session_id", "timestamp")):
        return _OTHERWISE if record.get(needed) is not None else f"it is a record without {needed}"
    return _LACKING


def _canonical(record: dict[str, Any]) -> bytes:
    return json.dumps(record, separators=(",", ":"), ensure_ascii=False).encode()
