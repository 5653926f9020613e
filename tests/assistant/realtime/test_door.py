"""The socket: who is let in, how events are read, and how connections end."""

import asyncio
import base64
import json
import logging
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from assistant.config import Settings
from assistant.config_tables import ServerSettings
from assistant.realtime import connection as connection_module
from assistant.realtime.seams import Connection, Talk
from tests.assistant.realtime.door import TOKEN, NotingTalk, closed_with, open_door, received
from tests.patience import PATIENCE_S, until

SILENCE = base64.b64encode(bytes(960)).decode()


def _append(audio: str = SILENCE, **more: object) -> str:
    return json.dumps({"type": "input_audio_buffer.append", "audio": audio, **more})


async def test_a_session_is_created_and_events_come_to_it_in_order(tmp_path: Path) -> None:
    async with open_door(tmp_path) as door, door.connect("?model=gpt-realtime") as socket:
        created = await received(socket)
        assert created["type"] == "session.created" and created["event_id"].startswith("event_")
        await socket.send(_append())
        await socket.send('{"type": "input_audio_buffer.commit", "event_id": "e1"}')
        await socket.send(b'{"type": "response.cancel", "unknown": {"field": 1}}')
        noted = [(await received(socket))["noted"] for _ in range(2)]
        assert noted == ["input_audio_buffer.commit", "response.cancel"]
        talk = door.talks[0]
        assert talk.sound_s == [0.02]
        assert talk.connection.model == "gpt-realtime"
        assert not talk.connection.named
        assert talk.handled[0].event_id == "e1"
    await asyncio.wait_for(talk.closed.wait(), PATIENCE_S)


async def test_event_ids_are_all_different(tmp_path: Path) -> None:
    async with open_door(tmp_path) as door, door.connect() as socket, door.connect() as other:
        for _ in range(3):
            await socket.send('{"type": "input_audio_buffer.clear"}')
        events = [await received(socket) for _ in range(4)] + [await received(other)]
        assert len({event["event_id"] for event in events}) == 5


@pytest.mark.parametrize(
    ("sent", "code", "param"),
    [
        ("", "invalid_json", None),
        ("{", "invalid_json", None),
        (b"\xff\xfe\x00", "invalid_json", None),
        ("[1]", "invalid_type", None),
        ("[" * 100_000, "event_too_complex", None),
        ('{"event_id": "mine"}', "missing_required_parameter", "type"),
        ('{"type": "no.such", "event_id": "mine"}', "invalid_value", "type"),
        ('{"type": "session.update", "event_id": "mine"}', "missing_required_parameter", "session"),
        (
            '{"type": "conversation.item.truncate", "item_id": "i", "audio_end_ms": -1,'
            ' "event_id": "mine"}',
            "invalid_value",
            "audio_end_ms",
        ),
        (_append(audio="", event_id="mine"), "invalid_value", "audio"),
        (_append(audio="AAA=", event_id="mine"), None, None),
        (_append(audio="AAAA", event_id="mine"), "invalid_value", "audio"),
        (_append(audio="AA==", event_id="mine"), "invalid_value", "audio"),
        (_append(audio="AAA", event_id="mine"), "invalid_value", "audio"),
        (_append(audio="AA A=", event_id="mine"), "invalid_value", "audio"),
        (_append(audio="äöü!", event_id="mine"), "invalid_value", "audio"),
        (_append(audio="_-8=", event_id="mine"), "invalid_value", "audio"),
        ('{"type": "response.create", "event_id": "mine"}', "internal_error", None),
        (
            '{"type": "conversation.item.delete", "item_id": "i", "event_id": "mine"}',
            "item_not_found",
            "item_id",
        ),
    ],
)
async def test_what_is_wrong_is_said_and_the_session_goes_on(
    tmp_path: Path, sent: str | bytes, code: str | None, param: str | None
) -> None:
    async with open_door(tmp_path) as door, door.connect() as socket:
        await received(socket, "session.created")
        await socket.send(_append())
        await socket.send(sent)
        await socket.send('{"type": "input_audio_buffer.commit"}')
        event = await received(socket)
        if code is None:
            assert event["type"] == "noted"
            return
        assert event["type"] == "error"
        assert (event["error"]["code"], event["error"]["param"]) == (code, param)
        assert event["error"]["event_id"] == ("mine" if "mine" in str(sent) else None)
        assert event["error"]["message"].endswith(".")
        assert (await received(socket))["noted"] == "input_audio_buffer.commit"
        assert door.talks[0].sound_s == [0.02]


async def test_a_failure_is_logged_without_what_was_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with open_door(tmp_path) as door, door.connect() as socket:
        await socket.send('{"type": "response.create"}')
        assert (await received(socket, "error"))["error"]["type"] == "server_error"
    assert "a realtime session failed" in caplog.messages
    assert "words of a shopper" not in caplog.text


async def test_a_session_that_cannot_begin_closes_with_its_code(tmp_path: Path) -> None:
    def failing(connection: Connection) -> Talk:
        talk = NotingTalk(connection)
        talk.fails_start = True
        talks.append(talk)
        return talk

    talks: list[NotingTalk] = []
    async with open_door(tmp_path, open_talk=failing) as door, door.connect() as socket:
        assert (await received(socket, "error"))["error"]["code"] == "server_error"
        assert await closed_with(socket) == (1011, "server_error")
        await asyncio.wait_for(talks[0].closed.wait(), PATIENCE_S)


async def test_a_key_is_needed(tmp_path: Path) -> None:
    async with open_door(tmp_path) as door:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}):
            with pytest.raises(InvalidStatus) as refused:
                await door.connect(additional_headers=headers)
            response = refused.value.response
            assert response.status_code == 401
            assert response.body is not None
            error = json.loads(response.body)["error"]
            assert error["code"] == "invalid_api_key"
            assert response.headers["www-authenticate"] == "Bearer"
        assert not door.talks


async def test_a_browser_brings_its_key_as_a_subprotocol_and_never_gets_it_back(
    tmp_path: Path,
) -> None:
    async with open_door(tmp_path) as door:
        offered = ["realtime", f"openai-insecure-api-key.{TOKEN}"]
        origin = door.url.replace("ws://", "http://").removesuffix("/v1/realtime")
        async with door.connect(
            additional_headers={"Origin": origin}, subprotocols=offered
        ) as socket:
            assert socket.subprotocol == "realtime"
            assert (await received(socket))["type"] == "session.created"


async def test_a_page_is_told_why_by_a_close_code_and_a_foreign_page_nothing(
    tmp_path: Path,
) -> None:
    async with open_door(tmp_path) as door:
        origin = door.url.replace("ws://", "http://").removesuffix("/v1/realtime")
        async with door.connect(additional_headers={"Origin": origin}) as socket:
            assert (await received(socket, "error"))["error"]["code"] == "invalid_api_key"
            assert await closed_with(socket) == (4401, "invalid_api_key")
        headers = {"Origin": "https://evil.example", "Authorization": f"Bearer {TOKEN}"}
        with pytest.raises(InvalidStatus) as refused:
            await door.connect(additional_headers=headers)
        assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    "query", ["?session_id=a%20b", "?session_id=", "?model=%0a", f"?session_id={'a' * 101}"]
)
async def test_a_bad_url_is_refused(tmp_path: Path, query: str) -> None:
    async with open_door(tmp_path) as door:
        with pytest.raises(InvalidStatus) as refused:
            await door.connect(query)
        assert refused.value.response.status_code == 400


async def test_the_newer_connection_of_a_session_takes_over(tmp_path: Path) -> None:
    async with open_door(tmp_path) as door, door.connect("?session_id=one") as older:
        await received(older, "session.created")
        async with (
            door.connect("?session_id=two") as unrelated,
            door.connect("?session_id=one") as newer,
        ):
            await received(newer, "session.created")
            assert door.talks[0].closed.is_set()  # stored before the newer one began
            assert (await received(older, "error"))["error"]["code"] == "session_taken_over"
            assert await closed_with(older) == (4003, "session_taken_over")
            await newer.send('{"type": "input_audio_buffer.clear"}')
            await received(newer, "noted")
            await unrelated.send('{"type": "input_audio_buffer.clear"}')
            await received(unrelated, "noted")
            assert door.talks[-1].connection.named


async def test_too_many_sessions_are_refused_but_a_reconnect_is_not(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, server=ServerSettings(sessions=1))
    async with open_door(tmp_path, settings=settings) as door, door.connect("?session_id=a") as one:
        await received(one)
        with pytest.raises(InvalidStatus) as refused:
            await door.connect("?session_id=b")
        assert refused.value.response.status_code == 429
        assert int(refused.value.response.headers["retry-after"]) >= 1
        async with door.connect("?session_id=a") as again:
            await received(again, "session.created")
        await asyncio.wait_for(door.talks[-1].closed.wait(), PATIENCE_S)
        await until(lambda: not len(door.doors.sockets))
        async with door.connect("?session_id=b") as other:
            await received(other, "session.created")


async def test_while_the_process_stops_turns_end_and_nobody_new_comes(tmp_path: Path) -> None:
    async with open_door(tmp_path) as door, door.connect() as socket:
        await received(socket)
        door.doors.draining = True
        with pytest.raises(InvalidStatus) as refused:
            await door.connect()
        assert refused.value.response.status_code == 503
        await asyncio.gather(*(close() for close in door.doors.closing))
        assert door.talks[0].drained and door.talks[0].closed.is_set()
        assert (await received(socket, "error"))["error"]["code"] == "server_stops"
        assert await closed_with(socket) == (1001, "server_stops")
    assert not door.doors.closing


async def test_the_longest_session_and_an_idle_one_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module, "WATCH_S", 0.02)
    monkeypatch.setattr(connection_module, "MAX_SESSION_S", 0.3)
    async with open_door(tmp_path) as door, door.connect() as socket:
        assert (await received(socket, "error"))["error"]["code"] == "session_expired"
        assert await closed_with(socket) == (4001, "session_expired")
        monkeypatch.setattr(connection_module, "MAX_SESSION_S", 100.0)
        monkeypatch.setattr(connection_module, "IDLE_S", 0.3)
        async with door.connect() as idle:
            assert await closed_with(idle) == (4002, "session_idle")


async def test_a_client_that_vanishes_ends_its_session(tmp_path: Path) -> None:
    async with open_door(tmp_path) as door:
        socket = await door.connect()
        await received(socket)
        socket.transport.abort()
        await asyncio.wait_for(door.talks[0].closed.wait(), PATIENCE_S)
        await until(lambda: door.doors.metrics.sessions_open() == 0)
