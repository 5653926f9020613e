"""Builds an index in a process of its own, to be killed, starved or measured.

    python -m tests.retrieval.build_process FOLDER PRODUCTS [--feed FILE] [--slow S]
        [--largest BYTES] [--engine none]

Prints the way, the digest, whether it went on with an earlier run, how many texts were
embedded, and the peak of memory in MB, on one line.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from retrieval.build import bring_up_to_date
from retrieval.catalog_source import CatalogSource, FeedSource
from retrieval.embedder import Vectors
from retrieval.engine import EngineWriter
from retrieval.errors import RetrievalError
from retrieval.feeds.record import Refused
from retrieval.folder_store import FolderGeneration, FolderStore
from retrieval.product import Product
from retrieval.vector_cache import CachedEmbedder
from tests.retrieval.catalog import WordEmbedder, boots


class SlowEmbedder(WordEmbedder):
    """Takes its time, so that a build can be killed in the middle."""

    def __init__(self, pause_s: float) -> None:
        self.embedded = 0
        self._pause_s = pause_s

    def embed(self, texts: Sequence[str]) -> Vectors:
        time.sleep(self._pause_s)
        self.embedded += len(texts)
        return super().embed(texts)


class Many:
    """As many small products as wanted, none of them kept."""

    def __init__(self, count: int) -> None:
        self.name = self.fingerprint = f"{count} boots"
        self._count = count

    def read(self) -> Iterator[Product | Refused]:
        for number in range(self._count):
            yield boots(f"id-{number}", title=f"Boots {number % 97}", brand=f"Brand {number % 500}")

    def position(self) -> tuple[int, int]:
        return 0, 0


class NoEngine:
    """Counts products and forgets them: what is left is what the build itself takes."""

    def __init__(self) -> None:
        self._count = 0

    def add(self, products: Sequence[Product], texts: Sequence[str], vectors: Vectors) -> None:
        assert len(products) == len(texts) == len(vectors)
        self._count += len(products)

    def remove(self, product_ids: Sequence[str]) -> None:
        self._count -= len(product_ids)

    def count_all(self) -> int:
        return self._count

    def finish(self) -> None:
        pass

    def close(self) -> None:
        pass


class UnstoredGeneration(FolderGeneration):
    """Keeps all but the products."""

    def writer(self, dimensions: int, average_words: float) -> EngineWriter:
        return NoEngine()


class UnstoredStore(FolderStore):
    """Keeps everything of a generation but the products."""

    @contextmanager
    def building(self) -> Iterator[FolderGeneration]:
        with super().building() as generation:
            yield UnstoredGeneration(generation.root, generation.folder)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("products", type=int)
    parser.add_argument("--feed", type=Path)
    parser.add_argument("--slow", type=float, default=0.0)
    parser.add_argument("--largest", type=int)
    parser.add_argument("--engine", choices=("edge", "none"), default="edge")
    given = parser.parse_args()
    if given.largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (given.largest, given.largest))
    source: CatalogSource = FeedSource(given.feed) if given.feed else Many(given.products)
    slow = SlowEmbedder(given.slow)
    store = (FolderStore if given.engine == "edge" else UnstoredStore)(given.folder / "index")
    try:
        with CachedEmbedder(slow, given.folder / "vectors.sqlite") as embedder:
            built = bring_up_to_date(source, store, embedder)
    except RetrievalError as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 1
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(built.way, built.meta.digest, built.resumed, slow.embedded, peak_mb)  # noqa: T201 - its result
    return 0


if __name__ == "__main__":
    sys.exit(main())
