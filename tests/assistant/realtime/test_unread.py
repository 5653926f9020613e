"""A client that does not read, and one that sends too much: closed, and nobody else is harmed."""

import asyncio
import base64
import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from assistant.realtime import connection as connection_module
from assistant.realtime import limits, socket_protocol
from assistant.realtime.outbox import MAX_WAITING_BYTES
from assistant.realtime.seams import SoundOf
from tests.assistant.realtime.door import Door, NotingTalk, closed_with, open_door, received
from tests.patience import PATIENCE_S

OF = SoundOf("resp_1", "item_1")


async def _reader_stops(door: Door) -> tuple[ClientConnection, NotingTalk]:
    socket = await door.connect()
    await received(socket, "session.created")
    socket.transport.pause_reading()
    return socket, door.talks[-1]


async def _send_much(talk: NotingTalk) -> None:
    """Send sound until the connection takes no more of it."""
    outbox = talk.connection.outbox
    async with asyncio.timeout(PATIENCE_S):
        for _ in range(2_000):
            outbox.send_sound(OF, bytes(48_000))
            await asyncio.sleep(0)
            if talk.closed.is_set():
                return
        await talk.closed.wait()


async def test_a_client_that_does_not_read_is_closed_with_a_code(tmp_path: Path) -> None:
    async with open_door(tmp_path) as door:
        socket, talk = await _reader_stops(door)
        await _send_much(talk)
        assert talk.connection.outbox.waiting_s == 0.0  # nothing is kept for it
        socket.transport.resume_reading()
        with pytest.raises(ConnectionClosed):
            while True:
                await socket.recv()
        assert (socket.close_code, socket.close_reason) == (4004, "client_not_reading")


async def test_one_that_never_reads_again_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_protocol, "GRACE_S", 0.2)
    async with open_door(tmp_path) as door, door.connect() as other:
        socket, talk = await _reader_stops(door)
        await _send_much(talk)
        await other.send('{"type": "input_audio_buffer.clear"}')
        await received(other, "noted")
        await asyncio.sleep(0.4)
        socket.transport.resume_reading()
        assert (await closed_with(socket))[0] in {1006, 4004}  # reset, with what was under way


async def test_one_write_that_takes_too_long_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "WATCH_S", 0.05)
    monkeypatch.setattr(connection_module, "UNREAD_S", 0.3)
    async with open_door(tmp_path) as door:
        _, talk = await _reader_stops(door)
        began = time.monotonic()
        # Fills the buffers of the operating system, and then some; far less than the bound.
        for _ in range(MAX_WAITING_BYTES // 60_000 - 1):
            talk.connection.outbox.send_sound(OF, bytes(48_000))
        await asyncio.sleep(0.2)
        for _ in range(MAX_WAITING_BYTES // 60_000 - 1):
            talk.connection.outbox.send_sound(OF, bytes(48_000))
        await asyncio.wait_for(talk.closed.wait(), PATIENCE_S)
        assert time.monotonic() - began >= 0.3


async def _flood(socket: ClientConnection, message: str, until: Callable[[], bool]) -> None:
    try:
        while not until():
            await socket.send(message)
    except ConnectionClosed:
        return


@pytest.mark.timing
async def test_a_flood_is_slowed_down_told_and_closed_while_others_talk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "EVENTS_AT_ONCE", 500)
    monkeypatch.setattr(limits, "FLOOD_S", 1.0)
    tiny = json.dumps({"type": "input_audio_buffer.append", "audio": "AAA="})
    async with open_door(tmp_path) as door, door.connect() as other, door.connect() as socket:
        await received(socket, "session.created")
        await received(other, "session.created")
        flooding = asyncio.create_task(_flood(socket, tiny, lambda: False))
        delays = []
        for _ in range(20):
            began = time.monotonic()
            await other.send('{"type": "input_audio_buffer.clear"}')
            await received(other, "noted")
            delays.append(time.monotonic() - began)
            await asyncio.sleep(0.05)
        assert sorted(delays)[10] < 0.1
        codes = []
        try:
            while True:
                event = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE_S))
                codes.append(event["error"]["code"])
        except ConnectionClosed:
            pass
        await flooding
        assert codes == ["too_many_events", "too_many_events"]
        assert (socket.close_code, socket.close_reason) == (4005, "too_many_events")


async def test_a_minute_of_sound_sent_at_once_is_taken_whole(tmp_path: Path) -> None:
    frame = base64.b64encode(bytes(960)).decode()
    message = json.dumps({"type": "input_audio_buffer.append", "audio": frame})
    async with open_door(tmp_path) as door, door.connect() as socket:
        for _ in range(limits.EVENTS_AT_ONCE + 200):
            await socket.send(message)
        await socket.send('{"type": "input_audio_buffer.commit"}')
        assert (await received(socket, "noted"))["noted"] == "input_audio_buffer.commit"
        assert len(door.talks[0].sound_s) == limits.EVENTS_AT_ONCE + 200


async def test_a_large_append_is_taken_and_a_larger_one_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BYTES_PER_S", 100 * 2**20)  # no wait between the two
    async with open_door(tmp_path) as door, door.connect(max_size=None) as socket:
        large = base64.b64encode(bytes(11_000_000)).decode()
        await socket.send(json.dumps({"type": "input_audio_buffer.append", "audio": large}))
        await socket.send('{"type": "input_audio_buffer.clear"}')
        await received(socket, "noted")
        assert sum(door.talks[0].sound_s) == pytest.approx(11_000_000 / 48_000)
        larger = large + "A" * 1_100_000
        await socket.send(json.dumps({"type": "input_audio_buffer.append", "audio": larger}))
        error = (await received(socket, "error"))["error"]
        assert (error["code"], error["param"]) == ("string_above_max_length", "audio")
        with suppress(ConnectionClosed):
            await socket.send("x" * 21_000_000)
        assert (await closed_with(socket))[0] == 1009


async def test_values_without_number_are_refused_before_they_are_read(tmp_path: Path) -> None:
    async with open_door(tmp_path) as door, door.connect() as socket:
        await received(socket, "session.created")
        many = '{"type": "session.update", "session": {"a": [' + "1," * 1_000_000 + "1]}}"
        await socket.send(many)
        assert (await received(socket, "error"))["error"]["code"] == "event_too_complex"
        assert not door.talks[0].handled


async def test_pings_without_number_close_the_connection(tmp_path: Path) -> None:
    async with open_door(tmp_path) as door, door.connect() as socket:
        await received(socket, "session.created")
        ping = b"\x89\x80abcd"
        try:
            for _ in range(3_000):
                socket.transport.write(ping)
                await asyncio.sleep(0)
        except (ConnectionError, ConnectionClosed):
            pass
        assert (await closed_with(socket))[0] == 1008
