"""Filling a Qdrant Edge shard, or bringing one up to date."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from qdrant_edge import (
    Bm25,
    CountRequest,
    EdgeShard,
    FloatIndexParams,
    KeywordIndexParams,
    Point,
    UpdateOperation,
)

from retrieval.edge_shard import DENSE, LEXICAL, SEGMENT, bm25, create_shard, load_shard, refusals
from retrieval.embedder import Vectors
from retrieval.errors import SearchClosed
from retrieval.payload import FLOAT_KEYS, KEYWORD_KEYS, filtered_of, point_id
from retrieval.product import Product
from retrieval.shelf import ShelfWriter
from retrieval.terms import Field

_Schema = KeywordIndexParams | FloatIndexParams


_LINKED = frozenset({Field.DEPARTMENT.value, Field.AUDIENCE.value, Field.COLOUR.value})
"""Keys whose values get edges of their own in the graph, so that a walk among "red" does not
end in dead ends. Each costs about half of the build again; rarer values are scanned anyway."""


class EdgeWriter:
    """One shard while nothing searches it. Not for several threads."""

    def __init__(self, shard: EdgeShard, shelf: ShelfWriter, average_words: float) -> None:
        self._shard: EdgeShard | None = shard
        self._shelf = shelf
        self._bm25: Bm25 = bm25(average_words)
        self._unfinished = 0

    @classmethod
    def create(cls, folder: Path, dimensions: int, average_words: float) -> Self:
        """Make an empty shard in a new `folder`.

        Args:
            folder: its parents are made.
            dimensions: of every vector.
            average_words: of the texts that will be added, for BM25.
        """
        writer = cls(create_shard(folder, dimensions), ShelfWriter.open(folder), average_words)
        # Before the first product: every graph gets edges by the values of these.
        with refusals():
            for key, schema in _indexes().items():
                writer._open.update(UpdateOperation.create_field_index(key, schema))
        return writer

    @classmethod
    def load(cls, folder: Path, average_words: float) -> Self:
        """Open a shard that was finished before, to change it.

        Raises:
            IndexLocked: another process, or another search of this one, holds it.
            IndexDamaged: files are missing or unreadable.
        """
        return cls(load_shard(folder), ShelfWriter.open(folder), average_words)

    def add(self, products: Sequence[Product], texts: Sequence[str], vectors: Vectors) -> None:
        """Store `products`, or replace those of the same id.

        Args:
            products: with different ids.
            texts: what BM25 finds each by.
            vectors: float32 [N, dimensions], unit length.
        """
        points = [
            Point(
                point_id(product.id),
                {DENSE: vector.tolist(), LEXICAL: self._bm25.embed_document(text)},
                filtered_of(product),
            )
            for product, text, vector in zip(products, texts, vectors, strict=True)
        ]
        with refusals():
            self._open.update(UpdateOperation.upsert_points(points))
            self._unfinished += len(points)
            if self._unfinished >= SEGMENT:
                self._open.optimize()
                self._unfinished = 0
        self._shelf.put(products)

    def remove(self, product_ids: Sequence[str]) -> None:
        """Remove products; ids that are not there are no error."""
        if product_ids:
            ids = [point_id(each) for each in product_ids]
            with refusals():
                self._open.update(UpdateOperation.delete_points(list(ids)))
            self._shelf.remove(ids)

    def count_all(self) -> int:
        """Return how many products are stored."""
        with refusals():
            return self._open.count(CountRequest())

    def finish(self) -> None:
        """Build the graph of what has none yet, and write everything to disk."""
        with refusals():
            self._open.optimize()
            self._open.flush()
        self._shelf.finish()

    def close(self) -> None:
        """Release the shard. Safe to call twice."""
        self._shelf.close()
        shard, self._shard = self._shard, None
        if shard is not None:
            with refusals():
                shard.close()

    @property
    def _open(self) -> EdgeShard:
        if self._shard is None:
            raise SearchClosed("This index was closed; open it again.")
        return self._shard


def _indexes() -> dict[str, _Schema]:
    return {
        **{key: KeywordIndexParams(enable_hnsw=key in _LINKED) for key in KEYWORD_KEYS},
        # What is read of offers is read last, of the few that nothing else decides.
        **{key: FloatIndexParams(enable_hnsw=False) for key in FLOAT_KEYS},
    }
