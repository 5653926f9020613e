"""What a stranger does wrong: one sentence that says what to do, and nothing else is lost."""

import errno
import json
import os
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.errors import UsageError
from evals.commands.conversation_text import conversation_lines
from evals.commands.from_log import forget
from evals.commands.run_arguments import readable
from evals.errors import NotErased, ScenarioInvalid
from evals.from_log.digest import digest_of
from evals.from_log.erasing import erase, erase_among
from evals.from_log.places import note_run
from evals.measures.pass_1 import Pass1
from evals.runs.chosen import choose
from evals.runs.folder import RunNote, read_run, write_note, write_scenarios
from evals.runs.journal import unbegun
from evals.runs.run import TRIALS_FILE, Plan
from evals.scenarios.scenario import Provenance, Scenario
from tests.evals.measures.made import case, held, record, scenario, turn


def _logged() -> Scenario:
    made = Provenance(source="log", conversation=digest_of("c1"), shopper=digest_of("zoe"))
    return scenario().model_copy(update={"id": f"log-{digest_of('c1')}", "provenance": made})


def _run(folder: Path, *played: Scenario, journal: bytes = b"") -> Path:
    folder.mkdir(parents=True)
    plan = Plan(
        name="r", seed=1, trials=1, conditions=("typed",), scenarios=tuple(s.id for s in played)
    )
    notes = tuple(f"{one.id} #0: not judged: KeyError." for one in played)
    write_note(folder, RunNote(plan=plan, stamp={}, notes=notes))
    write_scenarios(folder, played)
    (folder / TRIALS_FILE).write_bytes(journal)
    return folder


@pytest.mark.parametrize(
    ("expect", "ends", "checked"),
    [
        (None, {}, False),
        ({}, {}, False),
        ({"shown": {}, "says": []}, {"said": []}, False),
        ({"says": ["boots"]}, {}, True),
        ({"constraints": []}, {}, True),
        (None, {"cart": []}, True),
    ],
)
def test_a_scenario_that_checks_nothing_never_passes(
    expect: dict[str, object] | None, ends: dict[str, object], checked: bool
) -> None:
    one = scenario(expect, ends=ends)
    assert one.is_checked is checked
    points = Pass1().of(case(one, record(turn(reply="Here are boots."))))
    assert bool(points) is checked


def test_what_checks_nothing_still_fails_by_breaking_off() -> None:
    (point,) = Pass1().of(case(scenario(), record(ended="broke_off", troubles=("gone",))))
    assert point.value == 0.0


def test_a_typo_is_named_with_its_place_and_how_many_more_there_are(tmp_path: Path) -> None:
    file = tmp_path / "mine ü.yaml"
    file.write_text(
        "id: t1\nabout: x\ntrun: [{say: hi}]\nends: {cart: []}\n---\nid: T 2\n", "utf-8"
    )
    with pytest.raises(ScenarioInvalid) as raised:
        choose([file], (), ())
    said = str(raised.value)
    assert "mine ü.yaml:3:1: t1: `trun` is no field of a scenario; did you mean `turns`?" in said
    assert "more: `aisle eval check` names all" in said


@pytest.mark.parametrize("made", [b"\x80\xff\x00\n\x01" * 40, b'{"version": 9}\n'])
def test_a_journal_of_garbage_counts_as_not_played_and_is_named(
    tmp_path: Path, made: bytes
) -> None:
    run = read_run(_run(tmp_path / "r", scenario(), journal=made))
    assert (run.missing, run.records) == (1, ())
    assert any("damaged, or of another version of Aisle" in note for note in run.notes)


def test_a_run_that_could_not_begin_is_not_told_to_go_on(tmp_path: Path) -> None:
    full = unbegun(tmp_path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert "did not begin because the disk is full" in full
    assert "--resume" not in full and "--out" in full


def test_arguments_of_another_locale_become_text() -> None:
    assert readable("\udcc3\udcbcn") == "ün"
    json.dumps(readable("\udcff")).encode()


def test_a_conversation_is_printed_without_the_spelling_of_the_program() -> None:
    priced = held("price", {"low": None, "high": "149.99"})
    text = "\n".join(conversation_lines(record(turn(constraints=(priced,)))))
    assert "price=..149.99" in text
    assert "None" not in text and "{" not in text


def test_erasing_leaves_nothing_in_a_damaged_run_or_beside_it(tmp_path: Path) -> None:
    settings, mine = Settings(home=tmp_path / "home"), _logged()
    torn = f'{{"scenario": "{mine.id}", "turns": [{{"said": "boo\xff'.encode("latin-1")
    run = _run(tmp_path / "run", mine, scenario(), journal=torn)
    note_run(settings, run, (mine,))
    left = [
        run / "sounds" / f"eval-{mine.id}-0-7-clean-00-said.ogg",
        settings.home / "bench" / "spoken" / "0123.wav",
    ]
    other = run / "sounds" / "eval-boots-0-7-clean-00-said.ogg"
    for path in (*left, other):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"sound")
    (run / "judge-labels.jsonl").write_text(f'{{"key": "{mine.id}#0@typed"}}\n{{"key": "boots"}}\n')
    assert erase(settings, None, "zoe") > 0
    assert not any(path.exists() for path in left)
    assert other.exists()
    holding = [path.name for path in run.rglob("*") if path.is_file() and _names(path, mine.id)]
    assert holding == []
    assert set(read_run(run).scenarios) == {"boots"}


def _names(path: Path, text: str) -> bool:
    return text.encode() in path.read_bytes()


def test_a_run_that_was_copied_is_found_in_the_folder_named(tmp_path: Path) -> None:
    run = _run(tmp_path / "copies" / "run", _logged(), scenario())
    erase_among([tmp_path / "copies"], None, digest_of("ben"))
    assert len(read_run(run).scenarios) == 2
    erase_among([tmp_path / "copies"], None, digest_of("zoe"))
    assert set(read_run(run).scenarios) == {"boots"}


def test_a_run_whose_files_are_damaged_is_not_called_erased(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    run = _run(tmp_path / "run", _logged())
    note_run(settings, run, (_logged(),))
    (run / "run.json").write_text("{", encoding="utf-8")
    for _ in range(2):  # what failed is not forgotten
        with pytest.raises(NotErased, match="remove the run's folder"):
            erase(settings, None, "zoe")


def test_erasing_nobody_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--shopper or --conversation"):
        forget(Settings(home=tmp_path), "", None, (), as_json=False)
