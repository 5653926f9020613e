"""Filling one collection of a Qdrant server; nothing searches it yet.

Points are replaced by id, so a batch that was sent twice does no harm.
"""

import time
from collections.abc import Callable, Sequence
from typing import Self

from qdrant_client import models

from retrieval.edge_shard import DENSE, LEXICAL, bm25
from retrieval.embedder import Vectors
from retrieval.errors import IndexUnwritable, SearchClosed
from retrieval.payload import payload_of, point_id
from retrieval.product import Product
from retrieval.server import schema
from retrieval.server.connection import Connection, NotThere
from retrieval.server.settings import QdrantSettings

BATCH = 64
"""Products in one request: about 1 MB of JSON at 384 dimensions; a server takes 32 MB."""

_LOOK_S = (0.1, 5.0)
"""Between two looks at a graph that is being built: from quick to calm."""


class ServerWriter:
    """Stores products in one collection."""

    def __init__(
        self,
        connection: Connection,
        collection: str,
        settings: QdrantSettings,
        average_words: float,
        alive: Callable[[], None],
    ) -> None:
        """Write to `collection`, which exists.

        Args:
            connection: closed by its owner.
            collection: a generation in the making.
            settings: how long `finish` may take.
            average_words: of the texts that will be added.
            alive: called after every batch and every look, to tell others of this build.
        """
        self._connection: Connection | None = connection
        self._collection = collection
        self._settings = settings
        self._bm25 = bm25(average_words)
        self._alive = alive

    @classmethod
    def create(
        cls,
        connection: Connection,
        collection: str,
        settings: QdrantSettings,
        dimensions: int,
        average_words: float,
        alive: Callable[[], None],
    ) -> Self:
        """Make `collection` for vectors of `dimensions`, with its payload indexes.

        They come before the points: a graph that is built first lacks the links for filters.
        """
        arguments = schema.collection(settings, dimensions)
        connection.call(
            # Asked again after an answer that got lost, it exists already.
            lambda client: (
                client.collection_exists(collection)
                or client.create_collection(collection, **arguments)
            )
        )
        for key, index in schema.payload_indexes().items():
            _index(connection, collection, key, index)
        return cls(connection, collection, settings, average_words, alive)

    def add(self, products: Sequence[Product], texts: Sequence[str], vectors: Vectors) -> None:
        """Store `products`, or replace those of the same id; float32 [N, dimensions] vectors."""
        points = [
            models.PointStruct(
                id=point_id(product.id),
                vector={DENSE: vector.tolist(), LEXICAL: self._words(text)},
                payload=payload_of(product),
            )
            for product, text, vector in zip(products, texts, vectors, strict=True)
        ]
        for start in range(0, len(points), BATCH):
            self._store(points[start : start + BATCH])
            self._alive()

    def remove(self, product_ids: Sequence[str]) -> None:
        """Remove products; ids that are not there are no error."""
        if product_ids:
            ids = models.PointIdsList(points=[point_id(each) for each in product_ids])
            self._open.call(lambda client: client.delete(self._collection, ids))
            self._alive()

    def count_all(self) -> int:
        """Return how many products are stored, restricted ones included."""
        told = self._open.call(lambda client: client.count(self._collection, exact=True))
        return int(told.count)

    def finish(self) -> None:
        """Wait until the server has built the graph.

        Raises:
            IndexUnwritable: its optimizer failed, or took longer than `ready_within_s`.
        """
        ends = time.monotonic() + self._settings.ready_within_s
        pause, longest = _LOOK_S
        while True:
            told = self._open.call(lambda client: client.get_collection(self._collection))
            if told.status == models.CollectionStatus.GREEN:
                return
            if told.status == models.CollectionStatus.RED:
                raise IndexUnwritable(
                    f"The Qdrant server at {self._open.place} could not build the index; "
                    "look into its log, then run `aisle index` again."
                )
            if time.monotonic() > ends:
                raise IndexUnwritable(
                    f"The Qdrant server at {self._open.place} has not built the index within "
                    f"{self._settings.ready_within_s:.0f} s; give it more time with "
                    "catalog.ready_within_s, then run `aisle index` again."
                )
            self._alive()
            time.sleep(pause)
            pause = min(pause * 2, longest)

    def close(self) -> None:
        """Write no more. Safe to call twice."""
        self._connection = None

    @property
    def _open(self) -> Connection:
        if self._connection is None:
            raise SearchClosed("This index was finished; begin another with `aisle index`.")
        return self._connection

    def _store(self, points: list[models.PointStruct]) -> None:
        self._open.call(lambda client: client.upsert(self._collection, points))

    def _words(self, text: str) -> models.SparseVector:
        words = self._bm25.embed_document(text)
        return models.SparseVector(indices=words.indices, values=words.values)


def _index(
    connection: Connection,
    collection: str,
    key: str,
    index: models.PayloadSchemaType | models.PayloadSchemaParams,
) -> None:
    connection.call(lambda client: client.create_payload_index(collection, key, index))


def drop(connection: Connection, collection: str) -> None:
    """Delete `collection`; one that is not there is no error."""
    try:
        connection.call(lambda client: client.delete_collection(collection))
    except NotThere:
        return
