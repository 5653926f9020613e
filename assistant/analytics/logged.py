"""Records of past turns, whether they are still in the log's segments or in its tables.

Turns whose texts have expired are no records any more and are left out. How a row becomes a record
is `assistant.analytics.record_of_row`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path

from assistant.analytics.manifest import NAME
from assistant.analytics.opening import open_store
from assistant.analytics.record_of_row import event_of, turn_of
from assistant.analytics.store import Cell, Parameter, Store
from assistant.config import Settings
from assistant.events.event import Event
from assistant.intent_log.log import IntentLog
from assistant.intent_log.reading import lines_of, record_of_line
from assistant.turn_record import TurnRecord


def logged_turns(
    settings: Settings, session_ids: Sequence[str] | None = None, folder: Path | None = None
) -> Iterator[TurnRecord]:
    """Yield every turn that was logged, oldest day first, each once.

    Args:
        settings: Of the shop.
        session_ids: Only these sessions'.
        folder: Another log than the shop's, such as a copy; its tables are looked for beside it.
    """
    log = folder or settings.log_path
    wanted = None if session_ids is None else frozenset(session_ids)
    # First: what becomes a row meanwhile is then read as a line.
    waiting = lines_of(log)
    first = next(waiting, None)
    lines = waiting if first is None else chain((first,), waiting)
    seen: set[str] = set()
    for record in _in_tables(_of_folder(settings, folder), session_ids):
        seen.add(record.query_id)
        yield record
    for line in lines:
        if wanted is not None and not any(name.encode() in line for name in wanted):
            continue
        said = record_of_line(line)
        if not isinstance(said, TurnRecord) or said.query_id in seen:
            continue
        if wanted is None or said.session_id in wanted:
            yield said


def lines_in_tables(folder: Path) -> Iterator[bytes]:
    """Yield the turns of the tables beside a log's folder, each as the log writes its line."""
    for record in _in_tables(_of_folder(Settings(), folder), None):
        yield record.model_dump_json(by_alias=True).encode()


def session_turns(store: Store, log: IntentLog, session_id: str) -> list[TurnRecord]:
    """Return a session's turns, oldest first, wherever they are; see `session_records`."""
    return session_records(store, log.folder, session_id)[0]


def session_records(
    store: Store, log: Path, session_id: str
) -> tuple[list[TurnRecord], list[Event]]:
    """Return the turns and events of one session, in their order.

    Args:
        store: With the shop's tables.
        log: The folder of segments.
        session_id: Whose.

    Raises:
        StoreUnusable: The tables cannot be read.
        OSError: A segment cannot be read.
    """
    mark = session_id.encode()
    waiting = [record_of_line(line) for line in lines_of(log) if mark in line]
    turns = {turn.query_id: turn for turn in _turns_of(store, [session_id])}
    events = {event.event_id: event for event in _events_of(store, session_id)}
    for record in waiting:
        if isinstance(record, TurnRecord) and record.session_id == session_id:
            turns.setdefault(record.query_id, record)
        elif isinstance(record, Event) and record.session_id == session_id:
            events.setdefault(record.event_id, record)
    return (
        sorted(turns.values(), key=lambda turn: turn.timestamp),
        sorted(events.values(), key=lambda event: event.timestamp),
    )


def erase_in_tables(settings: Settings, session_id: str) -> int:
    """Erase a session from the tables, after it was erased in the log; return how many rows.

    Raises:
        StoreUnusable: They cannot be written; may be tried again.
    """
    if not _has_tables(settings):
        return 0
    with closing(open_store(settings)) as store:
        return 0 if store.days_of(session_id) == () else store.erase(session_ids=[session_id])


def _has_tables(settings: Settings) -> bool:
    return settings.log.url is not None or (settings.tables_path / NAME).is_file()


def _in_tables(settings: Settings, session_ids: Sequence[str] | None) -> Iterator[TurnRecord]:
    if not _has_tables(settings):
        return
    with closing(open_store(settings)) as store:
        if session_ids is not None:
            yield from _turns_of(store, session_ids)
            return
        days = store.ask("SELECT DISTINCT day FROM turns ORDER BY day").rows
        for (day,) in days:
            rows = store.ask(
                "SELECT * FROM turns WHERE day = $day ORDER BY timestamp, query_id", {"day": day}
            )
            yield from _records(rows.dicts())


def _turns_of(store: Store, session_ids: Sequence[str]) -> Iterator[TurnRecord]:
    for session_id in session_ids:
        sql, parameters = _asked_of(store, "turns", session_id)
        yield from _records(store.ask(sql, parameters).dicts())


def _events_of(store: Store, session_id: str) -> Iterator[Event]:
    sql, parameters = _asked_of(store, "events", session_id)
    for row in store.ask(sql, parameters).dicts():
        try:
            yield event_of(row)
        except ValueError:  # an imported action that this version has no name for
            continue


def _asked_of(store: Store, table: str, session_id: str) -> tuple[str, dict[str, Parameter]]:
    """Return the question for a session's rows; of its days only, where the store knows them."""
    days = store.days_of(session_id)
    parameters: dict[str, Parameter] = {"id": session_id}
    where = ""
    if days is not None:
        named = [f"$day{number}" for number in range(len(days))]
        parameters |= dict(zip((name[1:] for name in named), days, strict=True))
        where = f" AND day IN ({', '.join(named)})" if named else " AND false"
    return (
        f"SELECT * FROM {table} WHERE session_id = $id{where} ORDER BY timestamp",
        parameters,
    )


def _records(rows: Sequence[Mapping[str, Cell]]) -> Iterator[TurnRecord]:
    for row in rows:
        if row["user_query"] is None:
            continue
        try:
            yield turn_of(row)
        except ValueError:  # an imported turn that is none of Aisle's
            continue


def _of_folder(settings: Settings, folder: Path | None) -> Settings:
    if folder is None or folder.absolute() == settings.log_path.absolute():
        return settings
    log = settings.log.model_copy(update={"url": None})
    return settings.model_copy(update={"home": folder.absolute().parent, "log": log})
