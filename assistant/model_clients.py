"""The clients of the models that the routing policy names, opened as they are needed.

A policy that is read anew may add, change or drop models while replies are under way: a client
is opened when its model is first looked up, and closed when no reply can use it any more.
"""

import asyncio
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from agents.models.call import ModelClient
from agents.models.clients import open_client
from agents.models.errors import ModelFailed
from agents.models.spec import ModelSpec

_log = logging.getLogger("aisle.models")

CLOSED_AFTER_S = 60.0
"""A client that was replaced may still write the longest reply."""

Specs = Callable[[], Mapping[str, ModelSpec]]


def key_of(variable: str | None) -> str | None:
    """Return the key that an environment variable holds; None where it is not set."""
    return (os.environ.get(variable, "").strip() or None) if variable else None


def has_key(variable: str) -> bool:
    """Say whether an environment variable holds a key."""
    return key_of(variable) is not None


class Clients(Mapping[str, ModelClient]):
    """Clients by the names of their models; a model that cannot be opened is not in it.

    Args:
        specs: The models as the policy has them now.
        refused: Told of a model that cannot be opened, each time its settings change.
    """

    def __init__(self, specs: Specs, refused: Callable[[str, ModelFailed], None]) -> None:
        self._specs = specs
        self._refused = refused
        self._open: dict[str, tuple[ModelSpec, str | None, ModelClient | None]] = {}
        self._closing: set[asyncio.Task[None]] = set()

    def __getitem__(self, name: str) -> ModelClient:
        specs = self._specs()
        self._let_go(specs)
        spec = specs[name]
        key = key_of(spec.key_variable)
        known = self._open.get(name)
        if known is None or known[:2] != (spec, key):
            if known is not None and known[2] is not None:
                self._close_later(known[2])
            known = self._open[name] = (spec, key, self._opened(name, spec, key))
        if known[2] is None:
            raise KeyError(name)
        return known[2]

    def __iter__(self) -> Iterator[str]:
        return iter(self._specs())

    def __len__(self) -> int:
        return len(self._specs())

    def open_all(self) -> None:
        """Open every model now: the first of a vendor imports its SDK, which takes a second."""
        for name in tuple(self):
            with suppress(KeyError):
                self[name]

    async def aclose(self) -> None:
        """Close all connections."""
        for task in self._closing:
            task.cancel()
        clients = [client for _, _, client in self._open.values() if client is not None]
        self._open.clear()
        await asyncio.gather(*(c.aclose() for c in clients), *self._closing, return_exceptions=True)

    def _let_go(self, specs: Mapping[str, ModelSpec]) -> None:
        """Close what the policy does not name any more."""
        for name in [name for name in self._open if name not in specs]:
            _, _, client = self._open.pop(name)
            if client is not None:
                self._close_later(client)

    def _opened(self, name: str, spec: ModelSpec, key: str | None) -> ModelClient | None:
        try:
            return open_client(name, spec, key)
        except ModelFailed as failure:
            _log.warning("a model is left out: %s", failure)
            self._refused(name, failure)
            return None

    def _close_later(self, client: ModelClient) -> None:
        async def close() -> None:
            try:
                await asyncio.sleep(CLOSED_AFTER_S)
            finally:
                await client.aclose()

        task = asyncio.get_running_loop().create_task(close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
