"""Where the configured bill is kept: in a file, or in a Postgres database."""

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import Settings, secret

if TYPE_CHECKING:
    from agents.checkpoints import Postgres


def ledger_place(settings: Settings) -> "Path | Postgres":
    """Return what `agents.ledger.opening.open_ledger` takes.

    Raises:
        ConfigError: The password's environment variable is not set.
    """
    router = settings.router
    if router.ledger_url is None:
        return settings.ledger_path
    from agents.checkpoints import Postgres  # noqa: PLC0415

    variable = router.ledger_password_variable
    return Postgres(router.ledger_url, secret(variable) if variable else None)
