"""livekit-agents' worker over a `RoomDesk`: registers, takes rooms, and drains at a signal."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from livekit.agents import AgentServer, JobContext, JobExecutorType, JobRequest

from assistant.config import Settings, secret
from assistant.rooms.desk import FAREWELL_S, RoomDesk
from assistant.rooms.errors import RoomsUnusable, TicketInvalid
from assistant.rooms.ticket import AGENT_NAME, RoomTicket, livekit_url

if TYPE_CHECKING:
    from assistant.http.doors import Doors

_log = logging.getLogger("aisle.rooms")

FULL = 0.99
"""Load from which LiveKit sends no more rooms here: all of `server.sessions` are taken."""

IDLE_THREADS = 1
"""Ready for the next room: a thread with a loop, nothing of ours is loaded in it."""

RETRIES = 16
"""To reach the LiveKit server, with growing pauses: about a minute and a half."""

CLOSES_WITHIN_S = 10.0
"""One job."""


def agent_server(settings: Settings, desk: RoomDesk, port: int) -> AgentServer:
    """Return LiveKit's worker, not running yet.

    Args:
        settings: With a LiveKit server; the environment holds its key and secret.
        desk: Where rooms are talked in.
        port: Of its health check on loopback; 0 takes a free one.

    Raises:
        ConfigError: No server is configured, or a key is missing.
    """
    server = AgentServer(
        ws_url=livekit_url(settings),
        api_key=secret(settings.livekit.key_variable),
        api_secret=secret(settings.livekit.secret_variable),
        job_executor_type=JobExecutorType.THREAD,
        num_idle_processes=IDLE_THREADS,
        load_fnc=lambda _: desk.load(),
        load_threshold=FULL,
        drain_timeout=round(settings.server.drain_s + FAREWELL_S),
        shutdown_process_timeout=CLOSES_WITHIN_S,
        max_retry=RETRIES,
        host="127.0.0.1",
        port=port,
        log_level=_LEVELS[settings.log_level],
    )

    async def entrypoint(job: JobContext) -> None:
        await desk.entrypoint(job)

    server.rtc_session(entrypoint, agent_name=AGENT_NAME, on_request=take_or_refuse)
    return server


async def take_or_refuse(request: JobRequest) -> None:
    """Take a room whose dispatch says whose it is; no other worker need try one that does not."""
    try:
        RoomTicket.read(request.job.metadata)
    except TicketInvalid as error:
        _log.error("a room was refused", extra={"room": request.room.name, "why": str(error)})
        await request.reject(terminate=True)
        return
    await request.accept(name="Aisle")


@asynccontextmanager
async def rooms_beside(doors: "Doors") -> AsyncIterator[None]:
    """Answer in rooms too while the block runs, where the settings say so.

    Without a LiveKit server to be reached the other doors serve on.

    Raises:
        ConfigError: No LiveKit server is configured, or a key is missing.
    """
    desk = RoomDesk(doors.shops, doors.settings, doors.metrics)
    server = agent_server(doors.settings, desk, port=0)
    doors.closing.append(desk.drain)
    running = asyncio.create_task(_run_quietly(server))
    try:
        yield
    finally:
        doors.closing.remove(desk.drain)
        await desk.close()
        await server.aclose()
        await running


async def _run_quietly(server: AgentServer) -> None:
    try:
        await server.run()
    except Exception as error:  # noqa: BLE001 - the other doors are not this one's
        _log.error("no rooms are served", extra={"error": type(error).__name__})


async def run_worker(
    server: AgentServer, desk: RoomDesk, *, unregistered: bool = False
) -> list[int]:
    """Serve rooms until a signal comes; a second one stops at once.

    Args:
        server: Of `agent_server`.
        desk: Its.
        unregistered: Without a LiveKit server, for tests.

    Returns:
        The signals, in order.

    Raises:
        RoomsUnusable: The LiveKit server cannot be reached, or refuses this worker.
    """
    received: list[int] = []
    told, hurry = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def on_signal(number: int) -> None:
        received.append(number)
        (hurry if told.is_set() else told).set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, on_signal, number)
    running = asyncio.create_task(server.run(unregistered=unregistered))
    waiting = asyncio.create_task(told.wait())
    try:
        await asyncio.wait([running, waiting], return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            await _drained(server, desk, hurry)
        await server.aclose()
        await running
    except Exception as error:
        raise RoomsUnusable(
            f"The LiveKit server does not take this worker ({type(error).__name__}); check "
            "livekit.url, and the key and secret in the environment."
        ) from error
    finally:
        waiting.cancel()
        await desk.close()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
    return received


async def _drained(server: AgentServer, desk: RoomDesk, hurry: asyncio.Event) -> None:
    """Say that no more rooms are taken, and let those under way end their turns."""

    async def drain() -> None:
        ending = asyncio.create_task(server.drain())  # waits for the jobs that the desk ends
        await desk.drain()
        with suppress(TimeoutError):
            await ending

    draining = asyncio.create_task(drain())
    second = asyncio.create_task(hurry.wait())
    await asyncio.wait([draining, second], return_when=asyncio.FIRST_COMPLETED)
    second.cancel()
    draining.cancel()
    with suppress(asyncio.CancelledError):
        await draining


_LEVELS = {"debug": "INFO", "info": "INFO", "warning": "WARN", "error": "ERROR"}
"""At debug livekit-agents writes transcripts."""
