"""A product index: what it was built from, and opening one for searches.

Building is `retrieval.build`; where generations live is a `retrieval.store.Store`.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from retrieval.embedder import Embedder
from retrieval.engine import Engine
from retrieval.errors import REBUILD, CatalogUnusable, IndexDamaged, IndexOutdated
from retrieval.folder_store import FolderStore
from retrieval.lexicon import Lexicon
from retrieval.product import Product
from retrieval.store import Serving, Store
from retrieval.vocabulary import Vocabulary

FORMAT_VERSION = 5
"""Raised with every change of what is stored, embedded, indexed or read out of a feed."""

META = "meta.json"
VOCABULARY = "vocabulary.json"
LEXICON = "lexicon.json"


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
    average_words: float = 1.0
    """Of the products' texts when all of them were indexed last; BM25 weighs length by it."""
    touched: int = 0
    """Products that updates have changed or removed since all of them were indexed."""

    def fits(self, embedder: Embedder) -> bool:
        """Say whether this version of Aisle can search it with `embedder`."""
        made = (self.format_version, self.embedder, self.dimensions)
        return made == (FORMAT_VERSION, embedder.name, embedder.dimensions)


def build(
    products: Sequence[Product],
    folder: Path,
    embedder: Embedder,
    progress: Callable[[int, int], None] | None = None,
) -> IndexMeta:
    """Index `products` in `folder`; what served there goes on serving until it is done.

    Always builds anew: `retrieval.build.bring_up_to_date` is what a feed is indexed with.

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
    if not products:
        raise CatalogUnusable("There is no product to index; give `aisle index` a feed with some.")
    # The builder needs this module's names.
    from retrieval.build import BuildOptions, bring_up_to_date  # noqa: PLC0415
    from retrieval.catalog_source import ProductList  # noqa: PLC0415
    from retrieval.progress import Progress, Stage  # noqa: PLC0415

    def tell(now: Progress) -> None:
        if progress is not None and now.stage is Stage.INDEXING and now.done:
            progress(now.done, now.total)

    source = ProductList(products, "the given products")
    options = BuildOptions(force=True)
    return bring_up_to_date(source, FolderStore(folder), embedder, options, tell).meta


def digest(products: Iterable[Product]) -> str:
    """Return the SHA-256 (hex) of a catalog: equal exactly if all products are."""
    hashed = sha256()
    for product in products:
        hashed.update(content_of(product))
    return hashed.hexdigest()


def content_of(product: Product) -> bytes:
    """Return everything that is known of `product`, as one line of JSON."""
    return product.model_dump_json(exclude_defaults=True).encode("utf-8") + b"\n"


def status(folder: Path) -> IndexMeta:
    """Say what the index in `folder` was built from. Works while another process holds it.

    Raises:
        IndexMissing: nothing was built here.
        IndexDamaged: it is incomplete.
    """
    return status_of(FolderStore(folder))


def status_of(store: Store) -> IndexMeta:
    """Say what the index in `store` was built from.

    Raises:
        IndexMissing: nothing was built here.
        IndexDamaged: it is incomplete.
    """
    return meta_of(store.serving(), store.place)


def open_generation(folder: Path, embedder: Embedder) -> tuple[Engine, Vocabulary]:
    """Open the index in `folder` for searches with `embedder`; raises as `open_index`."""
    return open_index(FolderStore(folder), embedder)


def open_index(store: Store, embedder: Embedder) -> tuple[Engine, Vocabulary]:
    """Open the generation of `store` that serves for searches with `embedder`.

    Raises:
        IndexMissing: nothing was built here.
        IndexDamaged: it is incomplete.
        IndexOutdated: of another format version or embedder.
        IndexLocked: another process holds it.
    """
    while True:
        serving = store.serving()
        try:
            return _open(serving, store.place, embedder)
        except IndexDamaged:
            # A build that ended meanwhile has removed what was being opened.
            if store.serving().name == serving.name:
                raise


def _open(serving: Serving, place: str, embedder: Embedder) -> tuple[Engine, Vocabulary]:
    meta = meta_of(serving, place)
    if meta.format_version != FORMAT_VERSION:
        raise IndexOutdated(
            f"The product index in {place} has format {meta.format_version} and this version of "
            f"Aisle reads format {FORMAT_VERSION}; {REBUILD}."
        )
    if not meta.fits(embedder):
        raise IndexOutdated(
            f"The product index in {place} was built with the embedder {meta.embedder} and "
            f"{embedder.name} is configured; {REBUILD}."
        )
    try:
        vocabulary = replace(
            Vocabulary.from_json(json.loads(serving.read(VOCABULARY))),
            lexicon=Lexicon.from_json(serving.read(LEXICON)),
        )
    except (ValueError, KeyError, TypeError, ArithmeticError, AttributeError) as error:
        raise _damaged(place) from error
    engine = serving.engine()
    if engine.count_all() != meta.count:
        engine.close()
        raise _damaged(place)
    return engine, vocabulary


def meta_of(serving: Serving, place: str) -> IndexMeta:
    """Read what a generation was built from.

    Raises:
        IndexDamaged: that is not there, or is something else.
    """
    try:
        return IndexMeta.model_validate_json(serving.read(META))
    except ValidationError as error:
        raise _damaged(place) from error


def _damaged(place: str) -> IndexDamaged:
    return IndexDamaged(f"The product index in {place} is incomplete; {REBUILD}.")
