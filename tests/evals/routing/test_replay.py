"""`aisle route replay`: logged turns under another policy."""

import json
from pathlib import Path
from random import Random

import pytest
import typer
from typer.testing import CliRunner

from agents.acts import Act
from agents.models.usage import Usage
from agents.routing.errors import PolicyInvalid
from evals.routing.command import replay as command
from evals.routing.errors import LabelsUnreadable, LogUnreadable, QualityUnsupported
from evals.routing.labels import read_labels
from evals.routing.logged import read_logs
from evals.routing.redecided import Replayed
from evals.routing.replay import replay
from evals.routing.report import as_json, as_text
from tests.evals.routing.records import POLICY, line, situation, written

COMPARE_BY_GPT = """
[[rules]]
name = "compare"
when = { parts = ["Compared"] }
tier = "closed"
"""
GPT_USAGE = Usage(fresh=400, cached=100, output=20)


def _app() -> typer.Typer:
    app = typer.Typer()
    app.command()(command)
    return app


def _policy(folder: Path, rules: str = COMPARE_BY_GPT) -> Path:
    path = folder / "new.toml"
    path.write_text(POLICY + rules, encoding="utf-8")
    return path


def _log(folder: Path, conversations: int = 40) -> Path:
    """Comparisons that gpt or the template phrased, half and half; finds by the template."""
    dice, lines = Random(7), []
    for number in range(conversations):
        name = f"c{number}"
        lines.append(line(situation(name, 0, Act.FIND, "Found", 500), "template"))
        arm = dice.choice(["gpt", "template"])
        usage = GPT_USAGE if arm == "gpt" else None
        compared = situation(name, 1, Act.COMPARE, "Compared", 500)
        lines.append(line(compared, arm, {"gpt": 0.5, "template": 0.5}, usage))
    return written(folder / "turns-2026-11-01.jsonl", lines)


def _labels(folder: Path, log: Path, good: float = 0.9) -> Path:
    dice = Random(8)
    lines = []
    for text in log.read_text().splitlines():
        turn = json.loads(text)
        chance = good if turn["route"]["decision"]["model"] == "gpt" else 0.5
        quality = float(dice.random() < chance)
        lines.append(json.dumps({"query_id": turn["query_id"], "quality": quality}))
    return written(folder / "labels.jsonl", lines)


def test_costs_are_measured_where_the_model_is_the_same_and_modelled_elsewhere(
    tmp_path: Path,
) -> None:
    log = read_logs([_log(tmp_path)])
    by_gpt = sum(turn.model == "gpt" for turn in log.turns)
    report = replay(log, Replayed(_policy(tmp_path)))
    # 400 fresh at 10, 100 cached at 1 and 20 written at 100 dollars a million.
    a_call = (400 * 10 + 100 * 1 + 20 * 100) / 1e6
    assert report.sources.exact == pytest.approx(0.5)
    assert report.sources.measured == pytest.approx(by_gpt / 80)
    assert report.sources.modelled == pytest.approx((40 - by_gpt) / 80)
    # The log's mix is one kind of call: what is modelled comes to the same.
    assert report.bill.per_1000.value == pytest.approx(1_000 * a_call / 2)
    assert report.bill.per_conversation.value == pytest.approx(a_call)
    assert report.logged_per_1000.value == pytest.approx(1_000 * a_call * by_gpt / 80)
    assert report.tiers["closed"].value == pytest.approx(0.5)


def test_a_change_is_told_with_its_rule_and_its_price(tmp_path: Path) -> None:
    log = read_logs([_log(tmp_path)])
    report = replay(log, Replayed(_policy(tmp_path, rules="")))
    assert report.tiers["template"].value == 1
    assert report.bill.per_1000.value == 0
    # Half and half: neither arm is likelier, and the first one stands for the log.
    assert {(c.before, c.after) for c in report.changes} <= {("gpt", "template")}
    again = replay(log, Replayed(_policy(tmp_path, COMPARE_BY_GPT.replace("Compared", "Found"))))
    change = next(c for c in again.changes if c.after == "gpt")
    assert (change.rule, change.before, change.turns) == ("compare", "template", 40)
    assert change.usd == pytest.approx(40 * (400 * 10 + 100 + 20 * 100) / 1e6)


def test_savings_are_against_named_baselines_on_the_same_turns(tmp_path: Path) -> None:
    report = as_json(replay(read_logs([_log(tmp_path)]), Replayed(_policy(tmp_path))))
    named = {(s["model"], s["shape"], s["cache"]): s for s in report["savings"]}
    assert {m for m, _, _ in named} == {"gpt-5", "claude-sonnet-4-6", "claude-haiku-4-5"}
    assert {c for _, _, c in named} == {"fresh", "cached", "vendor"}
    single = named["gpt-5", "single", "fresh"]
    assert single["usd_per_1000_turns"] == pytest.approx(1_000 * (1_500 * 1.25 + 80 * 10) / 1e6)
    ours = report["usd_per_1000_turns"]["value"]
    assert single["saving"]["value"] == pytest.approx(1 - ours / single["usd_per_1000_turns"])
    assert single["saving"]["low"] <= single["saving"]["value"] <= single["saving"]["high"]


def test_what_cannot_be_used_is_counted(tmp_path: Path) -> None:
    path = _log(tmp_path, conversations=3)
    whole = path.read_text()
    unrouted = json.dumps({"query_id": "old", "session_id": "c9", "turn": 0, "route": None})
    damaged = json.dumps({"query_id": "x", "session_id": "c9", "turn": 1, "route": {"tier": 1}})
    repeated = whole.splitlines()[0]
    path.write_text("\n".join([whole, unrouted, damaged, repeated, whole[: len(whole) // 9]]))
    log = read_logs([tmp_path])
    assert (log.lines, len(log.turns)) == (10, 6)
    assert (log.unrouted, log.unreadable, log.repeated, log.torn) == (1, 1, 1, 1)
    assert "1 torn" in as_text(replay(log, Replayed(_policy(tmp_path))))


def test_quality_is_estimated_where_the_log_explored(tmp_path: Path) -> None:
    path = _log(tmp_path, conversations=400)
    log = read_logs([path])
    labels = read_labels(_labels(tmp_path, path), log.turns)
    report = replay(log, Replayed(_policy(tmp_path)), labels)
    assert report.refused == ()
    assert report.quality is not None
    for one in (report.quality.ips, report.quality.snips, report.quality.dr):
        assert one.low is not None
        assert one.high is not None
        assert one.low <= (0.5 + 0.9) / 2 <= one.high
    assert report.quality.gain.low is not None
    assert report.quality.gain.low > 0


def test_a_policy_that_the_log_never_tried_is_refused_by_name(tmp_path: Path) -> None:
    path = _log(tmp_path)
    rules = COMPARE_BY_GPT.replace("Compared", "Found").replace('"compare"', '"finds up"')
    arguments = [str(path), "--policy", str(_policy(tmp_path, rules))]
    result = CliRunner().invoke(_app(), [*arguments, "--labels", str(_labels(tmp_path, path))])
    assert isinstance(result.exception, QualityUnsupported)
    assert result.exception.exit_code == 3
    assert "finds up" in str(result.exception)
    assert "gpt" in str(result.exception)
    assert "quality not estimated" in result.output  # the cost is told all the same
    assert "cost per 1,000 turns" in result.output


def test_a_broken_model_stays_broken_in_the_replay(tmp_path: Path) -> None:
    path = _log(tmp_path)
    lines = []
    for text in path.read_text().splitlines():
        turn = json.loads(text)
        for one in turn["route"]["decision"]["alternatives"]:
            if one["model"] == "gpt" and turn["route"]["decision"]["model"] != "gpt":
                one["refused"] = "breaker_open"
        lines.append(json.dumps(turn))
    log = read_logs([written(path, lines)])
    by_gpt = sum(turn.model == "gpt" for turn in log.turns)
    report = replay(log, Replayed(_policy(tmp_path)))
    assert report.models["gpt"].value == pytest.approx(by_gpt / 80)


def test_json_holds_what_the_text_says(tmp_path: Path) -> None:
    arguments = [str(_log(tmp_path)), "--policy", str(_policy(tmp_path)), "--json"]
    result = CliRunner().invoke(_app(), arguments)
    assert result.exit_code == 0
    told = json.loads(result.output)
    assert told["log"]["turns"] == 80
    assert told["quality"] is None
    assert told["sources"]["unpriced"] == 0


def test_a_model_without_a_price_is_said_and_not_free(tmp_path: Path) -> None:
    unpriced = POLICY.replace("price = { input_usd = 10, output_usd = 100, cached_usd = 1 }", "")
    path = tmp_path / "new.toml"
    path.write_text(unpriced + COMPARE_BY_GPT)
    report = replay(read_logs([_log(tmp_path)]), Replayed(path))
    assert report.unpriced == ("gpt",)
    assert report.sources.unpriced == pytest.approx(0.5)
    assert "no price" in as_text(report)


def test_bad_input_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(LogUnreadable, match=r"nowhere\.jsonl cannot be read"):
        read_logs([tmp_path / "nowhere.jsonl"])
    with pytest.raises(LogUnreadable, match="None of the 1 lines has a route"):
        read_logs([written(tmp_path / "old.jsonl", ['{"query_id": "a", "session_id": "b"}'])])
    log = read_logs([_log(tmp_path)])
    for text, reason in (
        ('{"query_id": "a", "quality": 2}', "line 1: quality"),
        ('{"quality": 1}', "query_id, or session_id and turn"),
        ("nonsense", "line 1: this is no JSON object"),
    ):
        with pytest.raises(LabelsUnreadable, match=reason):
            read_labels(written(tmp_path / "bad.jsonl", [text]), log.turns)
    with pytest.raises(PolicyInvalid):
        Replayed(tmp_path / "nowhere.toml")


def test_labels_of_other_turns_are_counted(tmp_path: Path) -> None:
    log = read_logs([_log(tmp_path)])
    labels = read_labels(
        written(
            tmp_path / "labels.jsonl",
            [
                '{"session_id": "c0", "turn": 0, "quality": 0.5}',
                '{"session_id": "c0", "turn": 0, "quality": 1}',
                '{"query_id": "elsewhere", "quality": 1}',
            ],
        ),
        log.turns,
    )
    assert labels.strangers == 1
    assert labels.given[0] == 0.75
    assert set(labels.given[1:]) == {None}
