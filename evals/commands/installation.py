"""The settings of the shop that an eval command is about, and its log."""

import logging

from assistant.commands.running import chosen_tenant
from assistant.config import Settings, load


def settings_of_command() -> Settings:
    """Read the settings of the chosen shop (`aisle --tenant`), and set the log up.

    Raises:
        ConfigError: A setting is wrong, or there is no such tenant.
    """
    settings = load()
    settings = settings.of_tenant(chosen_tenant.get() or settings.tenant)
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(levelname)s %(name)s %(message)s"
    )
    return settings
