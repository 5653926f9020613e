"""The Model Context Protocol over streamable HTTP, at /mcp: stateless, with keys as everywhere.

Each request brings its key; nothing is kept between requests but the carts, so that any process
answers any of them. The SDK is imported when the first one comes: it takes a second of start-up.
"""

import asyncio
import importlib
import re
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from assistant.accounts.caller import Caller
from assistant.http.doors import (
    SHOPPER_HEADER,
    SHOPPER_PATTERN,
    Doors,
    address_of,
    check_origin,
    credential_of,
    doors_of,
    named_shopper,
)
from assistant.http.errors import error_json
from assistant.http.refused import Refused

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    from assistant.mcp_server.server import Access, Context

PATH = "/mcp"
MOST_BYTES = 262_144
"""Of one message; the largest search that the schema takes has 130 kB."""
_CALLER = "aisle.caller"
_STATE = "mcp_serving"


class _Serving:
    """The SDK's session manager of one application, run in a task of its own."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._started: asyncio.Future[StreamableHTTPSessionManager] = (
            asyncio.get_running_loop().create_future()
        )
        self._stop = asyncio.Event()
        self._task = asyncio.create_task(self._run())
        doors.closing.append(self._close)

    async def manager(self) -> "StreamableHTTPSessionManager":
        """Return the manager once it runs."""
        return await asyncio.shield(self._started)

    async def _run(self) -> None:
        try:
            manager = await self._made()
            async with manager.run():
                self._started.set_result(manager)
                await self._stop.wait()
        except Exception as error:
            if self._started.done():
                raise
            self._started.set_exception(error)

    async def _made(self) -> "StreamableHTTPSessionManager":
        await asyncio.to_thread(importlib.import_module, "assistant.mcp_server.server")
        from mcp.server.streamable_http_manager import (  # noqa: PLC0415
            StreamableHTTPSessionManager,
        )

        from assistant.mcp_server.server import shop_server  # noqa: PLC0415

        # Names of hosts and pages are checked before: `http.host_names` and `doors.check_origin`.
        return StreamableHTTPSessionManager(
            shop_server(self._access),
            json_response=True,
            stateless=True,
            max_request_body_size=MOST_BYTES,
        )

    async def _access(self, context: "Context") -> "Access":
        from assistant.mcp_server.server import Access  # noqa: PLC0415

        assert isinstance(context.request, Request)
        caller: Caller = context.request.scope[_CALLER]
        shop = await self._doors.shops.shop(caller.tenant)
        return Access(caller, shop, lambda scope: self._doors.gate.allow(caller, scope))

    async def _close(self) -> None:
        self._stop.set()
        await asyncio.wait([self._task])


def _serving(app: FastAPI, doors: Doors) -> _Serving:
    serving: _Serving | None = getattr(app.state, _STATE, None)
    if serving is None:
        serving = _Serving(doors)
        setattr(app.state, _STATE, serving)
    return serving


class McpDoor:
    """Admits who brings a key and hands the rest to the SDK."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        doors = doors_of(request)
        check_origin(request)
        caller = doors.gate.caller(credential_of(request), address_of(request))
        doors.gate.request(caller)
        if doors.draining:
            busy = error_json(
                "This server is stopping; call again in some seconds.", "server_error"
            )
            await JSONResponse(busy, 503, {"retry-after": "5"})(scope, receive, send)
            return
        scope[_CALLER] = named_shopper(caller, _shopper(request))
        manager = await _serving(request.app, doors).manager()
        await manager.handle_request(scope, receive, send)


def _shopper(request: Request) -> str | None:
    named = request.headers.get(SHOPPER_HEADER)
    if named is not None and not re.match(SHOPPER_PATTERN, named):
        raise Refused(f"The header {SHOPPER_HEADER} holds no shopper's id.", status=422)
    return named


router = APIRouter()
# No GET: there is nothing that this server tells unasked, and a stream would hold a connection.
router.routes.append(Route(PATH, McpDoor(), methods=["POST"], include_in_schema=False))
