"""What is chosen of the log, as files in a folder."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import duckdb

from assistant.analytics.engine import engine
from assistant.analytics.errors import StoreUnusable
from assistant.analytics.exporting.csv import write_csv
from assistant.analytics.exporting.ubi import write_ubi
from assistant.analytics.filters import Filters
from assistant.analytics.full_disk import is_full
from assistant.analytics.quoting import name_of, text_of
from assistant.analytics.sources import COLUMNS
from assistant.analytics.store import Parameter, Store
from assistant.analytics.tables import EVENTS, TURNS, Table
from assistant.errors import UsageError

Form = Literal["parquet", "csv", "ubi"]
_MEMORY: Final = "1GB"
_WORK: Final = ".exporting"
_JSON_SAID: Final = {"acts": "[]", "constraints": "[]"}
"""JSON that holds what was said, and what a record has where it is left out."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    files: tuple[Path, ...]
    turns: int
    events: int


def export(
    store: Store, into: Path, form: Form, chosen: Filters, *, texts: bool = True
) -> Exported:
    """Write the turns that filters choose, and the events of their sessions on those days.

    Args:
        store: Of the shop.
        into: A folder, made if it is not there; files of an earlier export are not written over.
        form: Of the files.
        chosen: Which days and which turns.
        texts: Whether what was said and replied is in them.

    Raises:
        UsageError: The folder has such files already.
        StoreUnusable: The tables cannot be read, or the folder not be written.
    """
    names = _names(form)
    for name in names:
        if (into / name).exists():
            raise UsageError(f"{into / name} is there already; export into an empty folder.")
    try:
        into.mkdir(parents=True, exist_ok=True)
        work = into / _WORK
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        try:
            return _export(store, into, form, chosen, work, texts=texts)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        helps = "; free space there, or name another folder" if is_full(error) else ""
        raise StoreUnusable(f"{into} cannot be written ({error.strerror}){helps}.") from error
    except duckdb.Error as error:
        line = str(error).splitlines()[0].rstrip(".")
        raise StoreUnusable(f"The export to {into} failed ({line}).") from error


def _names(form: Form) -> tuple[str, str]:
    if form == "ubi":
        return ("ubi_queries.ndjson", "ubi_events.ndjson")
    return (f"turns.{form}", f"events.{form}")


def _export(
    store: Store, into: Path, form: Form, chosen: Filters, work: Path, *, texts: bool
) -> Exported:
    rows = {table: work / f"{table.name}.parquet" for table in (TURNS, EVENTS)}
    where, values = chosen.where(TURNS, "t.")
    of_turns = f"SELECT {_columns(TURNS, texts=texts)} FROM turns AS t WHERE {where}"
    store.save(f"{of_turns} ORDER BY t.timestamp, t.query_id", rows[TURNS], values)
    whose, more = _of_events(chosen)
    of_events = f"SELECT {_columns(EVENTS, texts=texts)} FROM events AS t WHERE {whose}"
    store.save(f"{of_events} ORDER BY t.timestamp, t.event_id", rows[EVENTS], more)
    paths = tuple(into / name for name in _names(form))
    with engine(_MEMORY, os.cpu_count() or 1, work / "spilled") as run:
        counts = [
            int(run.execute(f"SELECT count(*) FROM {text_of(str(path))}").fetchall()[0][0])
            for path in rows.values()
        ]
        new = tuple(work / f"new-{path.name}" for path in paths)
        if form == "ubi":
            write_ubi(run, rows[TURNS], rows[EVENTS], *new)
        for table, path in zip(rows, new, strict=True):
            if form == "csv":
                write_csv(run, table, rows[table], path)
            elif form == "parquet":
                rows[table].rename(path)
    for made, path in zip(new, paths, strict=True):
        made.rename(path)
    return Exported(paths, *counts)


def _columns(table: Table, *, texts: bool) -> str:
    """Return the logged columns; what was said is null without texts."""
    parts = []
    for column in table.columns:
        if column.name not in COLUMNS[table.name]:
            continue
        name = name_of(column.name)
        hidden = column.is_text or column.name in {"more", "details"}
        if not texts and hidden:
            nothing = _JSON_SAID.get(column.name)
            value = "CAST(NULL AS TEXT)" if nothing is None else text_of(nothing)
            parts.append(f"{value} AS {name}")
        else:
            parts.append(f"t.{name}")
    return ", ".join(parts)


def _of_events(chosen: Filters) -> tuple[str, dict[str, Parameter]]:
    """Return the condition of the events: of the days, and of sessions with a turn that is chosen
    where turns are chosen by more than their days."""
    days = Filters(chosen.first, chosen.last, application=chosen.application)
    where, values = days.where(EVENTS, "t.")
    of_turns, more = chosen.where(TURNS, "c.")
    if len(more) == len(values) and chosen.known is None:
        return where, values
    inside = f"SELECT c.session_id FROM turns AS c WHERE {of_turns}"
    return f"{where} AND t.session_id IN ({inside})", {**values, **more}
