"""`aisle eval run`: what is wrong is said before anything is opened, and a real run is the same."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.errors import AssistantError, UsageError
from evals.commands.app import evaluate
from evals.runs.fingerprint import fingerprint
from evals.runs.folder import read_run
from tests.evals.runs.made import written

_SOME = """
id: boots-1
about: Boots are found and kept apart from what is not wanted.
turns:
  - {say: [waterproof hiking boots for women under 150, "hiking boots for women, waterproof"]}
  - {say: the second one, expect: {shown: {at_least: 1}}}
ends: {shown: {at_least: 1}}
---
id: lamp-1
about: A lamp is put into the cart.
persona: {shopper: ann}
turns:
  - {say: desk lamps under 60 dollars}
  - {say: put the first one into my cart}
  - {say: thanks}
ends: {shown: {at_least: 1}}
"""


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--condition", "submarine"], "There is no condition 'submarine'"),
        (["--plant", "sabotage"], "There is no fault sabotage to plant; there is ranker-off"),
        (["--plant", "no-biasing"], "can only be met by voice"),
        (["--only", "no-such-tag-at-all"], "No scenario has the id or the tag"),
        (["--shopper-model", "gpt"], "needs a routing policy"),
        (["--resume", "there", "some.yaml"], "leave the scenarios and --out away"),
    ],
)
def test_bad_arguments_are_a_sentence_and_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AISLE_HOME", str(tmp_path / "home"))
    result = CliRunner().invoke(evaluate, ["run", *options])
    assert isinstance(result.exception, UsageError)
    assert result.exception.exit_code == 2
    assert told in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_a_run_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AISLE_HOME", str(tmp_path / "home"))
    folder = tmp_path / "run"
    written(folder, "boots-1")
    result = CliRunner().invoke(evaluate, ["run", "--out", str(folder)])
    assert isinstance(result.exception, AssistantError)
    assert f"{folder} holds a run already; name another folder." in str(result.exception)


@pytest.mark.model
@pytest.mark.eval
def test_two_real_runs_with_one_seed_are_the_same(
    tmp_path: Path, sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AISLE_HOME", str(sample_home))
    file = tmp_path / "some.yaml"
    file.write_text(_SOME, encoding="utf-8")
    found = []
    for jobs in (1, 2):
        out = tmp_path / f"jobs-{jobs}"
        options = ["--trials", "2", "--jobs", str(jobs), "--out", str(out), "--json"]
        result = CliRunner().invoke(evaluate, ["run", str(file), *options])
        assert result.exit_code == 0, result.exception
        told = json.loads(result.stdout)
        assert (told["state"], told["trials"], told["run"]) == ("whole", 4, str(out))
        run = read_run(out)
        assert all(record.tick_ms and record.turns for record in run.records)
        assert all(turn.route for record in run.records for turn in record.turns)
        assert len(run.catalog) > 1000
        found.append({record.key: fingerprint(record) for record in run.records})
    assert found[0] == found[1]
    assert len(set(found[0].values())) == 4
