"""What `aisle logs show` and `aisle logs erase` say of a session, and of one that is not there."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.config import Settings
from assistant.events.event import Action
from tests.assistant.analytics.logs import NOON, event, log, turn


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    monkeypatch.setenv("AISLE_HOME", str(home))
    log(
        Settings(home=home),
        turn("a", 0),
        event("e1", "a", Action.ADD_TO_CART, at=NOON + timedelta(minutes=1)),
        turn("a", 1, NOON + timedelta(minutes=2)),
        event("e2", "other", Action.CLICK),
    )
    return home


def test_what_was_done_is_shown_between_the_turns(home: Path) -> None:
    del home
    shown = CliRunner().invoke(app, ["logs", "show", "a"])
    assert shown.exit_code == 0
    marks = [line[:6].strip() for line in shown.output.splitlines() if line[:6].strip()]
    assert [mark for mark in marks if mark not in {">", "<"}] == ["0  2", "*", "1  2"]
    assert "add_to_cart" in shown.output
    assert "click" not in shown.output
    records = json.loads(CliRunner().invoke(app, ["logs", "show", "a", "--json"]).output)
    assert [record["schema"][:11] for record in records] == [
        "aisle.turn/",
        "aisle.event",
        "aisle.turn/",
    ]


def test_an_erasure_of_nothing_says_so(home: Path) -> None:
    del home
    said = CliRunner().invoke(app, ["logs", "erase", "--session", "no-such-one", "--yes"])
    assert said.exit_code == 0
    assert "Nothing was held under this id" in said.output
    said = CliRunner().invoke(app, ["logs", "erase", "--session", "a", "--yes"])
    assert "Nothing was held" not in said.output
