"""How long embedding takes: one query, queries of four conversations at once, and products.

The queries differ, so that nothing is answered from memory. "At once" is the hardest case:
four threads ask without a pause between. What the cores explain of that is the time of one
query times four over the number of cores; the ratio to it says what sharing costs.
"""

import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle, islice
from statistics import median

from assistant.config import Settings
from assistant.embedding import embedder_of
from evals.bench.figure import Figure, median_of, percentile_of
from retrieval.embedder import Embedder
from retrieval.product import Product
from retrieval.sample import generate
from retrieval.text import document

QUERIES = 400
"""Asked alone, and as many by each of the four."""

CONVERSATIONS = 4
PAUSE_S = 0.05
"""Mean pause of a conversation that asks at random: 20 queries a second, more than any does."""

CHUNK = 256
"""Products a call; a build gives four times as many at once."""

_SEED = 7


def embedding_figures(settings: Settings) -> tuple[Figure, ...]:
    """Measure the configured embedder; takes about 20 seconds.

    Args:
        settings: which embedder. It takes every core, as in a server and in a build.

    Returns:
        Latency of a query alone, at random and without pause; products embedded a second.
    """
    embedder = embedder_of(settings, threads=os.cpu_count())
    products = generate()
    queries = _queries(products, QUERIES)
    _asked_ms(embedder, queries[:40])
    alone = _asked_ms(embedder, queries)
    at_random = _together_ms(embedder, queries, PAUSE_S)
    pressed = _together_ms(embedder, queries, 0.0)
    # Alone once more: on a machine that is not quiet the two halves tell how far to trust it.
    alone += _asked_ms(embedder, queries)
    explained = max(1.0, CONVERSATIONS / (os.cpu_count() or 1)) * median(alone)
    ratios = [ms / explained for ms in pressed]
    return (
        median_of("query embedding, median", alone, "ms"),
        percentile_of("query embedding, p95", alone, 95, "ms", reach=5.0),
        percentile_of("query embedding, 4 conversations at random, p95", at_random, 95, "ms"),
        percentile_of("query embedding, 4 without pause, p95", pressed, 95, "ms"),
        median_of("the same, median, ratio to what the cores explain", ratios, "", reach=1.1),
        replace(
            median_of("products embedded", _rates(embedder, products), "1/s", reach=300.0),
            smaller_is_better=False,
        ),
    )


def _queries(products: Sequence[Product], count: int) -> list[str]:
    """Return different short queries as shoppers put them, of these products' own words."""
    dice = random.Random(_SEED)
    found: dict[str, None] = {}
    while len(found) < count:
        product = dice.choice(products)
        words = [*product.colours, *product.materials, *product.features, product.audience or ""]
        told = " ".join(dice.sample(words, dice.randint(0, min(2, len(words)))))
        found[" ".join(f"{told} {product.category}".split())] = None
    return list(found)


def _asked_ms(embedder: Embedder, queries: Sequence[str], pause_s: float = 0.0) -> list[float]:
    dice = random.Random(len(queries))
    times = []
    for query in queries:
        if pause_s:
            time.sleep(dice.expovariate(1 / pause_s))
        began = time.perf_counter()
        embedder.embed([query])
        times.append((time.perf_counter() - began) * 1000)
    return times


def _together_ms(embedder: Embedder, queries: Sequence[str], pause_s: float) -> list[float]:
    """Ask from several threads; the first and last tenth of each are left out."""
    step = len(queries) // CONVERSATIONS
    edge = len(queries) // 10
    orders = [
        list(islice(cycle(queries), n * step, n * step + len(queries)))
        for n in range(CONVERSATIONS)
    ]
    with ThreadPoolExecutor(CONVERSATIONS) as threads:
        runs = threads.map(lambda order: _asked_ms(embedder, order, pause_s), orders)
        return [ms for run in runs for ms in run[edge:-edge]]


def _rates(embedder: Embedder, products: Sequence[Product]) -> list[float]:
    """Return texts a second of each chunk, the texts being made included."""
    rates = []
    for start in range(0, len(products), CHUNK):
        chunk = products[start : start + CHUNK]
        began = time.perf_counter()
        embedder.embed([document(product) for product in chunk])
        rates.append(len(chunk) / (time.perf_counter() - began))
    return rates
