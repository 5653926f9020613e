"""A session half without a socket: events go in as objects, and come out as a list."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from assistant.accounts.key_gate import KeyGate
from assistant.config import Settings
from assistant.config_tables import ServerSettings
from assistant.http.doors import Doors
from assistant.realtime.client_events import CLIENT_EVENTS, AudioAppend
from assistant.realtime.closing import Closing
from assistant.realtime.errors import EventRefused
from assistant.realtime.microphone import SocketMicrophone
from assistant.realtime.seams import Connection, ServerEvent, SoundOf
from assistant.realtime.speaker import SocketSpeaker
from assistant.realtime.talk import RealtimeTalk
from assistant.shops import Shops, open_shops
from tests.clients.strict import StrictReader
from tests.patience import PATIENCE_S

WITHIN_S = PATIENCE_S

TOKEN = "aisle_local_of_the_tests"

Event = dict[str, Any]
Opened = tuple[Shops, Settings, KeyGate]


class ListedOutbox:
    """Lists what is sent; sound too, as the event that carries it."""

    waiting_s = 0.0

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.sound = b""
        self._reader = StrictReader()
        self._changed = asyncio.Event()

    def send(self, event: ServerEvent) -> None:
        told = {**event, "event_id": f"event_{len(self.events)}"}
        self._reader.read(told)
        self.events.append(told)
        self._changed.set()

    def send_sound(self, of: SoundOf, sound: bytes) -> None:
        self.sound += sound
        self.send(
            {
                "type": "response.output_audio.delta",
                "response_id": of.response_id,
                "item_id": of.item_id,
                "output_index": of.output_index,
                "content_index": of.content_index,
                "delta": "",
            }
        )

    def drop_sound(self, response_id: str) -> int:
        return 0

    def error(
        self,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        event_id: str | None = None,
    ) -> None:
        error = {"message": message, "type": kind, "code": code, "param": param}
        self.send({"type": "error", "error": {**error, "event_id": event_id}})

    def types(self) -> list[str]:
        return [event["type"] for event in self.events]

    async def until(self, kind: str, is_it: Callable[[Event], bool] = lambda _: True) -> Event:
        """Return the next event of a type, from the last that was asked for on."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                self._changed.clear()
                for place, event in enumerate(self.events[self._from :], self._from):
                    if event["type"] == kind and is_it(event):
                        self._from = place + 1
                        return event
                await self._changed.wait()

    _from = 0


class Talking:
    """One session; closed by `talking`."""

    def __init__(self, shops: Shops, settings: Settings, gate: KeyGate, session_id: str) -> None:
        self.outbox = ListedOutbox()
        self.microphone = SocketMicrophone()
        self.speaker = SocketSpeaker()
        self.ended: list[Closing] = []
        self.connection = Connection(
            doors=Doors(settings, shops, gate),
            shop=shops.own,
            caller=gate.caller(TOKEN),
            session_id=session_id,
            named=True,
            model="aisle",
            outbox=self.outbox,
            microphone=self.microphone,
            speaker=self.speaker,
            end=lambda closing, message=None: self.ended.append(closing),
        )
        self.talk = RealtimeTalk(self.connection)

    async def send(self, kind: str, **fields: Any) -> None:
        """Do what the connection does with an event of the client."""
        event = CLIENT_EVENTS.validate_python({"type": kind, **fields})
        assert not isinstance(event, AudioAppend)
        try:
            await self.talk.handle(event)
        except EventRefused as error:
            self.outbox.error(
                str(error), code=error.code, param=error.param, event_id=event.event_id
            )

    async def say(self, text: str, **response: Any) -> Event:
        """Type something, and return the response when it is done."""
        part = {"type": "input_text", "text": text}
        item = {"type": "message", "role": "user", "content": [part]}
        await self.send("conversation.item.create", item=item)
        await self.send("response.create", response=response or None)
        done: Event = (await self.outbox.until("response.done"))["response"]
        return done

    async def last_error(self) -> Event:
        error: Event = (await self.outbox.until("error"))["error"]
        return error


@asynccontextmanager
async def shops_of(home: Path, *, voice: bool) -> AsyncIterator[Opened]:
    """Open the sample shop, with or without speech."""
    settings = Settings(home=home, server=ServerSettings(voice=voice))
    with KeyGate(settings, TOKEN) as gate:
        async with open_shops(settings) as shops:
            yield shops, settings, gate


@asynccontextmanager
async def talking(opened: Opened, session_id: str = "") -> AsyncIterator[Talking]:
    """Open a session of its own."""
    session = Talking(*opened, session_id or f"talk-{time.monotonic_ns()}")
    await session.talk.start()
    try:
        yield session
    finally:
        await session.talk.close()


def text_of(response: Event) -> str:
    """Return the words of a response."""
    content = response["output"][0]["content"][0]
    return str(content.get("text") or content.get("transcript") or "")
