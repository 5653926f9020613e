"""`aisle serve`: the HTTP server."""

import signal
import socket
from contextlib import ExitStack
from pathlib import Path

import typer
import uvicorn

from assistant.accounts.local_token import local_token
from assistant.config import Settings
from assistant.diagnostics import begin
from assistant.http.addresses import bound_sockets
from assistant.http.certificate import check_certificate
from assistant.http.process import ServerProcess, server_config
from assistant.http.without_queries import hide_queries
from assistant.serving_note import left_note

_PACKAGES = ("assistant", "agents", "retrieval", "speech")
_BY_SIGNAL = 128
"""Added to a signal's number: the exit code of who was stopped by it, as shells have it."""


def run(settings: Settings, host: str | None, port: int | None, reload: bool) -> None:
    """Serve until a signal comes.

    Raises:
        ConfigError: The operator's token is too short for an address that others reach, or the
            certificate cannot be used.
        AddressUnusable: The port is taken, or the host is not of this machine.
        SpeechError, RetrievalError, AgentError, AssistantError: A part cannot be loaded.
    """
    host = host or settings.server.host
    token = local_token(host)
    check_certificate(settings.server)
    sockets = bound_sockets(host, settings.server.port if port is None else port)
    url = _url(sockets[0], secure=settings.server.certificate is not None)
    hide_queries()
    if reload:
        _run_reloading(settings, token, sockets, url)
        return
    server = _Found(settings, token, url)
    try:
        server.run(sockets)
    except KeyboardInterrupt:
        raise typer.Exit(_BY_SIGNAL + signal.SIGINT) from None
    finally:
        for made in sockets:
            made.close()
    if code := exit_code(server.received):
        raise typer.Exit(code)


def exit_code(received: list[int]) -> int:
    """Return how the process ends: 0 where it drained after SIGTERM, as who sent it expects."""
    if received == [signal.SIGTERM]:
        return 0
    return _BY_SIGNAL + received[-1] if received else 0


def _run_reloading(settings: Settings, token: str, sockets: list[socket.socket], url: str) -> None:
    from uvicorn.supervisors import ChangeReload  # noqa: PLC0415 - for developers only

    root = Path(__file__).resolve().parents[2]
    config = server_config(settings, reload_folders=[str(root / name) for name in _PACKAGES])
    _tell(url, token)
    with left_note(settings, url, token):
        ChangeReload(config, _Reloaded(config, settings, token).run, sockets).run()


class _Found(ServerProcess):
    """A server that other processes can find from when it answers until it stops."""

    def __init__(self, settings: Settings, token: str, url: str) -> None:
        super().__init__(server_config(settings), settings, token)
        self._url = url
        self._leaving = ExitStack()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._leaving.enter_context(left_note(self.settings, self._url, self.token))
        _tell(self._url, self.token)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._leaving.close()
        await super().shutdown(sockets)


class _Reloaded(ServerProcess):
    """A server that a developer's edit ends: nobody waits for conversations."""

    def __init__(self, config: uvicorn.Config, settings: Settings, token: str) -> None:
        super().__init__(config, settings, token, drain_s=0.0)

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        begin(self.settings.log_level)
        hide_queries()
        super().run(sockets)


def _tell(url: str, token: str) -> None:
    """Print where the server is: the token is behind the #, which no browser sends anywhere."""
    typer.echo(f"Serving on {url} (documentation at /docs).")
    typer.echo(f"Open {url}/#token={token}")


def _url(bound: socket.socket, *, secure: bool) -> str:
    """Return where this machine reaches the server; one on all addresses is on loopback too."""
    host, port = bound.getsockname()[:2]
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    scheme = "https" if secure else "http"
    return f"{scheme}://[{name}]:{port}" if ":" in name else f"{scheme}://{name}:{port}"
