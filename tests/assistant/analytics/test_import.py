"""Past logs into the tables: what is read, and what it becomes."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from assistant.analytics.duckdb_store import DuckStore
from assistant.analytics.importing.counts import Counts
from assistant.analytics.importing.importer import Imported, import_files
from assistant.analytics.record_of_row import event_of, turn_of
from assistant.config import Settings
from assistant.events.event import Action
from tests.assistant.analytics.logs import event, turn
from tests.assistant.analytics.past_logs import is_accounted, log_file, ubi_event, ubi_query


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def store(settings: Settings) -> DuckStore:
    return DuckStore(settings)


def _thing(name: str, ordinal: int | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"object": {"object_id": name, "object_id_field": "sku"}}
    return found if ordinal is None else found | {"position": {"ordinal": ordinal}}


def test_the_shared_ubi_log_imports_whole(
    shared_data: Path, settings: Settings, store: DuckStore
) -> None:
    path = shared_data / "ubi-log" / "ubi_queries_events.ndjson"
    imported = import_files(settings, store, [path])
    counts = imported.files[path]
    lines = [json.loads(one) for one in path.read_text().splitlines()]
    queries = [one for one in lines if "user_query" in one and "action_name" not in one]
    events = [one for one in lines if "action_name" in one]
    assert counts.lines == len(lines)
    assert is_accounted(counts)
    assert (counts.turns, counts.events, counts.skipped) == (len(queries), len(events), 0)
    ids = {one["query_id"] for one in queries}
    rows = store.ask("SELECT query_id, shown, session_id FROM turns").rows
    assert {row[0] for row in rows} == ids
    # Each with the longest list that was logged for it, or with its impressions.
    longest: dict[str, int] = {}
    for one in queries:
        length = len(one.get("query_response_hit_ids") or [])
        longest[one["query_id"]] = max(longest.get(one["query_id"], 0), length)
    assert all(row[1] == longest[str(row[0])] for row in rows if longest[str(row[0])])
    actions = {
        str(name): count
        for name, count in store.ask("SELECT action_name, count(*) FROM events GROUP BY 1").rows
    }
    bodies = {json.dumps(one, sort_keys=True) for one in events}
    assert sum(int(str(count)) for count in actions.values()) == len(bodies)
    assert {"impression", "click", "on_search", "404_redirect"} <= set(actions)
    assert store.ask("SELECT min(ordinal) FROM events GROUP BY application").rows
    assert store.ask("SELECT count(*) FROM events WHERE more LIKE '%\"ip\"%'").rows == ((0,),)
    again = import_files(settings, store, [path])
    assert again.new == 0


def test_ubi_in_all_its_shapes(tmp_path: Path, settings: Settings, store: DuckStore) -> None:
    path = log_file(
        tmp_path,
        {"index": {"_index": "ubi_queries", "_id": "1"}},
        ubi_query("iso", "red shoes", "2026-03-01T12:00:00+02:00", client_id="c1"),
        ubi_query("ms", "blue shoes", 1772359200000, client_id="c1"),
        ubi_query("s", "green shoes", "1772359200", client_id="c2"),
        {"_index": "ubi_queries", "_source": ubi_query("dump", "boots", client_id="c3")},
        ubi_query("object", {"query": "hats"}, query={"match_all": {}}, query_response_hit_ids=[]),
        ubi_query("text", "hats", query="hats in stock", query_response_hit_ids="a, b"),
        ubi_query(
            "json", "hats", query_response_hit_ids='["a", "b", "c"]', query_attributes={"x": 1}
        ),
        {"user_query": "no id", "timestamp": "2026-03-01T10:00:00Z"},
        ubi_event("impression", "iso", session_id="S", event_attributes=_thing("p1", 0)),
        ubi_event("impression", "iso", session_id="S", event_attributes=_thing("p2", 1)),
        ubi_event("click", "iso", session_id="S", event_attributes=_thing("p2", 1)),
        ubi_event("declined", None, client_id="c9", **{"event_attributes.object.object_id": "p3"}),
        ubi_event(
            "watch", None, object_id="p4", event_attributes={"session_id": "T", "dwell": 2.5}
        ),
        "",
        "{torn",
        "[1, 2]",
        {"neither": 1},
        ubi_query("never", "late", "2199-01-01T00:00:00Z"),
        ubi_query("when", "no time", None),
    )
    imported = import_files(settings, store, [path])
    counts = imported.files[path]
    assert is_accounted(counts)
    assert (counts.turns, counts.events, counts.markers, counts.empty) == (8, 5, 1, 1)
    assert {one.line for one in counts.named} == {16, 17, 18, 19, 20}
    assert set(counts.reasons) == {
        "it is not a whole JSON record",
        "it is neither a query nor an event",
        "it has no time, or none that can be believed",
    }
    rows = {str(row["query_id"]): row for row in store.ask("SELECT * FROM turns").dicts()}
    assert {rows[n]["timestamp"] for n in ("iso", "ms", "s")} == {datetime(2026, 3, 1, 10)}
    assert rows["iso"]["session_id"] == "S"
    assert rows["iso"]["query_response_hit_ids"] == '["p1","p2"]'
    assert rows["iso"]["object_id_field"] == "sku"
    assert (rows["ms"]["shown"], rows["object"]["shown"], rows["json"]["shown"]) == (None, 0, 3)
    assert rows["text"]["query_response_hit_ids"] == '["a","b"]'
    assert (rows["text"]["query"], rows["object"]["user_query"]) == ("hats in stock", "hats")
    assert str(rows["ms"]["session_id"]).startswith("import-")
    assert all(row["application"] in {"shop", "ubi"} for row in rows.values())
    done = {str(r["object_id"]): r for r in store.ask("SELECT * FROM events").dicts()}
    assert (done["p1"]["ordinal"], done["p2"]["ordinal"]) == (1, 2)  # they were told from 0
    assert (done["p4"]["session_id"], done["p3"]["action_name"]) == ("T", "declined")
    assert "dwell" in str(done["p4"]["more"])
    for row in rows.values():
        turn_of(row)


def test_what_does_not_say_whether_it_was_spoken_is_neither(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    path = log_file(
        tmp_path,
        ubi_query("said", "shoes", query_attributes={"modality": "voice"}),
        ubi_query("typed", "shoes", query_attributes={"modality": "text"}),
        ubi_query("other", "shoes", query_attributes={"modality": "pigeon"}),
        ubi_query("silent", "shoes"),
    )
    import_files(settings, store, [path])
    rows = store.ask("SELECT query_id, modality FROM turns ORDER BY query_id").rows
    told = {str(name): modality for name, modality in rows}
    assert told == {"said": "voice", "typed": "text", "other": None, "silent": None}
    sums = store.ask("SELECT sum(turns), count(modality) FROM daily").rows[0]
    assert sums == (4, 2)


def test_a_client_s_queries_are_sessions_half_an_hour_apart(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    path = log_file(
        tmp_path,
        *(
            ubi_query(f"q{n}", "shoes", f"2026-03-01T{at}:00Z", client_id=who)
            for n, (at, who) in enumerate(
                [("10:00", "a"), ("10:20", "a"), ("10:45", "a"), ("12:00", "a"), ("10:10", "b")]
            )
        ),
    )
    import_files(settings, store, [path])
    sessions = store.ask("SELECT session_id FROM turns ORDER BY query_id").rows
    assert sessions[0] == sessions[1] == sessions[2]
    assert len(set(sessions)) == 3


def test_our_own_lines_of_any_schema(tmp_path: Path, settings: Settings, store: DuckStore) -> None:
    older = json.loads(turn("old", 0).model_dump_json(by_alias=True))
    for name in ("tenant", "door", "object_id_field", "spoken_ids", "asked", "query", "lacking"):
        older.pop(name)
    older["schema"] = "aisle.turn/1"
    newer = json.loads(turn("new", 0).model_dump_json(by_alias=True)) | {
        "schema": "aisle.turn/3",
        "mood": {"glad": 0.5},
    }
    lines = [
        older,
        newer,
        turn("own", 0).model_dump_json(by_alias=True),
        event("e1", "own", Action.CLICK).model_dump_json(by_alias=True),
        event("e1", "own", Action.CLICK).model_dump_json(by_alias=True),
        '{"schema":"aisle.turn/2","query_id":"torn","user_que',
        {"schema": "aisle.turn/2", "user_query": "no id"},
        {"schema": "aisle.mood/1", "mood": "glad"},
        ubi_query("foreign", "mixed in"),
    ]
    path = log_file(tmp_path, *lines)
    imported = import_files(settings, store, [path])
    counts = imported.files[path]
    assert is_accounted(counts)
    assert (counts.turns, counts.events, counts.skipped) == (4, 2, 3)
    assert (imported.new, imported.known) == (5, 1)
    rows = {str(r["query_id"]): r for r in store.ask("SELECT * FROM turns").dicts()}
    assert turn_of(rows["own-0"]).model_copy(update={"redaction": None}) == turn("own", 0)
    assert (turn_of(rows["new-0"]).model_extra or {})["mood"] == {"glad": 0.5}
    assert rows["old-0"]["spoken"] is None


def test_threads_read_pieces_of_files_and_give_the_same(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    lines = [turn(f"s{n}", k).model_dump_json(by_alias=True) for n in range(20) for k in range(3)]
    packed = tmp_path / "log.jsonl.gz"
    with gzip.open(packed, "wt") as file:
        file.write("\n".join(lines))
    imported = import_files(settings, store, [packed, log_file(tmp_path, *lines)], readers=2)
    assert (imported.new, imported.known) == (60, 60)


def test_csv_and_parquet_with_the_names_of_ubi(
    tmp_path: Path, settings: Settings, store: DuckStore
) -> None:
    queries = tmp_path / "queries.csv"
    queries.write_text(
        "application,query_id,client_id,user_query,timestamp,query_response_hit_ids\n"
        'shop,q1,c1,"red, \nshoes ""big""",2026-03-01 10:00:00,"[""a"",""b""]"\n'
        "shop,q2,c1,,2026-03-01 10:01:00,\n"
        "shop,,c1,,,\n"
    )
    events = tmp_path / "events.parquet"
    with duckdb.connect() as run:
        run.execute(
            f"""COPY (SELECT 'shop' AS application, 'click' AS action_name, 'q1' AS query_id,
            TIMESTAMPTZ '2026-03-01 10:00:09+00' AS timestamp, {{'object': {{'object_id': 'a'}},
            'position': {{'ordinal': 1}}, 'page': 'x'}} AS event_attributes
            UNION ALL SELECT 'shop', NULL, 'q1', NULL, NULL) TO '{events}' (FORMAT parquet)"""
        )
    imported = import_files(settings, store, [queries, events])
    assert imported.files[queries].turns == 2
    assert imported.files[queries].skipped == 1
    assert imported.files[events].events == 1
    assert imported.files[events].skipped == 1
    assert all(is_accounted(one) for one in imported.files.values())
    row = store.ask("SELECT user_query, shown, day FROM turns WHERE query_id = 'q1'").rows[0]
    assert row == ('red, \nshoes "big"', 2, date(2026, 3, 1))
    clicked = store.ask("SELECT object_id, ordinal, timestamp, more FROM events").rows[0]
    assert clicked[:2] == ("a", 1)
    assert clicked[2] == datetime(2026, 3, 1, 10, 0, 9)
    assert "page" in str(clicked[3])


def test_events_are_records_again(tmp_path: Path, settings: Settings, store: DuckStore) -> None:
    made = event("e1", "s", Action.ADD_TO_CART)
    import_files(settings, store, [log_file(tmp_path, made.model_dump_json(by_alias=True))])
    row = store.ask("SELECT * FROM events").dicts()[0]
    assert event_of(row).model_copy(update={"redaction": None}) == made


def test_what_was_imported_adds_up(tmp_path: Path) -> None:
    counts = Imported({tmp_path: Counts(lines=3, turns=2, events=1)}, new=2)
    assert counts.known == 1
    assert datetime.now(UTC)
