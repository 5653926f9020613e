"""The figures of the analysts' API, over a synthetic log in the real store."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant.analytics.measures.registry import MEASURES
from assistant.config import Settings
from tests.assistant.analyst.api.asking import DAYS, LAST, Asking, asking, seeded


def _refused(analysts: Asking, path: str, **query: Any) -> dict[str, Any]:
    answer = analysts.client.get(f"/v1/analytics{path}", params=query)
    assert answer.status_code in {400, 422}, answer.text
    error: dict[str, Any] = answer.json()["error"]
    assert "\n" not in error["message"]
    return error


def test_every_measure_is_told_and_can_be_asked(analysts: Asking) -> None:
    told = analysts.get("/measures")["measures"]
    assert [measure["name"] for measure in told] == list(MEASURES)
    names = list(MEASURES)
    for start in range(0, len(names), 10):
        (row,) = analysts.rows("/figures", measures=",".join(names[start : start + 10]))
        assert all(value is not None for value in row.values()), row


def test_days_add_up_to_the_whole(analysts: Asking) -> None:
    (whole,) = analysts.rows("/figures", measures="turns,searches,zero_result_share")
    days = analysts.rows("/figures", measures="turns,searches,zero_result_share", by="day")
    assert [row["day"] for row in days] == sorted(row["day"] for row in days)
    assert len(days) == 28, "a default of four weeks, with days before the log as null"
    assert [row["turns"] for row in days[: 28 - DAYS]] == [None] * (28 - DAYS)
    assert sum(row["turns"] or 0 for row in days) == whole["turns"]
    assert sum(row["zero_result_share_n"] or 0 for row in days) == whole["zero_result_share_n"]


def test_groups_beyond_the_limit_are_one_row(analysts: Asking) -> None:
    every = analysts.rows("/figures", measures="turns,relaxed_share", by="intent", sort="-turns")
    kept = analysts.rows(
        "/figures", measures="turns,relaxed_share", by="intent", sort="-turns", limit=3
    )
    assert [row["turns"] for row in kept[:3]] == [row["turns"] for row in every[:3]]
    assert kept[3]["intent"] == "(other)"
    assert sum(row["turns"] for row in kept) == sum(row["turns"] for row in every)
    assert len(kept) == 4


def test_a_filter_narrows_what_a_group_shows(analysts: Asking) -> None:
    by = {
        row["modality"]: row["turns"]
        for row in analysts.rows("/figures", measures="turns", by="modality")
    }
    (voice,) = analysts.rows("/figures", measures="turns", modality="voice")
    assert by["voice"] == voice["turns"]


def test_a_filter_that_a_table_does_not_know_is_said(analysts: Asking) -> None:
    answer = analysts.get("/figures", measures="depth,turns", tier="template")
    assert answer["notes"] == ["Not filtered by tier: depth."]


def test_nothing_in_the_range_is_an_answer(analysts: Asking) -> None:
    empty = {"from": "2019-01-01", "to": "2019-01-03"}
    (row,) = analysts.rows("/figures", measures="turns,click_through,cost_usd", **empty)
    assert row == {"turns": None, "click_through": None, "click_through_n": 0, "cost_usd": None}
    days = analysts.rows("/figures", measures="turns", by="day", **empty)
    assert [row["turns"] for row in days] == [None] * 3
    for path in ("/funnel", "/latency", "/experiments", "/figures/compare?measures=click_through"):
        joined = path + ("&" if "?" in path else "?") + "from=2019-01-01&to=2019-01-03"
        assert analysts.client.get(f"/v1/analytics{joined}").status_code == 200, path


def test_a_range_of_ten_thousand_years_is_as_long_as_the_log(analysts: Asking) -> None:
    for by in ("day", "week", "month"):
        rows = analysts.rows(
            "/figures", measures="turns", by=by, **{"from": "0001-01-01", "to": "9999-12-31"}
        )
        assert 1 <= len(rows) <= DAYS
        assert all(row["turns"] for row in rows)


@pytest.mark.parametrize(
    ("path", "query", "param"),
    [
        ("/figures", {}, "measures"),
        ("/figures", {"measures": "nothing_of_the_kind"}, "measures"),
        ("/figures", {"measures": "turns,turns"}, "measures"),
        ("/figures", {"measures": "turns", "by": "shoe_size"}, "by"),
        ("/figures", {"measures": "turns", "by": "day,week"}, "by"),
        ("/figures", {"measures": "turns", "by": "door,tier,known,intent"}, "by"),
        ("/figures", {"measures": "depth", "by": "tier"}, "by"),
        ("/figures", {"measures": "turns", "by": "experiment:x' OR 1=1"}, "by"),
        ("/figures", {"measures": "turns", "sort": "depth"}, "sort"),
        ("/figures", {"measures": "turns", "limit": 10**9}, "limit"),
        ("/figures", {"measures": "turns", "limit": 0}, "limit"),
        ("/figures", {"measures": "turns", "from": "2026-11-09", "to": "2026-11-01"}, "from"),
        ("/figures", {"measures": "turns", "from": "yesterday"}, "from"),
        ("/figures", {"measures": ["turns", "depth"]}, "measures"),
        ("/figures", {"measures": "turns", "colour": "red"}, "colour"),
        ("/figures/compare", {"measures": "turns"}, "measures"),
        ("/figures/compare", {"measures": "relaxed_share", "by": "door"}, "a"),
        ("/figures/compare", {"measures": "relaxed_share", "within": "day"}, "by"),
        ("/funnel", {"by": "tier"}, "by"),
        ("/funnel", {"by": "day"}, "by"),
        ("/latency", {"by": "intent"}, "by"),
        ("/experiments/none-such", {}, "name"),
        ("/experiments/greeting", {"measures": "click_through"}, "measures"),
        ("/experiments/a'b", {}, None),
    ],
)
def test_what_is_no_figure_is_told_in_a_sentence(
    analysts: Asking, path: str, query: dict[str, Any], param: str | None
) -> None:
    error = _refused(analysts, path, **query)
    assert error["param"] == param or param is None or param in str(error["param"])


def test_voice_against_text_within_an_intent(analysts: Asking) -> None:
    answer = analysts.get("/figures/compare", measures="zero_result_share")
    names = [column["name"] for column in answer["columns"]]
    assert names[:5] == ["intent", "voice", "voice_n", "text", "text_n"]
    (everything,) = answer["all"]
    (whole,) = analysts.rows("/figures", measures="zero_result_share", modality="voice")
    assert everything["voice"] == pytest.approx(whole["zero_result_share"])
    assert everything["voice_n"] == whole["zero_result_share_n"]
    intents = [dict(zip(names, row, strict=True)) for row in answer["rows"]]
    assert sum(row["voice_n"] for row in intents) == everything["voice_n"]
    for row in intents:
        if row["low"] is not None:
            assert row["low"] <= row["difference"] <= row["high"]


def test_what_neither_side_had_is_no_difference_and_several_intents_are_corrected(
    analysts: Asking,
) -> None:
    rows = analysts.rows("/figures/compare", measures="zero_result_share")
    none = [row for row in rows if row["voice"] == row["text"] == 0]
    assert none
    for row in none:
        assert row["verdict"] == "no_cases"
        assert [row[name] for name in ("low", "high", "p", "p_holm")] == [None] * 4
    nothing = [row for row in rows if row["voice"] is None or row["text"] is None]
    assert {row["verdict"] for row in nothing} == {"nothing_to_count"}
    judged = [row for row in rows if row["p"] is not None]
    least = min(judged, key=lambda row: row["p"])
    assert least["p_holm"] == pytest.approx(min(1, least["p"] * len(judged)))
    assert len(judged) > 1


def test_the_funnel_only_narrows(analysts: Asking) -> None:
    steps = analysts.rows("/funnel")
    reached = [row["sessions"] for row in steps]
    assert reached == sorted(reached, reverse=True)
    (sessions,) = analysts.rows("/figures", measures="sessions,orders")
    assert reached[0] == sessions["sessions"]
    by = analysts.rows("/funnel", by="modality")
    assert sum(row["sessions"] for row in by if row["step"] == "sessions") == reached[0]


def test_percentiles_of_timings_are_in_order(analysts: Asking) -> None:
    for row in [*analysts.rows("/latency"), *analysts.rows("/latency", by="tier")]:
        assert row["turns"] > 0
        assert row["p50"] <= row["p95"] <= row["p99"]


def test_an_experiment_is_listed_and_tested(analysts: Asking) -> None:
    (listed, *_) = analysts.rows("/experiments")
    name = listed["experiment"]
    answer = analysts.get(f"/experiments/{name}")
    assert sum(arm["sessions"] for arm in answer["arms"]) == listed["sessions"]
    assert answer["rows"]
    turned = analysts.get(f"/experiments/{name}", a=answer["b"], b=answer["a"])
    names = [column["name"] for column in answer["columns"]]
    at = names.index("difference")
    for row, back in zip(answer["rows"], turned["rows"], strict=True):
        assert row[at] is None or row[at] == pytest.approx(-back[at])


def test_filters_can_take_what_segments_say(analysts: Asking) -> None:
    told = analysts.get("/segments")
    assert told["last"] == LAST.isoformat()
    now = datetime.now(UTC)
    assert told["today"] in {str(now.date()), str((now - timedelta(minutes=5)).date())}
    (whole,) = analysts.rows("/figures", measures="turns")
    for name in ("modality", "intent", "category", "tier", "door", "known", "application"):
        turns = sum(value["turns"] for value in told[name])
        assert turns == whole["turns"] or (turns < whole["turns"] and len(told[name]) == 200), name
    for value in told["intent"][:3]:
        (row,) = analysts.rows("/figures", measures="turns", intent=value["value"] or "")
        assert row["turns"] == value["turns"]


def test_any_table_comes_as_csv(analysts: Asking) -> None:
    for path, query in (
        ("/figures", {"measures": "turns", "by": "day"}),
        ("/figures/compare", {"measures": "relaxed_share"}),
        ("/funnel", {}),
        ("/latency", {}),
        ("/segments", {}),
        ("/experiments", {}),
    ):
        answer = analysts.client.get(f"/v1/analytics{path}", params={**query, "format": "csv"})
        assert answer.headers["content-type"].startswith("text/csv")
        assert len(list(csv.reader(io.StringIO(answer.text)))) > 1, path


def test_what_was_planted_is_what_is_counted(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("planted")
    truth: Any = seeded(Settings(home=home), turns=6000)
    written = truth["written"]
    whole = {"from": truth["plan"]["first"], "to": "2026-12-31"}
    with asking(home) as analysts:
        by = {
            name: {
                row[name]: row["turns"]
                for row in analysts.rows("/figures", measures="turns", by=name, **whole)
            }
            for name in ("intent", "modality", "tier", "day")
        }
        assert {k or "": v for k, v in by["intent"].items()} == written["by_intent"]
        assert by["modality"] == written["by_modality"]
        assert by["tier"] == written["by_tier"]
        assert {day: n for day, n in by["day"].items() if n} == written["by_day"]
        measures = "zero_result_share,relaxed_share,searches,sessions,orders,failed_share"
        (row,) = analysts.rows("/figures", measures=measures, **whole)
        zero = row["zero_result_share"] * row["zero_result_share_n"]
        assert zero == pytest.approx(written["zero_shown_searches"])
        assert row["relaxed_share"] * row["searches"] == pytest.approx(written["relaxed"])
        assert row["orders"] == written["by_action"]["purchase"]
        assert row["sessions"] == truth["sessions"]
        steps = {r["step"]: r["did"] for r in analysts.rows("/funnel", **whole)}
        arms = truth["experiments"]["greeting"]["arms"].values()
        planned = sum(arm["with_cart"] for arm in arms)
        assert 0.98 * planned <= steps["cart"] <= planned, "less turns that failed"
        assert steps["order"] <= sum(arm["with_order"] for arm in arms)


def test_without_the_scope_nothing_is_told(analysts: Asking) -> None:
    for path in ("/measures", "/figures?measures=turns", "/funnel", "/segments", "/experiments"):
        answer = analysts.client.get(
            f"/v1/analytics{path}", headers={"authorization": "Bearer wrong"}
        )
        assert answer.status_code == 401, path
