"""The intent log: durable, shared between processes, readable after a crash."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import LogUnwritable
from assistant.intent_log.log import IntentLog
from tests.assistant.intent_log.records import a_turn, written
from tests.patience import PATIENCE_S


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    log = IntentLog(tmp_path / "log")
    record = a_turn()
    log.append(record)
    assert list(log.read()) == [written(record)]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(a_turn())
    [segment] = tmp_path.glob("*.jsonl")
    assert segment.stat().st_mode & 0o077 == 0


def test_a_torn_line_loses_only_itself(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(a_turn(turn=0))
    [segment] = tmp_path.glob("*.jsonl")
    with segment.open("ab") as stream:
        stream.write(b'{"schema":"aisle.turn/1","session_')  # a process died here
    log.append(a_turn(turn=1))
    assert [r.turn for r in log.read()] == [0, 1]


def test_segments_are_daily_and_in_order(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    now = datetime.now(UTC)  # not a fixed day: in a year nobody believes it
    for days_ago, turn in ((20, 1), (21, 0)):
        log.append(a_turn(turn=turn, timestamp=now - timedelta(days=days_ago)))
    assert [r.turn for r in log.read()] == [0, 1]
    assert len(list(tmp_path.glob("*.jsonl"))) == 2


def test_two_processes_append_to_one_segment(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from tests.assistant.intent_log.records import a_turn;"
        "from assistant.intent_log.log import IntentLog;"
        f"log = IntentLog(Path(sys.argv[1]), {PATIENCE_S});"
        "[log.append(a_turn(sys.argv[2], n)) for n in range(40)]"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "ab"]
    assert [w.wait() for w in writers] == [0, 0]
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
    log.append(a_turn())
    then = datetime.now(UTC) - timedelta(days=20)
    segment = tmp_path / f"log-{then:%Y-%m-%d}.jsonl"
    segment.symlink_to("/dev/full")
    with pytest.raises(LogUnwritable, match="not on disk yet"):
        log.append(a_turn(timestamp=then))
    segment.unlink()
    assert len(list(log.read())) == 1


def test_a_session_is_erased_and_nothing_else(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    for session in ("gone", "kept", "gone", 'say "session_id":"gone"'):
        log.append(a_turn(session))
    assert log.erase("gone") == 2
    assert [r.session_id for r in log.read()] == ["kept", 'say "session_id":"gone"']
    assert log.erase("gone") == 0
    assert all(b'"gone","turn"' not in path.read_bytes() for path in tmp_path.glob("*.jsonl"))


def test_what_is_torn_or_only_speaks_of_a_session(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(a_turn("gone"))
    [segment] = tmp_path.glob("*.jsonl")
    whole = segment.read_bytes()
    with segment.open("ab") as stream:
        stream.write(whole[: len(whole) // 2])  # a process died here
    said = a_turn("kept").model_copy(update={"user_query": '"session_id":"gone"'})
    log.append(said)
    assert log.erase("gone") == 2
    assert list(log.read()) == [written(said)]
    [segment] = tmp_path.glob("*.jsonl")
    assert segment.read_bytes().count(b"\n") == 1


def test_a_crash_while_erasing_leaves_a_whole_segment(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(a_turn("gone"))
    log.append(a_turn("kept"))
    (tmp_path / ".new-log-2026-01-01.jsonl").write_text("half of a")
    assert [r.session_id for r in log.read()] == ["gone", "kept"]
    assert log.erase("gone") == 1
    assert not list(tmp_path.glob(".new-*"))


def test_a_session_is_read_back(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    for session, turn in (("a", 0), ("b", 0), ("a", 1)):
        log.append(a_turn(session, turn))
    assert [(r.session_id, r.turn) for r in log.session("a")] == [("a", 0), ("a", 1)]
    assert log.session("c") == []


_APPENDS = f"""
import sys
from pathlib import Path
from assistant.intent_log.log import IntentLog
from tests.assistant.intent_log.records import a_turn
log = IntentLog(Path(sys.argv[1]), {PATIENCE_S})
for turn in range(150):
    log.append(a_turn(sys.argv[2], turn))
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
            log.append(a_turn("gone", turn))
            erased += log.erase("gone")
        assert [other.wait() for other in others] == [0, 0]
    finally:
        for other in others:
            other.kill()
    assert erased == 40
    for name in names:
        assert [r.turn for r in log.session(name)] == list(range(150))
