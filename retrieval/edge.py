"""Qdrant Edge: the engine in process, one shard in one folder, for searches.

Everything that knows `qdrant_edge` is here, in `retrieval.edge_shard`,
`retrieval.edge_writer` and `retrieval.edge_filter`. Searches may run from several
threads at once.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Self

import numpy as np
from qdrant_edge import (
    CountRequest,
    Direction,
    EdgeShard,
    FacetRequest,
    Filter,
    HasIdCondition,
    OrderBy,
    QuantizationSearchParams,
    Query,
    QueryBatchRequest,
    QueryRequest,
    Record,
    ScoredPoint,
    ScrollRequest,
    SearchParams,
    SparseVector,
)

from retrieval.conditions import Conditions
from retrieval.edge_filter import any_of, filter_of
from retrieval.edge_shard import DENSE, LEXICAL, bm25, load_shard, refusals
from retrieval.embedder import Vectors
from retrieval.engine import COUNTED, POOL, USUAL, Hit, PointId, Reading
from retrieval.errors import SearchClosed
from retrieval.product import Product
from retrieval.query import PriceRange
from retrieval.shelf import Shelf
from retrieval.terms import Field, Term
from retrieval.tie_breaks import DIGITS, by_key
from retrieval.union import Lists, Ranks

# The walk goes over int8 vectors; its hits are scored by the float16 ones.
_NEAR = SearchParams(quantization=QuantizationSearchParams(rescore=True))
_EXACT = SearchParams(exact=True, quantization=QuantizationSearchParams(ignore=True))

_SMALL = 20_000
"""Products up to which every count is exact. Where 5 % of 100,000 match, counting them takes
2.8 ms, and an estimate that is known to be at least `COUNTED` 0.4 ms."""


class EdgeEngine:
    """The products of one index, in one Edge shard."""

    def __init__(self, shard: EdgeShard, shelf: Shelf, exact_up_to: int = _SMALL) -> None:
        """Search `shard`; of up to `exact_up_to` products every count is exact."""
        self._shard: EdgeShard | None = shard
        self._shelf = shelf
        self._bm25 = bm25()
        self._is_small = shard.info().points_count <= exact_up_to

    @classmethod
    def load(cls, folder: Path, exact_up_to: int = _SMALL) -> Self:
        """Open the shard in `folder`.

        Args:
            folder: where `EdgeWriter` made it.
            exact_up_to: of so many products every count is exact.

        Raises:
            IndexLocked: another process, or another search of this one, holds it.
            IndexDamaged: files are missing or unreadable.
        """
        shard = load_shard(folder)
        try:
            return cls(shard, Shelf.open(folder), exact_up_to)
        except BaseException:
            shard.close()
            raise

    @property
    def generation(self) -> str:
        """Always the same: a shard that is open stays, whatever follows it."""
        return ""

    def count(self, conditions: Conditions, seen: int = 0) -> int:
        """Return how many products fulfil `conditions`: exactly below `COUNTED`, else about."""
        allowed = filter_of(conditions)
        with refusals():
            expected = self._open.count(CountRequest(filter=allowed, exact=False))
            if expected < COUNTED or self._is_small:
                return self._open.count(CountRequest(filter=allowed))
            # The estimate takes filters for independent, so many must have been seen.
            if seen < COUNTED:
                request = ScrollRequest(filter=allowed, limit=COUNTED, with_payload=False)
                seen = len(self._open.scroll(request)[0])
        return seen if seen < COUNTED else max(expected, seen)

    def count_all(self) -> int:
        """Return how many products are stored, restricted ones included."""
        with refusals():
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
        query = Query.Nearest(vector.tolist(), using=DENSE)
        allowed = filter_of(conditions)
        lists = self._lists(query, text, allowed, soft)
        chosen = lists.chosen(reading.most)
        near = {each: lists.dense[each] for each in chosen if each in lists.dense}
        others = self._scored(query, [each for each in chosen if each not in near])
        return lists.hits(near | others, self._shelf.facts(chosen, reading.fields, reading.offers))

    def _scored(self, query: Query, ids: Sequence[PointId]) -> Ranks:
        """Return the exact cosines of a few products, the nearest first."""
        request = QueryRequest(
            query=query,
            filter=Filter(must=[HasIdCondition(set(ids))]),
            limit=len(ids),
            params=_EXACT,
        )
        with refusals():
            return _ranks(self._open.query(request)) if ids else {}

    def _lists(self, query: Query, text: str, allowed: Filter, soft: Sequence[Term]) -> Lists:
        """Return the nearest, the best by BM25, and the nearest with a soft term."""
        words = self._bm25.embed_query(text)
        requests = [QueryRequest(query=query, filter=allowed, limit=POOL, params=_NEAR)]
        if words.indices:
            lexical = Query.Nearest(words, using=LEXICAL)
            requests.append(QueryRequest(query=lexical, filter=allowed, limit=POOL))
        if soft:
            liked = Filter(must=[allowed, any_of(soft)])
            requests.append(QueryRequest(query=query, filter=liked, limit=POOL, params=_NEAR))
        with refusals():
            lists = [_ranks(each) for each in self._open.query_batch(QueryBatchRequest(requests))]
        return Lists(
            lists[0],
            lists[1] if words.indices else {},
            lists[-1] if soft else {},
        )

    def nearest_of_all(self, vector: Vectors, conditions: Conditions, limit: int) -> list[PointId]:
        """Return the nearest by a scan of all that fulfil `conditions`: what recall is against."""
        request = QueryRequest(
            query=Query.Nearest(vector.tolist(), using=DENSE),
            filter=filter_of(conditions),
            limit=limit,
            params=_EXACT,
        )
        with refusals():
            return list(_ranks(self._open.query(request)))

    def ordered(
        self,
        conditions: Conditions,
        key: str,
        descending: bool,
        limit: int,
        reading: Reading = USUAL,
    ) -> list[Hit]:
        """Return the first `limit` products by one of `ORDER_KEYS` that every product has."""
        request = ScrollRequest(
            limit=limit,
            filter=filter_of(conditions),
            order_by=OrderBy(key, Direction.Desc if descending else Direction.Asc),
            with_payload=False,
        )
        with refusals():
            ids = [record.id for record in self._open.scroll(request)[0]]
        facts = self._shelf.facts(ids, reading.fields, reading.offers)
        return by_key([Hit(each, facts[each], cosine=0.0) for each in ids], key, descending)

    def facets(
        self, conditions: Conditions, fields: Sequence[Field], limit: int
    ) -> Mapping[Field, Mapping[str, int]]:
        """Count the values of `fields` over what fulfils `conditions`: exact, most first."""
        allowed = filter_of(conditions)
        found: dict[Field, dict[str, int]] = {}
        for name in fields:
            request = FacetRequest(name.value, limit=limit, exact=True, filter=allowed)
            with refusals():
                hits = self._open.facet(request).hits
            found[name] = {str(hit.value): hit.count for hit in hits}
        return found

    def prices(self, conditions: Conditions) -> PriceRange:
        """Return the lowest and the highest price of what fulfils `conditions`."""
        ends = [
            Decimal(f"{hit.facts.price:.2f}")
            for descending in (False, True)
            for hit in self.ordered(conditions, "price", descending, limit=1)
        ]
        return PriceRange(*ends)

    def vectors(self, ids: Sequence[PointId]) -> dict[PointId, Vectors]:
        """Return the stored unit vectors among `ids`, float32 [dimensions] each."""
        with refusals():
            records = self._open.retrieve(list(ids), with_payload=False, with_vector=[DENSE])
        return {record.id: _dense(record) for record in records}

    def holds_every_word(self, text: str, ids: Sequence[PointId]) -> bool:
        """Return whether one of the products states every word of `text`, stop words aside."""
        words = set(self._bm25.embed_query(text).indices)
        if not words or not ids:
            return False
        with refusals():
            records = self._open.retrieve(list(ids), with_payload=False, with_vector=[LEXICAL])
        return any(words <= _indices(record) for record in records)

    def products(self, ids: Sequence[PointId]) -> dict[PointId, Product]:
        """Return the stored products among `ids`."""
        return self._shelf.products(ids)

    def close(self) -> None:
        """Release the shard for other processes. Safe to call twice."""
        self._shelf.close()
        shard, self._shard = self._shard, None
        if shard is not None:
            shard.close()

    @property
    def _open(self) -> EdgeShard:
        if self._shard is None:
            raise SearchClosed("This search was closed; open the index again.")
        return self._shard


def _ranks(points: Sequence[ScoredPoint]) -> Ranks:
    """Return rank (from 1) and score of each point, ordered as by `tie_breaks.best_first`."""
    scores = [point.score for point in points]
    worst_last = [-round(score, DIGITS) for score in scores]
    in_order = sorted(zip(worst_last, [point.id for point in points], scores, strict=True))
    return {each: (rank, score) for rank, (_, each, score) in enumerate(in_order, 1)}


def _indices(record: Record) -> set[int]:
    vectors = record.vector
    stored = vectors.get(LEXICAL) if isinstance(vectors, dict) else None
    return set(stored.indices) if isinstance(stored, SparseVector) else set()


def _dense(record: Record) -> Vectors:
    vectors = record.vector
    stored = vectors.get(DENSE) if isinstance(vectors, dict) else None
    return np.array(stored, dtype=np.float32)
