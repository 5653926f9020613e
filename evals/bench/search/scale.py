"""How fast, how exact and how large the embedded index is at 100,000 and 1,000,000 products."""

import json
import os
import subprocess
import sys
from statistics import mean

from assistant.config import Settings
from evals.bench.figure import Figure, mean_of, percentile_of
from evals.bench.search.built import BuildRecord, built, record_of
from evals.bench.search.probe import Probed

SMALL, LARGE = 100_000, 1_000_000
REACH_MS = {SMALL: (2.0, 5.0), LARGE: (10.0, 25.0)}
"""p50 and p95 of hybrid search with two filters, without the embedding of the query."""

MEMORY_MB = 4_096
RECALL = 0.97
SAME_FEED_SHARE = 0.02
PRODUCTS_PER_S = 300


def scale_figures(settings: Settings) -> tuple[Figure, ...]:
    """Measure both sizes; a million only if its index is there or `bench_million` asks for it.

    The index of 100,000 takes about 5 minutes to build the first time on 2 cores, that of a
    million about 45, half of it embedding; both stay under the settings' home.
    """
    figures = list(_figures(settings, SMALL, built(settings, SMALL)))
    if settings.bench_million:
        built(settings, LARGE)
    record = record_of(settings, LARGE)
    figures += _figures(settings, LARGE, record) if record else _missing(LARGE)
    return tuple(figures)


def _figures(settings: Settings, count: int, record: BuildRecord) -> tuple[Figure, ...]:
    probed = _probed(settings, count)
    p50, p95 = REACH_MS[count]
    each = f"{count:,} products"
    return (
        percentile_of(f"two filters, {each}: p50", probed.latency_ms, 50, "ms", reach=p50),
        percentile_of(f"two filters, {each}: p95", probed.latency_ms, 95, "ms", reach=p95),
        _at_least(mean_of(f"recall of the ten nearest, {each}", probed.recall), RECALL),
        Figure(f"share that passes, {each}", mean(probed.matching), "", len(probed.matching)),
        Figure(f"memory of searching, {each}", probed.memory_mb, "MB", 1, reach=MEMORY_MB),
        Figure(f"opening, {each}", probed.open_s, "s", 1),
        Figure(f"disk, {each}", record.disk_mb, "MB", 1),
        Figure(f"building, {each}", record.seconds, "s", 1),
        Figure(f"building without embedding, {each}", record.seconds - record.embedding_s, "s", 1),
        Figure(f"memory of building, {each}", record.peak_mb, "MB", 1),
        _rate(record, each),
        Figure(
            f"second run as a share of the first, {each}",
            record.again_s / record.seconds,
            "",
            1,
            reach=SAME_FEED_SHARE,
        ),
    )


def _rate(record: BuildRecord, each: str) -> Figure:
    """End to end, only where every text was embedded in that run."""
    whole = record.embedded == record.count
    return Figure(
        f"indexed with embedding, {each}",
        record.count / record.seconds if whole else None,
        "/s",
        int(whole),
        reach=PRODUCTS_PER_S,
        smaller_is_better=False,
    )


def _missing(count: int) -> tuple[Figure, ...]:
    p50, p95 = REACH_MS[count]
    each = f"{count:,} products"
    return (
        Figure(f"two filters, {each}: p50", None, "ms", 0, reach=p50),
        Figure(f"two filters, {each}: p95", None, "ms", 0, reach=p95),
        Figure(f"memory of searching, {each}", None, "MB", 0, reach=MEMORY_MB),
    )


def _at_least(figure: Figure, reach: float) -> Figure:
    return Figure(
        figure.name,
        figure.value,
        figure.unit,
        figure.n,
        figure.low,
        figure.high,
        reach,
        smaller_is_better=False,
    )


def _probed(settings: Settings, count: int) -> Probed:
    environment = {**os.environ, "AISLE_HOME": str(settings.home)}
    output = subprocess.run(
        [sys.executable, "-m", "evals.bench.search.probe", str(count)],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    return Probed(**json.loads(output))
