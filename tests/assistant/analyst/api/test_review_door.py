"""The review queue and saved views, through the API."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.assistant.analyst.api.asking import Asking, asking


@pytest.fixture
def own(seeded_home: Path, tmp_path: Path) -> Iterator[Asking]:
    """Serve a copy of the seeded log, which a test may write beside."""
    with asking(copytree(seeded_home, tmp_path / "home")) as asked:
        yield asked


def test_a_sample_is_queued_with_what_was_said(own: Asking) -> None:
    post = own.client.post("/v1/analytics/review/sample", json={"n": 15, "why": "nothing_found"})
    assert post.json() == {"found": 15, "added": 15}
    queue = own.get("/review")
    assert queue["counts"] == {"waiting": 15, "agree": 0, "disagree": 0}
    assert all(turn["of"]["user_query"] for turn in queue["turns"])
    again = own.client.post("/v1/analytics/review/sample", json={"n": 15, "why": "nothing_found"})
    assert again.json() == {"found": 15, "added": 0}


def test_a_label_is_kept_and_can_be_changed(own: Asking) -> None:
    own.client.post("/v1/analytics/review/sample", json={"n": 3})
    id_ = own.get("/review")["turns"][0]["query_id"]
    for verdict in ("agree", "disagree"):
        label = {"verdict": verdict, "intent": "refine", "note": "<b>no</b>"}
        assert own.client.post(f"/v1/analytics/review/{id_}", json=label).status_code == 200
    labelled = own.get("/review", labelled="true")["turns"]
    assert [(one["query_id"], one["verdict"], one["note"]) for one in labelled] == [
        (id_, "disagree", "<b>no</b>")
    ]


def test_a_label_keeps_no_personal_data(own: Asking) -> None:
    own.client.post("/v1/analytics/review/sample", json={"n": 1})
    id_ = own.get("/review")["turns"][0]["query_id"]
    label = {
        "verdict": "disagree",
        "said": "call me at 415 555 0199 about the boots",
        "note": "of jane.doe@example.com, card 4111 1111 1111 1111",
    }
    answer = own.client.post(f"/v1/analytics/review/{id_}", json=label).json()
    [kept] = own.get("/review", labelled="true")["turns"]
    assert kept["said"] == answer["said"] == "call me at [phone] about the boots"
    assert kept["note"] == answer["note"] == "of [email], card [card]"
    for path in own.settings.home.glob("analysts.sqlite*"):
        held = path.read_bytes()
        assert not [it for it in (b"415 555", b"jane.doe", b"4111 1111") if it in held]


def test_a_session_becomes_a_scenario(own: Asking) -> None:
    session = next(
        row for row in own.rows("/sessions", limit=300, modality="text") if row["turns"] >= 2
    )
    told = own.get(f"/sessions/{session['session_id']}")
    own.client.post("/v1/analytics/review/sample", json={"n": 500, "why": "random"})
    queued = {one["session_id"]: one["query_id"] for one in own.get("/review", limit=500)["turns"]}
    assert told["turns"]
    for id_ in queued.values():
        answer = own.client.post(f"/v1/analytics/review/{id_}/scenario")
        if answer.status_code == 200:
            break
        assert answer.json()["error"]["code"] == "not_made", answer.text
    name = answer.json()["scenario"]
    folder = own.settings.home / "evals" / "from-log"
    assert [path.stem for path in folder.glob("*.yaml")] == [name]
    assert own.get("/review", limit=500)["turns"][-1] is not None


def test_a_turn_is_told_with_the_one_before_and_what_was_shown(own: Asking) -> None:
    own.client.post("/v1/analytics/review/sample", json={"n": 60})
    reviews = own.get("/review", limit=100)["turns"]
    checked = 0
    for review in reviews[:15]:
        turns = own.get(f"/sessions/{review['session_id']}")["turns"]
        at = [turn["query_id"] for turn in turns].index(review["query_id"])
        before = review["of"]["before"]
        if at == 0:
            assert before is None
            continue
        checked += 1
        for name in ("query_id", "user_query", "reply"):
            assert before[name] == turns[at - 1][name]
    assert checked > 2
    assert any(isinstance(one["of"]["titles"], list) for one in reviews)


def test_the_whole_queue_comes_as_csv(own: Asking) -> None:
    own.client.post("/v1/analytics/review/sample", json={"n": 130})
    id_ = own.get("/review", limit=1)["turns"][0]["query_id"]
    label = {"verdict": "disagree", "intent": "refine", "note": "=1+1"}
    own.client.post(f"/v1/analytics/review/{id_}", json=label)
    answer = own.client.get("/v1/analytics/review", params={"format": "csv"})
    assert 'filename="review.csv"' in answer.headers["content-disposition"]
    rows = {row["query_id"]: row for row in csv.DictReader(io.StringIO(answer.text))}
    assert len(rows) == 130
    assert (rows[id_]["verdict"], rows[id_]["label_intent"]) == ("disagree", "refine")
    assert rows[id_]["note"] == "'=1+1"
    said = {
        one["query_id"]: one["of"]["user_query"] for one in own.get("/review", limit=200)["turns"]
    }
    assert {query_id: row["user_query"] for query_id, row in rows.items()} == {
        query_id: text or "" for query_id, text in said.items()
    }
    labelled = own.client.get("/v1/analytics/review", params={"format": "csv", "labelled": "true"})
    assert len(labelled.text.splitlines()) == 2


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/review/nobody", {"verdict": "agree"}, 404),
        ("/review/nobody/scenario", None, 404),
        ("/review/sample", {"n": 0}, 422),
        ("/review/sample", {"why": "because"}, 422),
        ("/review/x", {"verdict": "perhaps"}, 422),
        ("/review/x", {"verdict": "agree", "intent": "dance"}, 422),
    ],
)
def test_bad_wishes_are_refused(
    analysts: Asking, path: str, body: dict[str, object] | None, status: int
) -> None:
    answer = analysts.client.post(f"/v1/analytics{path}", json=body)
    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_a_view_is_saved_and_forgotten(own: Asking) -> None:
    url = "/analyst/funnel?from=2026-11-01&to=2026-11-20&modality=voice"
    assert own.client.put("/v1/analytics/views/Voice in November", json={"url": url}).is_success
    assert [view["url"] for view in own.get("/views")["views"]] == [url]
    assert own.client.delete("/v1/analytics/views/Voice in November").is_success
    assert own.client.delete("/v1/analytics/views/Voice in November").status_code == 404


@pytest.mark.parametrize(
    "url", ["https://evil.example/analyst", "//evil.example", "/", "/analyst/../x", "javascript:x"]
)
def test_a_view_leads_to_the_analysts_pages_only(analysts: Asking, url: str) -> None:
    assert analysts.client.put("/v1/analytics/views/x", json={"url": url}).status_code == 422
