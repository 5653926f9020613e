"""A real server with the Realtime door and a session half that only notes what comes to it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from assistant.accounts.key_gate import KeyGate
from assistant.config import Settings
from assistant.http.addresses import bound_sockets
from assistant.http.doors import Doors
from assistant.http.errors import answer_errors
from assistant.http.process import server_config
from assistant.parts import Parts
from assistant.realtime.client_events import ClientEvent
from assistant.realtime.door import realtime_router
from assistant.realtime.errors import EventRefused
from assistant.realtime.seams import Connection, Talk
from assistant.shops import Shop, Shops
from tests.patience import PATIENCE_S

TOKEN = "aisle_local_of_the_tests"
WITHIN_S = PATIENCE_S

Event = dict[str, Any]


class NotingTalk:
    """Notes events and sound, and answers `response.cancel` with one event."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.handled: list[ClientEvent] = []
        self.sound_s: list[float] = []
        self.closed = asyncio.Event()
        self.drained = False
        self.fails_start = False

    async def start(self) -> None:
        self.connection.microphone.on_sound = self.sound_s.append
        if self.fails_start:
            raise RuntimeError("words of a shopper")
        self.connection.outbox.send({"type": "session.created"})

    async def handle(self, event: ClientEvent) -> None:
        self.handled.append(event)
        if event.type == "response.create":
            raise ValueError("words of a shopper")
        if event.type == "conversation.item.delete":
            raise EventRefused("There is no such item.", code="item_not_found", param="item_id")
        self.connection.outbox.send({"type": "noted", "noted": event.type})

    async def drain(self) -> None:
        self.drained = True

    async def close(self) -> None:
        self.closed.set()


class _OneShop:
    def __init__(self, shop: Shop) -> None:
        self.own = shop

    async def shop(self, tenant: str) -> Shop:
        return self.own


@dataclass(slots=True)
class Door:
    """The running server."""

    url: str
    doors: Doors
    talks: list[NotingTalk] = field(default_factory=list)

    def connect(self, path: str = "", **options: Any) -> connect:
        """Return a client's connection; with the operator's token, unless told otherwise."""
        options.setdefault("additional_headers", {"Authorization": f"Bearer {TOKEN}"})
        return connect(f"{self.url}{path}", compression=None, **options)


@asynccontextmanager
async def open_door(
    home: Path,
    *,
    settings: Settings | None = None,
    open_talk: Callable[[Connection], Talk] | None = None,
) -> AsyncIterator[Door]:
    """Serve `/v1/realtime` on loopback; every session half is noted unless `open_talk` is given."""
    chosen = settings or Settings(home=home)
    shop = Shop("default", cast(Parts, None), None)

    def noting(connection: Connection) -> Talk:
        talk = NotingTalk(connection)
        door.talks.append(talk)
        return talk

    app = FastAPI()
    answer_errors(app)
    app.include_router(realtime_router(open_talk or noting))
    config = server_config(chosen)
    config.app, config.factory = app, False
    server = uvicorn.Server(config)
    sockets = bound_sockets("127.0.0.1", 0)
    with KeyGate(chosen, TOKEN) as gate:
        doors = app.state.doors = Doors(chosen, cast(Shops, _OneShop(shop)), gate)
        door = Door(f"ws://127.0.0.1:{sockets[0].getsockname()[1]}/v1/realtime", doors)
        running = asyncio.create_task(server.serve(sockets))
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        try:
            yield door
        finally:
            server.should_exit = True
            await running


async def received(socket: ClientConnection, kind: str | None = None) -> Event:
    """Return the next event, or the next of a kind."""
    async with asyncio.timeout(WITHIN_S):
        while True:
            event: Event = json.loads(await socket.recv())
            if kind is None or event["type"] == kind:
                return event


async def closed_with(
    socket: ClientConnection, within_s: float = WITHIN_S
) -> tuple[int | None, str | None]:
    """Return the code and the reason with which the server closes, after what came before."""
    async with asyncio.timeout(within_s):
        with suppress(ConnectionClosed):
            while True:
                await socket.recv()
        await socket.wait_closed()
    return socket.close_code, socket.close_reason
