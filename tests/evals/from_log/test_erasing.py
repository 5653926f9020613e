"""Erasing a shopper or a conversation erases what was made from it, wherever it is."""

import json
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.erasers import erase_elsewhere
from assistant.intent_log.log import IntentLog
from evals.commands.from_log import forget, make
from evals.from_log.digest import digest_of
from evals.from_log.places import Place, note_places, note_run, places_path, read_places
from evals.scenarios.reader import read_scenarios
from tests.evals.from_log.test_making import logged


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return a home whose log holds a conversation of Ada's, one of Ben's, and a stranger's."""
    settings = Settings(home=tmp_path / "home")
    log = IntentLog(settings.log_path)
    for session, client in (("a", "ada"), ("b", "ben"), ("c", None)):
        log.append(logged(0, f"boots for {session}", session_id=session, client_id=client))
    make(settings, None, tmp_path / "made", [], None, None, 1, True)
    return settings


def _made(tmp_path: Path) -> set[str]:
    return {path.stem for path in (tmp_path / "made").glob("*.yaml")}


def _name(session: str) -> str:
    return f"log-{digest_of(session)}"


def test_a_shopper_takes_along_what_was_made_from_all_conversations(
    settings: Settings, tmp_path: Path
) -> None:
    assert _made(tmp_path) == {_name("a"), _name("b"), _name("c")}
    assert erase_elsewhere(settings, shopper_id="ada") == 1
    assert _made(tmp_path) == {_name("b"), _name("c")}
    assert erase_elsewhere(settings, shopper_id="ada") == 0
    left = {place.scenario for place in read_places(places_path(settings))}
    assert left == {_name("b"), _name("c")}


def test_a_conversation_takes_along_what_was_made_from_it(
    settings: Settings, tmp_path: Path
) -> None:
    assert erase_elsewhere(settings, conversation_id="c") == 1
    assert _made(tmp_path) == {_name("a"), _name("b")}


def test_a_run_keeps_nothing_of_it(settings: Settings, tmp_path: Path) -> None:
    run = tmp_path / "run"
    (run / "sounds").mkdir(parents=True)
    hearing = {"said": {"file": "sounds/a.ogg", "seconds": 1}, "reply": None}
    trials = [
        {"scenario": _name("a"), "turns": [{"said": "boots for a", "hearing": hearing}]},
        {"scenario": _name("b"), "turns": [{"said": "boots for b", "hearing": None}]},
    ]
    torn = f'{{"scenario": "{_name("a")}", "turns": [{{"said": "boo'
    lines = [*(json.dumps(trial) for trial in trials), torn]
    (run / "trials.jsonl").write_text("\n".join(lines))
    (run / "sounds" / "a.ogg").write_bytes(b"sound")
    (run / "scenarios.json").write_text(json.dumps([{"id": _name("a")}, {"id": _name("b")}]))
    (run / "run.json").write_text(
        json.dumps({"plan": {"scenarios": [_name("a"), _name("b")]}, "skipped": []})
    )
    (run / "report.html").write_text("boots for a")
    place = Place(
        kind="run",
        path=run,
        scenario=_name("a"),
        conversation=digest_of("a"),
        shopper=digest_of("ada"),
    )
    note_places(settings, [place])
    assert erase_elsewhere(settings, shopper_id="ada") >= 2
    left = "".join(path.read_text() for path in run.rglob("*") if path.is_file())
    assert "boots for a" not in left and _name("a") not in left
    assert "boots for b" in left and _name("b") in left
    assert not (run / "sounds" / "a.ogg").exists()


def test_a_scenario_that_was_moved_is_found_in_the_folders_named(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "made").rename(elsewhere)
    forget(settings, "ada", None, [elsewhere], as_json=False)
    assert {path.stem for path in elsewhere.glob("*.yaml")} == {_name("b"), _name("c")}
    assert "Erased 1" in capsys.readouterr().out


def test_nobody_is_erased_for_another(settings: Settings, tmp_path: Path) -> None:
    assert erase_elsewhere(settings, shopper_id="ad") == 0
    assert erase_elsewhere(settings, conversation_id="ada") == 0
    assert len(_made(tmp_path)) == 3


def test_without_anything_made_nothing_is_written(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "fresh")
    assert erase_elsewhere(settings, shopper_id="ada") == 0
    assert not settings.home.exists()


def test_a_run_that_plays_logged_conversations_is_remembered(
    settings: Settings, tmp_path: Path
) -> None:
    scenarios = read_scenarios([tmp_path / "made"]).scenarios
    note_run(settings, tmp_path / "run", scenarios)
    runs = [place for place in read_places(places_path(settings)) if place.kind == "run"]
    assert {(run.path, run.scenario) for run in runs} == {
        (tmp_path / "run", _name(session)) for session in "abc"
    }
    assert {run.shopper for run in runs} == {digest_of("ada"), digest_of("ben"), None}
