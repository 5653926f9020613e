"""Every tenant's tables of the log in one process, opened when they are first asked for."""

import threading
from typing import TYPE_CHECKING

from assistant.config import Settings

if TYPE_CHECKING:
    from assistant.analytics.store import Store
    from assistant.analytics.topics.freshening import ShopTopics


class Stores:
    """Opens each tenant's store once. Safe for several threads.

    Args:
        settings: Of the installation.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opened: dict[str, Store] = {}
        self._topics: dict[str, ShopTopics] = {}
        self._lock = threading.Lock()

    def store(self, tenant: str) -> "Store":
        """Return a tenant's store; blocks while it is opened.

        Raises:
            ConfigError: There is no such tenant.
            StoreUnusable: It cannot be opened.
        """
        with self._lock:
            found = self._opened.get(tenant)
            if found is None:
                from assistant.analytics.opening import open_store  # noqa: PLC0415 - loads DuckDB

                found = self._opened[tenant] = open_store(self._settings.of_tenant(tenant))
            return found

    def topics(self, tenant: str) -> "ShopTopics":
        """Return a tenant's topics.

        Raises:
            ConfigError: There is no such tenant.
            StoreUnusable: They cannot be opened.
        """
        store = self.store(tenant)
        with self._lock:
            found = self._topics.get(tenant)
            if found is None:
                from assistant.analytics.topics.freshening import ShopTopics  # noqa: PLC0415

                found = ShopTopics(self._settings.of_tenant(tenant), store)
                self._topics[tenant] = found
            return found

    def close(self) -> None:
        """Close what was opened."""
        with self._lock:
            for topics in self._topics.values():
                topics.close()
            self._topics.clear()
            for store in self._opened.values():
                store.close()
            self._opened.clear()
