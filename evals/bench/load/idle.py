"""What a session costs that nobody speaks in."""

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect

from evals.bench.load.caller import CONNECTED_WITHIN_S
from evals.bench.load.costs import Memory, memory, spent
from evals.bench.load.microphone import OpenMicrophone
from evals.bench.load.server import Measured

_SETTLE_S = 3.0
_LISTENS_S = 20.0


@dataclass(frozen=True, slots=True)
class Idle:
    """Memory before and after so many sessions were opened."""

    sessions: int
    before: Memory
    silent: Memory
    """All connected, and nothing sent."""
    open: Memory
    """All with an open microphone, for a while."""
    silent_cores: float
    open_cores: float
    """Of the server, for all sessions together."""

    @property
    def rss_mib(self) -> float:
        """Of a session that only is there."""
        return (self.silent.rss_mib - self.before.rss_mib) / self.sessions

    @property
    def pss_mib(self) -> float | None:
        """The same in proportional set size."""
        if self.silent.pss_mib is None or self.before.pss_mib is None:
            return None
        return (self.silent.pss_mib - self.before.pss_mib) / self.sessions

    @property
    def open_rss_mib(self) -> float:
        """Of a session with an open microphone and nobody who speaks."""
        return (self.open.rss_mib - self.before.rss_mib) / self.sessions


async def idle(server: Measured, pid: int, sessions: int) -> Idle:
    """Open sessions, leave them alone, then open their microphones.

    Args:
        server: Which; one on this machine.
        pid: Its process.
        sessions: How many.
    """
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        before = await asyncio.to_thread(memory, pid)
        connections = [await stack.enter_async_context(_opened(server)) for _ in range(sessions)]
        reading = [asyncio.create_task(_read(connection)) for connection in connections]
        await asyncio.sleep(_SETTLE_S)
        began = spent(pid)
        await asyncio.sleep(_SETTLE_S)
        ended = spent(pid)
        silent = await asyncio.to_thread(memory, pid)
        microphones = [
            asyncio.create_task(OpenMicrophone(connection.send, loop.time).run())
            for connection in connections
        ]
        await asyncio.sleep(_SETTLE_S)
        opened = spent(pid)
        await asyncio.sleep(_LISTENS_S)
        closed = spent(pid)
        open_memory = await asyncio.to_thread(memory, pid)
        for task in (*microphones, *reading):
            task.cancel()
        await asyncio.gather(*microphones, *reading, return_exceptions=True)
    return Idle(
        sessions,
        before,
        silent,
        open_memory,
        (ended.server_s - began.server_s) / (ended.at - began.at),
        (closed.server_s - opened.server_s) / (closed.at - opened.at),
    )


def _opened(server: Measured) -> connect:
    return connect(
        server.socket_url,
        additional_headers=server.headers,
        open_timeout=CONNECTED_WITHIN_S,
        max_size=None,
    )


async def _read(connection: ClientConnection) -> None:
    with suppress(asyncio.CancelledError):
        async for _ in connection:
            pass
