"""The part of a store that figures need: it answers questions."""

from collections.abc import Mapping
from typing import Protocol

from assistant.analytics.store import Parameter, Rows


class Asks(Protocol):
    """Any `assistant.analytics.store.Store`, or a stand-in that only answers."""

    def ask(self, sql: str, parameters: Mapping[str, Parameter] | None = None) -> Rows:
        """Return what one of our own queries gives; tables are those of `tables.TABLES`.

        Raises:
            StoreUnusable: The store cannot be read.
        """
        ...
