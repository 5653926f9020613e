"""What goes to one client: in order, bounded, and the sound in sensible pieces.

One task writes; `send` only queues. A client that does not read fills the queue up to
`MAX_WAITING_BYTES`, or lets one write take `UNREAD_S`: then it is closed, and nothing of
what waited is kept.
"""

import asyncio
import binascii
import json
import secrets
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

import pydantic_core

from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.seams import ServerEvent, SoundOf

MAX_WAITING_BYTES: Final = 4 * 2**20
"""87 s of PCM, twice that of its base64. A reply is sent 20 s ahead at most."""
LONGEST_PIECE_S: Final = 0.4
"""Sound that waits is joined up to this: fewer events where many would come at once."""


@dataclass(slots=True)
class _Sound:
    """Sound that waits, of one part of a response."""

    of: SoundOf
    pieces: list[bytes] = field(default_factory=list)
    size: int = 0


class SocketOutbox:
    """The events that wait for one socket.

    Args:
        write: Sends one text message; returns when the socket takes more.
        on_overflow: Called once, when the client has read too little.
        format_of_sound: How sound is encoded now.
    """

    def __init__(
        self,
        write: Callable[[str], Awaitable[None]],
        on_overflow: Callable[[], None],
        format_of_sound: Callable[[], AudioFormat],
    ) -> None:
        self._write = write
        self._on_overflow = on_overflow
        self._format = format_of_sound
        self._queue: deque[str | _Sound] = deque()
        self._waiting_bytes = 0
        self._sound_bytes = 0
        self._wake = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()
        self._closed = False
        self._prefix = f"event_{secrets.token_hex(6)}"
        self._count = 0
        self._writing_since: float | None = None
        self._on_error: Callable[[str], None] = lambda _: None

    def tell_errors(self, on_error: Callable[[str], None]) -> None:
        """Tell `on_error` the code of every error from now on."""
        self._on_error = on_error

    @property
    def waiting_s(self) -> float:
        """Seconds of sound that wait for the client to read."""
        return self._format().seconds(self._sound_bytes)

    @property
    def waiting_bytes(self) -> int:
        """Size of all that waits."""
        return self._waiting_bytes

    def unread_s(self, now: float) -> float:
        """Return for how long the socket has taken nothing of what it was given.

        Args:
            now: The event loop's time.
        """
        return 0.0 if self._writing_since is None else now - self._writing_since

    def send(self, event: ServerEvent) -> None:
        """Send an event; its contents are taken now."""
        self._put(_json({**event, "event_id": self._next_id()}))

    def send_sound(self, of: SoundOf, sound: bytes) -> None:
        """Send sound in the client's format, as `response.output_audio.delta`."""
        if self._closed or not sound:
            return
        last = self._queue[-1] if self._queue else None
        if (
            not isinstance(last, _Sound)
            or last.of != of
            or self._format().seconds(last.size + len(sound)) > LONGEST_PIECE_S
        ):
            last = _Sound(of)
            self._queue.append(last)
        last.pieces.append(sound)
        last.size += len(sound)
        self._sound_bytes += len(sound)
        self._added(len(sound))

    def drop_sound(self, response_id: str) -> int:
        """Forget what was not sent yet of a response's sound; return how many bytes that was."""
        dropped = 0
        for entry in [e for e in self._queue if isinstance(e, _Sound)]:
            if entry.of.response_id == response_id:
                self._queue.remove(entry)
                dropped += entry.size
        self._sound_bytes -= dropped
        self._waiting_bytes -= dropped
        return dropped

    def error(
        self,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        event_id: str | None = None,
    ) -> None:
        """Send an `error` event."""
        told = {
            "type": kind,
            "code": code,
            "message": message,
            "param": param,
            "event_id": event_id,
        }
        self.send({"type": "error", "error": {**told}})
        self._on_error(code or kind)

    async def run(self) -> None:
        """Write what waits, until cancelled, or until the socket is gone."""
        loop = asyncio.get_running_loop()
        while True:
            while not self._queue:
                self._empty.set()
                self._wake.clear()
                await self._wake.wait()
            text = self._taken()
            self._writing_since = loop.time()
            await self._write(text)
            self._writing_since = None

    async def emptied(self) -> None:
        """Return when all that waits was written; `run` must be under way."""
        await self._empty.wait()

    def close(self) -> None:
        """Take nothing more, and forget what waits."""
        self._closed = True
        self._queue.clear()
        self._waiting_bytes = self._sound_bytes = 0
        self._empty.set()

    def _taken(self) -> str:
        entry = self._queue.popleft()
        if isinstance(entry, str):
            self._waiting_bytes -= len(entry)
            return entry
        self._waiting_bytes -= entry.size
        self._sound_bytes -= entry.size
        of = entry.of
        delta = binascii.b2a_base64(b"".join(entry.pieces), newline=False).decode("ascii")
        event: ServerEvent = {
            "type": "response.output_audio.delta",
            "event_id": self._next_id(),
            "response_id": of.response_id,
            "item_id": of.item_id,
            "output_index": of.output_index,
            "content_index": of.content_index,
            "delta": delta,
        }
        return _json(event)

    def _put(self, text: str) -> None:
        if not self._closed:
            self._queue.append(text)
            self._added(len(text))

    def _added(self, size: int) -> None:
        self._waiting_bytes += size
        self._empty.clear()
        self._wake.set()
        if self._waiting_bytes > MAX_WAITING_BYTES:
            self.close()
            self._on_overflow()

    def _next_id(self) -> str:
        self._count += 1
        return f"{self._prefix}{self._count:06d}"


def _json(event: ServerEvent) -> str:
    try:
        return pydantic_core.to_json(event, inf_nan_mode="null").decode()
    except (pydantic_core.PydanticSerializationError, UnicodeError):
        # Text with half a surrogate, which a client typed: escaped it is JSON all the same.
        return json.dumps(event)
