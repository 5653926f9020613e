"""Order, joining and bounds of what is sent; budgets of what is received."""

import asyncio
import base64
import json
from typing import Any

import pytest
from openai.types.realtime import RealtimeErrorEvent, ResponseAudioDeltaEvent

from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.limits import (
    BYTES_AT_ONCE,
    EVENTS_AT_ONCE,
    EVENTS_PER_S,
    FLOOD_S,
    Budget,
)
from assistant.realtime.outbox import LONGEST_PIECE_S, MAX_WAITING_BYTES, SocketOutbox
from assistant.realtime.seams import SoundOf
from tests.patience import PATIENCE_S

OF = SoundOf("resp_1", "item_1", 1, 2)


class _Socket:
    """Notes what is written, while its client reads."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.reads = asyncio.Event()
        self.reads.set()
        self.overflows = 0
        self.outbox = SocketOutbox(self.write, self.overflowed, lambda: AudioFormat.PCM)

    async def write(self, text: str) -> None:
        await self.reads.wait()
        self.events.append(json.loads(text))

    def overflowed(self) -> None:
        self.overflows += 1


async def _settled(socket: _Socket) -> list[dict[str, Any]]:
    running = asyncio.create_task(socket.outbox.run())
    await asyncio.wait_for(socket.outbox.emptied(), PATIENCE_S)
    running.cancel()
    return socket.events


async def test_sound_that_waits_is_joined_and_keeps_its_place() -> None:
    socket = _Socket()
    socket.outbox.send({"type": "a"})
    for number in range(10):
        socket.outbox.send_sound(OF, bytes([number]) * 4_800)
    socket.outbox.send({"type": "b"})
    socket.outbox.send_sound(OF, b"xx")
    assert socket.outbox.waiting_s == pytest.approx(1.0, abs=0.001)
    events = await _settled(socket)
    kinds = [event["type"].removeprefix("response.output_audio.") for event in events]
    assert kinds == ["a", "delta", "delta", "delta", "b", "delta"]
    sound = b"".join(base64.b64decode(e["delta"]) for e in events if "delta" in e)
    assert sound == b"".join(bytes([n]) * 4_800 for n in range(10)) + b"xx"
    longest = max(len(base64.b64decode(e["delta"])) for e in events if "delta" in e)
    assert AudioFormat.PCM.seconds(longest) <= LONGEST_PIECE_S
    checked = ResponseAudioDeltaEvent.model_validate(events[1], strict=True)
    assert (checked.response_id, checked.output_index, checked.content_index) == ("resp_1", 1, 2)
    assert socket.outbox.waiting_s == 0 and socket.outbox.waiting_bytes == 0


async def test_what_was_not_sent_of_a_reply_can_be_dropped() -> None:
    socket = _Socket()
    socket.outbox.send_sound(OF, bytes(100))
    socket.outbox.send_sound(SoundOf("resp_2", "item_2"), bytes(60))
    socket.outbox.send({"type": "a"})
    socket.outbox.send_sound(OF, bytes(40))
    assert socket.outbox.drop_sound("resp_1") == 140
    assert socket.outbox.drop_sound("resp_1") == 0
    events = await _settled(socket)
    assert [event.get("response_id") for event in events] == ["resp_2", None]


async def test_an_event_is_sent_as_it_was_and_errors_are_openais() -> None:
    socket = _Socket()
    event: dict[str, Any] = {"type": "a", "list": [1]}
    socket.outbox.send(event)
    event["list"].append(2)
    socket.outbox.error("Say it better.", code="c", param="p", event_id="mine")
    socket.outbox.send({"type": "odd", "text": "\ud800", "number": float("nan")})
    events = await _settled(socket)
    assert events[0]["list"] == [1]
    error = RealtimeErrorEvent.model_validate(events[1], strict=True)
    assert (error.error.event_id, error.error.type) == ("mine", "invalid_request_error")
    assert events[2]["text"] == "\ud800"
    assert len({e["event_id"] for e in events}) == 3


async def test_a_client_that_does_not_read_costs_no_more_than_the_bound() -> None:
    socket = _Socket()
    for _ in range(MAX_WAITING_BYTES // 10_000 + 2):
        socket.outbox.send_sound(OF, bytes(10_000))
    assert socket.overflows == 1
    assert socket.outbox.waiting_bytes == 0
    socket.outbox.send({"type": "a"})
    socket.outbox.send_sound(OF, bytes(10))
    assert await _settled(socket) == []


async def test_how_long_the_socket_has_taken_nothing_is_known() -> None:
    socket = _Socket()
    socket.reads.clear()
    running = asyncio.create_task(socket.outbox.run())
    socket.outbox.send({"type": "a"})
    await asyncio.sleep(0.05)
    loop = asyncio.get_running_loop()
    assert socket.outbox.unread_s(loop.time()) >= 0.04
    socket.reads.set()
    await socket.outbox.emptied()
    assert socket.outbox.unread_s(loop.time()) == 0
    running.cancel()


def test_a_budget_lets_a_burst_through_slows_a_flood_and_recovers() -> None:
    now = 0.0
    budget = Budget(lambda: now)
    assert sum(budget.spend(10) for _ in range(EVENTS_AT_ONCE)) == 0
    wait_s = budget.spend(10)
    assert wait_s == pytest.approx(1 / EVENTS_PER_S)
    while not budget.is_flood:
        now += wait_s
        wait_s = budget.spend(10)
    assert budget.waited_s >= FLOOD_S
    now += 60.0
    assert budget.spend(10) == 0 and not budget.is_flood


def test_a_microphone_is_never_slowed_down() -> None:
    now = 0.0
    budget = Budget(lambda: now)
    for _ in range(50 * 3600):
        now += 0.02
        assert budget.spend(1_400) == 0


def test_large_events_are_slowed_down_by_their_size() -> None:
    budget = Budget(lambda: 0.0)
    assert budget.spend(BYTES_AT_ONCE) == 0
    assert budget.spend(2**20) > 0.4
