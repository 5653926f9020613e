"""Segments that nobody brings to the tables: a bound, an alarm, and nothing lost."""

import logging
import os
from collections import namedtuple
from pathlib import Path

import pytest

from assistant.errors import LogLate
from assistant.intent_log import backlog
from assistant.intent_log.backlog import Backlog, reserved_of, room_of, waiting_bytes
from assistant.intent_log.log import IntentLog
from assistant.intent_log.segments import drop, seal, taking
from tests.assistant.intent_log.records import a_turn
from tests.patience import wait_until

_Disk = namedtuple("_Disk", "f_bavail f_frsize f_blocks")


def _limited(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Let the disk have room for so many bytes of segments."""
    monkeypatch.setattr(backlog, "room_of", lambda folder: size - waiting_bytes(folder))


def test_a_share_of_the_disk_is_left_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reserved_of(1_000_000) == 50_000
    assert reserved_of(10**12) == 500_000_000
    monkeypatch.setattr(os, "statvfs", lambda _: _Disk(1_000, 4_096, 10_000))
    assert room_of(tmp_path) == 1_000 * 4_096 - 500 * 4_096
    monkeypatch.setattr(os, "statvfs", lambda _: _Disk(100, 4_096, 10_000))
    assert room_of(tmp_path) < 0


def test_where_the_share_is_reached_turns_are_told_and_written_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _limited(monkeypatch, 10_000)
    log = IntentLog(tmp_path, 5.0)
    acknowledged, late = [], []
    for number in range(40):
        try:
            log.append(a_turn(turn=number))
        except LogLate as error:
            assert "left free" in str(error)
            late.append(number)
        else:
            acknowledged.append(number)
    assert acknowledged
    assert len(late) > 1
    assert waiting_bytes(tmp_path) <= 10_000
    outage = log.health().outage
    assert outage is not None and "left free" in outage, "which is what /readyz tells"
    kept = [record.turn for record in log.read()]
    assert kept == acknowledged
    with taking(tmp_path):
        drop(seal(tmp_path))  # as whoever brought them to the tables
    _limited(monkeypatch, 1_000_000)
    wait_until(lambda: not log.health().queued)
    assert sorted(record.turn or 0 for record in log.read()) == late
    assert log.health().outage is None
    assert log.health().lost == 0


def test_too_much_that_waits_is_told_once_and_once_when_it_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(backlog, "LOOK_EVERY_S", 0.0)
    monkeypatch.setattr(backlog, "room_of", lambda _: 10**9)
    monkeypatch.setattr(backlog, "ALARM_BYTES", 5_000)
    watched = Backlog(tmp_path)
    segment = tmp_path / "sealed-2026-11-23-1-a.jsonl"
    with caplog.at_level(logging.WARNING):
        for size in (4_000, 6_000, 7_000, 1_000, 1_000):
            segment.write_bytes(b"x" * size)
            watched.look()
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]
    assert "not brought to the tables" in caplog.text


def test_a_small_disk_is_told_of_when_it_is_half_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "log-2026-11-23.jsonl").write_bytes(b"x" * 3_000)
    for room, told in ((4_000, 0), (2_000, 1)):
        monkeypatch.setattr(backlog, "room_of", lambda _, room=room: room)
        Backlog(tmp_path).look()
        assert len(caplog.records) == told
