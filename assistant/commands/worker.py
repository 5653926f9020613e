"""`aisle worker`: conversations in LiveKit rooms."""

import asyncio

import typer

from assistant.commands.serve import exit_code
from assistant.config import Settings, secret
from assistant.errors import ConfigError
from assistant.http.process_metrics import ProcessMetrics


def run(settings: Settings, port: int) -> None:
    """Serve rooms until a signal comes.

    Raises:
        ConfigError: No LiveKit server is configured, or a key is missing.
        RoomsUnusable: The LiveKit server cannot be reached, or refuses this worker.
        SpeechError, RetrievalError, AgentError, AssistantError: A part cannot be loaded.
    """
    # Said before anything is loaded.
    if settings.livekit.url is None:
        raise ConfigError("No LiveKit server is configured; set livekit.url (docs/livekit.md).")
    secret(settings.livekit.key_variable)
    secret(settings.livekit.secret_variable)
    if not settings.server.voice:
        raise ConfigError("Rooms need a voice; set server.voice = true.")
    try:
        code = exit_code(asyncio.run(_serve(settings, port)))
    except KeyboardInterrupt:
        code = 130
    if code:
        raise typer.Exit(code)


async def _serve(settings: Settings, port: int) -> list[int]:
    from assistant.shops import open_shops  # noqa: PLC0415 - see assistant.parts

    async with open_shops(settings) as shops:
        from assistant.rooms.desk import RoomDesk  # noqa: PLC0415 - imports LiveKit
        from assistant.rooms.worker import agent_server, run_worker  # noqa: PLC0415

        metrics = ProcessMetrics()
        desk = RoomDesk(shops, settings, metrics)
        server = agent_server(settings, desk, port)

        def ready() -> None:
            typer.echo(f"Waiting for rooms of {settings.livekit.url}.")

        server.on("worker_registered", lambda *_: ready())
        return await run_worker(server, desk)
