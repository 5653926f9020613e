"""One process that opens an index and searches it, so that its memory is that of searching.

Run as `python -m evals.bench.search.probe COUNT`; it prints one JSON object.
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.config import Settings, load
from assistant.embedding import embedder_of
from evals.bench.search.built import TimedEmbedder, bench_folder
from evals.bench.search.catalog import Catalog
from evals.bench.search.filtered import filtered_requests
from retrieval.conditions import Conditions
from retrieval.edge import EdgeEngine
from retrieval.index import open_generation
from retrieval.query import SearchRequest
from retrieval.search import CatalogSearch

REQUESTS = 1_000
WARM_UP = 300
"""Other requests of the same sort: what is read for the first time comes from the disk."""

EXACT = 300
"""Requests whose ten nearest are compared with a scan of all that pass the filters."""

TEN = 10


@dataclass(frozen=True, slots=True)
class Probed:
    """What one process measured over one index."""

    open_s: float
    latency_ms: list[float]
    """Of `CatalogSearch.search`, without the embedding of the query."""
    recall: list[float]
    """Share of the ten nearest that the index finds, a request each."""
    matching: list[float]
    """Share of the catalog that passes the filters, for the same requests."""
    memory_mb: float
    """Resident, embedder and pages of the index's files included."""


def probe(settings: Settings, count: int) -> Probed:
    """Open the index of `count` generated products and search it."""
    folder, catalog = bench_folder(settings, count), Catalog(count)
    embedder = TimedEmbedder(embedder_of(settings))
    started = time.perf_counter()
    search = CatalogSearch.open(folder, embedder)
    open_s = time.perf_counter() - started
    for request in filtered_requests(catalog, WARM_UP, seed=2):
        search.search(request)
    requests = list(filtered_requests(catalog, REQUESTS, seed=1))
    latency_ms = [_timed(search, embedder, request) for request in requests]
    memory_mb = _resident_mb()
    search.close()
    engine, _ = open_generation(folder, embedder)
    if not isinstance(engine, EdgeEngine):
        raise TypeError("this bench measures the embedded engine")
    recall, matching = _compared(engine, embedder, requests[:EXACT], count)
    engine.close()
    return Probed(open_s, latency_ms, recall, matching, memory_mb)


def _timed(search: CatalogSearch, embedder: TimedEmbedder, request: SearchRequest) -> float:
    embedding = embedder.seconds
    started = time.perf_counter()
    search.search(request)
    seconds = time.perf_counter() - started
    return (seconds - (embedder.seconds - embedding)) * 1e3


def _compared(
    engine: EdgeEngine, embedder: TimedEmbedder, requests: Sequence[SearchRequest], count: int
) -> tuple[list[float], list[float]]:
    recall: list[float] = []
    matching: list[float] = []
    for request in requests:
        vector = embedder.embed([request.text])[0]
        conditions = Conditions.of(request)
        truth = set(engine.nearest_of_all(vector, conditions, TEN))
        hits = engine.nearest(vector, request.text, conditions)
        found = {hit.id for hit in hits if hit.dense_rank is not None and hit.dense_rank <= TEN}
        recall.append(len(found & truth) / len(truth))
        matching.append(engine.count(conditions) / count)
    return recall, matching


def _resident_mb() -> float:
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("/proc/self/status does not state VmRSS")


if __name__ == "__main__":
    json.dump(asdict(probe(load(), int(sys.argv[1]))), sys.stdout)
