"""Unmet demand, topics and misheard words by the analysts' API."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from assistant.analyst import named_turns, sessions_door
from assistant.analytics.opening import open_store
from assistant.analytics.topics.topics import Topics
from assistant.config import Settings
from tests.assistant.analyst.api.asking import DAYS, LAST, Asking, asking
from tests.assistant.analytics.topics.embedding import Trigrams

RANGE = {"from": str(LAST - timedelta(days=DAYS - 1)), "to": str(LAST)}


@pytest.fixture(scope="module")
def counted(seeded_home: Path) -> Iterator[Asking]:
    """Serve the seeded log with its topics counted."""
    settings = Settings(home=seeded_home)
    store = open_store(settings)
    Topics(settings.topics_path, Trigrams()).catch_up(store)
    store.close()
    with asking(seeded_home) as asked:
        yield asked


def test_unmet_demand_is_a_table_the_commonest_first(counted: Asking) -> None:
    rows = counted.rows("/unmet", **RANGE, limit=500)
    assert [row["turns"] for row in rows] == sorted((row["turns"] for row in rows), reverse=True)
    by_label = {row["label"]: row for row in rows}
    assert by_label["Halvorsen"]["reasons"] == f'{{"brand": {by_label["Halvorsen"]["turns"]}}}'
    brands = counted.rows("/unmet", **RANGE, kind="brand", limit=500)
    assert {"Halvorsen", "Quentic"} <= {row["label"] for row in brands}
    assert "kayak" not in {row["label"] for row in brands}


def test_one_cluster_and_its_turns(counted: Asking) -> None:
    row = counted.rows("/unmet", **RANGE, limit=1)[0]
    one = counted.get(f"/unmet/{row['id']}", **RANGE)
    assert one["label"] == row["label"]
    assert sum(day["turns"] for day in one["by_day"]) == row["turns"]
    turns = counted.rows("/turns", **RANGE, cluster=row["id"], limit=1000)
    assert len(turns) == row["turns"]
    paged = counted.get("/turns", **RANGE, cluster=row["id"], limit=2)
    behind = counted.get("/turns", **RANGE, cluster=row["id"], limit=1000, after=paged["next"])
    assert [each[0] for each in paged["rows"] + behind["rows"]] == [
        turn["query_id"] for turn in turns
    ]
    voice = counted.rows("/turns", **RANGE, cluster=row["id"], modality="voice", limit=1000)
    assert {turn["modality"] for turn in voice} <= {"voice"}
    assert len(voice) < len(turns)


def test_pages_of_a_cluster_go_on_where_filters_leave_few(
    counted: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = counted.rows("/topics", **RANGE, limit=1)[0]
    query = {**RANGE, "cluster": row["id"], "modality": "text"}
    whole = [turn["query_id"] for turn in counted.rows("/turns", **query, limit=1000)]
    assert 3 < len(whole) < row["turns"]
    monkeypatch.setattr(sessions_door, "_FIRST_OF_A_CLUSTER", 2)
    monkeypatch.setattr(named_turns, "AT_ONCE", 4)
    paged: list[str] = []
    behind: dict[str, str] = {}
    for _ in whole:
        page = counted.get("/turns", **query, **behind, limit=2)
        paged += [each[0] for each in page["rows"]]
        if page["next"] is None:
            break
        behind = {"after": page["next"]}
    assert paged == whole


def test_topics_hold_every_search(counted: Asking) -> None:
    rows = counted.rows("/topics", **RANGE, limit=1000)
    assert sum(row["share"] for row in rows) == pytest.approx(1.0, abs=0.02)
    assert "reasons" not in rows[0]
    assert counted.get(f"/topics/{rows[0]['id']}", **RANGE)["queries"]


def test_csv_and_bad_input(counted: Asking) -> None:
    path = "/v1/analytics/unmet"
    csv = counted.client.get(path, params={**RANGE, "format": "csv"})
    assert csv.text.startswith("id,label,turns,")
    assert counted.client.get(path, params={"kind": "nothing"}).status_code == 422
    assert counted.client.get(path, params={"limit": "0"}).status_code == 422
    assert counted.client.get(f"{path}/u-nobody").status_code == 404
    assert counted.rows("/unmet", **{"from": "1999-01-01", "to": "1999-01-31"}) == []


def test_misheard_words_and_what_is_taught(counted: Asking) -> None:
    rows = counted.rows("/misheard", **RANGE)
    assert rows
    assert all(0 <= row["repaired"] <= 1 for row in rows)
    first = rows[0]
    assert first["in_vocabulary"] is False
    post = counted.client.post("/v1/analytics/hearing-terms", json={"term": first["understood"]})
    assert (post.status_code, post.json()["term"]) == (200, first["understood"])
    assert counted.rows("/misheard", **RANGE)[0]["in_vocabulary"] is True
    assert [t["term"] for t in counted.get("/hearing-terms")["terms"]] == [first["understood"]]
    gone = counted.client.delete(f"/v1/analytics/hearing-terms/{first['understood']}")
    assert gone.status_code == 200
    assert counted.get("/hearing-terms") == {"terms": []}


@pytest.mark.parametrize("term", ["", "boots", "a b c d e f", "<b>x</b>", "\x00bc", "x" * 300])
def test_what_is_no_name_is_refused_in_one_sentence(counted: Asking, term: str) -> None:
    answer = counted.client.post("/v1/analytics/hearing-terms", json={"term": term})
    assert answer.status_code in {400, 422}
    assert answer.json()["error"]["param"] == "term"
    assert counted.client.delete("/v1/analytics/hearing-terms/Nobody").status_code == 404


@pytest.mark.parametrize("path", ["/unmet", "/topics", "/misheard"])
def test_csv_without_a_limit_has_every_row(counted: Asking, path: str) -> None:
    every = counted.rows(path, **RANGE, limit=1000)
    assert len(every) < 1000
    answer = counted.client.get(f"/v1/analytics{path}", params={**RANGE, "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == len(every)
    assert len(rows) > 50 or path == "/misheard"
    assert [row["turns"] for row in rows] == [str(row["turns"]) for row in every]


def test_csv_of_a_cluster_has_all_its_turns(
    counted: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named_turns, "AT_ONCE", 4)
    row = counted.rows("/topics", **RANGE, limit=1)[0]
    query = {**RANGE, "cluster": row["id"], "modality": "voice"}
    shown = counted.rows("/turns", **query, limit=1000)
    answer = counted.client.get("/v1/analytics/turns", params={**query, "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [each["query_id"] for each in rows] == [each["query_id"] for each in shown]
    assert 8 < len(rows) < row["turns"]


def test_no_trend_is_told_while_days_are_still_grouped(counted: Asking, tmp_path: Path) -> None:
    whole = counted.rows("/unmet", **RANGE, limit=5)
    assert {row["trend_told"] for row in whole} - {"grouping"}
    with asking(copytree(counted.settings.home, tmp_path / "home")) as partly:
        topics = Topics(partly.settings.topics_path, Trigrams())
        for number in range(3):
            topics.days.drop(LAST - timedelta(days=number))
        topics.state.keep_mark("another")
        kept = partly.client.app.state.doors.stores.topics("default")  # type: ignore[attr-defined]
        kept.freshen = lambda: None  # nothing is counted meanwhile
        answer = partly.get("/unmet", **RANGE, limit=5)
        assert (answer["building"], answer["days_missing"], answer["days"]) == (True, 3, DAYS)
        rows = partly.rows("/unmet", **RANGE, limit=5)
        assert {(row["trend"], row["trend_told"]) for row in rows} == {(None, "grouping")}


def test_examples_name_what_they_are_of(counted: Asking) -> None:
    for row in counted.rows("/topics", **RANGE, limit=20):
        texts = json.loads(row["examples"])
        words = set(re.findall(r"\w{3,}", row["label"].lower()))
        named = [bool(words & set(re.findall(r"\w{3,}", text.lower()))) for text in texts]
        assert named == sorted(named, reverse=True), (row["label"], texts)
