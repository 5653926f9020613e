"""`aisle index` on a feed file: the first time, again, and after a few prices changed.

The feed is the sample shop's, several times over with other seeds: full descriptions, sizes
and colours, about 70 word pieces a product. Every text is embedded in the first run.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from assistant.config import Settings
from assistant.embedding import embedder_of
from evals.bench.figure import Figure
from retrieval.build import Built, bring_up_to_date
from retrieval.catalog_source import FeedSource
from retrieval.filling import Way
from retrieval.folder_store import FolderStore
from retrieval.product import Product
from retrieval.sample import generate
from retrieval.vector_cache import CachedEmbedder

SEEDS = range(100, 105)
CHANGED = 0.01
PRODUCTS_PER_S = 300
SAME_SHARE = 0.02


def feed_figures(settings: Settings) -> tuple[Figure, ...]:
    """Index a feed of 10,050 products three times; takes about a minute on 2 cores."""
    with TemporaryDirectory() as home:
        feed, folder = Path(home) / "feed.jsonl", Path(home) / "index"
        products = list(_products())
        _write(feed, products)
        first_s, first = _run(settings, feed, folder)
        again_s, again = _run(settings, feed, folder)
        _write(feed, _dearer(products))
        changed_s, changed = _run(settings, feed, folder)
    assert (first.way, again.way) == (Way.REBUILT, Way.UNCHANGED)
    assert changed.changed and not changed.reworded
    count = len(products)
    return (
        Figure(
            "a feed's products indexed with embedding",
            count / first_s,
            "/s",
            count,
            reach=PRODUCTS_PER_S,
            smaller_is_better=False,
        ),
        Figure("the same feed again, share of the first run", again_s / first_s, "", 1,
               reach=SAME_SHARE),
        Figure("1 % of the prices changed, share of the first run", changed_s / first_s, "", 1),
    )  # fmt: skip


def _run(settings: Settings, feed: Path, folder: Path) -> tuple[float, Built]:
    """Index `feed` as `aisle index` does, loading the embedder included."""
    started = time.perf_counter()
    with CachedEmbedder(embedder_of(settings), folder.parent / "vectors.sqlite") as embedder:
        built = bring_up_to_date(FeedSource(feed), FolderStore(folder), embedder)
    return time.perf_counter() - started, built


def _products() -> Iterator[Product]:
    for seed in SEEDS:
        for product in generate(seed):
            yield product.model_copy(update={"id": f"{seed}-{product.id}"})


def _dearer(products: list[Product]) -> list[Product]:
    """Return the products with 1 % of the prices raised; variants go with their product."""
    dice = Random(7)
    chosen = set(dice.sample(range(len(products)), round(CHANGED * len(products))))
    return [_raised(each) if n in chosen else each for n, each in enumerate(products)]


def _raised(product: Product) -> Product:
    variants = tuple(v.model_copy(update={"price": v.price + 1}) for v in product.variants)
    raised = {"price": product.price + 1, "variants": variants, "list_price": None}
    return product.model_copy(update=raised)


def _write(feed: Path, products: list[Product]) -> None:
    with feed.open("w", encoding="utf-8") as file:
        for product in products:
            file.write(product.model_dump_json(exclude_defaults=True) + "\n")
