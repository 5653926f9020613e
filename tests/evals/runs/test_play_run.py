"""A run from its plan to its files: in parallel, stopped, killed, gone on with."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from evals.errors import RunChanged, RunFolderInUse, RunUnreadable
from evals.runs.fingerprint import fingerprint
from evals.runs.folder import read_run
from evals.runs.journal import read_journal
from evals.runs.lock import locked
from evals.runs.play_run import begin_run, resume_run
from evals.runs.request import RunRequest
from evals.runs.run import TRIALS_FILE
from evals.runs.workers import WorkersFailed
from tests.evals.runs.made import HELD_FILE, HELD_FROM, Seen, chosen, stage, written
from tests.patience import wait_until

_NAMES = ("boots-1", "boots-2", "tents-1", "lamps-1")


def test_a_run_is_whole_on_disk(tmp_path: Path) -> None:
    around = stage(tmp_path / "run")
    run = begin_run(RunRequest(trials=3, name="night"), chosen(*_NAMES, "fails-1"), around)
    assert run.state == "whole"
    assert len(run.records) == 15
    assert run.plan.name == "night"
    assert run.stamp["code"] == "a"
    assert run.stamp["ended_at"] is not None
    assert [r.key for r in run.records] == [r.key for r in read_run(run.folder).records]
    assert isinstance(around.screen, Seen)
    assert around.screen.lines.count("failed   fails-1 #0 end: no boots") == 1
    assert around.screen.statuses[-1] == "15/15 trials, 12 of 15 pass, done"


def test_how_many_play_at_once_changes_nothing(tmp_path: Path) -> None:
    found = []
    for jobs, names in ((1, _NAMES), (2, _NAMES[::-1])):
        around = stage(tmp_path / f"run-{jobs}", jobs)
        run = begin_run(RunRequest(trials=2), chosen(*names), around)
        found.append([(record.key, fingerprint(record)) for record in run.records])
    assert found[0] == found[1]


def test_a_trial_whose_process_dies_is_tried_once_more_and_costs_no_other(tmp_path: Path) -> None:
    names = (*_NAMES, "crash-once-1", "crash-always")
    run = begin_run(RunRequest(trials=1), chosen(*names), stage(tmp_path / "run"))
    ended = {record.scenario: record for record in run.records}
    assert len(ended) == 6
    assert ended["crash-once-1"].ended == "script_over"
    lost = ended["crash-always"]
    assert lost.ended == "broke_off"
    assert lost.troubles == ("The trial could not be played: its process died (SIGSEGV).",)


def test_fail_fast_stops_and_the_run_can_go_on(tmp_path: Path) -> None:
    around = stage(tmp_path / "run", jobs=1)
    names = ("fails-1", "slow-1", "slow-2", "slow-3")
    run = begin_run(RunRequest(trials=4, fail_fast=True), chosen(*names), around)
    assert run.missing > 0
    assert around.stop.why == "a trial failed (--fail-fast)"
    again = stage(tmp_path / "run")
    assert resume_run(RunRequest(), again).state == "whole"


def _begin(folder: Path) -> None:
    begin_run(RunRequest(trials=5), chosen("held-1", "held-2", "held-3"), stage(folder, jobs=1))


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    held = tmp_path / "home" / HELD_FILE
    held.parent.mkdir()
    held.touch()
    process = multiprocessing.get_context("spawn").Process(target=_begin, args=(folder,))
    process.start()
    journal = folder / TRIALS_FILE
    wait_until(lambda: len(read_journal(journal).records) >= HELD_FROM)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    held.unlink()
    with journal.open("ab") as file:
        file.write(b'{"scenario": "held-')
    stopped = read_run(folder)
    assert stopped.state == "stopped"
    assert any("not written to its end" in note for note in stopped.notes)
    before = {record.key: record.took_s for record in stopped.records}
    run = resume_run(RunRequest(), stage(folder))
    assert run.state == "whole"
    assert len(run.records) == 15
    assert HELD_FROM <= len(before) < 15
    assert {r.key: r.took_s for r in run.records if r.key in before} == before
    assert any(note.startswith("Stopped and gone on with") for note in run.notes)


def test_another_assistant_does_not_go_on_with_a_run(tmp_path: Path) -> None:
    folder = written(tmp_path / "run", "boots-1", "boots-2")
    (folder / TRIALS_FILE).unlink()
    with pytest.raises(RunChanged, match=r"differs from when it began: code;"):
        resume_run(RunRequest(), stage(folder, code="b"))


def test_a_run_that_is_whole_is_not_played_again(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    written(folder, "boots-1")
    size = (folder / TRIALS_FILE).stat().st_size
    assert resume_run(RunRequest(), stage(folder)).state == "whole"
    assert (folder / TRIALS_FILE).stat().st_size == size


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    with (
        locked(folder),
        pytest.raises(RunFolderInUse, match=rf"process {os.getpid()}\) writes into"),
    ):
        begin_run(RunRequest(), chosen("boots-1"), stage(folder))


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / ".lock").write_text("999999\n", encoding="ascii")
    assert begin_run(RunRequest(trials=1), chosen("boots-1"), stage(folder, 1)).state == "whole"


@pytest.mark.parametrize(("seed", "told"), [(-1, "There is no index"), (-2, "SIGKILL")])
def test_without_an_assistant_nothing_is_left_behind(tmp_path: Path, seed: int, told: str) -> None:
    folder = tmp_path / "run"
    with pytest.raises(WorkersFailed, match=told):
        begin_run(RunRequest(seed=seed), chosen("boots-1"), stage(folder, jobs=1))
    assert not folder.exists()


def test_a_folder_without_a_run_is_said(tmp_path: Path) -> None:
    with pytest.raises(RunUnreadable, match="There is no run in"):
        resume_run(RunRequest(), stage(tmp_path / "nothing"))


@pytest.mark.parametrize("name", ["run.json", "scenarios.json", "catalog.json"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "run"
    written(folder, "boots-1")
    assert read_run(folder).state == "whole"
    (folder / name).write_text('{"half": ', encoding="utf-8")
    with pytest.raises(RunUnreadable, match=name):
        read_run(folder)
