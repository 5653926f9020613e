"""`aisle eval compare` and `aisle eval gate` over runs that are on disk."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.errors import UsageError
from evals.commands.app import evaluate
from evals.errors import RunUnreadable
from evals.runs.folder import RunNote, write_catalog, write_note, write_scenarios
from evals.runs.run import FIGURES_FILE, TRIALS_FILE
from evals.statistics.figures_file import write_figures
from tests.evals.report.made_run import made_run


@pytest.fixture(name="before", scope="module")
def _before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _kept(tmp_path_factory.mktemp("before"), worse=False)


@pytest.fixture(name="after", scope="module")
def _after(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _kept(tmp_path_factory.mktemp("after"), worse=True)


def _kept(folder: Path, *, worse: bool, skipped: bool = False) -> Path:
    made = made_run(folder, worse=worse)
    left_out = made.skipped if skipped else ()
    write_note(folder, RunNote(plan=made.plan, stamp=dict(made.stamp), skipped=left_out, notes=()))
    write_scenarios(folder, made.scenarios.values())
    write_catalog(folder, made.catalog)
    lines = [record.model_dump_json(exclude_defaults=True) for record in made.records]
    (folder / TRIALS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _asked(*arguments: str) -> Result:
    return CliRunner().invoke(evaluate, list(arguments))


def test_compare_says_what_it_can(before: Path, after: Path) -> None:
    told = _asked("compare", str(before), str(after))
    assert told.exit_code == 0, told.output
    assert "pass_1" in told.output
    assert "fail more often in B" in told.output
    assert "commit: def5678, then abc1234" in told.output


def test_compare_prints_json(before: Path, after: Path) -> None:
    told = json.loads(_asked("compare", str(before), str(after), "--json").stdout)
    assert {verdict["measure"] for verdict in told["verdicts"]} >= {"pass_1", "pass_k"}
    assert told["flips"]


def test_a_run_that_is_played_again_is_the_same(before: Path, tmp_path: Path) -> None:
    again = _kept(tmp_path, worse=False)
    assert _asked("compare", str(before), str(again)).output.startswith("B is the same")


@pytest.mark.parametrize("command", [["compare"], ["gate", "--baseline"]])
def test_a_run_is_not_held_against_itself(before: Path, command: list[str]) -> None:
    told = _asked(*command, str(before), f"{before}/../{before.name}")
    assert isinstance(told.exception, UsageError)
    assert "with itself" in str(told.exception)


def test_runs_without_a_scenario_in_common_are_not_compared(before: Path, tmp_path: Path) -> None:
    other = _kept(tmp_path, worse=False)
    (other / TRIALS_FILE).write_text("", encoding="utf-8")
    told = _asked("compare", str(before), str(other))
    assert isinstance(told.exception, UsageError)
    assert "no scenario in common" in str(told.exception)


def test_the_gate_breaks_where_a_scenario_could_not_be_played(tmp_path: Path) -> None:
    told = _asked("gate", str(_kept(tmp_path, worse=False, skipped=True)), "--bound", "pass_1 >= 0")
    assert told.exit_code == 3
    assert "1 of its scenarios could not be played" in told.output


def test_a_folder_without_a_run_is_said(tmp_path: Path, before: Path) -> None:
    told = _asked("compare", str(tmp_path), str(before))
    assert isinstance(told.exception, RunUnreadable)


def test_the_gate_exits_with_three_where_a_rule_is_broken(before: Path, tmp_path: Path) -> None:
    held = _asked("gate", str(before), "--bound", "pass_1 >= 0")
    assert held.exit_code == 0, held.output
    junit = tmp_path / "gate.xml"
    broken = _asked("gate", str(before), "--bound", "pass_1 > 1", "--junit", str(junit))
    assert broken.exit_code == 3
    assert "BROKEN  pass_1 > 1: pass_1 is" in broken.output
    assert junit.is_file()


def test_the_gate_prints_json(before: Path) -> None:
    told = _asked("gate", str(before), "--bound", "pass_1 > 1", "--json")
    assert told.exit_code == 3
    assert json.loads(told.stdout)["held"] is False


def test_the_shipped_rules_are_asked_for_where_none_are_given(before: Path) -> None:
    assert "facts_wrong == 0" in _asked("gate", str(before)).output


def test_margins_need_a_baseline(before: Path, after: Path) -> None:
    told = _asked("gate", str(after), "--margin", "pass_1 .01")
    assert isinstance(told.exception, UsageError)
    judged = _asked("gate", str(after), "--margin", "pass_1 .01", "--baseline", str(before))
    assert judged.exit_code == 3, judged.output


def test_a_measure_that_there_is_not_makes_no_sense(before: Path) -> None:
    told = _asked("gate", str(before), "--bound", "pas_1 > 0")
    assert isinstance(told.exception, UsageError)
    assert told.exception.exit_code == 2


def test_figures_are_written_beside_the_run(before: Path) -> None:
    path = write_figures(before)
    assert path.name == FIGURES_FILE
    told = json.loads(path.read_text(encoding="utf-8"))
    assert any(f["measure"] == "pass_1" and f["value"] is not None for f in told["figures"])
