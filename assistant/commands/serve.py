"""`aisle serve`: the HTTP server."""

import typer
import uvicorn

from assistant.config import Settings
from assistant.intent_log import IntentLog
from assistant.parts import open_search
from assistant.server import create_app


def run(settings: Settings, host: str | None, port: int | None, reload: bool) -> None:
    """Serve until interrupted."""
    # What is missing is one sentence now, not a traceback of the server's later.
    IntentLog(settings.log_path)
    open_search(settings).close()
    host = host or settings.server.host
    port = settings.server.port if port is None else port
    typer.echo(f"Serving on http://{host}:{port} (documentation at /docs).")
    if reload:
        uvicorn.run(
            "assistant.server:create_app",
            factory=True,
            reload=True,
            host=host,
            port=port,
            log_level=settings.log_level,
        )
    else:
        uvicorn.run(create_app(settings), host=host, port=port, log_level=settings.log_level)
