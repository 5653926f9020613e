"""`aisle serve`: the HTTP server."""

import os
from contextlib import ExitStack
from socket import socket

import typer
import uvicorn

from assistant.accounts.local_gate import LOCAL_TOKEN_VARIABLE, new_token
from assistant.config import Settings
from assistant.intent_log import IntentLog
from assistant.parts import open_search
from assistant.server import create_app
from assistant.serving_note import left_note


def run(settings: Settings, host: str | None, port: int | None, reload: bool) -> None:
    """Serve until interrupted."""
    # What is missing is one sentence now, not a traceback of the server's later.
    IntentLog(settings.log_path)
    open_search(settings).close()
    token = os.environ.setdefault(LOCAL_TOKEN_VARIABLE, new_token())
    host = host or settings.server.host
    port = settings.server.port if port is None else port
    if reload:
        _tell(_url(host, port), token)
        with left_note(settings, _url(host, port), token):
            uvicorn.run(
                "assistant.server:create_app",
                factory=True,
                reload=True,
                host=host,
                port=port,
                log_level=settings.log_level,
            )
        return
    app = create_app(settings, token)
    config = uvicorn.Config(app, host=host, port=port, log_level=settings.log_level)
    _Found(config, settings, token).run()


class _Found(uvicorn.Server):
    """A server that other processes can find from when it answers until it stops."""

    def __init__(self, config: uvicorn.Config, settings: Settings, token: str) -> None:
        super().__init__(config)
        self._settings = settings
        self._token = token
        self._leaving = ExitStack()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            # Port 0 has become a real one.
            port = self.servers[0].sockets[0].getsockname()[1]
            url = _url(self.config.host, port)
            self._leaving.enter_context(left_note(self._settings, url, self._token))
            _tell(url, self._token)

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        self._leaving.close()
        await super().shutdown(sockets)


def _tell(url: str, token: str) -> None:
    """Print where the server is: the token is behind the #, which no browser sends anywhere."""
    typer.echo(f"Serving on {url} (documentation at /docs).")
    typer.echo(f"Open {url}/#token={token}")


def _url(host: str, port: int) -> str:
    """Return where this machine reaches the server; one on all addresses is on loopback too."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
