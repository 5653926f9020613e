"""Refuses names of other hosts on loopback, and lets the pages that the settings name call.

A page of any site can point its own name at 127.0.0.1 and then call this server as if it were
its own ("DNS rebinding"): the browser sees one origin. The Host header tells. Where the server
listens for other machines the name is theirs to choose, and only a key opens anything.
"""

import ipaddress
import json

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.config_tables import ServerSettings
from assistant.http.errors import error_json

_LOCAL = ("localhost",)
_PREFLIGHT_S = 600
_EXPOSED = ("retry-after", "x-request-id", "location")

_REFUSED = json.dumps(
    error_json(
        "This server does not go by that name; name it in server.hosts if it does.",
        code="host_refused",
    )
).encode()


def guard_pages(app: FastAPI, settings: ServerSettings) -> None:
    """Let `app` answer under its own names, and to the pages of `settings.origins`."""
    app.add_middleware(HostNames, hosts=settings.hosts)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["*"],  # OpenAI's clients send a dozen of their own
            allow_credentials=False,  # there are no cookies: who calls is in a header
            expose_headers=_EXPOSED,
            max_age=_PREFLIGHT_S,
        )


class HostNames:
    """Answers 421 to who reached a loopback address by a name that is not this machine's.

    Args:
        app: What is answered otherwise.
        hosts: Further names.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self._app = app
        self._names = {*_LOCAL, *(name.lower() for name in hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or self._is_right(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # before it is accepted: 403
        else:
            headers = [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(_REFUSED)).encode()),
            ]
            await send({"type": "http.response.start", "status": 421, "headers": headers})
            await send({"type": "http.response.body", "body": _REFUSED})

    def _is_right(self, scope: Scope) -> bool:
        server = scope.get("server")
        if not server or not _is_loopback(server[0]):
            return True
        named = [value for header, value in scope["headers"] if header == b"host"]
        if not named:  # no browser
            return True
        name = _name(named[0].decode("latin-1"))
        known = name in self._names or name.endswith(".localhost") or _is_loopback(name)
        return len(named) == 1 and known


def _name(host: str) -> str:
    """Return a Host header without its port: "[::1]:80" is "::1"."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower().removesuffix(".")


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
