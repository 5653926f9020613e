"""The journal: what is on disk after any kill, and after a disk that is full."""

import multiprocessing
import resource
from pathlib import Path

import pytest

from evals.errors import RunStopped
from evals.runs.journal import Journal, read_journal
from tests.evals.runs.made import record


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "trials.jsonl"
    journal = Journal(path)
    journal.append(record("boots-1"))
    journal.append(record("boots-1", 1))
    assert [r.trial for r in read_journal(path).records] == [0, 1]
    journal.close()


@pytest.mark.parametrize("torn", [b"{", b'{"scenario": "boots-2"', b"\xff\xfe"])
def test_a_torn_last_line_is_left_out_and_then_cut_off(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "trials.jsonl"
    journal = Journal(path)
    journal.append(record("boots-1"))
    journal.close()
    with path.open("ab") as file:
        file.write(torn)
    read = read_journal(path)
    assert read.torn
    assert [r.scenario for r in read.records] == ["boots-1"]
    journal = Journal(path)
    journal.append(record("boots-2"))
    journal.close()
    read = read_journal(path)
    assert not read.torn
    assert [r.scenario for r in read.records] == ["boots-1", "boots-2"]


def test_every_cut_of_the_file_leaves_all_lines_before_it(tmp_path: Path) -> None:
    path = tmp_path / "trials.jsonl"
    journal = Journal(path)
    for number in range(3):
        journal.append(record("boots-1", number))
    journal.close()
    whole = path.read_bytes()
    for size in range(0, len(whole) + 1, 7):
        path.write_bytes(whole[:size])
        assert len(read_journal(path).records) == whole[:size].count(b"\n")


def test_a_damaged_line_in_the_middle_is_named_and_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "trials.jsonl"
    one, two = record("boots-1"), record("boots-2")
    path.write_text(f"{one.model_dump_json()}\n{{}}\n{two.model_dump_json()}\n", encoding="utf-8")
    read = read_journal(path)
    assert read.broken == (2,)
    assert [r.scenario for r in read.records] == ["boots-1", "boots-2"]


def test_of_two_records_of_a_trial_the_later_one_counts(tmp_path: Path) -> None:
    path = tmp_path / "trials.jsonl"
    journal = Journal(path)
    journal.append(record("boots-1", ended="broke_off"))
    journal.append(record("boots-1"))
    journal.close()
    assert [r.ended for r in read_journal(path).records] == ["script_over"]


def _fill(path: Path, answer: "multiprocessing.Queue[str]") -> None:
    """Append until the system refuses, as on a full disk: half a line fits."""
    journal = Journal(path)
    journal.append(record("boots-1"))
    size = path.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40, size + 40))
    try:
        journal.append(record("boots-2"))
    except RunStopped as error:
        answer.put(str(error))


def test_a_full_disk_is_one_sentence_and_leaves_whole_lines(tmp_path: Path) -> None:
    path = tmp_path / "trials.jsonl"
    spawn = multiprocessing.get_context("spawn")
    answer = spawn.Queue()
    process = spawn.Process(target=_fill, args=(path, answer))
    process.start()
    message = answer.get(timeout=60)
    process.join(60)
    assert f"--resume {tmp_path}" in message
    read = read_journal(path)
    assert not read.torn
    assert [r.scenario for r in read.records] == ["boots-1"]
