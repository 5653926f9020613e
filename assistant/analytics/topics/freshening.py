"""The topics of one shop in a process that serves: counted by another one, last in line.

A process is started when a page asks and the log has changed since. It is asked the settings of
the shop.
"""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from assistant import last_in_line
from assistant.analytics.store import Store
from assistant.analytics.topics.topics import Topics
from assistant.config import Settings
from assistant.config_tables import EmbeddingSettings

if TYPE_CHECKING:
    from retrieval.embedder import Embedder, Vectors

FIRST_WAIT_S: Final = 15.0
"""How long a question waits where nothing was counted yet: a log of 20,000 turns takes 6 s."""
AGAIN_AFTER_S: Final = 60.0
"""Before a count that failed is tried again."""

_log = logging.getLogger(__name__)


class LazyEmbedder:
    """The embedder that comes with Aisle, whatever the shop searches with; loaded when needed.

    So topics stay the same when a shop changes its embedder, and no text of the log leaves the
    machine for one behind a URL.

    Args:
        settings: Of the shop.
        threads: Cores that it may take.
    """

    def __init__(self, settings: Settings, threads: int = 1) -> None:
        self._settings = settings.model_copy(update={"embedding": EmbeddingSettings()})
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: Embedder | None = None

    def __call__(self, texts: Sequence[str]) -> "Vectors":
        """Return float32 [N, D], unit length.

        Raises:
            WeightsError, EmbedderError: It cannot be loaded.
        """
        with self._lock:
            if self._loaded is None:
                from assistant.embedding import embedder_of  # noqa: PLC0415 - loads weights

                self._loaded = embedder_of(self._settings, self._threads)
        return self._loaded.embed(texts)


class ShopTopics:
    """The topics of one shop, and its store.

    Args:
        settings: Of the shop.
        store: Its log.
        threads: Of embedding.
    """

    def __init__(self, settings: Settings, store: Store, threads: int = 1) -> None:
        self.store = store
        self.topics = Topics(settings.topics_path, LazyEmbedder(settings, threads))
        self._settings = settings
        self._lock = threading.Lock()
        self._counting: subprocess.Popen[bytes] | None = None
        self._began_s = -AGAIN_AFTER_S

    @property
    def is_behind(self) -> bool:
        """Whether the log has changed since the topics were counted."""
        return self.topics.state.mark() != self.store.mark()

    def catch_up(self) -> int:
        """Count what changed, here and now; return how many days.

        Raises:
            StoreUnusable: Something cannot be read or written; may be tried again.
        """
        return self.topics.catch_up(self.store)

    def freshen(self) -> None:
        """Have what changed counted by another process; wait only for the very first count."""
        with self._lock:
            running = self._counting is not None and self._counting.poll() is None
            if not running and self.is_behind and not self._failed_just_now():
                self._counting = self._started()
            counting = self._counting
        if counting is not None and not self.topics.days.days():
            with suppress(subprocess.TimeoutExpired):
                counting.wait(FIRST_WAIT_S)

    def close(self) -> None:
        """End a count that runs; the next one goes on where it was."""
        with self._lock:
            if self._counting is not None and self._counting.poll() is None:
                self._counting.kill()
                self._counting.wait()

    def _failed_just_now(self) -> bool:
        failed = self._counting is not None and self._counting.returncode != 0
        return failed and time.monotonic() - self._began_s < AGAIN_AFTER_S

    def _started(self) -> "subprocess.Popen[bytes] | None":
        self._began_s = time.monotonic()
        try:
            return last_in_line.started(
                "assistant.analytics.topics.freshening", self._settings.model_dump_json()
            )
        except OSError:
            _log.warning("the log's topics cannot be counted: no process can be started")
            return None


def main() -> int:
    """Count the topics of the log of the settings on standard input."""
    asked = last_in_line.taken()
    from assistant.analytics.opening import open_store  # noqa: PLC0415 - loads DuckDB
    from assistant.errors import AssistantError  # noqa: PLC0415

    def work() -> dict[str, int]:
        settings = Settings.model_validate_json(asked)
        with closing(open_store(settings)) as store:
            return {"days": ShopTopics(settings, store).catch_up()}

    return last_in_line.answer(work, (AssistantError, OSError))


if __name__ == "__main__":
    sys.exit(main())
