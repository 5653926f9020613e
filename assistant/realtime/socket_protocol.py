"""uvicorn's WebSocket protocol, with an end that a client cannot hold up.

A client that does not read holds uvicorn's close frame back, and its closing transport for
ever. Here the application finds `END` in the scope's extensions: it sends the close frame
past the queue, and gives the connection up soon after. It also bounds what a client can make
uvicorn do by itself: answering pings, gathering fragments.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final

from starlette.types import Scope
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState
from websockets.frames import Frame

END: Final = "aisle.end"
GRACE_S: Final = 3.0
"""For a client that begins to read again to see the close code."""
PINGS_PER_S: Final = 10
FRAGMENTS: Final = 4_096
"""Of one message; the largest message in the smallest network packets has 12,000, but nobody
sends one fragment a packet."""

End = Callable[[int, str], None]


class SocketProtocol(WebSocketsSansIOProtocol):
    """One WebSocket; `ws=SocketProtocol` in uvicorn's configuration."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._abort: asyncio.TimerHandle | None = None
        self._pings = 0
        self._pings_since = 0.0

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if self.handshake_complete or not self.handshake_initiated or self.close_sent:
            return
        # The application's task was made, and has not begun.
        extensions: dict[Any, Any] = dict(self.scope.get("extensions") or {})
        extensions[END] = self.end
        self.scope["extensions"] = extensions

    def end(self, code: int, reason: str) -> None:
        """Close now, whether or not the client reads.

        Args:
            code: Of the close frame.
            reason: At most 123 bytes.
        """
        if not self.close_sent and self.handshake_complete and not self.transport.is_closing():
            self.close_sent = True
            try:
                self.conn.send_close(code, reason)
                self.transport.write(b"".join(self.conn.data_to_send()))
            except InvalidState:
                pass  # the client closed at the same time
            self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.writable.set()  # who waits to send finds the connection closed
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self._give_up_soon()

    def _give_up_soon(self) -> None:
        """Drop the connection if closing it waits for a client that does not read."""
        if self._abort is None:
            self._abort = self.loop.call_later(GRACE_S, self.transport.abort)
        if self.close_timer is None:  # uvicorn closes at once without one, deaf to the answer
            self.close_timer = self.loop.call_later(GRACE_S, self.transport.close)

    def shutdown(self) -> None:
        super().shutdown()
        self._give_up_soon()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._give_up_soon()

    def handle_close(self, event: Frame) -> None:
        super().handle_close(event)
        self._give_up_soon()

    async def send(self, message: Any) -> None:
        await super().send(message)
        if self.close_sent and self.initial_response is not None:
            # Refused with an HTTP answer: uvicorn takes that for no answer, and logs an error.
            self.handshake_complete = True

    def connection_lost(self, exc: Exception | None) -> None:
        if self._abort is not None:
            self._abort.cancel()
        super().connection_lost(exc)

    def handle_ping(self) -> None:
        now = time.monotonic()
        if now - self._pings_since > 1.0:
            self._pings, self._pings_since = 0, now
        self._pings += 1
        if self._pings > PINGS_PER_S:
            self.conn.data_to_send()  # the answer is thrown away
            if self._pings > 100 * PINGS_PER_S:
                self._fail(1008, "too many pings")
            return
        super().handle_ping()

    def handle_cont(self, event: Frame) -> None:
        if len(self.frames) >= FRAGMENTS:
            self._fail(1009, "too many fragments")
            return
        super().handle_cont(event)

    def send_receive_event_to_app(self) -> None:
        # uvicorn closes with the same code, but logs a client's fault with its traceback.
        if self.curr_msg_data_type == "text" and not _is_text(self.frames):
            self._fail(1007, "not UTF-8")
            return
        super().send_receive_event_to_app()

    def _fail(self, code: int, reason: str) -> None:
        self.frames = []
        self.end(code, reason)


def _is_text(frames: list[bytes]) -> bool:
    try:
        b"".join(frames).decode()
    except UnicodeDecodeError:
        return False
    return True


def ends(scope: Scope) -> End | None:
    """Return what ends a socket at once; None where another server runs it."""
    found: End | None = (scope.get("extensions") or {}).get(END)
    return found
