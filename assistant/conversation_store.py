"""Where the configured conversations live: in a file, or in a Postgres database."""

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import Settings, secret

if TYPE_CHECKING:
    from agents.checkpoints import Postgres


def conversation_store(settings: Settings) -> "Path | Postgres":
    """Return what `agents.checkpoints.open_checkpoints` takes.

    Raises:
        ConfigError: The password's environment variable is not set.
    """
    conversations = settings.conversations
    if conversations.url is None:
        return settings.conversations_path
    from agents.checkpoints import Postgres  # noqa: PLC0415

    variable = conversations.password_variable
    return Postgres(conversations.url, secret(variable) if variable else None)
