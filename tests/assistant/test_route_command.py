"""`aisle route`: check, show, explain and train, from the shell's side."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer

from agents.acts import Act
from agents.models.call import Task
from agents.routing.decision import Alternative, Decision
from agents.routing.errors import TooFewLogs
from agents.routing.policy_file import read_policy
from agents.routing.situation import Situation
from assistant.commands import route_explain, route_policy, route_train
from assistant.config import Settings
from assistant.config_tables import RouterSettings
from assistant.errors import UsageError
from assistant.route_record import RouteRecord
from assistant.turn_record import SCHEMA, Timings, TurnRecord

SITUATION: dict[str, Any] = {
    "task": "reply", "acts": ["compare"], "parts": ["Compared"], "results": 3, "constraints": 0,
    "relaxed": 0, "words": 5, "turn": 0, "reading_confidence": 1.0, "asr_confidence": None,
    "spoken": False, "personal_data": "none", "prompt_tokens": 0, "follow_up": False,
    "fixed": False,
}  # fmt: skip
CHANCE = (Alternative("template", "template", 0.5), Alternative("qwen", "open", 0.5))


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)


def test_check_says_what_is_fine_and_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    route_policy.run(Settings(), "check", "shipped", False)
    told = capsys.readouterr().out
    assert "policy.toml is fine: 3 models" in told
    assert "set OPENAI_API_KEY" in told


def test_check_says_that_an_empty_policy_asks_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("")
    route_policy.run(Settings(), "check", str(path), False)
    assert "the templates phrase every reply" in capsys.readouterr().out


def test_check_says_every_mistake_with_its_line_and_exits_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('kill = ["qwen"]\n[tiers]\nopen = ["qwen"]\n')
    with pytest.raises(typer.Exit) as exited:
        route_policy.run(Settings(), "check", str(path), False)
    assert exited.value.exit_code == 1
    told = capsys.readouterr().err.splitlines()
    assert [line[: len("mine.toml line 1:")] for line in told] == [
        "mine.toml line 1:",
        "mine.toml line 3:",
    ]


def test_the_configured_policy_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[models.a]\nprotocol = "openai-responses"\nmodel = "nobody-prices-this"\n')
    settings = Settings(router=RouterSettings(policy=path))
    route_policy.run(settings, "show", None, True)
    shown = json.loads(capsys.readouterr().out)
    assert shown["models"][0]["usd_per_million"] is None
    route_policy.run(settings, "show", None, False)
    assert "not known" in capsys.readouterr().out
    route_policy.run(settings, "show", "shipped", False)
    assert "missing" in capsys.readouterr().out


def test_a_situation_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    route_explain.run(Settings(), "shipped", None, SITUATION, None, True)
    told = json.loads(capsys.readouterr().out)
    assert told["decision"]["model"] == "qwen"
    assert told["decision"]["reasons"] == ["rule:compare"]
    route_explain.run(Settings(), "shipped", None, SITUATION | {"fixed": True}, None, False)
    assert "template: template, because fixed" in capsys.readouterr().out
    with pytest.raises(UsageError, match="did you mean 'compare'"):
        route_explain.run(Settings(), None, None, SITUATION | {"acts": ["compair"]}, None, False)


def _record(session: str, turn: int, act: Act, tier: str) -> TurnRecord:
    situation = Situation(Task.REPLY, "default", session, turn, acts=(Act.FIND,), words=5)
    decision = Decision("id", tier, tier, alternatives=CHANCE)  # type: ignore[arg-type] # a tier
    now = datetime.now(UTC)
    return TurnRecord(
        schema=SCHEMA, session_id=session, turn=turn, modality="text", user_query="x",
        acts=[{"act": act.value, "confidence": 1.0, "words": "x"}], constraints=[],
        query_response_hit_ids=[], relaxed=[], reply="x", tier=tier, cost_usd="0",
        timings_ms=Timings(), outcome="completed",
        route=RouteRecord(situation=situation, decision=decision, tier=tier, model=tier, at=now),
    )  # fmt: skip


def _log(path: Path, conversations: int) -> None:
    dice, lines = random.Random(4), []
    for index in range(conversations):
        for turn in range(2):
            act = dice.choice([Act.CART_ADD, Act.DENY])
            tier = dice.choice(["template", "open"])
            lines.append(_record(f"c{index}", turn, act, tier).model_dump_json(by_alias=True))
    path.write_text("\n".join([*lines, '{"torn": ']))


def test_a_score_is_trained_from_a_log_and_can_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, out = tmp_path / "log.jsonl", tmp_path / "score.json"
    _log(log, 900)
    route_train.run(Settings(), [log], out, None, True)
    told = json.loads(capsys.readouterr().out)
    assert told["turns"] == 1_800
    assert [tier["tier"] for tier in told["tiers"]] == ["template", "open"]
    assert told["tiers"][0]["auc"]["value"] < 0.65, "these outcomes are thrown by dice"
    (tmp_path / "policy.toml").write_text('[score]\nfile = "score.json"\n')
    assert read_policy(tmp_path / "policy.toml").score is not None


def test_labels_are_read_strictly_and_too_few_are_refused(tmp_path: Path) -> None:
    log, labels, out = tmp_path / "log.jsonl", tmp_path / "labels.jsonl", tmp_path / "score.json"
    _log(log, 20)
    labels.write_text('{"session_id": "c1", "turn": 0, "quality": 1}\n')
    with pytest.raises(TooFewLogs, match="training needs 300"):
        route_train.run(Settings(), [log], out, labels, False)
    labels.write_text('\n{"session_id": "c1", "turn": 0, "quality": 7}\n')
    with pytest.raises(UsageError, match="line 2: quality"):
        route_train.run(Settings(), [log], out, labels, False)
    with pytest.raises(UsageError, match="There is no log"):
        route_train.run(Settings(), [tmp_path / "none"], out, None, False)
    assert not out.exists()
