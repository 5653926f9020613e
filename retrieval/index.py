"""Building a product index in a folder, and saying what is in one.

Searching it is `retrieval.search`; how generations of it follow each other is
`retrieval.generations`.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from retrieval.edge import EdgeEngine
from retrieval.embedder import Embedder
from retrieval.errors import REBUILD, CatalogUnusable, IndexDamaged, IndexOutdated
from retrieval.generations import current, new_generation
from retrieval.product import Flag, Product
from retrieval.text import document
from retrieval.vocabulary import Vocabulary

FORMAT_VERSION = 2
"""Raised with every change of what is stored, embedded or indexed."""

CHUNK = 256
"""Products embedded and stored at a time."""

META = "meta.json"
VOCABULARY = "vocabulary.json"
SHARD = "shard"


class IndexMeta(BaseModel):
    """What an index was built from. Other format versions may state more."""

    model_config = ConfigDict(frozen=True)

    format_version: int
    embedder: str
    dimensions: int
    count: int
    digest: str
    """SHA-256 over the products in their order, to tell whether a catalog has changed."""
    built: datetime


def build(
    products: Sequence[Product],
    folder: Path,
    embedder: Embedder,
    progress: Callable[[int, int], None] | None = None,
) -> IndexMeta:
    """Index `products` in `folder`; what served there goes on serving until it is done.

    Args:
        products: at least one, ids all different.
        folder: made if it does not exist.
        embedder: the one that will be searched with.
        progress: called with products done and products in all.

    Returns:
        What was written beside the index.

    Raises:
        CatalogUnusable: no product, or one id twice.
        IndexLocked: another build in `folder` is running.
        IndexUnwritable: the folder or the disk refuses.
        SearchFailed: the engine refuses.
    """
    _check(products)
    meta = IndexMeta(
        format_version=FORMAT_VERSION,
        embedder=embedder.name,
        dimensions=embedder.dimensions,
        count=len(products),
        digest=digest(products),
        built=datetime.now(UTC),
    )
    with new_generation(folder) as building:
        _fill(products, building / SHARD, embedder, progress)
        # A brand that only restricted products carry would be understood and never found.
        shown = [product for product in products if Flag.RESTRICTED not in product.flags]
        vocabulary = Vocabulary.of(shown or products)
        (building / VOCABULARY).write_text(json.dumps(vocabulary.to_json()), encoding="utf-8")
        (building / META).write_text(meta.model_dump_json(indent=2), encoding="utf-8")
    return meta


def digest(products: Sequence[Product]) -> str:
    """Return the SHA-256 (hex) of a catalog: equal exactly if all products are."""
    hashed = sha256()
    for product in products:
        hashed.update(product.model_dump_json().encode("utf-8") + b"\n")
    return hashed.hexdigest()


def status(folder: Path) -> IndexMeta:
    """Say what the index in `folder` was built from. Works while another process holds it.

    Raises:
        IndexMissing: nothing was built here.
        IndexDamaged: it is incomplete.
    """
    return _read_meta(current(folder), folder)


def open_generation(folder: Path, embedder: Embedder) -> tuple[EdgeEngine, Vocabulary]:
    """Open the index in `folder` for searches with `embedder`.

    Raises:
        IndexMissing: nothing was built here.
        IndexDamaged: it is incomplete.
        IndexOutdated: of another format version or embedder.
        IndexLocked: another process holds it.
    """
    generation = current(folder)
    meta = _read_meta(generation, folder)
    if meta.format_version != FORMAT_VERSION:
        raise IndexOutdated(
            f"The product index in {folder} has format {meta.format_version} and this version of "
            f"Aisle reads format {FORMAT_VERSION}; {REBUILD}."
        )
    if (meta.embedder, meta.dimensions) != (embedder.name, embedder.dimensions):
        raise IndexOutdated(
            f"The product index in {folder} was built with the embedder {meta.embedder} and "
            f"{embedder.name} is configured; {REBUILD}."
        )
    try:
        stored = json.loads((generation / VOCABULARY).read_text(encoding="utf-8"))
        vocabulary = Vocabulary.from_json(stored)
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise _damaged(folder) from error
    engine = EdgeEngine.load(generation / SHARD)
    if engine.count_all() != meta.count:
        engine.close()
        raise _damaged(folder)
    return engine, vocabulary


def _fill(
    products: Sequence[Product],
    folder: Path,
    embedder: Embedder,
    progress: Callable[[int, int], None] | None,
) -> None:
    texts = [document(product) for product in products]
    average_words = sum(len(text.split()) for text in texts) / len(texts)
    engine = EdgeEngine.create(folder, embedder.dimensions, average_words)
    try:
        for start in range(0, len(products), CHUNK):
            rows = slice(start, start + CHUNK)
            engine.add(products[rows], texts[rows], embedder.embed(texts[rows]))
            if progress is not None:
                progress(min(start + CHUNK, len(products)), len(products))
        engine.finish()
    finally:
        engine.close()


def _check(products: Sequence[Product]) -> None:
    if not products:
        raise CatalogUnusable("There is no product to index; give `aisle index` a feed with some.")
    seen: set[str] = set()
    for product in products:
        if product.id in seen:
            raise CatalogUnusable(
                f'Two products have the id "{product.id}"; give each product its own id.'
            )
        seen.add(product.id)


def _read_meta(generation: Path, folder: Path) -> IndexMeta:
    try:
        return IndexMeta.model_validate_json((generation / META).read_bytes())
    except (OSError, ValidationError) as error:
        raise _damaged(folder) from error


def _damaged(folder: Path) -> IndexDamaged:
    return IndexDamaged(f"The product index in {folder} is incomplete; {REBUILD}.")
