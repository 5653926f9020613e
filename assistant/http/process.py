"""The process that serves: loads the parts, listens, and stops without cutting anybody off.

    bind ─▶ load the parts ─▶ listen ─▶ a signal ─▶ drain ─▶ close sockets ─▶ close the parts

Bound before anything is loaded, so that a taken port is said at once. While it drains,
/readyz says 503 and everything else is answered; each conversation under way ends its turn,
within `server.drain_s`. A second signal stops at once.
"""

import asyncio
import logging
import math
import signal
import socket
import time
from collections.abc import Coroutine, Generator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.server import HANDLED_SIGNALS

from assistant.config import Settings
from assistant.http.addresses import OWN_FILES, more_files, unusable
from assistant.http.handshakes import MAX_CONNECTIONS, Handshakes, TimedProtocol
from assistant.realtime.socket_protocol import SocketProtocol

_log = logging.getLogger("aisle.serve")

KEEP_ALIVE_S = 15
"""An idle connection is kept for the next request; the page asks at most every 10 s."""

MAX_FRAME = 20_000_000
"""Bytes of one WebSocket message: OpenAI takes 15 MiB of sound in one event, as base64."""

PING_S = 20.0
"""How often a WebSocket that is silent is asked whether it lives, and how long it may take."""

FAREWELL_S = 2.0
"""For close frames to be answered, after conversations had their `drain_s`."""

_LOUDEST = "info"
"""Of uvicorn: at debug it writes every frame, and with it what shoppers say."""


def server_config(settings: Settings, *, reload_folders: list[str] | None = None) -> uvicorn.Config:
    """Return how uvicorn serves Aisle.

    Args:
        settings: The process's.
        reload_folders: Code that starts the server again when it changes; None for never.
    """
    level = settings.log_level
    return uvicorn.Config(
        "assistant.server:create_app",  # replaced by the application when its parts are loaded
        factory=True,
        lifespan="off",  # `ServerProcess` runs it: an error there is one sentence
        http=TimedProtocol,
        ws=SocketProtocol,
        ws_max_size=MAX_FRAME,
        ws_ping_interval=PING_S,
        ws_ping_timeout=PING_S,
        ws_per_message_deflate=False,  # base64 of sound gains 5 % and costs a window a session
        timeout_keep_alive=KEEP_ALIVE_S,
        server_header=False,
        ssl_certfile=settings.server.certificate,
        ssl_keyfile=settings.server.key,
        log_config=None,  # as the rest of the process logs
        log_level=_LOUDEST if level == "debug" else level,
        reload=reload_folders is not None,
        reload_dirs=reload_folders,
    )


class ServerProcess(uvicorn.Server):
    """Serves one application until a signal comes, and drains before it stops.

    Args:
        config: Of `server_config`.
        settings: The process's.
        token: Of the operator at this machine.
        drain_s: How long conversations may take to end; that of the settings if None.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        settings: Settings,
        token: str,
        drain_s: float | None = None,
    ) -> None:
        super().__init__(config)
        self.settings = settings
        self.token = token
        self.received: list[int] = []
        """Signals, in order."""
        self._drain_s = settings.server.drain_s if drain_s is None else drain_s
        self._loading: asyncio.Task[Any] | None = None
        self._draining: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Load the parts, then serve on `sockets` until a signal comes.

        Raises:
            SpeechError, RetrievalError, AgentError, AssistantError: A part cannot be loaded.
            CancelledError: A signal came while they were loaded.
        """
        from assistant.shops import open_shops  # noqa: PLC0415 - see assistant.parts

        self._loop = asyncio.get_running_loop()
        self._loading = asyncio.current_task()
        most = min(MAX_CONNECTIONS, more_files() - OWN_FILES)
        self.server_state = Handshakes(most)
        with self.capture_signals():
            async with open_shops(self.settings) as shops:
                from assistant.http.log_keeping import log_kept  # noqa: PLC0415
                from assistant.server import create_app  # noqa: PLC0415 - most is imported now

                app = create_app(self.settings, self.token, shops)
                async with app.router.lifespan_context(app):
                    self.config.app, self.config.factory = app, False
                    self._doors = app.state.doors
                    async with (
                        self._doors.metrics.watched_loop(),
                        self._rooms(),
                        log_kept(self._doors),
                    ):
                        await self._serve(sockets)

    def _rooms(self) -> AbstractAsyncContextManager[None]:
        if not self.settings.livekit.worker:
            return nullcontext()
        from assistant.rooms.worker import rooms_beside  # noqa: PLC0415 - only where asked for

        return rooms_beside(self._doors)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except OSError as error:  # two servers that began at once: both could bind
            host, port = sockets[0].getsockname()[:2] if sockets else ("", 0)
            raise unusable(host, port, error) from error
        self._loading = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let conversations end their turns, then close every connection."""
        began = time.monotonic()
        self._doors.draining = True
        self._draining = asyncio.create_task(self._drained())
        await asyncio.wait([self._draining])
        left_s = 0.0 if self.force_exit else self._drain_s - (time.monotonic() - began)
        self.config.timeout_graceful_shutdown = max(1, math.ceil(left_s))
        await super().shutdown(sockets)

    async def _drained(self) -> None:
        closing = [asyncio.create_task(_safely(close())) for close in self._doors.closing]
        if not closing:
            return
        _log.info("draining", extra={"conversations": self._doors.metrics.sessions_open()})
        try:
            _, late = await asyncio.wait(closing, timeout=self._drain_s + FAREWELL_S)
        finally:
            for task in closing:
                task.cancel()
        if late:
            _log.warning("conversations were cut off", extra={"doors": len(late)})

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Handle signals while the block runs; unlike uvicorn's, none is raised again after it."""
        before = {number: signal.signal(number, self.handle_exit) for number in HANDLED_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """Begin to stop; at the second signal, stop at once."""
        self.received.append(sig)
        self.force_exit = self.should_exit
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._hurry)

    def _hurry(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        elif self.force_exit and self._draining is not None:
            self._draining.cancel()


async def _safely(closing: Coroutine[Any, Any, None]) -> None:
    """Wait for one part's conversations; what fails there stops nobody from stopping."""
    try:
        await closing
    except Exception as error:  # noqa: BLE001 - the process's edge
        _log.error("a conversation did not end well", extra={"error": type(error).__name__})
