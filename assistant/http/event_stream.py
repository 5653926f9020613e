"""Server-sent events: an answer in pieces, ended properly when its client is gone."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Any, TypeVar

from starlette.responses import StreamingResponse
from starlette.types import Message, Send

Piece = TypeVar("Piece", str, bytes)

UNREAD_S = 30.0
"""For one piece, once the connection's buffers are full: a client that reads no more holds
up the other turns of its session."""

DONE = "data: [DONE]\n\n"


def event(content: dict[str, Any], name: str | None = None) -> str:
    """Return one event."""
    named = f"event: {name}\n" if name else ""
    return f"{named}data: {json.dumps(content, separators=(',', ':'))}\n\n"


class EventStream(StreamingResponse):
    """Sends what a generator yields, and closes it at once when the client is gone.

    Left to itself the generator would be closed when it is collected: a turn would stay open.
    """

    def __init__(
        self,
        pieces: AsyncGenerator[str, None] | AsyncGenerator[bytes, None],
        media_type: str = "text/event-stream",
    ) -> None:
        super().__init__(pieces, media_type=media_type)
        self.headers["cache-control"] = "no-store"
        self.headers["x-accel-buffering"] = "no"  # a proxy would hold the pieces back
        self._pieces = pieces

    async def stream_response(self, send: Send) -> None:
        """Send the pieces, each within `UNREAD_S`."""

        async def in_time(message: Message) -> None:
            async with asyncio.timeout(UNREAD_S):
                await send(message)

        async with aclosing(self._pieces):
            with suppress(TimeoutError):
                await super().stream_response(in_time)


async def begun(pieces: AsyncGenerator[Piece, None]) -> AsyncGenerator[Piece, None]:
    """Return the same pieces once the first is there: what fails before it has a status."""
    first = await anext(pieces)

    async def all_of_them() -> AsyncGenerator[Piece, None]:
        async with aclosing(pieces):
            yield first
            async for piece in pieces:
                yield piece

    return all_of_them()
