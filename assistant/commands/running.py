"""Running one command: its settings, its log, and its module, imported only when called."""

import importlib
import logging

from assistant.config import load

_QUIET_LIBRARIES = ("aiosqlite", "httpcore", "httpcore2", "httpx", "httpx2", "psycopg")
"""At DEBUG these write what they store and send, the shopper's words and headers included."""


def run_command(command: str, *arguments: object) -> None:
    """Call `run` of the module of `assistant.commands` that is named `command`."""
    settings = load()
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(levelname)s %(name)s %(message)s"
    )
    for library in _QUIET_LIBRARIES:
        logging.getLogger(library).setLevel(max(logging.INFO, logging.getLogger().level))
    importlib.import_module(f"assistant.commands.{command}").run(settings, *arguments)
