"""The three files of a report, from a run to the disk."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from evals.report.recordings import Recordings
from evals.report.write import ReportPaths, write_report
from evals.runs.record import Sound
from tests.evals.report.made_run import IDS, MARKUP, made_run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def written(folder: Path) -> ReportPaths:
    baseline = made_run(folder / "before")
    return write_report(made_run(folder / "after", worse=True), baseline)


@pytest.fixture(scope="module")
def content(written: ReportPaths) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written.json.read_text(encoding="utf-8"))
    return found


def _talk(content: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in content["conversations"] if one["key"] == key)
    return found


def test_every_trial_has_its_verdict(content: dict[str, Any]) -> None:
    counts = content["summary"]["counts"]
    assert counts["trials"] == len(content["conversations"]) == len(IDS) * 2 * 2
    told = [one["verdict"] for one in content["conversations"]]
    for state in ("passed", "failed", "broke_off", "invalid"):
        assert counts[state] == told.count(state) > 0
    assert _talk(content, "never-valid#0@typed")["why"][0]["why"] == "It asked for shoes."
    assert _talk(content, "broken-off#1@typed")["verdict"] == "broke_off"
    assert _talk(content, "boots-1#0@typed")["why"] == []


def test_a_failure_says_where_and_what_was_expected(content: dict[str, Any]) -> None:
    talk = _talk(content, "boots-2-correction#0@crowd 10 dB")
    assert {one["turn"] for one in talk["why"]} == {1}
    rows = {row["field"]: row for row in talk["turns"][1]["expected"]}
    assert rows["shown"]["failed"]
    assert rows["constraints"]["failed"]
    assert not rows["says"]["failed"]
    assert rows["shown"]["wanted"] == "every price at most 150"
    assert "169.00" in rows["shown"]["came"]


def test_hearing_is_shown_as_it_was_and_as_it_was_repaired(content: dict[str, Any]) -> None:
    turn = _talk(content, "boots-2-correction#0@crowd 10 dB")["turns"][1]
    assert turn["raw"] == "only under one fifteen"
    assert turn["repair"] == [["=", "only under"], ["-", "one fifteen"], ["+", "115"]]
    assert turn["misheard"] == [["=", "only under"], ["-", "150"], ["+", "115"]]
    assert _talk(content, "boots-1#0@typed")["turns"][0]["misheard"] is None


def test_state_says_what_the_turn_changed(content: dict[str, Any]) -> None:
    turns = _talk(content, "boots-1#0@typed")["turns"]
    assert [(w["kind"], w["change"]) for w in turns[1]["wishes"]] == [
        ("category", "kept"),
        ("price", "new"),
    ]
    assert turns[1]["wishes"][1]["value"] == "at most 149.99"
    assert [line["change"] for line in turns[2]["cart"]] == ["new"]


def test_a_wrong_fact_is_a_broken_must_with_its_place(content: dict[str, Any]) -> None:
    must = next(m for m in content["summary"]["musts"] if m["measure"] == "facts_wrong")
    assert {one["key"].split("#")[0] for one in must["broken"]} == {"question"}
    assert {one["turn"] for one in must["broken"]} == {1}


def test_the_same_trials_stand_side_by_side(content: dict[str, Any]) -> None:
    assert content["compared"]["now_failing"] == [
        "boots-2-correction#0@typed",
        "two-topics#0@typed",
    ]
    changed = _talk(content, "two-topics#0@typed")["baseline"]
    assert changed["verdict"] == "passed"
    assert changed["changed"][0] == []
    assert set(changed["changed"][1]) == {"constraints", "products"}
    assert len(changed["turns"]) == 3
    same = _talk(content, "boots-1#0@typed")["baseline"]
    assert same["turns"] is None
    assert not any(same["changed"])


def test_the_stamp_says_everything_and_what_differs(content: dict[str, Any]) -> None:
    rows = {row["name"]: row for row in content["stamp"]}
    assert rows["catalog.digest"]["value"] == "d" * 12
    assert rows["unknown"]["value"] == "not known"
    assert rows["commit"]["differs"]
    assert not rows["weights.stt"]["differs"]
    assert rows["plan.seed"]["value"] == "7"


def test_a_spoken_loss_has_a_cause(content: dict[str, Any]) -> None:
    assert _talk(content, "boots-2-correction#0@crowd 10 dB")["cause"]
    assert _talk(content, "boots-1#0@typed")["cause"] is None


def test_a_stopped_run_says_so(tmp_path: Path) -> None:
    paths = write_report(made_run(tmp_path, stopped=True))
    told = json.loads(paths.json.read_text(encoding="utf-8"))
    assert told["state"] == "stopped"
    assert told["summary"]["counts"]["planned"] == told["summary"]["counts"]["trials"] + 3
    assert told["compared"] is None
    root = ElementTree.fromstring(paths.junit.read_bytes())
    last = root.findall("testsuite")[1].findall("testcase")[-1]
    skipped = last.find("skipped")
    assert skipped is not None
    assert "stopped" in skipped.get("message", "")


def test_two_reports_in_one_folder_keep_their_files(folder: Path, tmp_path: Path) -> None:
    run = made_run(folder / "again")
    one = write_report(run, out=tmp_path / "one.html", sounds="none")
    other = write_report(run, out=tmp_path / "other.html", sounds="none")
    assert len({one.page, one.junit, one.json, other.page, other.junit, other.json}) == 6


def test_nothing_a_run_holds_is_markup(written: ReportPaths) -> None:
    page = written.page.read_text(encoding="utf-8")
    assert MARKUP not in page
    assert "<img" not in page
    assert page.count("</script") == 3
    assert "\u2028" not in page


def test_the_policy_allows_the_pages_own_script_alone(written: ReportPaths) -> None:
    page = written.page.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert " style=" not in page.split('<script type="application/json"')[0]


def test_sounds_are_embedded_while_they_fit(tmp_path: Path) -> None:
    made_run(tmp_path)
    files = ("sounds/said.wav", "sounds/reply.wav")
    small = (tmp_path / files[0]).stat().st_size
    recordings = Recordings(tmp_path, tmp_path / "r.html", "embed", embed_bytes=small)
    for file in files:
        recordings.number(Sound(file=file, seconds=1.0))
    entries, embedded = recordings.described()
    assert list(embedded) == ["0"]
    assert embedded["0"].startswith("data:audio/wav;base64,")
    assert entries[1]["link"] == "sounds/reply.wav"
    assert len(str(entries[0]["outline"])) == 320


def test_a_sound_outside_the_run_or_gone_is_told(tmp_path: Path) -> None:
    made_run(tmp_path)
    (tmp_path / "sounds" / "torn.ogg").write_bytes(b"no sound")
    recordings = Recordings(tmp_path, tmp_path / "r.html", "embed")
    for file in ("../secret.wav", "sounds/gone.ogg", "sounds/torn.ogg"):
        recordings.number(Sound(file=file, seconds=1.0))
    (tmp_path.parent / "secret.wav").write_bytes((tmp_path / "sounds/said.wav").read_bytes())
    entries, embedded = recordings.described()
    assert embedded == {}
    assert [entry["trouble"] for entry in entries] == [
        "The recording is missing.",
        "The recording is missing.",
        "The recording cannot be read.",
    ]


def test_failed_trials_are_heard_first(tmp_path: Path) -> None:
    made_run(tmp_path)
    recordings = Recordings(tmp_path, tmp_path / "r.html", "embed", embed_bytes=70_000)
    for file in ("sounds/said.wav", "sounds/reply.wav"):
        recordings.number(Sound(file=file, seconds=1.0))
    recordings.prefer([1])
    assert list(recordings.described()[1]) == ["1"]
