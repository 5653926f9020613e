"""Out of the tables and in again: nothing is lost, whichever form the files have."""

import csv
import errno
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # no stubs
from typer.testing import CliRunner

from assistant.analytics.duckdb_sql import duckdb_sql
from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.errors import StoreUnusable
from assistant.analytics.exporting.exporter import Form, export
from assistant.analytics.filters import Filters
from assistant.analytics.importing.importer import import_files
from assistant.analytics.moment import unusable
from assistant.analytics.synth.making import synthesise
from assistant.analytics.synth.plan import Plan
from assistant.analytics.tables import TABLES
from assistant.analytics.views import NAMES
from assistant.cli import app
from assistant.config import Settings
from assistant.errors import UsageError
from assistant.events.event import Action
from assistant.intent_log.log import IntentLog
from tests.assistant.analytics.logs import NOON, event, turn

ALL = Filters(date(1900, 1, 1), date(2999, 1, 1))
LAST = date(2026, 11, 22)

_ID = {"type": "string", "maxLength": 100}
_TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}
QUERY_SHAPE = {
    "type": "object",
    "required": ["user_query"],
    "properties": {
        "application": _ID,
        "query_id": _ID,
        "client_id": _ID,
        "user_query": {"type": "string"},
        "query_attributes": {"type": "object"},
        "object_id_field": _ID,
        "timestamp": _TIME,
        "query_response_id": {"type": "string"},
        "query_response_hit_ids": {"type": "array", "items": {"type": "string"}},
    },
}
"""UBI 1.3's, by its published names, types and lengths."""
EVENT_SHAPE = {
    "type": "object",
    "required": ["action_name", "timestamp"],
    "properties": {
        "application": _ID,
        "action_name": _ID,
        "query_id": _ID,
        "session_id": _ID,
        "client_id": _ID,
        "timestamp": _TIME,
        "message_type": _ID,
        "message": {"type": "string", "maxLength": 1024},
        "event_attributes": {
            "type": "object",
            "required": ["position"],
            "properties": {
                "object": {
                    "type": "object",
                    "required": ["object_id"],
                    "properties": {"object_id": {"type": "string", "maxLength": 256}},
                },
                "position": {
                    "type": "object",
                    "required": ["ordinal"],
                    "properties": {"ordinal": {"type": "integer"}},
                },
            },
        },
    },
}

ODD = (
    *("=1+1", "+1", "-2", "@SUM(A1)", "\tx", "'quoted", "''", "a,b", 'say "hi"', "", " "),
    *("line\nbreak", "<b>bold</b>", "null", "\\N", "NULL", "caf\u00e9 \U0001f45f", "100%", "|pipe"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckStore]:
    """Return a store with a seeded log, odd texts, nulls and a foreign log in it."""
    home = tmp_path_factory.mktemp("made")
    settings = Settings(home=home)
    store = DuckStore(settings)
    synthesise(Plan(600, 5, 3, LAST), home / "seeded")
    log = IntentLog(settings.log_path)
    for number, text in enumerate(ODD):
        log.append(turn("odd", number, user_query=text, raw_transcript=text, focus=text or None))
    log.append(turn("told", 0, user_query="xylophone", reply="xylophones", heard="xylo"))
    log.append(turn("bare", 0, spoken_ids=None, door=None, titles=[], query_response_hit_ids=[]))
    log.append(event("odd-order", "odd", Action.PURCHASE, NOON + timedelta(days=4)))
    log.append(event("odd-start", "odd", Action.SESSION_START, event_attributes={}))
    log.close()
    store.catch_up()
    foreign = home / "foreign.ndjson"
    foreign.write_text(
        '{"query_id":"f1","user_query":"hats","timestamp":"2026-11-20T10:00:00Z",'
        '"query_attributes":{"page":2}}\n'
        '{"action_name":"hover","query_id":"f1","timestamp":"2026-11-20T10:00:05.123456Z",'
        '"message":"m","event_attributes":{"object":{"object_id":"x","more":{"a":[1]}},"dwell":1}}\n'
    )
    import_files(settings, store, [*sorted((home / "seeded").glob("*.parquet")), foreign])
    yield store
    store.close()


@pytest.mark.parametrize("form", ["parquet", "csv", "ubi"])
def test_what_was_exported_is_imported_as_it_was(
    made: DuckStore, tmp_path: Path, form: Form
) -> None:
    out = export(made, tmp_path / "out", form, ALL)
    settings = Settings(home=tmp_path / "home")
    again = DuckStore(settings)
    imported = import_files(settings, again, list(out.files))
    assert imported.total.skipped == 0
    assert imported.new == out.turns + out.events > 1000
    for table in TABLES:
        sql = f"SELECT * FROM {table.name} ORDER BY ALL"
        if "redaction" in table.names:  # what had none when it was logged has one now
            sql = f"SELECT * EXCLUDE (redaction) FROM {table.name} ORDER BY ALL"
        before, after = made.ask(sql), again.ask(sql)
        assert before.columns == after.columns
        assert before.rows == after.rows, table.name
    again.close()


def test_ubi_has_the_shape_of_ubi(made: DuckStore, tmp_path: Path) -> None:
    out = export(made, tmp_path, "ubi", ALL)
    queries, events = ([json.loads(one) for one in p.read_text().splitlines()] for p in out.files)
    assert len(queries) == out.turns
    for one in queries:
        Draft202012Validator(QUERY_SHAPE).validate(one)
    placeless = 0
    for one in events:
        attributes: dict[str, Any] = one.get("event_attributes", {})
        if attributes and "position" not in attributes:
            placeless += 1  # done to what is in no list, which UBI has no way to say
            continue
        Draft202012Validator(EVENT_SHAPE).validate(one)
    assert placeless <= 2
    shown = {one["query_id"]: one.get("query_response_hit_ids", []) for one in queries}
    of_list: dict[str, list[str]] = {}
    for one in events:
        if one["action_name"] == "impression":
            of_list.setdefault(one["query_id"], []).append(
                one["event_attributes"]["object"]["object_id"]
            )
    assert of_list
    assert all(
        sorted(shown[query]) == sorted(ids) for query, ids in of_list.items() if query in shown
    )


def test_formulas_are_disarmed(made: DuckStore, tmp_path: Path) -> None:
    out = export(made, tmp_path, "csv", ALL)
    with out.files[0].open(newline="", encoding="utf-8") as file:
        cells = [row["user_query"] for row in csv.DictReader(file) if row["session_id"] == "odd"]
    assert len(cells) == len(ODD)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "|")) for cell in cells)


@pytest.mark.parametrize("form", ["parquet", "csv", "ubi"])
def test_without_texts_nothing_that_was_said_is_in_it(
    made: DuckStore, tmp_path: Path, form: Form
) -> None:
    out = export(made, tmp_path, form, ALL, texts=False)
    held = b"".join(path.read_bytes() for path in out.files)
    if form == "parquet":
        with duckdb.connect() as run:
            sql = f"SELECT count(user_query), count(reply), count(more) FROM '{out.files[0]}'"
            assert run.execute(sql).fetchall() == [(0, 0, 0)]
    else:
        assert b"xylo" not in held
        assert b"words" not in held
    settings = Settings(home=tmp_path / "home")
    again = DuckStore(settings)
    assert import_files(settings, again, list(out.files)).total.skipped == 0
    assert again.ask("SELECT count(*) FROM turns WHERE user_query IS NOT NULL").rows == ((0,),)
    again.close()


def test_a_full_disk_is_told_as_the_export_s(
    made: DuckStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = tmp_path / "full"
    full.symlink_to("/dev/full")
    save = made.save
    monkeypatch.setattr(made, "save", lambda sql, path, values: save(sql, full, values))
    with pytest.raises(StoreUnusable) as caught:
        export(made, tmp_path / "out", "parquet", ALL)
    assert str(tmp_path / "out") in str(caught.value)
    assert "No space left" in str(caught.value)
    assert "compact" not in str(caught.value)
    # That of the tables is one as well, and what is damaged is not.
    tables = tmp_path / "tables"
    assert "no space left" in str(unusable(tables, OSError(errno.ENOSPC, "none")))
    assert "--mend" in str(unusable(tables, duckdb.IOException("no magic bytes")))


@pytest.mark.parametrize(
    ("option", "known"), [("modality", "voice, text"), ("tier", "template, open, closed, none")]
)
def test_a_filter_that_no_turn_has_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, known: str
) -> None:
    monkeypatch.setenv("AISLE_HOME", str(tmp_path / "home"))
    out = str(tmp_path / "out")
    said = CliRunner().invoke(app, ["logs", "export", out, f"--{option}", "nosuch"])
    assert said.exit_code != 0
    assert known in f"{said.output} {said.exception}"
    assert CliRunner().invoke(app, ["logs", "export", out, f"--{option}", ""]).exit_code == 0


def test_filters_choose(made: DuckStore, tmp_path: Path) -> None:
    day = LAST - timedelta(days=1)
    out = export(made, tmp_path / "a", "parquet", Filters(day, day, modality="voice"))
    with duckdb.connect() as run:
        sql = f"SELECT DISTINCT day, modality FROM '{out.files[0]}'"
        assert run.execute(sql).fetchall() == [(day, "voice")]
        stray = run.execute(
            f"SELECT count(*) FROM '{out.files[1]}' WHERE session_id NOT IN "
            f"(SELECT session_id FROM '{out.files[0]}')"
        ).fetchall()
        assert stray == [(0,)]
    none = export(made, tmp_path / "b", "ubi", Filters(date(2000, 1, 1), date(2000, 1, 2)))
    assert (none.turns, none.events) == (0, 0)
    with pytest.raises(UsageError, match="empty folder"):
        export(made, tmp_path / "a", "parquet", ALL)


def test_any_duckdb_reads_the_views(made: DuckStore) -> None:
    sql = duckdb_sql(Settings(home=made.folder.parent))
    with duckdb.connect() as run:
        run.execute(sql)
        for name in NAMES:
            count = run.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
            assert made.query(f"SELECT count(*) FROM {name}", 1, 30).rows == ((count,),)
        assert run.execute("SELECT count(*) FROM turns").fetchall()[0][0] > 600
    empty = duckdb_sql(Settings(home=made.folder / "nowhere"))
    with duckdb.connect() as run:
        run.execute(empty)
        assert run.execute("SELECT count(*) FROM shown").fetchall() == [(0,)]
