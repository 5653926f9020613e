"""Events for the shopper in a room: JSON on the topic "aisle", in order."""

import asyncio
import json
import logging
from contextlib import suppress
from uuid import uuid4

from livekit import rtc

from assistant.realtime.seams import ServerEvent

TOPIC = "aisle"

MAX_PACKET = 14_000
"""Bytes; LiveKit takes 15 KiB in one reliable packet. Longer events go as a text stream."""

MAX_WAITING = 500
"""Events; 100 s of a lively conversation. Whoever cannot be reached that long starts afresh:
`aisle.session` is sent on return."""

_log = logging.getLogger("aisle.rooms")


class RoomOutbox:
    """Sends events to one participant, one after the other.

    Args:
        room: Events wait until it is joined.
        identity: Whose they are; nobody else gets them.
    """

    def __init__(self, room: rtc.Room, identity: str) -> None:
        self._room = room
        self._identity = identity
        self._waiting: asyncio.Queue[ServerEvent] = asyncio.Queue(MAX_WAITING)
        self._sending = asyncio.create_task(self._send_all())

    def send(self, event: ServerEvent) -> None:
        """Send an event as soon as those before it are sent; the oldest goes if too many wait."""
        if self._waiting.full():
            self._waiting.get_nowait()
            self._waiting.task_done()
        self._waiting.put_nowait({"event_id": f"event_{uuid4().hex[:20]}", **event})

    async def close(self, within_s: float = 1.0) -> None:
        """Send what waits, if that goes quickly, and stop."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._waiting.join()
        self._sending.cancel()

    async def _send_all(self) -> None:
        while True:
            event = await self._waiting.get()
            try:
                await self._publish(json.dumps(event, separators=(",", ":")))
            except Exception as error:  # noqa: BLE001 - whatever it is, the conversation goes on
                _log.warning("an event was not sent", extra={"error": type(error).__name__})
            finally:
                self._waiting.task_done()

    async def _publish(self, text: str) -> None:
        shopper = self._room.local_participant
        to = [self._identity]
        data = text.encode()
        if len(data) <= MAX_PACKET:
            await shopper.publish_data(data, topic=TOPIC, destination_identities=to)
        else:
            await shopper.send_text(text, topic=TOPIC, destination_identities=to)
