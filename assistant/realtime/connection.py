"""One accepted socket from its first event to its close.

    read ─▶ budget ─▶ event ─▶ microphone (sound) | Talk (all else)
    write ◀─ outbox ◀─ Talk
    watch: longest session, idle client, client that does not read

Whatever ends it, the client is told why where it can be, the session half is closed once,
and the socket is gone soon after.
"""

import asyncio
import logging
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from fastapi import WebSocket
from starlette.websockets import WebSocketDisconnect, WebSocketState

from assistant.accounts.errors import AccountError
from assistant.diagnostics import told_of
from assistant.realtime.admission import Admitted
from assistant.realtime.client_events import AudioAppend
from assistant.realtime.closing import Closing
from assistant.realtime.errors import EventRefused, EventUnreadable
from assistant.realtime.event_json import read_event
from assistant.realtime.limits import IDLE_S, MAX_SESSION_S, UNREAD_S, Budget
from assistant.realtime.microphone import SocketMicrophone
from assistant.realtime.outbox import SocketOutbox
from assistant.realtime.seams import Connection, Talk, TalkFactory
from assistant.realtime.socket_protocol import ends
from assistant.realtime.speaker import SocketSpeaker
from assistant.realtime.strict_clients import is_strict

logger = logging.getLogger("aisle.realtime")

MUCH = 2**18
"""Characters of an append, 4 s of PCM, from which on it is taken in pieces."""
WATCH_S = 0.5
"""With a gate that knows of a revoked key after 0.3 s, its sessions end within a second."""
FLUSH_S = 2.0
"""For what waits, and the reason of the close, to be read."""
CLOSE_S = 10.0
"""For the session half to end its turn; it is stored within some milliseconds."""
TAKE_OVER_S = 5.0
"""How long a newer connection waits for the older one's turn."""


class SocketConnection:
    """One client's connection.

    Args:
        websocket: Accepted.
        admitted: Whose.
        open_talk: Makes the session half.
    """

    def __init__(self, websocket: WebSocket, admitted: Admitted, open_talk: TalkFactory) -> None:
        self._websocket = websocket
        self._admitted = admitted
        self._open_talk = open_talk
        self._microphone = SocketMicrophone()
        self._speaker = SocketSpeaker()
        self._outbox = SocketOutbox(
            websocket.send_text, self._overflowed, lambda: self._speaker.format
        )
        self._budget = Budget(time.monotonic)
        self._told_to_slow_down = False
        self._heard_at = time.monotonic()
        self._end: asyncio.Future[Closing] = asyncio.get_running_loop().create_future()
        self._over = asyncio.Event()
        self._talk: Talk | None = None

    async def run(self) -> None:
        """Serve until the client goes, or is told to."""
        admitted = self._admitted
        connection = Connection(
            doors=admitted.doors,
            shop=admitted.shop,
            caller=admitted.caller,
            session_id=admitted.session_id,
            named=admitted.named,
            model=admitted.model,
            outbox=self._outbox,
            microphone=self._microphone,
            speaker=self._speaker,
            end=self.end,
            takes_own_events=not is_strict(self._websocket),
            why_ended=self._why_ended,
            on_error=self._outbox.tell_errors,
        )
        writing = asyncio.create_task(self._outbox.run())
        watching = asyncio.create_task(self._watch())
        reading = asyncio.create_task(self._serve(connection))
        until: set[asyncio.Future[Any]] = {reading, writing, self._end}
        try:
            await asyncio.wait(until, return_when=asyncio.FIRST_COMPLETED)
        finally:
            watching.cancel()
            await _stopped(reading)
            if self._end.done() and not writing.done():
                await self._farewell(self._end.result(), writing)
            self._outbox.close()
            await _stopped(writing)
            await self._close_talk()
            self._over.set()

    def end(self, closing: Closing, message: str | None = None) -> None:
        """Send what waits and close with the closing's code; returns at once."""
        if self._end.done():
            return
        self._end.set_result(closing)
        if closing is not Closing.DONE:
            kind = "server_error" if closing is Closing.FAILED else "invalid_request_error"
            kind = "rate_limit_error" if closing is Closing.LIMIT else kind
            self._outbox.error(message or closing.message, kind=kind, code=closing.reason)

    def _why_ended(self) -> str:
        return self._end.result().reason if self._end.done() else "left"

    async def taken_over(self) -> None:
        """Close for a newer connection of the same session."""
        await self._ended(Closing.TAKEN_OVER, TAKE_OVER_S)

    async def drain(self) -> None:
        """Let the turn under way end, then close: the process stops."""
        if self._talk is not None and not self._end.done():
            drain_s = self._admitted.doors.settings.server.drain_s
            with suppress(TimeoutError):
                async with asyncio.timeout(drain_s):
                    await _either(self._talk.drain(), self._over)
        await self._ended(Closing.DRAINING, FLUSH_S + CLOSE_S)

    async def _ended(self, closing: Closing, timeout_s: float) -> None:
        self.end(closing)
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._over.wait()

    # --- reading ------------------------------------------------------------------------

    async def _serve(self, connection: Connection) -> None:
        try:
            self._talk = self._open_talk(connection)
            await self._talk.start()
        except Exception as error:  # noqa: BLE001 - the connection's edge
            self._failed(error)
            self.end(Closing.FAILED)
            return
        await self._read(self._talk)

    async def _read(self, talk: Talk) -> None:
        while True:
            message = await self._websocket.receive()
            if message["type"] != "websocket.receive":
                return
            sent: str | bytes = message.get("text") or message.get("bytes") or b""
            self._heard_at = time.monotonic()
            await self._take(talk, sent)
            if wait_s := self._budget.spend(len(sent)):
                await self._slow_down(wait_s)

    async def _take(self, talk: Talk, message: str | bytes) -> None:
        try:
            event = read_event(message)
        except EventUnreadable as error:
            self._refuse(error, error.event_id)
            return
        try:
            if not isinstance(event, AudioAppend):
                await talk.handle(event)
            elif len(event.audio) > MUCH:
                await self._microphone.append_much(event.audio)
            else:
                self._microphone.append(event.audio)
        except EventRefused as error:
            self._refuse(error, event.event_id)
        except Exception as error:  # noqa: BLE001 - one event's fault ends no conversation
            self._failed(error)
            self._outbox.error(
                "The event could not be done; the session goes on.",
                kind="server_error",
                code="internal_error",
                event_id=event.event_id,
            )

    def _refuse(self, error: EventRefused, event_id: str | None) -> None:
        self._outbox.error(str(error), code=error.code, param=error.param, event_id=event_id)

    async def _slow_down(self, wait_s: float) -> None:
        """Read no further for a while: the client's own sending waits."""
        if self._budget.is_flood:
            self.end(Closing.FLOODED)
            return
        if not self._told_to_slow_down:
            self._told_to_slow_down = True
            self._outbox.error(
                "Events come faster than they are taken and wait; send larger pieces of sound, "
                "or send it as it is spoken.",
                kind="rate_limit_error",
                code="too_many_events",
            )
        await asyncio.sleep(wait_s)

    # --- ending -------------------------------------------------------------------------

    async def _watch(self) -> None:
        began = time.monotonic()
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(WATCH_S)
            now = time.monotonic()
            if now - began >= MAX_SESSION_S:
                self.end(Closing.EXPIRED)
            elif now - self._heard_at >= IDLE_S:
                self.end(Closing.IDLE)
            elif self._outbox.unread_s(loop.time()) >= UNREAD_S:
                self._overflowed()
            self._check_key()

    def _check_key(self) -> None:
        admitted = self._admitted
        try:
            admitted.doors.gate.still(admitted.caller)
        except AccountError as error:
            self.end(Closing.UNAUTHENTICATED, str(error))

    def _overflowed(self) -> None:
        self._outbox.close()
        self.end(Closing.UNREAD)

    async def _farewell(self, closing: Closing, writing: asyncio.Task[None]) -> None:
        """Let what waits be read, say why, and be gone whether or not it is."""
        if closing is not Closing.UNREAD:
            await asyncio.wait(
                {asyncio.ensure_future(self._outbox.emptied()), writing},
                timeout=FLUSH_S,
                return_when=asyncio.FIRST_COMPLETED,
            )
        end = ends(self._websocket.scope)
        if end is not None:
            end(closing.code, closing.reason)
        elif self._websocket.client_state is WebSocketState.CONNECTED:
            await _stopped(writing)
            with suppress(TimeoutError, WebSocketDisconnect, RuntimeError):
                async with asyncio.timeout(FLUSH_S):
                    await self._websocket.close(closing.code, closing.reason)

    async def _close_talk(self) -> None:
        self._microphone.close()
        if self._talk is None:
            return
        try:
            async with asyncio.timeout(CLOSE_S):
                await self._talk.close()
        except Exception as error:  # noqa: BLE001 - the connection's edge
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        """Note a failure, without what anybody said."""
        kind = type(error).__name__
        logger.error("a realtime session failed", extra={"error": kind})
        logger.debug("the failure of the realtime session: %s", "; ".join(told_of(error)))
        self._admitted.doors.metrics.error(self._admitted.caller.tenant, "realtime_failed")


async def _stopped(task: asyncio.Task[None]) -> None:
    """Cancel a task and wait for it; how it ends is nobody's business any more."""
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.exception()


async def _either(work: Coroutine[Any, Any, None], over: asyncio.Event) -> None:
    """Return when the work is done, or the connection is over."""
    tasks = {asyncio.ensure_future(work), asyncio.ensure_future(over.wait())}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
