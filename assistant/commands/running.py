"""Running one command: its settings, its log, and its module, imported only when called."""

import importlib
from contextvars import ContextVar

from assistant.config import Settings, load
from assistant.diagnostics import begin

chosen_tenant: ContextVar[str | None] = ContextVar("chosen_tenant", default=None)
"""`aisle --tenant`; the setting where it is not given."""
_OF_ALL_TENANTS = {"serve", "worker", "keys"}
"""Commands that are about the whole installation; every other is about one shop."""


def run_command(command: str, *arguments: object) -> None:
    """Call `run` of the module of `assistant.commands` that is named `command`.

    Raises:
        ConfigError: A setting is wrong, or there is no such tenant.
    """
    settings = command_settings(command)
    importlib.import_module(f"assistant.commands.{command}").run(settings, *arguments)


def command_settings(command: str) -> Settings:
    """Return the settings that a command is to run with, and begin its log of diagnostics.

    Raises:
        ConfigError: A setting is wrong, or there is no such tenant.
    """
    settings = load()
    tenant = chosen_tenant.get() or settings.tenant
    if command in _OF_ALL_TENANTS:
        settings = settings.model_copy(update={"tenant": tenant})
    else:
        settings = settings.of_tenant(tenant)
    begin(settings.log_level)
    return settings
