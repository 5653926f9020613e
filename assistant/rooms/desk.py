"""All rooms of one process: LiveKit's worker gives each job a thread, the talks share a loop.

livekit-agents runs every job in a process or a thread of its own. A process each would load
the weights again: 0.8 GB and a voice process of 0.24 GB a conversation, and only one process
may hold an embedded index. So jobs are threads here, and a thread only hands its room over to
the loop where the engines are: a further conversation costs a few MB, and the recogniser is
fair to all of them.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from contextvars import Context
from typing import Any, TypeVar

from livekit import rtc
from livekit.agents import JobContext

from assistant.config import Settings
from assistant.errors import AssistantError, ConfigError
from assistant.http.process_metrics import ProcessMetrics
from assistant.rooms.errors import TicketInvalid
from assistant.rooms.room_talk import RoomTalk
from assistant.rooms.ticket import RoomTicket
from assistant.shops import Shop, Shops

_log = logging.getLogger("aisle.rooms")

_T = TypeVar("_T")

FAREWELL_S = 2.0
"""For goodbyes, after conversations had their `drain_s`."""


class RoomDesk:
    """Talks in many rooms; made on the loop of the engines.

    Args:
        shops: Open.
        settings: The process's.
        metrics: Where conversations are counted.
        new_room: Makes a room that is not joined yet.
    """

    def __init__(
        self,
        shops: Shops,
        settings: Settings,
        metrics: ProcessMetrics,
        new_room: Callable[[], rtc.Room] = rtc.Room,
    ) -> None:
        self._shops = shops
        self._settings = settings
        self._metrics = metrics
        self._new_room = new_room
        self._loop = asyncio.get_running_loop()
        self._talks: dict[str, RoomTalk] = {}
        """By job."""
        self._rooms: dict[str, rtc.Room] = {}
        self._draining = False

    @property
    def open(self) -> int:
        """How many conversations are under way."""
        return len(self._rooms)

    def load(self) -> float:
        """Return how full the process is, from 0 to 1, for LiveKit to choose a worker by."""
        return min(1.0, len(self._rooms) / self._settings.server.sessions)

    async def entrypoint(self, job: JobContext) -> None:
        """Begin a job's conversation; called on the job's own loop, returns when it has begun."""
        loop = asyncio.get_running_loop()

        def ended(why: str) -> None:
            with suppress(RuntimeError):  # the job's loop has ended before
                loop.call_soon_threadsafe(job.shutdown, why)

        async def stop(_: str) -> None:
            await self._over(self._end(job.job.id))

        job.add_shutdown_callback(stop)
        try:
            await self._over(self._begin(job, ended))
        except Exception as error:  # noqa: BLE001 - the job's edge: it ends, others go on
            known = isinstance(error, AssistantError)
            why = str(error) if known else type(error).__name__
            _log.error("a room was not served", extra={"room": job.job.room.name, "why": why})
            ended(why)

    async def drain(self) -> None:
        """Take no more rooms; let every turn under way end, and close."""
        self._draining = True
        finishing = [asyncio.create_task(talk.finish()) for talk in self._talks.values()]
        if finishing:
            await asyncio.wait(finishing, timeout=self._settings.server.drain_s)
        for task in finishing:
            task.cancel()
        await self.close()

    async def close(self) -> None:
        """End every conversation now."""
        await asyncio.gather(*(self._end(job_id) for job_id in tuple(self._rooms)))

    async def _begin(self, job: JobContext, ended: Callable[[str], None]) -> None:
        job_id = job.job.id
        ticket = RoomTicket.read(job.job.metadata)
        if self._draining:
            ended("the worker stops")
            return
        shop = await self._shop(ticket)
        room = self._rooms[job_id] = self._new_room()
        talk = RoomTalk(room, shop, ticket, self._settings, self._metrics, ended)
        self._talks[job_id] = talk
        # The context has the server's token for the job under no public name; its own
        # `connect` would join on the job's loop.
        info = job._info

        async def join() -> None:
            await room.connect(info.url, info.token, rtc.RoomOptions(auto_subscribe=True))
            job._on_connect()

        try:
            await talk.start(join)
        except BaseException:
            await self._end(job_id)
            raise

    async def _shop(self, ticket: RoomTicket) -> Shop:
        try:
            return await self._shops.shop(ticket.tenant)
        except ConfigError as error:
            raise TicketInvalid from error

    async def _end(self, job_id: str) -> None:
        talk, room = self._talks.pop(job_id, None), self._rooms.pop(job_id, None)
        if talk is not None:
            await talk.close()
        if room is not None:
            await room.disconnect()

    async def _over(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Run `work` on the engines' loop, and wait for it on this one.

        In a context of its own: with the job's, AgentSession would take the job's room and
        loop for its own.
        """
        done = Context().run(asyncio.run_coroutine_threadsafe, work, self._loop)
        return await asyncio.wrap_future(done)
