"""Who may open a Realtime connection, and how one is turned away.

A program is told by the answer to its handshake: HTTP 401, 403, 429, 503 with the error as
JSON. A browser's page cannot see that; its connection is accepted, told the error as an
event, and closed with a code of our own.
"""

import logging
import math
import re
from dataclasses import dataclass

from fastapi import WebSocket
from starlette.responses import JSONResponse
from starlette.websockets import WebSocketDisconnect

from agents.errors import AgentError
from assistant.accounts.caller import Caller, Scope
from assistant.accounts.errors import AccountError, LimitReached, OriginRefused
from assistant.errors import AssistantError
from assistant.http.doors import (
    KEY_SUBPROTOCOL,
    SESSION_PATTERN,
    SHOPPER_HEADER,
    SHOPPER_PATTERN,
    Doors,
    caller_of,
    doors_of,
    named_shopper,
)
from assistant.http.errors import error_json
from assistant.http.refused import Refused
from assistant.realtime.closing import Closing
from assistant.shops import Shop
from retrieval.errors import RetrievalError
from speech.errors import SpeechError

logger = logging.getLogger("aisle.realtime")

SUBPROTOCOL = "realtime"
_MODEL = re.compile(r"^[A-Za-z0-9_.:/@+-]{1,200}$")
_DRAIN_RETRY_S = 5
_CODES = {
    401: Closing.UNAUTHENTICATED,
    403: Closing.NOT_ALLOWED,
    429: Closing.LIMIT,
    503: Closing.TRY_LATER,
}


class Draining(AssistantError):
    """The process stops."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who is let in, and what for."""

    doors: Doors
    shop: Shop
    caller: Caller
    session_id: str
    named: bool
    model: str

    @property
    def conversation_id(self) -> str:
        return self.caller.conversation_id(self.session_id)


async def admit(websocket: WebSocket) -> Admitted:
    """Return who connects.

    Raises:
        AccountError: They may not.
        Refused: The URL names what cannot be.
        Draining: The process stops.
        RetrievalError, AgentError, SpeechError, AssistantError: Their shop cannot be opened.
    """
    doors = doors_of(websocket)
    caller = caller_of(websocket, Scope.TALK)
    if doors.draining:
        raise Draining(Closing.DRAINING.message)
    shopper = websocket.headers.get(SHOPPER_HEADER)
    if shopper is not None and not re.fullmatch(SHOPPER_PATTERN, shopper):
        raise Refused(f"The header {SHOPPER_HEADER} is no shopper's id.", param=SHOPPER_HEADER)
    caller = named_shopper(caller, shopper)
    named = websocket.query_params.get("session_id")
    if named is not None and not re.fullmatch(SESSION_PATTERN, named):
        message = "A session_id has 1 to 100 letters, digits, and . _ : -"
        raise Refused(message, param="session_id", code="invalid_value")
    model = websocket.query_params.get("model") or "aisle"
    if not _MODEL.fullmatch(model):
        raise Refused("This is no name of a model.", param="model", code="invalid_value")
    session_id = caller.session(named)
    shop = await doors.shops.shop(caller.tenant)
    is_named = named is not None or caller.session_id is not None
    return Admitted(doors, shop, caller, session_id, is_named, model)


def subprotocol_of(websocket: WebSocket) -> str | None:
    """Return the subprotocol to choose of those offered; never the one that holds the key."""
    offered = websocket.scope.get("subprotocols", [])
    if SUBPROTOCOL in offered:
        return SUBPROTOCOL
    return next((str(o) for o in offered if not o.startswith(KEY_SUBPROTOCOL)), None)


REFUSALS = (AssistantError, AgentError, RetrievalError, SpeechError)
"""What `admit` raises."""


async def turn_away(websocket: WebSocket, error: Exception) -> None:
    """Refuse a connection that was not accepted yet."""
    status, kind, code, retry_s = _told(error)
    doors_of(websocket).metrics.refused(code)
    content = error_json(str(error), kind, getattr(error, "param", None), code)
    if "origin" in websocket.headers and not isinstance(error, OriginRefused):
        await _turn_page_away(websocket, content, status)
        return
    headers = {"retry-after": str(retry_s)} if retry_s else {}
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    await websocket.send_denial_response(JSONResponse(content, status, headers))


async def _turn_page_away(websocket: WebSocket, content: dict[str, object], status: int) -> None:
    closing = _CODES.get(status, Closing.NOT_ALLOWED)
    try:
        await websocket.accept(subprotocol_of(websocket))
        await websocket.send_json({"type": "error", "event_id": "event_refused", **content})
        await websocket.close(closing.code, closing.reason)
    except WebSocketDisconnect:
        logger.debug("a client that was turned away did not wait for it")


def _told(error: Exception) -> tuple[int, str, str, int | None]:
    """Return the HTTP status, OpenAI's type, the code and when to try again, in s."""
    match error:
        case LimitReached():
            return error.status, error.kind, error.code, max(1, math.ceil(error.retry_after_s))
        case AccountError():
            return error.status, error.kind, error.code, None
        case Draining():
            return 503, "server_error", Closing.DRAINING.reason, _DRAIN_RETRY_S
        case Refused():
            return error.status, "invalid_request_error", error.code or "invalid_value", None
        case _:
            return 503, "server_error", "shop_unavailable", _DRAIN_RETRY_S
