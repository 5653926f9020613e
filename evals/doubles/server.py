"""A server on loopback that speaks the three protocols as its scripts say."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any

from evals.doubles.asked import Asked, ProtocolName, protocol_of
from evals.doubles.chat import Chat
from evals.doubles.checks import refusal
from evals.doubles.errors import ScriptUnreadable
from evals.doubles.faults import DropsKept, HttpError, IgnoresStream, NoStreaming, Redirect
from evals.doubles.messages import Messages
from evals.doubles.prompt_cache import PromptCache
from evals.doubles.record import RequestRecord, redacted
from evals.doubles.reply import Dialect, answer_of
from evals.doubles.responses import Responses
from evals.doubles.script import Play, Player, Script, scripts_of
from evals.doubles.streaming import Stream
from evals.doubles.whole import send_error, send_json, send_whole
from evals.doubles.wire import ClientGone, HttpRequest, Wire

_DIALECTS: dict[ProtocolName, Dialect] = {
    "openai-chat": Chat(),
    "openai-responses": Responses(),
    "anthropic-messages": Messages(),
}
_SETTLED_WITHIN_S = 60.0
_LOOK_AGAIN_S = 0.002


class Doubles:
    """A running server.

    Args:
        play: What it answers.
        models: That it has; another is a 404. None for any.
        keys: That it takes; another is a 401. None for any, and for none.
        cache: Its prompt cache.
    """

    def __init__(
        self,
        play: Play,
        models: Collection[str] | None = None,
        keys: Collection[str] | None = None,
        cache: PromptCache | None = None,
    ) -> None:
        self.records: list[RequestRecord] = []
        """Of all requests to a model, in the order in which they came."""
        self._player = Player(play)
        self._models = models
        self._keys = keys
        self._cache = cache or PromptCache()
        self._port = 0
        self._connections = 0
        self._tasks: set[asyncio.Task[Any]] = set()
        self._busy = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.failures: list[Exception] = []
        """What went wrong with the scripts themselves."""

    @property
    def root(self) -> str:
        """Return the address that Anthropic's SDK wants, without a version."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        """Return the address of the API with its version, such as http://127.0.0.1:1234/v1."""
        return f"{self.root}/v1"

    @property
    def port(self) -> int:
        """Return the port."""
        return self._port

    def play(self, play: Play) -> None:
        """Answer otherwise from the next request on."""
        self._player = Player(play)

    async def settled(self, within_s: float = _SETTLED_WITHIN_S) -> list[RequestRecord]:
        """Wait until nothing is being answered, and return the records.

        Raises:
            TimeoutError: something still is.
        """
        async with asyncio.timeout(within_s):
            await self._idle.wait()
        return self.records

    async def until(
        self, condition: Callable[[list[RequestRecord]], bool], within_s: float = _SETTLED_WITHIN_S
    ) -> None:
        """Wait until something is true of the records, such as that a text was sent.

        Raises:
            TimeoutError: it did not become true.
        """
        async with asyncio.timeout(within_s):
            while not condition(self.records):  # noqa: ASYNC110 - records change in many places
                await asyncio.sleep(_LOOK_AGAIN_S)

    async def run(self, port: int = 0) -> asyncio.Server:
        """Listen on loopback; `stop` ends it."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self._port = server.sockets[0].getsockname()[1]
        return server

    async def stop(self, server: asyncio.Server) -> None:
        """End every connection, stalled ones too."""
        server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        number = self._connections
        self._connections += 1
        wire = Wire(reader, writer)
        try:
            while (request := await wire.request()) is not None:
                try:
                    if not await self._respond(wire, request, number):
                        break
                except ClientGone:
                    break
                if request.headers.get("connection", "").lower() == "close":
                    break
        except asyncio.CancelledError:
            # Only `stop` does that. Python 3.11 would report it as a failure of the connection.
            wire.abort()
        finally:
            self._tasks.discard(task)
            await wire.close()

    async def _respond(self, wire: Wire, request: HttpRequest, connection: int) -> bool:
        protocol = protocol_of(request.path)
        if protocol is None or request.method != "POST":
            await self._control(wire, request)
            return True
        try:
            body = json.loads(request.body)
        except ValueError:
            body = None
        dialect = _DIALECTS[protocol]
        wire.split = None
        asked = Asked(
            len(self.records),
            protocol,
            request.path,
            redacted(request.headers),
            body if isinstance(body, dict) else {},
        )
        now = asyncio.get_running_loop().time()
        record = RequestRecord(asked, connection, now)
        self.records.append(record)
        self._busy += 1
        self._idle.clear()
        try:
            async with wire.watched():
                return await self._answer(wire, record, dialect, _key(request))
        except ClientGone:
            record.disconnected_s = asyncio.get_running_loop().time() - now
            raise
        finally:
            record.done = True
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def _answer(self, wire: Wire, record: RequestRecord, dialect: Dialect, key: str) -> bool:
        asked = record.asked
        if self._keys is not None and key not in self._keys:
            return await self._refuse(wire, record, dialect, HttpError(401))
        if (failure := refusal(asked, self._models)) is not None:
            return await self._refuse(wire, record, dialect, failure)
        try:
            script = record.script = self._player.script_for(asked)
        except Exception as error:  # noqa: BLE001 - whatever a test's own function raises
            self.failures.append(error)
            return await self._refuse(wire, record, dialect, HttpError(500, "No script fits."))
        if script.fault(DropsKept) is not None and wire.requests > 1:
            return False
        if (failed := script.fault(HttpError)) is not None:
            await wire.pause(script.headers_s)
            return await self._refuse(wire, record, dialect, failed)
        if asked.stream and script.fault(NoStreaming) is not None:
            failure = HttpError(400, "This model does not support streaming.")
            return await self._refuse(wire, record, dialect, failure)
        if (moved := script.fault(Redirect)) is not None:
            await send_json(wire, moved.status, b"", {"Location": moved.to})
            record.status = moved.status
            return True
        prompt = self._cache.read(asked)
        answer = answer_of(asked, script, prompt.usage)
        try:
            if asked.stream and script.fault(IgnoresStream) is None:
                return await Stream(wire, record, answer, dialect).send()
            return await send_whole(wire, record, answer, dialect)
        finally:
            if record.headers_s is not None:
                self._cache.hold(prompt)

    async def _refuse(
        self, wire: Wire, record: RequestRecord, dialect: Dialect, failure: HttpError
    ) -> bool:
        record.status = failure.status
        await send_error(wire, failure, dialect)
        return True

    async def _control(self, wire: Wire, request: HttpRequest) -> None:
        """Answer what is no request to a model."""
        match request.method, request.path:
            case "GET", "/v1/models":
                data = [
                    {"id": name, "object": "model", "created": 0, "owned_by": "doubles"}
                    for name in self._models or ("double",)
                ]
                await send_json(wire, 200, {"object": "list", "data": data})
            case "GET", "/doubles/records":
                records = [record.as_json() for record in self.records]
                await send_json(wire, 200, {"records": records})
            case "PUT", "/doubles/script":
                try:
                    self.play(scripts_of(json.loads(request.body)))
                except (ValueError, ScriptUnreadable) as error:
                    await send_json(wire, 400, {"error": str(error)})
                else:
                    await send_json(wire, 200, {})
            case _:
                await send_json(wire, 404, {"error": {"message": "Not found", "code": 404}})


@asynccontextmanager
async def doubles(
    play: Play | None = None,
    *,
    models: Collection[str] | None = None,
    keys: Collection[str] | None = None,
    cache: PromptCache | None = None,
    port: int = 0,
) -> AsyncIterator[Doubles]:
    """Run a server in this process and event loop, as described in `Doubles`.

    Raises:
        Exception: what a `play` function raised, once the block is over.
    """
    running = Doubles(Script() if play is None else play, models, keys, cache)
    server = await running.run(port)
    try:
        yield running
    finally:
        await running.stop(server)
    if running.failures:
        raise running.failures[0]


def _key(request: HttpRequest) -> str:
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    return request.headers.get("x-api-key", bearer)
