"""Stores of every engine, for tests that must pass on all of them."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from typing import Any, cast
from warnings import catch_warnings, simplefilter

from qdrant_client import QdrantClient

from retrieval.build import BuildOptions, bring_up_to_date
from retrieval.catalog_source import ProductList
from retrieval.embedder import Embedder
from retrieval.folder_store import FolderStore
from retrieval.product import Product
from retrieval.server.connection import Connection
from retrieval.server.settings import Patience, QdrantSettings
from retrieval.server.store import ServerStore
from retrieval.store import Store
from tests.retrieval.qdrant_wire import running

REAL_SERVER = os.environ.get("AISLE_TEST_QDRANT_URL")
"""Of a Qdrant server that tests may make collections on; its key in QDRANT_API_KEY."""

ENGINES = ("edge", "memory", "path", "wire", *(("real",) if REAL_SERVER else ()))

QUICK = Patience(timeout_s=20, retries=2, first_pause_s=0.01, longest_pause_s=0.02)


def quick_settings(url: str, **changes: Any) -> QdrantSettings:
    """Return settings for tests: nothing waits for nobody."""
    usual = QdrantSettings(url, searching=QUICK, building=QUICK, keep_old_s=0.0)
    return replace(usual, **changes)


@contextmanager
def store_of(engine: str, folder: Path) -> Iterator[Store]:
    """Give an empty store of one of `ENGINES`."""
    with ExitStack() as stack:
        match engine:
            case "edge":
                yield FolderStore(folder / "index")
            case "memory" | "path":
                at = ":memory:" if engine == "memory" else None
                client = QdrantClient(
                    at, path=None if at else str(folder / "qdrant"), check_compatibility=False
                )
                stack.enter_context(closing(client))
                yield local_store(client, folder)
            case "wire":
                wire = stack.enter_context(running())
                yield stack.enter_context(closing(ServerStore(quick_settings(wire.url), folder)))
            case "real":
                assert REAL_SERVER
                settings = quick_settings(
                    REAL_SERVER,
                    alias=f"aisle-test-{token_hex(4)}",
                    api_key=os.environ.get("QDRANT_API_KEY"),
                    building=Patience(timeout_s=60, retries=2),
                )
                store = ServerStore(settings, folder)
                try:
                    yield store
                finally:
                    store.drop_everything()


def local_store(client: QdrantClient, folder: Path) -> ServerStore:
    """Return a store in qdrant-client's local mode."""
    kept = cast(QdrantClient, _Kept(client))
    return ServerStore(
        quick_settings("http://local"),
        folder,
        connect=lambda patience: Connection(kept, "local mode", patience),
    )


class _Kept:
    """A client that several connections share: closing one of them leaves it open."""

    def __init__(self, client: QdrantClient) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def close(self) -> None:
        pass


def fill(store: Store, products: Sequence[Product], embedder: Embedder) -> None:
    """Build a generation of `store` anew."""
    source = ProductList(products, "products of a test")
    with quiet():
        bring_up_to_date(source, store, embedder, BuildOptions(force=True))


@contextmanager
def quiet() -> Iterator[None]:
    """Silence local mode, which warns that it builds no payload indexes."""
    with catch_warnings():
        simplefilter("ignore")
        yield
