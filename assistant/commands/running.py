"""Running one command: its settings, its log, and its module, imported only when called."""

import importlib
import logging

from assistant.config import load


def run_command(command: str, *arguments: object) -> None:
    """Call `run` of the module of `assistant.commands` that is named `command`."""
    settings = load()
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(levelname)s %(name)s %(message)s"
    )
    importlib.import_module(f"assistant.commands.{command}").run(settings, *arguments)
