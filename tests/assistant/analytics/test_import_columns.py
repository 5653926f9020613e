"""A CSV of one's own: which of its columns come in, and what is said of the others."""

import json
from pathlib import Path

import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.errors import ImportRefused
from assistant.analytics.importing import texts
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.importer import import_files
from assistant.commands import logs_import
from assistant.config import Settings

_SMALLEST = "timestamp,user_query\n2026-11-20T10:00:00Z,red shoes\n"
"""As docs/logs-in-and-out.md shows it."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def store(settings: Settings) -> DuckStore:
    return DuckStore(settings)


def _read(settings: Settings, store: DuckStore, text: str) -> Counts:
    path = settings.home.parent / "log.csv"
    path.write_text(text, encoding="utf-8")
    return import_files(settings, store, [path]).files[path]


def test_the_smallest_csv_of_the_docs(settings: Settings, store: DuckStore) -> None:
    docs = Path("docs/logs-in-and-out.md").read_text(encoding="utf-8")
    assert all(f"    {line}\n" in docs for line in _SMALLEST.splitlines())
    counts = _read(settings, store, _SMALLEST)
    assert (counts.turns, counts.skipped, counts.not_taken) == (1, 0, set())
    assert store.ask("SELECT user_query, is_search FROM turns").rows == (("red shoes", True),)


def test_columns_that_a_table_knows_come_in_and_others_are_kept(
    settings: Settings, store: DuckStore
) -> None:
    counts = _read(
        settings,
        store,
        "query_id,timestamp,user_query,modality,intent,titles,asr_confidence,shop,is_search,ip\n"
        'c1,2026-11-20T10:00:00Z,red,text,find,"[""A""]",0.5,north,true,10.1.1.1\n'
        "c2,2026-11-20T10:01:00Z,blue,voice,refine,A,high,,,\n"
        "c3,2026-11-20T10:02:00Z,green,shouted,,,,,,\n",
    )
    assert (counts.turns, counts.skipped) == (3, 0)
    names = "modality, intent, titles, asr_confidence, more"
    rows = store.ask(f"SELECT {names} FROM turns ORDER BY query_id").rows
    assert [row[:4] for row in rows] == [
        ("text", "find", '["A"]', 0.5),
        ("voice", "refine", None, None),
        (None, None, None, None),
    ]
    kept = [json.loads(str(row[4])) for row in rows]
    assert kept == [
        {"shop": "north"},
        {"titles": "A", "asr_confidence": "high"},
        {"modality": "shouted"},
    ]
    assert counts.not_taken == {"is_search"}
    assert "columns not taken: is_search" in logs_import.file_told(Path("log.csv"), counts)


def test_flat_attributes_and_columns_of_events(settings: Settings, store: DuckStore) -> None:
    _read(
        settings,
        store,
        "action_name,query_id,user_query,timestamp,query_attributes.modality,"
        "event_attributes.object.object_id,title,event_attributes.dwell\n"
        ",q1,boots,2026-11-20T10:00:00Z,voice,,,\n"
        "click,q1,,2026-11-20T10:00:05Z,,p1,Boot One,7\n",
    )
    assert store.ask("SELECT modality, more FROM turns").rows == (("voice", None),)
    [row] = store.ask("SELECT object_id, title, more FROM events").rows
    assert row == ("p1", "Boot One", '{"event_attributes.dwell":"7"}')


def test_nothing_personal_of_further_columns_is_written(
    settings: Settings, store: DuckStore
) -> None:
    counts = _read(
        settings,
        store,
        "query_id,timestamp,user_query,reply,acts,note\n"
        'c1,2026-11-20T10:00:00Z,red,I wrote to a.b@example.com,"[{""words"":""a.b@example.com""}]"'
        ",ask a.b@example.com\n",
    )
    assert counts.redacted == 1
    [row] = store.ask("SELECT reply, acts, more FROM turns").rows
    assert not any("a.b@" in str(one) for one in row)
    assert all("[email]" in str(one) for one in row)


def test_columns_of_an_export_that_are_not_known_are_named(
    settings: Settings, store: DuckStore
) -> None:
    counts = _read(
        settings,
        store,
        "query_id,session_id,modality,tier,timestamp,user_query,is_search,colour\n"
        "c1,s,text,none,2026-11-20T10:00:00Z,red,true,blue\n",
    )
    assert (counts.turns, counts.not_taken) == (1, {"colour"})


def test_other_heads_are_told_which_are_needed(settings: Settings, store: DuckStore) -> None:
    with pytest.raises(ImportRefused) as refused:
        _read(settings, store, "date;customer;search term\n20.11.2026;5;rote Schuhe\n")
    said = str(refused.value)
    assert "timestamp and user_query" in said
    assert said.endswith("this one names date, customer, search term.")


def test_a_request_within_a_field_is_redacted_by_its_parts() -> None:
    request = {"id": "fe505b7f-4111-1111-1111-111111111111", "note": "write to a.b@example.com"}
    for held in (request, {"request": json.dumps(request)}):
        told = json.loads(texts._walked(json.dumps(held)))
        parts = json.loads(told["request"]) if "request" in told else told
        assert parts == {"id": request["id"], "note": "write to [email]"}
    plain = json.dumps({"request": json.dumps({"id": request["id"]})})
    assert texts._walked(plain) == plain
