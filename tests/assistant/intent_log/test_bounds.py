"""A disk that is slow, full or stuck: nobody waits longer than the bound, and nothing is lost."""

import asyncio
import logging
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.errors import LogLate, LogUnwritable
from assistant.intent_log import waiting
from assistant.intent_log.log import IntentLog
from assistant.intent_log.waiting import Record, Waiting
from assistant.intent_log.writer import Writer
from tests.assistant.intent_log.disks import Ailing
from tests.assistant.intent_log.records import a_turn
from tests.patience import PATIENCE_S, wait_until

BOUND_S = 0.2
SLACK_S = 30.0
"""Of a busy machine; the disk hangs for 90 s."""


def _until(log: IntentLog, *, queued: int) -> None:
    wait_until(lambda: log.health().queued == queued)


def _late(log: IntentLog, turn: int) -> float:
    began = time.monotonic()
    with pytest.raises(LogLate, match="not on disk yet"):
        log.append(a_turn(turn=turn))
    return time.monotonic() - began


def test_a_stuck_disk_holds_nobody_up_and_loses_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Ailing(hangs=True)
    log = IntentLog(tmp_path, BOUND_S, disk)
    waits: list[float] = []
    submit = Writer.submit

    def noting(writer: Writer, record: Record) -> tuple[Waiting, float]:
        waiting, within_s = submit(writer, record)
        waits.append(within_s)
        return waiting, within_s

    monkeypatch.setattr(Writer, "submit", noting)
    with caplog.at_level(logging.WARNING):
        took = [_late(log, 0)]
        assert disk.reached.wait(PATIENCE_S)
        time.sleep(BOUND_S)  # the writer may have begun later than the one who waits for it
        took += [_late(log, turn) for turn in range(1, 5)]
        assert sum(took) < BOUND_S + SLACK_S
        assert waits == [BOUND_S, 0, 0, 0, 0], "only the first waits: it is known by then"
        health = log.health()
        assert (health.queued, health.late, health.lost) == (5, 5, 0)
        assert health.outage
        assert health.oldest_s >= BOUND_S
        disk.well.set()
        _until(log, queued=0)
    assert [r.turn for r in log.read()] == [0, 1, 2, 3, 4]
    assert log.health().outage is None
    log.append(a_turn(turn=5))
    levels = [r.levelno for r in caplog.records if r.name == "aisle.intent_log"]
    assert levels == [logging.ERROR, logging.ERROR], "one line when it began, one when it ended"
    assert "boots" not in caplog.text


async def test_the_event_loop_goes_on_while_the_disk_hangs(tmp_path: Path) -> None:
    disk = Ailing(hangs=True)
    log = IntentLog(tmp_path, BOUND_S, disk)
    worst, stop = 0.0, asyncio.Event()

    async def tick() -> None:
        nonlocal worst
        while not stop.is_set():
            before = time.monotonic()
            await asyncio.sleep(0.01)
            worst = max(worst, time.monotonic() - before)

    ticking = asyncio.create_task(tick())
    began = time.monotonic()
    told = await asyncio.gather(
        *(log.append_async(a_turn(turn=turn)) for turn in range(50)), return_exceptions=True
    )
    assert time.monotonic() - began < BOUND_S + SLACK_S
    assert all(isinstance(error, LogLate) for error in told)
    stop.set()
    await ticking
    assert worst < SLACK_S
    disk.well.set()
    await asyncio.to_thread(_until, log, queued=0)
    assert sorted(r.turn or 0 for r in log.read()) == list(range(50))


async def test_a_caller_that_is_gone_takes_nothing_back(tmp_path: Path) -> None:
    disk = Ailing(hangs=True)
    log = IntentLog(tmp_path, PATIENCE_S, disk)
    writing = asyncio.create_task(log.append_async(a_turn()))
    await asyncio.sleep(0.05)
    writing.cancel()
    disk.well.set()
    await asyncio.to_thread(_until, log, queued=0)
    assert len(list(log.read())) == 1


def test_a_full_disk_is_told_at_once_and_tried_again(tmp_path: Path) -> None:
    disk = Ailing(is_full=True)
    log = IntentLog(tmp_path, PATIENCE_S, disk)
    assert _late(log, 0) < SLACK_S
    assert "No space left" in (log.health().outage or "")
    disk.well.set()
    _until(log, queued=0)  # by itself: nothing new comes
    assert [r.turn for r in log.read()] == [0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full stands for a full disk")
def test_one_bad_segment_holds_up_no_other_day(tmp_path: Path) -> None:
    log = IntentLog(tmp_path, PATIENCE_S)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    bad = tmp_path / f"log-{yesterday:%Y-%m-%d}.jsonl"
    bad.symlink_to("/dev/full")
    for turn in range(3):
        with pytest.raises(LogLate):
            log.append(a_turn(turn=turn, timestamp=yesterday))
    log.append(a_turn(turn=7))
    assert log.health().queued == 3
    assert log.health().outage, "the alarm stays while records wait"
    bad.unlink()
    log.append(a_turn(turn=8, timestamp=yesterday))
    _until(log, queued=0)
    assert sorted(r.turn or 0 for r in log.read()) == [0, 1, 2, 7, 8]
    assert log.health().outage is None


def test_what_waits_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "QUEUE", 3)
    disk = Ailing(hangs=True)
    log = IntentLog(tmp_path, 0.05, disk)
    for turn in range(3):
        _late(log, turn)
    with pytest.raises(LogUnwritable, match="lost") as lost:
        log.append(a_turn(turn=3))
    assert not isinstance(lost.value, LogLate)
    assert log.health().lost == 1
    disk.well.set()
    _until(log, queued=0)
    assert len(list(log.read())) == 3


def test_closing_writes_what_waits(tmp_path: Path) -> None:
    disk = Ailing(hangs=True)
    log = IntentLog(tmp_path, 0.05, disk)
    _late(log, 0)
    assert log.close(0.1) == 1, "the disk still hangs: it is lost, and said to be"
    assert log.health().lost == 1
    disk.well.set()
    slow = Ailing(hangs=True)
    other = IntentLog(tmp_path / "other", 0.05, slow)
    for turn in range(5):
        _late(other, turn)
    slow.well.set()
    assert other.close(PATIENCE_S) == 0
    assert len(list(other.read())) == 5


def test_what_waits_in_memory_is_erased_too(tmp_path: Path) -> None:
    disk = Ailing(is_full=True)
    log = IntentLog(tmp_path, PATIENCE_S, disk)
    for session in ("gone", "kept"):
        with pytest.raises(LogLate):
            log.append(a_turn(session))
    assert log.erase("gone") == 1
    disk.well.set()
    _until(log, queued=0)
    assert [r.session_id for r in log.read()] == ["kept"]


_BIG = """
import resource, sys
from pathlib import Path
from assistant.errors import LogLate
from assistant.intent_log.log import IntentLog
from assistant.intent_log.waiting import Record, Waiting
from assistant.intent_log.writer import Writer
from tests.assistant.intent_log.records import a_turn
log = IntentLog(Path(sys.argv[1]), 60.0)
log.append(a_turn("first"))
[segment] = Path(sys.argv[1]).glob("*.jsonl")
resource.setrlimit(resource.RLIMIT_FSIZE, (segment.stat().st_size + 100, resource.RLIM_INFINITY))
try:
    log.append(a_turn("second"))
except LogLate:
    print(segment.read_bytes().count(b"\\n"), segment.read_bytes()[-1:])
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
log.append(a_turn("third"))
log.close()
print(sorted(r.session_id for r in log.read()), segment.read_bytes().count(b"\\n"))
"""


def test_half_a_write_is_taken_back(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _BIG, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines() == ["1 b'\\n'", "['first', 'second', 'third'] 3"]


def test_a_record_that_cannot_be_redacted_is_not_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = IntentLog(tmp_path)
    with pytest.raises(LogUnwritable, match="redacted"):
        log.append(a_turn(acts=[{"act": "find", "words": 3, "boots": object()}], user_query=7))
    assert log.health().lost == 1
    assert "boots" not in caplog.text
    log.append(a_turn())
    assert len(list(log.read())) == 1
