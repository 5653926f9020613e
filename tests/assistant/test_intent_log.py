"""The intent log: durable, shared between processes, readable after a crash."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import LogUnwritable
from assistant.intent_log import IntentLog
from assistant.turn_record import SCHEMA, Timings, TurnRecord


def _record(session: str = "s", turn: int = 0) -> TurnRecord:
    return TurnRecord(
        schema=SCHEMA,
        session_id=session,
        turn=turn,
        modality="voice",
        user_query="blue boots – größer",
        acts=[{"act": "find"}],
        constraints=[],
        query_response_hit_ids=["a", "b"],
        relaxed=[],
        reply="Here you are.",
        tier="template",
        cost_usd="0",
        timings_ms=Timings(first_audio_ms=431.5),
        outcome="completed",
    )


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    log = IntentLog(tmp_path / "log")
    record = _record()
    log.append(record)
    assert list(log.read()) == [record]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(_record())
    [segment] = tmp_path.glob("*.jsonl")
    assert segment.stat().st_mode & 0o077 == 0


def test_a_torn_line_loses_only_itself(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(_record(turn=0))
    [segment] = tmp_path.glob("*.jsonl")
    with segment.open("ab") as stream:
        stream.write(b'{"schema":"aisle.turn/1","session_')  # a process died here
    log.append(_record(turn=1))
    assert [r.turn for r in log.read()] == [0, 1]


def test_segments_are_daily_and_in_order(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    for day, turn in ((9, 1), (8, 0)):
        log.append(
            _record(turn=turn).model_copy(update={"timestamp": datetime(2026, 1, day, tzinfo=UTC)})
        )
    assert [r.turn for r in log.read()] == [0, 1]
    assert len(list(tmp_path.glob("*.jsonl"))) == 2


def test_two_processes_append_to_one_segment(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.assistant.test_intent_log import _record;"
        "from assistant.intent_log import IntentLog; log = IntentLog(Path(sys.argv[1]));"
        "[log.append(_record(sys.argv[2], n)) for n in range(40)]"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "ab"]
    assert [w.wait(timeout=60) for w in writers] == [0, 0]
    records = list(IntentLog(tmp_path).read())
    for name in "ab":
        assert [r.turn for r in records if r.session_id == name] == list(range(40))


def test_a_file_in_the_way_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("not a folder")
    with pytest.raises(LogUnwritable, match="cannot be written"):
        IntentLog(tmp_path / "log")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full stands for a full disk")
def test_a_full_disk_is_one_sentence_and_loses_no_earlier_turn(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(_record())
    full = _record().model_copy(update={"timestamp": datetime(2026, 1, 1, tzinfo=UTC)})
    (tmp_path / "turns-2026-01-01.jsonl").symlink_to("/dev/full")
    with pytest.raises(LogUnwritable, match="free space"):
        log.append(full)
    (tmp_path / "turns-2026-01-01.jsonl").unlink()
    assert len(list(log.read())) == 1


def test_a_session_is_erased_and_nothing_else(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    for session in ("gone", "kept", "gone", 'say "session_id":"gone"'):
        log.append(_record(session))
    assert log.erase("gone") == 2
    assert [r.session_id for r in log.read()] == ["kept", 'say "session_id":"gone"']
    assert log.erase("gone") == 0
    assert all(b'"gone","turn"' not in path.read_bytes() for path in tmp_path.glob("*.jsonl"))


def test_what_is_torn_or_only_speaks_of_a_session(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(_record("gone"))
    [segment] = tmp_path.glob("*.jsonl")
    whole = segment.read_bytes()
    with segment.open("ab") as stream:
        stream.write(whole[: len(whole) // 2])  # a process died here
    said = _record("kept").model_copy(update={"user_query": '"session_id":"gone"'})
    log.append(said)
    assert log.erase("gone") == 2
    assert list(log.read()) == [said]
    assert segment.read_bytes().count(b"\n") == 1


def test_a_crash_while_erasing_leaves_a_whole_segment(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(_record("gone"))
    log.append(_record("kept"))
    (tmp_path / ".new-turns-2026-01-01.jsonl").write_text("half of a")
    assert [r.session_id for r in log.read()] == ["gone", "kept"]
    assert log.erase("gone") == 1
    assert not list(tmp_path.glob(".new-*"))


def test_a_session_is_read_back(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    for session, turn in (("a", 0), ("b", 0), ("a", 1)):
        log.append(_record(session, turn))
    assert [(r.session_id, r.turn) for r in log.session("a")] == [("a", 0), ("a", 1)]
    assert log.session("c") == []


_APPENDS = """
import sys
from pathlib import Path
from assistant.intent_log import IntentLog
from tests.assistant.test_intent_log import _record
log = IntentLog(Path(sys.argv[1]))
for turn in range(150):
    log.append(_record(sys.argv[2], turn))
"""


def test_nothing_is_lost_while_others_append(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    names = ("kept-1", "kept-2")
    others = [
        subprocess.Popen([sys.executable, "-c", _APPENDS, str(tmp_path), name]) for name in names
    ]
    try:
        erased = 0
        for turn in range(40):
            log.append(_record("gone", turn))
            erased += log.erase("gone")
        assert [other.wait(60) for other in others] == [0, 0]
    finally:
        for other in others:
            other.kill()
    assert erased == 40
    for name in names:
        assert [r.turn for r in log.session(name)] == list(range(150))
