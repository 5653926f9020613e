"""From a figure to the conversations behind it."""

import csv
import io
from datetime import timedelta

import pytest

from assistant.analyst import turns_query
from assistant.recordings.store import Recordings
from tests.assistant.analyst.api.asking import DAYS, LAST, Asking


def test_turns_come_newest_first_and_page_without_gaps(analysts: Asking) -> None:
    whole = analysts.rows("/turns", limit=120)
    paged, after = [], None
    for _ in range(3):
        answer = analysts.get("/turns", limit=40, **({"after": after} if after else {}))
        paged += [row[0] for row in answer["rows"]]
        after = answer["next"]
    assert [row["query_id"] for row in whole] == paged
    assert len(set(paged)) == 120
    times = [row["timestamp"] for row in whole]
    assert times == sorted(times, reverse=True)


def test_words_are_found_in_any_order_and_any_case(analysts: Asking) -> None:
    said = next(
        row["user_query"]
        for row in analysts.rows("/turns", limit=50, intent="find")
        if len(str(row["user_query"]).split()) >= 3
    )
    words = said.split()
    found = analysts.rows("/turns", q=f"{words[-1].upper()} {words[0]}", limit=200)
    assert said in {row["user_query"] for row in found}
    for row in found:
        assert words[0].lower() in row["user_query"].lower()


@pytest.mark.parametrize("mark", ["%", "_", "!", "'", "\\", "%%' OR 1=1 --"])
def test_signs_of_sql_are_only_words(analysts: Asking, mark: str) -> None:
    every = analysts.rows("/turns", limit=1000)
    found = analysts.rows("/turns", q=mark, limit=1000)
    expected = {
        row["query_id"]
        for row in every
        if all(word in (row["user_query"] or "").lower() for word in mark.lower().split())
    }
    assert {row["query_id"] for row in found} >= expected
    assert all(mark.lower().split()[0] in row["user_query"].lower() for row in found)


def test_filters_leave_only_what_they_say(analysts: Asking) -> None:
    found = analysts.rows("/turns", modality="voice", zero_results="true", limit=200)
    assert found
    assert {(row["modality"], row["zero_results"]) for row in found} == {("voice", True)}


def test_a_session_is_told_whole(analysts: Asking) -> None:
    one = analysts.rows("/sessions", limit=200)
    busy = max(one, key=lambda row: row["turns"])
    told = analysts.get(f"/sessions/{busy['session_id']}")
    assert len(told["turns"]) == busy["turns"]
    assert told["session"]["turns"] == busy["turns"]
    numbers = [turn["turn"] for turn in told["turns"]]
    assert numbers == sorted(numbers)
    assert isinstance(told["turns"][0]["acts"], list)


def test_a_session_that_is_not_there_is_said(analysts: Asking) -> None:
    answer = analysts.client.get("/v1/analytics/sessions/nobody")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "session_not_found"


def test_a_range_with_nothing_in_it_is_an_empty_table(analysts: Asking) -> None:
    answer = analysts.get("/turns", **{"from": "1999-01-01", "to": "1999-12-31"})
    assert (answer["rows"], answer["next"]) == ([], None)


@pytest.mark.parametrize("path", ["/turns", "/sessions", "/funnel"])
@pytest.mark.parametrize(
    "days", [{"from": "0001-01-01"}, {"to": "0001-01-02"}, {"to": "9999-12-31"}]
)
def test_the_ends_of_the_calendar_are_days_like_others(
    analysts: Asking, path: str, days: dict[str, str]
) -> None:
    answer = analysts.client.get(f"/v1/analytics{path}", params=days)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("query", "param"),
    [
        ({"from": "2026-11-20", "to": "2026-11-01"}, "from"),
        ({"from": "yesterday"}, "from"),
        ({"after": "no such thing"}, "after"),
        ({"limit": 100_000}, "limit"),
        ({"colour": "red"}, "colour"),
        ({"experiment": "greeting"}, "experiment"),
        ({"known": "perhaps"}, "known"),
    ],
)
def test_a_bad_question_is_told_in_one_sentence(
    analysts: Asking, query: dict[str, str], param: str
) -> None:
    answer = analysts.client.get("/v1/analytics/turns", params=query)
    assert answer.status_code in (400, 422), answer.text
    assert answer.json()["error"]["param"] == param


def test_a_table_comes_as_csv(analysts: Asking) -> None:
    answer = analysts.client.get("/v1/analytics/sessions", params={"format": "csv", "limit": 5})
    assert answer.headers["content-type"].startswith("text/csv")
    assert 'filename="sessions-' in answer.headers["content-disposition"]
    assert len(answer.text.strip().splitlines()) == 6


def test_a_key_without_the_scope_is_turned_away(analysts: Asking) -> None:
    for header in ({}, {"authorization": "Bearer aisle_sk_wrong"}):
        bare = analysts.client.__class__(analysts.client.app, headers=header)
        assert bare.get("/v1/analytics/turns").status_code == 401


def test_a_recording_is_told_where_there_is_one_and_nothing_else_is(analysts: Asking) -> None:
    recordings = Recordings(analysts.settings.recordings_path)
    recordings.consent("s1")
    path = recordings.path_of("s1", 0)
    path.write_bytes(b"fLaC sound")
    assert analysts.client.get("/v1/analytics/sessions/s1/audio/0").content == b"fLaC sound"
    for nothing in ("s1/audio/1", "s2/audio/0", "..%2Frecordings%2Fs1/audio/0"):
        answer = analysts.client.get(f"/v1/analytics/sessions/{nothing}")
        assert answer.status_code == 404, nothing


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a few rows at once, so that a small log takes many pieces."""
    monkeypatch.setattr(turns_query, "PIECE", 7)


@pytest.mark.parametrize("path", ["/turns", "/sessions"])
@pytest.mark.usefixtures("small_pieces")
def test_csv_without_a_limit_is_of_the_whole_question(analysts: Asking, path: str) -> None:
    measure = path.removeprefix("/")
    days = {"from": str(LAST - timedelta(days=DAYS - 1)), "to": str(LAST)}
    counted = analysts.rows("/figures", **days, measures=measure)[0][measure]
    assert counted > 1000 or path == "/sessions"
    answer = analysts.client.get(f"/v1/analytics{path}", params={**days, "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == counted
    shown = analysts.rows(path, **days, limit=300)
    first = next(iter(shown[0]))
    assert [row[first] for row in rows[:300]] == [row[first] for row in shown]
    assert len({row["query_id" if path == "/turns" else "session_id"] for row in rows}) == counted


@pytest.mark.usefixtures("small_pieces")
def test_csv_keeps_to_the_question(analysts: Asking) -> None:
    query = {"modality": "voice", "zero_results": "true", "q": "A"}
    shown = analysts.rows("/turns", **query, limit=1000)
    assert 7 < len(shown) < 1000
    answer = analysts.client.get("/v1/analytics/turns", params={**query, "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["query_id"] for row in rows] == [row["query_id"] for row in shown]
    bad = analysts.client.get("/v1/analytics/turns", params={"format": "csv", "from": "9999"})
    assert bad.status_code == 422
