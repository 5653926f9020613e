"""A generated catalog's index under the settings' home: built once, with what that took."""

import json
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.config import Settings
from assistant.embedding import embedder_of
from evals.bench.search.catalog import Catalog
from retrieval.build import bring_up_to_date
from retrieval.embedder import Embedder, Vectors
from retrieval.errors import CatalogIndexError
from retrieval.feeds.record import Refused
from retrieval.filling import Way
from retrieval.folder_store import FolderStore
from retrieval.index import FORMAT_VERSION, status
from retrieval.product import Product
from retrieval.vector_cache import CachedEmbedder

_RECORD = "bench.json"


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What one build of an index took on the machine that it lies on."""

    count: int
    seconds: float
    """All of it."""
    embedding_s: float
    embedded: int
    """Texts that had to be embedded; the others were remembered from a build that was killed."""
    again_s: float
    """A second run over the same catalog, which found nothing to do."""
    peak_mb: float
    """Resident memory of the building process at its highest, embedder included."""
    disk_mb: float


@dataclass(slots=True)
class TimedEmbedder:
    """An embedder that adds up how long it took."""

    inner: Embedder
    seconds: float = 0.0

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def dimensions(self) -> int:
        return self.inner.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts` as the inner one does."""
        started = time.perf_counter()
        vectors = self.inner.embed(texts)
        self.seconds += time.perf_counter() - started
        return vectors


@dataclass(slots=True)
class GeneratedSource:
    """A generated catalog as a build reads it."""

    catalog: Catalog
    _done: int = 0

    @property
    def name(self) -> str:
        return f"{len(self.catalog)} generated products"

    @property
    def fingerprint(self) -> str:
        return f"generated {self.catalog}"

    def read(self) -> Iterator[Product | Refused]:
        """Give every product, made as it is asked for."""
        for done, product in enumerate(self.catalog, 1):
            self._done = done
            yield product

    def position(self) -> tuple[int, int]:
        """Return how many products were read, and of how many."""
        return self._done, len(self.catalog)


def bench_folder(settings: Settings, count: int) -> Path:
    """Return where the index of `count` generated products lies."""
    return settings.home / "bench" / f"search-{count}"


def record_of(settings: Settings, count: int) -> BuildRecord | None:
    """Return what building took, or None if no usable index is there."""
    folder = bench_folder(settings, count)
    try:
        if status(folder).format_version != FORMAT_VERSION:
            return None
        return BuildRecord(**json.loads((folder / _RECORD).read_text(encoding="utf-8")))
    except (CatalogIndexError, OSError, ValueError, TypeError):
        return None


def built(settings: Settings, count: int) -> BuildRecord:
    """Build the index of `count` products unless it is there, and return what it took.

    Vectors are remembered under the home, so that a build that was killed goes on.
    """
    before = record_of(settings, count)
    if before is not None:
        return before
    folder = bench_folder(settings, count)
    embedder = TimedEmbedder(embedder_of(settings))
    remembering = CachedEmbedder(embedder, settings.home / "bench" / "vectors.sqlite")
    source, store = GeneratedSource(Catalog(count)), FolderStore(folder)
    started = time.perf_counter()
    with remembering:
        first = bring_up_to_date(source, store, remembering)
        seconds = time.perf_counter() - started
        again = bring_up_to_date(source, store, remembering)
        again_s = time.perf_counter() - started - seconds
        embedded = remembering.misses
    assert first.way is not Way.UNCHANGED and again.way is Way.UNCHANGED
    record = BuildRecord(
        count=count,
        seconds=seconds,
        embedding_s=embedder.seconds,
        embedded=embedded,
        again_s=again_s,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        disk_mb=sum(file.stat().st_blocks for file in folder.rglob("*")) * 512 / 1e6,
    )
    (folder / _RECORD).write_text(json.dumps(asdict(record)), encoding="utf-8")
    return record
