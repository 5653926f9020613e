"""Lines of Aisle's own form that are left out: which of them, and why."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.importer import import_files
from assistant.config import Settings
from assistant.events.event import Action
from tests.assistant.analytics.logs import event, turn

NOT_WHOLE = "it is not a whole JSON record"
NO_TIME = "it has no time, or none that can be believed"
LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)
_UBI = {"query_id": "u", "user_query": "hats", "timestamp": "2026-03-01T10:00:00Z"}


def _line(record: Any, **changed: object) -> str:
    return json.dumps(json.loads(record.model_dump_json(by_alias=True)) | changed)


def _read(folder: Path, lines: list[str]) -> tuple[Counts, DuckStore]:
    path = folder / "log.ndjson"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    settings = Settings(home=folder / "home")
    store = DuckStore(settings)
    return import_files(settings, store, [path]).files[path], store


def _skipped(counts: Counts) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in counts.named]


@pytest.mark.parametrize("also", [[], [json.dumps(_UBI), "not json"]], ids=["own", "with UBI"])
def test_what_is_left_out_is_named_by_its_line(tmp_path: Path, also: list[str]) -> None:
    lines = [
        *also,
        _line(turn("a", 0)),
        _line(turn("a", 1))[:80],
        _line(turn("a", 2), turn="x"),
        "",
        _line(turn("a", 3), schema="aisle.banana/1"),
        _line(turn("a", 4), query_id=""),
        _line(turn("a", 5)),
    ]
    counts, store = _read(tmp_path, lines)
    first = len(also) + 1
    wrong = [
        (first + 1, NOT_WHOLE),
        (first + 2, "a field of it holds something else than it should"),
        (first + 4, "it is a record of a kind that is not known"),
        (first + 5, "it is a record without an id, a session or a time"),
    ]
    assert _skipped(counts) == ([(2, NOT_WHOLE)] if also else []) + wrong
    assert counts.lines == counts.turns + counts.events + counts.empty + counts.skipped
    said = store.ask("SELECT query_id FROM turns WHERE application = 'aisle' ORDER BY 1").rows
    assert said == (("a-0",), ("a-5",))


def test_times_that_cannot_be_believed_are_left_out_and_named(tmp_path: Path) -> None:
    ahead = datetime.now(UTC) + timedelta(days=2)
    lines = [
        _line(turn("a", 0)),
        _line(turn("a", 1), timestamp=LONG_AGO.isoformat()),
        _line(turn("a", 2), timestamp=ahead.isoformat()),
        _line(event("e1", "a", Action.CLICK)),
        _line(event("e2", "a", Action.CLICK), timestamp=LONG_AGO.isoformat()),
        _line(turn("a", 0), timestamp=LONG_AGO.isoformat()),
    ]
    counts, store = _read(tmp_path, lines)
    assert _skipped(counts) == [(number, NO_TIME) for number in (2, 3, 5, 6)]
    assert (counts.turns, counts.events, counts.skipped) == (1, 1, 4)
    assert store.ask("SELECT min(started_at) < TIMESTAMP '1995-01-01' FROM sessions").rows == (
        (False,),
    )


@pytest.mark.parametrize("to", ["parquet", "csv"])
def test_so_are_those_of_an_export(tmp_path: Path, to: str) -> None:
    path = tmp_path / f"turns.{to}"
    with duckdb.connect() as run:
        names = ", ".join(f"CAST(NULL AS VARCHAR) AS {name}" for name in ("modality", "tier"))
        run.execute(
            f"COPY (SELECT query_id, session_id, {names}, moment AS timestamp FROM (VALUES "
            f"('q1', 's', TIMESTAMP '1970-01-02'), ('q2', 's', TIMESTAMP '2026-03-01')) "
            f"v(query_id, session_id, moment)) TO '{path}'"
        )
    settings = Settings(home=tmp_path / "home")
    found = import_files(settings, DuckStore(settings), [path]).files[path]
    assert found.turns == 1
    assert [one.reason for one in found.named] == [NO_TIME]


def test_so_are_those_of_an_export_as_ubi(tmp_path: Path) -> None:
    line = {**_UBI, "timestamp": LONG_AGO.isoformat(), "query_attributes": {"aisle": {"turn": 0}}}
    counts, _ = _read(tmp_path, [json.dumps(_UBI), json.dumps(line)])
    assert counts.turns == 1
    assert _skipped(counts) == [(2, NO_TIME)]
