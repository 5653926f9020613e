"""The assistant that a run talks to: this installation's catalog and settings, a home of its own.

What shoppers of a run say, click and cost is kept apart from what real ones did, and an index in a
folder can be open while a server runs, since each process of a run searches a copy.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.config import Settings
from assistant.config_tables import ConversationSettings


@contextmanager
def scratch_home(settings: Settings, beside: Path | None = None) -> Iterator[Settings]:
    """Yield settings with a home that is gone afterwards, and the catalog of `settings`.

    Args:
        settings: Of this installation.
        beside: Where to make it; the system's temporary folder if None.

    Raises:
        OSError: The disk is full.
    """
    with TemporaryDirectory(prefix="aisle-eval-", dir=beside) as folder:
        home = Path(folder)
        for path in (settings.index_path, settings.server_index_path):
            if path.is_dir():
                shutil.copytree(path, home / path.name)
        for path in (settings.phrases_path,):
            if path.is_dir():
                (home / path.name).symlink_to(path.resolve(), target_is_directory=True)
        router = settings.router.model_copy(
            update={"ledger_url": None, "ledger_password_variable": None}
        )
        yield settings.model_copy(
            update={"home": home, "conversations": ConversationSettings(), "router": router}
        )
