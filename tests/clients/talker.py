"""A conversation through the official Python SDK, every event read strictly."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from openai import AsyncOpenAI
from openai.resources.realtime.realtime import AsyncRealtimeConnection

from tests.clients.sounds import PCM, SoundFormat, pieces, spoken
from tests.clients.strict import Event, StrictReader
from tests.patience import PATIENCE_S

ANSWERS_WITHIN_S = PATIENCE_S
"""Generous: the machine that runs the tests may be busy. Latency is measured elsewhere."""
PIECE_MS = 20
MODEL = "gpt-realtime"
"""As a client calls what it expects behind the address."""


class Talker:
    """One Realtime connection: what came, and what is said into it."""

    def __init__(self, connection: AsyncRealtimeConnection) -> None:
        self.connection = connection
        self.events: list[Event] = []
        self.reader = StrictReader()
        self._at = 0
        self._more = asyncio.Condition()
        self._failed: BaseException | None = None

    async def read(self) -> None:
        """Read events until the connection closes."""
        try:
            while True:
                data = await self.connection.recv_bytes()
                event: Event = json.loads(data)
                self.reader.read(event)
                parsed: Any = self.connection.parse_event(data)
                assert parsed.type == event["type"]
                async with self._more:
                    self.events.append(event)
                    self._more.notify_all()
        except BaseException as error:
            self._failed = error
            raise
        finally:
            async with self._more:
                self._more.notify_all()

    async def until(self, kind: str, where: Callable[[Event], bool] = lambda _: True) -> Event:
        """Return the next event of a kind, from behind the last one that was waited for.

        Raises:
            AssertionError: It does not come, or an error comes instead.
        """
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_S), self._more:
                while True:
                    while self._at < len(self.events):
                        event = self.events[self._at]
                        self._at += 1
                        if event["type"] == kind and where(event):
                            return event
                        assert event["type"] != "error", event  # one that nobody waits for
                    if self._failed is not None:
                        raise AssertionError(f"no {kind}") from self._failed
                    await self._more.wait()
        except TimeoutError:
            raise AssertionError(f"no {kind}; there were {self.kinds()}") from None

    def kinds(self, *, ours: bool = False) -> list[str]:
        """Return the types of what came, without repeats in a row."""
        told = [e["type"] for e in self.events if ours or not e["type"].startswith("aisle.")]
        return [kind for at, kind in enumerate(told) if not at or told[at - 1] != kind]

    def all(self, kind: str) -> list[Event]:
        """Return every event of a kind that came so far."""
        return [event for event in self.events if event["type"] == kind]

    async def say(self, file: str, kind: SoundFormat = PCM, ms: int = PIECE_MS) -> None:
        """Speak a shipped question at the pace of a microphone."""
        await self.play(spoken(file, kind), kind, ms)

    async def play(self, sound: bytes, kind: SoundFormat = PCM, ms: int = PIECE_MS) -> None:
        """Send sound at the pace of a microphone."""
        began = asyncio.get_running_loop().time()
        for sent, piece in enumerate(pieces(sound, kind, ms), start=1):
            await self.connection.input_audio_buffer.append(audio=piece)
            await asyncio.sleep(began + sent * ms / 1000 - asyncio.get_running_loop().time())

    @asynccontextmanager
    async def open_microphone(self, kind: SoundFormat = PCM) -> AsyncIterator[None]:
        """Send quiet while the block lasts, as a microphone does that nobody speaks into."""
        level = {"audio/pcm": b"\0", "audio/pcmu": b"\xff", "audio/pcma": b"\xd5"}[kind.type]

        async def hum() -> None:
            while True:
                await self.play(level * kind.bytes_a_second, kind)

        quiet = asyncio.create_task(hum())
        try:
            yield
        finally:
            quiet.cancel()
            with suppress(asyncio.CancelledError):
                await quiet

    async def write(self, text: str) -> None:
        """Send a typed message and ask for the answer."""
        await self.connection.conversation.item.create(
            item={
                "type": "message",
                "role": "user",
                "content": [{"type": "input_text", "text": text}],
            }
        )
        await self.connection.response.create()


@asynccontextmanager
async def talking(client: AsyncOpenAI, **query: str) -> AsyncIterator[Talker]:
    """Connect as the SDK's documentation shows, and read until the block ends.

    Raises:
        AssertionError: An event was not as the protocol says.
    """
    async with client.realtime.connect(model=MODEL, extra_query={**query}) as connection:
        talker = Talker(connection)
        reading = asyncio.create_task(talker.read())
        try:
            await talker.until("session.created")
            yield talker
        finally:
            reading.cancel()
            with suppress(asyncio.CancelledError):
                await reading


def sound_of(events: list[Event]) -> bytes:
    """Return the sound of a reply's `response.output_audio.delta` events."""
    return b"".join(base64.b64decode(e["delta"], validate=True) for e in events)
