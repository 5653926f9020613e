"""Segments on their way to the tables, while others append and erase."""

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.intent_log.log import IntentLog
from assistant.intent_log.reading import Unread, read_records, record_of_line
from assistant.intent_log.segments import day_of, drop, live, seal, sealed, set_aside, taking
from tests.assistant.intent_log.records import a_turn, an_event
from tests.patience import PATIENCE_S


def _sessions(folder: Path) -> list[str]:
    return [record.session_id for record in read_records(folder)]


def test_what_is_sealed_is_read_until_it_is_dropped(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(a_turn("a"))
    with taking(tmp_path):
        [first] = seal(tmp_path)
        log.append(a_turn("b"))
        assert _sessions(tmp_path) == ["a", "b"]
        assert len(seal(tmp_path)) == 2, "also what a crash left"
        assert not live(tmp_path)
        drop([first])
    assert _sessions(tmp_path) == ["b"]
    assert first not in sealed(tmp_path)
    log.append(a_event := an_event("c"))
    assert a_event.event_id in {getattr(r, "event_id", None) for r in log.read_all()}


def test_old_and_empty_segments(tmp_path: Path) -> None:
    line = a_turn("old").model_dump_json(by_alias=True)
    (tmp_path / "turns-2026-01-08.jsonl").write_text(line + "\n")
    (tmp_path / "log-2026-01-09.jsonl").touch()
    (tmp_path / "notes.jsonl").write_text("mine\n")
    assert _sessions(tmp_path) == ["old"]
    [path] = seal(tmp_path)
    assert day_of(path) == "2026-01-08"
    assert sorted(p.name for p in tmp_path.glob("*.jsonl")) == sorted([path.name, "notes.jsonl"])


def test_what_is_not_understood_stays(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(a_turn("a"))
    foreign = b'{"schema":"aisle.quiz/1","session_id":"q"}\n'
    with taking(tmp_path):
        paths = seal(tmp_path)
        set_aside(tmp_path, [foreign, foreign.rstrip()], "2026-01-08")
        set_aside(tmp_path, [], "2026-01-08")
        drop(paths)
    unread = Unread()
    assert list(read_records(tmp_path, unread)) == []
    assert unread.unknown == {"aisle.quiz/1": 2}
    with taking(tmp_path):
        assert seal(tmp_path) == ()
        [again] = seal(tmp_path, unknown=True)
    assert again.read_bytes() == foreign * 2
    assert log.erase("q") == 2
    assert not list(tmp_path.glob("*.jsonl"))


def test_erasing_waits_for_who_takes_segments(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    log.append(a_turn("gone"))
    erased: list[float] = []
    with taking(tmp_path):
        paths = seal(tmp_path)
        eraser = threading.Thread(
            target=lambda: erased.append(log.erase("gone") + time.monotonic())
        )
        eraser.start()
        log.append(a_turn("kept"))  # nobody who appends waits for either
        time.sleep(0.1)
        assert not erased
        held = [record_of_line(line) for p in paths for line in p.read_bytes().splitlines()]
        assert len(held) == 1, "it is whole in here: what is in the tables is erased there"
        drop(paths)
    eraser.join(PATIENCE_S)
    assert erased
    assert _sessions(tmp_path) == ["kept"]


def test_shoppers_are_erased_by_who_they_are(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    for session, client in (("1", "ann"), ("2", None), ("3", 'an "odd" näme'), ("4", "anna")):
        log.append(a_turn(session, client_id=client))
    log.append(an_event("5", client_id="ann"))
    seal(tmp_path)
    log.append(a_turn("6", client_id="ann"))
    assert len(log.records(client_ids=["ann"])) == 3
    assert log.erase(client_ids=["ann", 'an "odd" näme'], session_ids=["2"]) == 5
    assert _sessions(tmp_path) == ["4"]


def test_a_day_that_nobody_lives_in_is_not_made(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    now = datetime.now(UTC)
    for claimed in (
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, tzinfo=UTC),
        now + timedelta(days=1),
        now.replace(tzinfo=None),
    ):
        log.append(an_event(timestamp=claimed))
    assert {day_of(p) for p in live(tmp_path)} <= {
        f"{now:%Y-%m-%d}",
        f"{datetime.now(UTC):%Y-%m-%d}",
    }
    claimed_years = sorted(r.claimed_timestamp.year for r in log.read_all() if r.claimed_timestamp)
    assert claimed_years == [1970, (now + timedelta(days=1)).year, 9999]


def test_many_segments_are_in_order(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    start = datetime.now(UTC) - timedelta(days=20)
    for round_ in range(3):
        for day in (4, 2, 9, 7, 1, 6):
            log.append(a_turn(f"{day}-{round_}", timestamp=start + timedelta(days=day)))
        if round_ < 2:
            seal(tmp_path)
    assert _sessions(tmp_path) == [f"{d}-{r}" for d in (1, 2, 4, 6, 7, 9) for r in range(3)]
