"""Records of older and newer schemas, torn and foreign lines."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.events.event import Action, Event
from assistant.intent_log.log import IntentLog
from assistant.intent_log.reading import Unread, read_log, read_records, record_of_line
from assistant.turn_record import TurnRecord
from tests.assistant.intent_log.records import a_turn, an_event

_OLD = {
    "schema": "aisle.turn/1",
    "application": "aisle",
    "query_id": "q",
    "session_id": "s",
    "turn": 0,
    "timestamp": "2026-11-22T04:19:48Z",
    "modality": "voice",
    "user_query": "boots",
    "raw_transcript": None,
    "asr_confidence": 0.9,
    "acts": [{"act": "find", "confidence": 0.99, "words": "boots"}],
    "constraints": [],
    "query_response_hit_ids": ["a"],
    "relaxed": [],
    "reply": "Here.",
    "heard": None,
    "tier": "template",
    "cost_usd": "0",
    "timings_ms": {"first_audio_ms": 431.5},
    "outcome": "completed",
}


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data).encode() + b"\n"


def test_an_old_turn_is_read_with_what_it_lacks_not_known() -> None:
    record = record_of_line(_line(_OLD))
    assert isinstance(record, TurnRecord)
    assert record.record_schema == "aisle.turn/1"
    assert (record.titles, record.cart, record.spoken_ids, record.tenant) == (
        [],
        None,
        None,
        "default",
    )


def test_a_newer_turn_keeps_what_is_not_known() -> None:
    newer = {
        **_OLD,
        "schema": "aisle.turn/3",
        "mood": {"joy": 0.5},
        "timings_ms": {"first_audio_ms": 1.0, "first_blink_ms": 2.0},
        "cart": [{"title": "A", "quantity": 1, "unit_price": "1", "currency": "USD", "gift": True}],
    }
    record = record_of_line(_line(newer))
    assert isinstance(record, TurnRecord)
    again = json.loads(record.model_dump_json(by_alias=True))
    assert again["mood"] == newer["mood"]
    assert again["timings_ms"]["first_blink_ms"] == 2.0
    assert again["cart"][0]["gift"] is True
    assert record.timings_ms.told()["first_audio_ms"] == 1.0


def test_a_newer_event_with_an_action_of_its_own() -> None:
    event = json.loads(an_event().model_dump_json(by_alias=True))
    newer = {**event, "schema": "aisle.event/2", "action_name": "try_on", "room": 4}
    record = record_of_line(_line(newer))
    assert isinstance(record, Event)
    assert record.action_name == "try_on"
    assert (record.model_extra or {})["room"] == 4
    known = record_of_line(_line(event))
    assert isinstance(known, Event)
    assert known.action_name is Action.CLICK


def test_what_was_newer_is_appended_whole(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    newer = TurnRecord.model_validate(
        {**_OLD, "schema": "aisle.turn/3", "mood": "call 415 555 0122"}
    )
    log.append(newer)
    [read] = log.read()
    assert read.record_schema == "aisle.turn/3"
    assert "555" not in read.model_dump_json()
    assert (read.model_extra or {})["mood"].startswith("call")


@pytest.mark.parametrize(
    ("line", "torn", "unknown"),
    [
        (b'{"schema":"aisle.quiz/1","a":1}\n', 0, {"aisle.quiz/1": 1}),
        (b'{"a":1}\n', 0, {"none": 1}),
        (b'{"schema":"aisle.turn/2","session_id":"s"}\n', 0, {"aisle.turn/2": 1}),
        (b'{"schema":"quiz\\ud83d","a":1}\n', 0, {"quiz?": 1}),
        (b'{"schema":"aisle.turn/2","sess', 1, {}),
        (b"[1]\n", 1, {}),
        (b"\xff\xfe\n", 1, {}),
        (b"[" * 100_000 + b"\n", 1, {}),
        (b"\0\0\0\0\n", 0, {}),
        (b"\n", 0, {}),
    ],
)
def test_what_is_not_read_is_counted(line: bytes, torn: int, unknown: dict[str, int]) -> None:
    unread = Unread()
    assert record_of_line(line, unread) is None
    assert unread.torn == torn
    assert dict(unread.unknown) == unknown


def test_what_is_not_read_is_one_sentence(tmp_path: Path) -> None:
    assert Unread().sentence(tmp_path) is None
    unread = Unread()
    record_of_line(b'{"schema":"aisle.quiz/1"}', unread)
    assert "aisle.quiz/1" in (unread.sentence(tmp_path) or "")


def test_a_log_torn_at_every_byte_of_its_last_records(tmp_path: Path) -> None:
    log = IntentLog(tmp_path)
    for turn in range(3):
        log.append(a_turn(turn=turn))
    [segment] = tmp_path.glob("*.jsonl")
    whole = segment.read_bytes()
    ends = [i + 1 for i, byte in enumerate(whole) if byte == ord("\n")]
    after = whole[ends[1] :]
    for cut in range(ends[0], len(whole) + 1):
        folder = tmp_path / f"cut-{cut}"
        folder.mkdir()
        (folder / segment.name).write_bytes(whole[:cut])
        kept = [r.turn for r in read_log(folder)]
        assert kept == [0, 1, 2][: sum(cut >= end - 1 for end in ends)]
        if cut % 40 == 0:  # the next writer closes it, and its record is read
            IntentLog(folder).append(a_turn(turn=9))
            assert [r.turn for r in read_log(folder)] == [*kept, 9]
        (folder / segment.name).unlink()
    assert after


def test_a_folder_that_is_not_there_or_only_read(tmp_path: Path) -> None:
    assert list(read_records(tmp_path / "none")) == []
