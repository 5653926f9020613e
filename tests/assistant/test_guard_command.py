"""`aisle guard`: verdicts, exit codes, and one sentence for every mistake."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.errors import UsageError
from tests.agents.guard.cards import BOOTS


@pytest.fixture
def feed(tmp_path: Path) -> str:
    path = tmp_path / "boots.jsonl"
    lines = (boot.model_dump_json(exclude_defaults=True) for boot in BOOTS)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(path)


def test_a_true_text_passes(feed: str) -> None:
    done = CliRunner().invoke(app, ["guard", "The Ridge is $129.", "--products", feed])
    assert done.exit_code == 0
    assert done.stdout == "ok       The Ridge is $129.\n"


def test_each_clause_has_its_verdict(feed: str) -> None:
    text = "The Ridge is waterproof. The Cascade is $129."
    done = CliRunner().invoke(app, ["guard", text, "--products", feed, "--json"])
    assert done.exit_code == 1
    first, second = json.loads(done.stdout)
    assert first == {"clause": "The Ridge is waterproof.", "ok": True, "refusals": []}
    assert second["refusals"][0]["fault"] == "price"
    assert second["refusals"][0]["expected"] == "97 USD"


def test_the_text_may_come_from_standard_input(feed: str) -> None:
    done = CliRunner().invoke(app, ["guard", "--products", feed], input="It ships free.\n")
    assert done.exit_code == 1
    assert done.stdout.startswith("refused  It ships free.")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["It's $5."], "Name the products"),
        (["It's $5.", "--products", "nowhere.csv"], 'There is no file "nowhere.csv"'),
        ([" ", "--products", "nowhere.csv"], "Give the text to check"),
    ],
)
def test_bad_input_is_one_sentence(arguments: list[str], says: str) -> None:
    done = CliRunner().invoke(app, ["guard", *arguments])
    assert isinstance(done.exception, UsageError)
    assert done.exception.exit_code == 2
    assert str(done.exception).startswith(says)
