"""Conversations in rooms: LiveKit's own sound and worker threads, our session, no server."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from livekit import rtc
from livekit.agents import AgentServer
from livekit.agents.job import JobAcceptArguments, RunningJobInfo
from livekit.protocol import agent, models

from assistant.clips import conversations
from assistant.config import Settings
from assistant.config_tables import LiveKitSettings
from assistant.http.process_metrics import ProcessMetrics
from assistant.rooms import room_talk
from assistant.rooms.desk import RoomDesk
from assistant.rooms.ticket import RoomTicket
from assistant.rooms.worker import agent_server
from assistant.shops import Shops, open_shops
from tests.assistant.rooms.fake_room import FakeRoom
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.model, pytest.mark.audio, pytest.mark.asyncio(loop_scope="module")]

LONG = "hiking boots under $150"
"""Answered in a reply of several seconds."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shops(
    sample_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Shops]:
    home = tmp_path_factory.mktemp("rooms") / "home"
    shutil.copytree(sample_home, home)  # only one process may hold an index
    async with open_shops(_settings(home)) as opened:
        yield opened


def _settings(home: Path) -> Settings:
    return Settings(home=home, livekit=LiveKitSettings(url="ws://127.0.0.1:9"))


class Rooms:
    """LiveKit's worker with our desk, not registered anywhere."""

    def __init__(self, shops: Shops, server: AgentServer, desk: RoomDesk) -> None:
        self.server = server
        self.desk = desk
        self.metrics = desk._metrics
        self._number = 0

    async def job(self, conversation: str, metadata: str | None = None) -> RunningJobInfo:
        """Give the worker a room, as a LiveKit server would."""
        self._number += 1
        ticket = RoomTicket(
            tenant="default", conversation_id=conversation, session_id="s", identity="ann"
        )
        info = RunningJobInfo(
            accept_arguments=JobAcceptArguments("Aisle", "agent", ""),
            job=agent.Job(
                id=f"job-{conversation}-{self._number}",
                room=models.Room(sid="RM", name="aisle-test"),
                metadata=ticket.model_dump_json() if metadata is None else metadata,
            ),
            url="ws://127.0.0.1:9",
            token="the server's",
            worker_id="worker",
            fake_job=False,
        )
        await self.server._proc_pool.launch_job(info)
        return info

    async def room(self, conversation: str) -> FakeRoom:
        """Return a room in which the agent waits."""
        known = len(FakeRoom.made)
        await self.job(conversation)
        await _until(lambda: len(FakeRoom.made) > known and len(FakeRoom.made[-1].calls) == 4)
        return FakeRoom.made[-1]

    async def is_over(self, room: FakeRoom) -> None:
        await _until(lambda: room.gone and not self.server.active_jobs)


async def _until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not happened():  # noqa: ASYNC110 - the worker's threads tell of no end
            await asyncio.sleep(0.02)


@asynccontextmanager
async def _worker(shops: Shops, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Rooms]:
    monkeypatch.setenv("LIVEKIT_API_KEY", "key")
    monkeypatch.setenv("LIVEKIT_API_SECRET", "a-secret-of-at-least-thirty-two-bytes")
    settings = shops.own.parts.settings
    desk = RoomDesk(shops, settings, ProcessMetrics(), FakeRoom)
    server = agent_server(settings, desk, port=0)
    running = asyncio.create_task(server.run(unregistered=True))
    started = asyncio.Event()
    server.on("worker_started", started.set)
    await started.wait()
    try:
        yield Rooms(shops, server, desk)
    finally:
        await desk.close()
        await server.aclose()
        await running


def _call(payload: dict[str, Any] | str = "", caller: str = "ann") -> rtc.RpcInvocationData:
    text = payload if isinstance(payload, str) else json.dumps(payload)
    return rtc.RpcInvocationData("1", caller, text, 10.0)


async def test_typed_and_spoken_turns_of_one_conversation(
    shops: Shops, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _worker(shops, monkeypatch) as rooms:
        room = await rooms.room("both")
        assert room.joined_with == ("ws://127.0.0.1:9", "the server's")
        ann = room.comes("ann")
        told = await room.agent.wait_for("aisle.session")
        assert (told["session_id"], told["resumed"], told["products"]) == ("s", False, [])

        await room.calls["aisle.ask"](_call({"text": LONG}))
        turn = (await room.agent.wait_for("aisle.turn.committed"))["turn"]
        assert turn["products"]
        assert all(product["price"] <= 150 for product in turn["products"])
        words = await room.agent.wait_for("aisle.words")
        assert words["words"][0]["end_ms"] > 0
        await room.calls["aisle.interrupt"](_call())
        ended = await room.agent.wait_for("aisle.turn.ended")
        assert ended["outcome"] == "interrupted"
        assert ended["heard"] != turn["reply"]

        microphone = room.talks(ann)
        await asyncio.sleep(0.3)
        await microphone.say(conversations()[0].clips[1].samples())
        spoken = await room.agent.wait_for("aisle.turn.committed", 2)
        assert spoken["turn"]["index"] == 1
        assert room.agent.of("aisle.input.partial")
        assert room.agent.of("aisle.input.partial")[-1]["item_id"] == spoken["item_id"]
        ended = await room.agent.wait_for("aisle.turn.ended", 2)
        assert ended["timings_ms"]["first_audio_ms"] is not None
        assert room.agent.receivers == {("ann",)}
        assert rooms.metrics.sessions_open() == 1
        await microphone.close()

        room.goes(ann, rtc.DisconnectReason.CLIENT_INITIATED)
        await rooms.is_over(room)
        assert rooms.metrics.sessions_open() == 0
        assert rooms.desk.open == 0
        counted = rooms.metrics.exposition("default").decode()
        assert (
            'aisle_turns_total{door="room",outcome="interrupted",tenant="default"} 1.0' in counted
        )

        again = await rooms.room("both")
        again.comes("ann")
        story = await again.agent.wait_for("aisle.session")
        assert story["resumed"]
        assert story["products"]


async def test_only_the_rooms_shopper_is_listened_to(
    shops: Shops, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _worker(shops, monkeypatch) as rooms:
        room = await rooms.room("strangers")
        room.comes("eve")
        ann = room.comes("ann")
        await room.agent.wait_for("aisle.session")
        with pytest.raises(rtc.RpcError, match="Only the room's shopper"):
            await room.calls["aisle.ask"](_call({"text": "boots"}, caller="eve"))
        bad: str | dict[str, Any]
        for bad in ("no json", "[]", '{"text": 3}', '{"text": " "}', {"text": "x" * 5000}):
            with pytest.raises(rtc.RpcError, match="text"):
                await room.calls["aisle.ask"](_call(bad))
        assert not room.agent.of("aisle.turn.committed")
        room.goes(ann, rtc.DisconnectReason.CLIENT_INITIATED)
        await rooms.is_over(room)


async def test_a_lost_shopper_may_come_back(shops: Shops, monkeypatch: pytest.MonkeyPatch) -> None:
    async with _worker(shops, monkeypatch) as rooms:
        room = await rooms.room("lost")
        ann = room.comes("ann")
        await room.agent.wait_for("aisle.session")
        room.goes(ann, rtc.DisconnectReason.UNKNOWN_REASON)
        await asyncio.sleep(0.2)
        ann = room.comes("ann")
        await room.agent.wait_for("aisle.session", 2)
        await room.calls["aisle.ask"](_call({"text": "a desk lamp"}))
        assert (await room.agent.wait_for("aisle.turn.committed"))["turn"]["products"]

        monkeypatch.setattr(room_talk, "RETURN_S", 0.2)
        room.goes(ann, rtc.DisconnectReason.UNKNOWN_REASON)
        await rooms.is_over(room)


async def test_two_rooms_at_once_and_a_drain_that_lets_turns_end(
    shops: Shops, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _worker(shops, monkeypatch) as rooms:
        first, second = await rooms.room("one"), await rooms.room("two")
        for room in (first, second):
            room.comes("ann")
            await room.agent.wait_for("aisle.session")
        assert rooms.desk.load() == pytest.approx(2 / 64)
        await first.calls["aisle.ask"](_call({"text": LONG}))
        await first.agent.wait_for("aisle.turn.committed")
        await asyncio.gather(rooms.desk.drain(), rooms.server.drain(20))
        assert first.agent.of("aisle.turn.ended")[0]["outcome"] == "completed"
        for room in (first, second):
            assert room.agent.events[-1]["error"]["code"] == "server_stops"
            assert room.gone
        assert not rooms.server.active_jobs


async def test_a_room_that_is_nobodys_is_left(
    shops: Shops, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    known = len(FakeRoom.made)
    async with _worker(shops, monkeypatch) as rooms:
        unknown = RoomTicket(
            tenant="nobody", conversation_id="c", session_id="s", identity="ann"
        ).model_dump_json()
        for metadata in ("", unknown):
            await rooms.job("nobody", metadata)
        await _until(lambda: not rooms.server.active_jobs)
    assert len(FakeRoom.made) == known
    assert "a room was not served" in caplog.text
