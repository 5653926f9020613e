"""Indexes and weights that several retrieval tests share."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from retrieval.embedder import Embedder
from retrieval.index import build
from retrieval.minilm_embedder import MiniLmEmbedder
from retrieval.product import Product
from retrieval.search import CatalogSearch
from speech.weights import resolve
from tests.retrieval.catalog import WordEmbedder

OpenSearch = Callable[..., CatalogSearch]
_ROOM = 4_000_000_000
"""Bytes free: an index takes 142 MB, several tests run at once; a container may give 64 MB."""


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give a folder in memory where there is room: an index is some 200 small files."""
    memory = Path("/dev/shm")
    has_room = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > _ROOM
    with TemporaryDirectory(dir=memory if has_room else None) as folder:
        yield Path(folder)


@pytest.fixture
def quick_path() -> Iterator[Path]:
    """Give each test a quick folder."""
    with quick_folder() as folder:
        yield folder


@contextmanager
def opened(*products: Product, embedder: Embedder | None = None) -> Iterator[CatalogSearch]:
    """Index products, give a search over them, and remove both."""
    used = embedder or WordEmbedder()
    with quick_folder() as folder:
        build(products, folder, used)
        with closing(CatalogSearch.open(folder, used)) as search:
            yield search


@pytest.fixture
def open_search() -> Iterator[OpenSearch]:
    """Return a function that indexes products and opens a search over them."""
    # Closed after each test: a build took five times as long with 20 shards still open.
    with ExitStack() as stack:
        yield lambda *products: stack.enter_context(opened(*products))


@pytest.fixture(scope="session")
def minilm() -> MiniLmEmbedder:
    """Return the real embedder."""
    weights = resolve("minilm-l6-int8")
    return MiniLmEmbedder(weights.path("model.onnx"), weights.path("vocab.txt"))
