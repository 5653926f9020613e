"""What every HTTP and WebSocket route shares: who calls, and which shop answers."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Header, Request
from starlette.requests import HTTPConnection

from assistant.accounts.caller import Caller, Scope
from assistant.accounts.errors import NotAuthenticated, OriginRefused
from assistant.accounts.gate import Gate
from assistant.analyst.stores import Stores
from assistant.analytics.catching_up import CaughtUp
from assistant.analytics.caught_up_metrics import CaughtUpMetrics
from assistant.config import Settings
from assistant.http.process_metrics import ProcessMetrics
from assistant.intent_log.log import IntentLog
from assistant.intent_log.metrics import LogMetrics
from assistant.realtime.open_sockets import OpenSockets
from assistant.shops import Shop, Shops
from assistant.store_metrics import StoreMetrics

if TYPE_CHECKING:
    from agents.kept_states import StoreHealth

SHOPPER_HEADER = "Aisle-Shopper"
SHOPPER_PATTERN = r"^[A-Za-z0-9_.:@-]{1,100}$"
SESSION_PATTERN = r"^[A-Za-z0-9_.:-]{1,100}$"
"""Of a session's id, which a client may choose."""
KEY_SUBPROTOCOL = "openai-insecure-api-key."
"""What browsers' WebSockets put before their key or token; never chosen by the server."""


@dataclass(slots=True)
class Doors:
    """The application's state: one an application, at `app.state.doors`."""

    settings: Settings
    shops: Shops
    gate: Gate
    draining: bool = False
    """Told to stop: what is under way may end, nothing new begins."""
    closing: list[Callable[[], Coroutine[Any, Any, None]]] = field(default_factory=list)
    """What ends conversations under way when the process stops, each within `drain_s`."""
    metrics: ProcessMetrics = field(default_factory=ProcessMetrics)
    sockets: OpenSockets = field(default_factory=OpenSockets)
    """Realtime connections: a session has one at a time."""
    caught_up: CaughtUp = field(default_factory=CaughtUp)
    """How the log's tables are kept up to date."""
    privacy_order: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Erasures and exports go one after the other."""
    asking_privacy: int = 0
    """How many of them are under way or wait."""
    stores: Stores = field(init=False)
    """The log's tables, of every tenant."""

    def __post_init__(self) -> None:
        self.stores = Stores(self.settings)
        self.metrics.registry.register(LogMetrics(self._logs))
        self.metrics.registry.register(StoreMetrics(self._dialogues))
        self.metrics.registry.register(CaughtUpMetrics(self.caught_up))

    def _logs(self) -> list[tuple[str, IntentLog]]:
        return [(shop.tenant, shop.parts.log) for shop in self.shops.opened]

    def _dialogues(self) -> "list[tuple[str, StoreHealth]]":
        return [(shop.tenant, shop.parts.shopping.store_health()) for shop in self.shops.opened]


def doors_of(connection: HTTPConnection) -> Doors:
    """Return the state of the application that a request or a WebSocket came to."""
    doors: Doors = connection.app.state.doors
    return doors


def credential_of(connection: HTTPConnection) -> str | None:
    """Return the key or token that was sent as "Authorization: Bearer ..."; None without one.

    A browser cannot set that header on a WebSocket: there it is a subprotocol, as OpenAI's
    clients send it. Never taken from the URL, which ends up in logs and histories.

    Raises:
        NotAuthenticated: There are several.
    """
    sent = connection.headers.getlist("authorization")
    if len(sent) > 1:  # a proxy may have looked at another one than we would
        raise NotAuthenticated("There are several Authorization headers; send one.")
    kind, _, value = "".join(sent).partition(" ")
    if kind.lower() == "bearer":
        return value.strip() or None
    if connection.scope["type"] == "websocket":
        for offered in connection.scope.get("subprotocols", ()):
            if offered.startswith(KEY_SUBPROTOCOL):
                return str(offered).removeprefix(KEY_SUBPROTOCOL) or None
    return None


def address_of(connection: HTTPConnection) -> str | None:
    """Return where the connection comes from: a trusted proxy's word for it, if there is one."""
    return connection.client.host if connection.client else None


def check_origin(connection: HTTPConnection) -> None:
    """Refuse a browser's page of another site, unless the settings name it.

    Raises:
        OriginRefused: It is not named. A client that sends no origin is no browser.
    """
    origin = connection.headers.get("origin")
    if origin is None:
        return
    scheme = "https" if connection.url.scheme in {"https", "wss"} else "http"
    own = f"{scheme}://{connection.headers.get('host', '')}"
    if origin != own and origin not in doors_of(connection).settings.server.origins:
        raise OriginRefused(f"The page {origin[:100]} may not call; name it in server.origins.")


def named_shopper(caller: Caller, shopper_id: str | None) -> Caller:
    """Return the caller with the shopper that its key's holder speaks for.

    A browser's token is bound to its shopper; what it names itself is not believed.
    """
    if shopper_id is None or caller.is_token:
        return caller
    return replace(caller, shopper_id=shopper_id)


def caller_of(connection: HTTPConnection, scope: Scope) -> Caller:
    """Return who calls by a request or a WebSocket; counted as one request.

    Raises:
        AccountError: They may not.
    """
    gate = doors_of(connection).gate
    check_origin(connection)
    caller = gate.caller(credential_of(connection), address_of(connection))
    gate.allow(caller, scope)
    gate.request(caller)
    return caller


def caller_with(scope: Scope) -> Callable[..., Caller]:
    """Return a dependency that gives the caller, who must have `scope`."""

    def admitted(
        request: Request,
        shopper: Annotated[
            str | None, Header(alias=SHOPPER_HEADER, pattern=SHOPPER_PATTERN)
        ] = None,
    ) -> Caller:
        return named_shopper(caller_of(request, scope), shopper)

    return admitted


CatalogCaller = Annotated[Caller, Depends(caller_with(Scope.CATALOG))]
TalkCaller = Annotated[Caller, Depends(caller_with(Scope.TALK))]
TokensCaller = Annotated[Caller, Depends(caller_with(Scope.TOKENS))]
MetricsCaller = Annotated[Caller, Depends(caller_with(Scope.METRICS))]


async def catalog_shop(request: Request, caller: CatalogCaller) -> Shop:
    """Return the shop of a caller who may search."""
    return await doors_of(request).shops.shop(caller.tenant)


async def talk_shop(request: Request, caller: TalkCaller) -> Shop:
    """Return the shop of a caller who may talk."""
    return await doors_of(request).shops.shop(caller.tenant)


CatalogShop = Annotated[Shop, Depends(catalog_shop)]
TalkShop = Annotated[Shop, Depends(talk_shop)]
