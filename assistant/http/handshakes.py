"""Connections that never say what they want, too many of them, and answers that nobody reads.

uvicorn waits for ever for a request's head, and for ever for a client to read. Here a head
has `HEAD_S` to arrive, and an answer `UNREAD_S` to be read on; and where connections run out,
the one that has kept its head to itself the longest makes room.

Does not cover what comes after the head: bodies are `assistant.request_size`'s, WebSockets
`assistant.realtime`'s.
"""

import asyncio
from typing import Any

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

HEAD_S = 10.0
"""From connecting, or from the end of the answer before, until a head is complete. A browser
needs one round trip; 10 s is what nginx and Apache allow the slowest modem several times over."""

UNREAD_S = 30.0
"""How long a client may leave an answer unread once all buffers between are full."""

MAX_CONNECTIONS = 10_000
"""Of all kinds. An open connection costs 6 kB before its head, and one file descriptor."""

_TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 5\r\n"
    b"content-length: 0\r\n\r\n"
)


class Handshakes(ServerState):
    """A server's connections, and which of them have sent no complete head, oldest first.

    Args:
        most: Connections at once.
        head_s: How long a head may take to arrive.
    """

    def __init__(self, most: int = MAX_CONNECTIONS, head_s: float = HEAD_S) -> None:
        super().__init__()
        self.most = most
        self.head_s = head_s
        self.waiting: dict[TimedProtocol, None] = {}

    def has_room(self) -> bool:
        """Say whether one more connection may stay; closes the oldest without a head for it."""
        if len(self.connections) < self.most:
            return True
        oldest = next(iter(self.waiting), None)
        if oldest is None:
            return False
        oldest.give_up()
        return True


class TimedProtocol(H11Protocol):
    """One HTTP connection that has to say what it wants, and to read what it asked for."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._others = server_state if isinstance(server_state, Handshakes) else Handshakes()
        self._head: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        has_room = self._others.has_room()
        super().connection_made(transport)
        if not has_room:
            transport.write(_FULL)
            transport.close()
            return
        self._await_head()

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        if self._is_idle():
            self._await_head()
        super().data_received(data)
        if not self._is_idle():
            self._head_came()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._head_came()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_came()
        self._is_read()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._is_read()
        self._unread = self.loop.call_later(UNREAD_S, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._is_read()

    def send_400_response(self, msg: str) -> None:
        # uvicorn answers beside the application, and what that answers then is an error of ours.
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.transport.close()

    def give_up(self) -> None:
        """Close a connection whose head did not come."""
        self._head_came()
        if not self.transport.is_closing():
            if self.conn.their_state is not h11.IDLE or self.conn.trailing_data[0]:
                self.transport.write(_TIMED_OUT)  # it has sent something
            self.transport.close()

    def _is_idle(self) -> bool:
        """Say whether no request is under way."""
        return self.cycle is None or self.cycle.response_complete

    def _await_head(self) -> None:
        if self._head is None:
            self._head = self.loop.call_later(self._others.head_s, self.give_up)
            self._others.waiting[self] = None

    def _head_came(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None
        self._others.waiting.pop(self, None)

    def _is_read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
