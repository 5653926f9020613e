"""Qdrant Edge: the engine in process, one shard in one folder.

Everything that knows `qdrant_edge` is here and in `retrieval.edge_filter`. Edge
locks a shard's write-ahead log: a second open, from this process or another,
fails with "WouldBlock". Searches may run from several threads at once.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from qdrant_edge import (
    AcornSearchParams,
    Bm25,
    Bm25Config,
    CountRequest,
    Direction,
    Distance,
    EdgeConfig,
    EdgeShard,
    EdgeSparseVectorParams,
    EdgeVectorParams,
    Filter,
    FloatIndexParams,
    IntegerIndexParams,
    KeywordIndexParams,
    Modifier,
    OrderBy,
    PayloadSchemaType,
    Point,
    Prefetch,
    Query,
    QueryBatchRequest,
    QueryRequest,
    Record,
    ScoredPoint,
    ScrollRequest,
    SearchParams,
    SparseVector,
    UpdateOperation,
)

from retrieval.conditions import Conditions
from retrieval.edge_filter import any_of, filter_of
from retrieval.embedder import Vectors
from retrieval.engine import POOL, USUAL, Hit, PointId, Reading
from retrieval.errors import REBUILD, IndexDamaged, IndexLocked, SearchClosed, SearchFailed
from retrieval.payload import (
    FLOAT_KEYS,
    KEYWORD_KEYS,
    facts_of,
    payload_of,
    point_id,
    product_of,
)
from retrieval.product import Product
from retrieval.terms import Term

_Schema = PayloadSchemaType | KeywordIndexParams | FloatIndexParams | IntegerIndexParams

_DENSE = "dense"
_LEXICAL = "bm25"
_LOCKED = "WouldBlock"
"""In the message of Edge's only exception type when another holder has the shard."""

# ACORN keeps a filtered walk of the HNSW graph from losing hits; without a graph it costs nothing.
_FILTERED = SearchParams(acorn=AcornSearchParams(enable=True))


class EdgeEngine:
    """The products of one index, in one Edge shard."""

    def __init__(self, shard: EdgeShard, average_words: float) -> None:
        self._shard: EdgeShard | None = shard
        # Folding makes "cafe" find "café"; the average length weighs documents, never queries.
        self._bm25 = Bm25(Bm25Config(avg_len=max(average_words, 1.0), ascii_folding=True))

    @classmethod
    def create(cls, folder: Path, dimensions: int, average_words: float) -> Self:
        """Make an empty shard in `folder`, for vectors of `dimensions`."""
        config = EdgeConfig(
            vectors={_DENSE: EdgeVectorParams(size=dimensions, distance=Distance.Cosine)},
            # Without IDF "boots" and "for" weigh the same.
            sparse_vectors={_LEXICAL: EdgeSparseVectorParams(modifier=Modifier.Idf)},
        )
        folder.mkdir(parents=True)
        with _refusals():
            return cls(EdgeShard.create(str(folder), config), average_words)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the shard in `folder`.

        Raises:
            IndexLocked: another process, or another search of this one, holds it.
            IndexDamaged: files are missing or unreadable.
        """
        try:
            return cls(EdgeShard.load(str(folder)), average_words=1.0)
        # Edge raises bare Exception, and a Rust panic on some cut files is a BaseException.
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            if _LOCKED in str(error):
                raise IndexLocked(
                    "Another process holds this product index; stop it, or set "
                    "AISLE_HOME to another folder and build a second index with `aisle index`."
                ) from error
            raise IndexDamaged(f"The product index cannot be read; {REBUILD}.") from error

    def add(self, products: Sequence[Product], texts: Sequence[str], vectors: Vectors) -> None:
        """Store `products` with their texts and float32 [N, dimensions] vectors."""
        points = [
            Point(
                point_id(product.id),
                {_DENSE: vector.tolist(), _LEXICAL: self._bm25.embed_document(text)},
                payload_of(product),
            )
            for product, text, vector in zip(products, texts, vectors, strict=True)
        ]
        with _refusals():
            self._open.update(UpdateOperation.upsert_points(points))

    def finish(self) -> None:
        """Build payload indexes and graph, and write everything to disk."""
        offer = "offers"
        indexes: dict[str, _Schema] = {
            **dict.fromkeys(KEYWORD_KEYS, PayloadSchemaType.Keyword),
            **dict.fromkeys(FLOAT_KEYS, PayloadSchemaType.Float),
            "offers[].size": KeywordIndexParams(nested=offer),
            "offers[].colours[]": KeywordIndexParams(nested=offer),
            "offers[].price": FloatIndexParams(nested=offer),
            "offers[].in_stock": IntegerIndexParams(lookup=False, range=True, nested=offer),
        }
        with _refusals():
            for key, schema in indexes.items():
                self._open.update(UpdateOperation.create_field_index(key, schema))
            self._open.optimize()
            self._open.flush()

    def count(self, conditions: Conditions) -> int:
        """Return how many products fulfil `conditions`, exactly."""
        with _refusals():
            return self._open.count(CountRequest(filter=filter_of(conditions)))

    def count_all(self) -> int:
        """Return how many products are stored, restricted ones included."""
        with _refusals():
            return self._open.count(CountRequest())

    def nearest(
        self,
        vector: Vectors,
        text: str,
        conditions: Conditions,
        soft: Sequence[Term] = (),
        reading: Reading = USUAL,
    ) -> list[Hit]:
        """Return the union of the nearest by cosine and the best by BM25, at most 3 `POOL`.

        Args:
            vector: float32 [dimensions], unit length.
            text: the query's words for BM25.
            conditions: every hit fulfils them.
            soft: the nearest of those that fulfil one of these join the union.
            reading: which facts to fetch.
        """
        query = Query.Nearest(vector.tolist(), using=_DENSE)
        words = self._bm25.embed_query(text)
        lexical = Query.Nearest(words, using=_LEXICAL)
        allowed = filter_of(conditions)
        prefetches = [Prefetch(POOL, query=query, filter=allowed, params=_FILTERED)]
        if words.indices:
            prefetches.append(Prefetch(POOL, query=lexical, filter=allowed))
        if soft:
            liked = Filter(must=[allowed, any_of(soft)])
            prefetches.append(Prefetch(POOL, query=query, filter=liked, params=_FILTERED))
        # The union is scored by cosine once more, so that every hit has one; RRF follows in Python.
        requests = [
            QueryRequest(
                prefetches=prefetches,
                query=query,
                limit=POOL * len(prefetches),
                with_payload=reading.keys,
            )
        ]
        if words.indices:
            requests.append(QueryRequest(query=lexical, filter=allowed, limit=POOL))
        with _refusals():
            found, *by_words = self._open.query_batch(QueryBatchRequest(requests))
        found, *by_words = (sorted(points, key=_rank_key) for points in (found, *by_words))
        ranks = {point.id: rank for points in by_words for rank, point in enumerate(points, 1)}
        return [
            Hit(
                id=point.id,
                facts=facts_of(point.payload or {}, reading.fields),
                cosine=point.score,
                dense_rank=rank,
                lexical_rank=ranks.get(point.id),
            )
            for rank, point in enumerate(found, 1)
        ]

    def ordered(
        self,
        conditions: Conditions,
        key: str,
        descending: bool,
        limit: int,
        reading: Reading = USUAL,
    ) -> list[Hit]:
        """Return the first `limit` products by one of `FLOAT_KEYS` that every product has."""
        request = ScrollRequest(
            limit=limit,
            filter=filter_of(conditions),
            order_by=OrderBy(key, Direction.Desc if descending else Direction.Asc),
            with_payload=reading.keys,
        )
        with _refusals():
            records, _ = self._open.scroll(request)
        return [
            Hit(record.id, facts_of(record.payload or {}, reading.fields), cosine=0.0)
            for record in records
        ]

    def holds_every_word(self, text: str, ids: Sequence[PointId]) -> bool:
        """Return whether one of the products states every word of `text`, stop words aside."""
        words = set(self._bm25.embed_query(text).indices)
        if not words or not ids:
            return False
        with _refusals():
            records = self._open.retrieve(list(ids), with_payload=False, with_vector=[_LEXICAL])
        return any(words <= _indices(record) for record in records)

    def products(self, ids: Sequence[PointId]) -> dict[PointId, Product]:
        """Return the stored products among `ids`."""
        with _refusals():
            records = self._open.retrieve(list(ids), with_payload=["product"], with_vector=False)
        return {record.id: product_of(record.payload or {}) for record in records}

    def close(self) -> None:
        """Release the shard for other processes. Safe to call twice."""
        shard, self._shard = self._shard, None
        if shard is not None:
            shard.close()

    @property
    def _open(self) -> EdgeShard:
        if self._shard is None:
            raise SearchClosed("This search was closed; open the index again.")
        return self._shard


def _rank_key(point: ScoredPoint) -> tuple[float, str]:
    """Best first; equal scores, which come in any order, by id, so that answers repeat."""
    return -point.score, str(point.id)


def _indices(record: Record) -> set[int]:
    vectors = record.vector
    stored = vectors.get(_LEXICAL) if isinstance(vectors, dict) else None
    return set(stored.indices) if isinstance(stored, SparseVector) else set()


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn Edge's only exception type into ours."""
    try:
        yield
    except Exception as error:
        # Edge raises bare Exception for everything; any subclass is a mistake of ours.
        if type(error) is not Exception:
            raise
        raise SearchFailed(f"The product index refused an operation; {REBUILD}.") from error
