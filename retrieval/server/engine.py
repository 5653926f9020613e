"""The products of one generation on a Qdrant server, for searches.

Every call is one request, so that a search costs three or four round trips. When the
generation has been replaced and is gone, the engine follows the alias to the new one.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import numpy as np
from qdrant_client import QdrantClient, models

from retrieval.conditions import Conditions
from retrieval.edge_shard import DENSE, LEXICAL, bm25
from retrieval.embedder import Vectors
from retrieval.engine import POOL, USUAL, Hit, PointId, Reading
from retrieval.errors import SearchClosed
from retrieval.filter_tree import likes_of, tree_of
from retrieval.payload import facts_of, product_of
from retrieval.product import Product
from retrieval.query import PriceRange
from retrieval.server.connection import Connection, NotThere
from retrieval.server.filters import server_filter
from retrieval.server.schema import EXACT, search_params
from retrieval.server.settings import Quantization
from retrieval.terms import Field, Term
from retrieval.tie_breaks import best_first, by_key
from retrieval.union import Lists, Ranks

_T = TypeVar("_T")


class ServerEngine:
    """Searches one collection. Safe to call from several threads."""

    def __init__(
        self,
        connection: Connection,
        collection: str,
        quantization: Quantization,
        successor: Callable[[str], str],
    ) -> None:
        """Search `collection`.

        Args:
            connection: closed with this engine.
            collection: a complete generation.
            quantization: what it was made with.
            successor: given a generation that is gone, the one that serves now; raises if that
                cannot be searched in its place.
        """
        self._connection: Connection | None = connection
        self._collection = collection
        self._params = search_params(quantization)
        self._successor = successor
        self._bm25 = bm25()

    @property
    def generation(self) -> str:
        """The collection that is searched."""
        return self._collection

    def count(self, conditions: Conditions, seen: int = 0) -> int:  # noqa: ARG002 - exact anyway
        """Return how many products fulfil `conditions`, exactly."""
        return self._count(server_filter(tree_of(conditions)))

    def count_all(self) -> int:
        """Return how many products are stored, restricted ones included."""
        return self._count(None)

    def nearest(
        self,
        vector: Vectors,
        text: str,
        conditions: Conditions,
        soft: Sequence[Term] = (),
        reading: Reading = USUAL,
    ) -> list[Hit]:
        """Return the union of the nearest by cosine and the best by BM25, each with its cosine."""
        dense = vector.tolist()
        allowed = server_filter(tree_of(conditions))
        lists = self._lists(dense, text, allowed, soft)
        chosen = lists.chosen(reading.most)
        if not chosen:
            return []
        # Asked for by id, the few that can matter are scored exactly, and only theirs is read.
        answer = self._call(
            lambda client, name: client.query_points(
                name,
                query=dense,
                using=DENSE,
                query_filter=models.Filter(must=[models.HasIdCondition(has_id=list(chosen))]),
                limit=len(chosen),
                search_params=EXACT,
                with_payload=reading.keys,
            )
        )
        facts = {point.id: facts_of(point.payload or {}, reading.fields) for point in answer.points}
        return lists.hits(_ranks(answer), facts)

    def ordered(
        self,
        conditions: Conditions,
        key: str,
        descending: bool,
        limit: int,
        reading: Reading = USUAL,
    ) -> list[Hit]:
        """Return the first `limit` products by one of `ORDER_KEYS` that every product has."""
        if limit < 1:
            return []
        allowed = server_filter(tree_of(conditions))
        order = models.OrderBy(
            key=key, direction=models.Direction.DESC if descending else models.Direction.ASC
        )
        records, _ = self._call(
            lambda client, name: client.scroll(
                name,
                scroll_filter=allowed,
                order_by=order,
                limit=limit,
                with_payload=reading.keys,
            )
        )
        hits = [
            Hit(each.id, facts_of(each.payload or {}, reading.fields), cosine=0.0)
            for each in records
        ]
        return by_key(hits, key, descending)

    def facets(
        self, conditions: Conditions, fields: Sequence[Field], limit: int
    ) -> Mapping[Field, Mapping[str, int]]:
        """Count the values of `fields` over what fulfils `conditions`: exact, most first."""
        allowed = server_filter(tree_of(conditions))
        return {name: self._facet(name, allowed, limit) for name in fields}

    def prices(self, conditions: Conditions) -> PriceRange:
        """Return the lowest and the highest price of what fulfils `conditions`."""
        ends = [
            self.ordered(conditions, "price", descending, limit=1) for descending in (False, True)
        ]
        low, high = (hits[0].facts.price if hits else None for hits in ends)
        return PriceRange(_money(low), _money(high))

    def vectors(self, ids: Sequence[PointId]) -> dict[PointId, Vectors]:
        """Return the stored unit vectors among `ids`."""
        stored = ((each.id, _named(each, DENSE)) for each in self._records(ids, vector=DENSE))
        return {
            point: np.asarray(vector, dtype=np.float32)
            for point, vector in stored
            if isinstance(vector, list)
        }

    def holds_every_word(self, text: str, ids: Sequence[PointId]) -> bool:
        """Return whether one of the products states every word of `text`, stop words aside."""
        words = set(self._bm25.embed_query(text).indices)
        if not words:
            return False
        stored = (_named(each, LEXICAL) for each in self._records(ids, vector=LEXICAL))
        return any(
            isinstance(each, models.SparseVector) and words <= set(each.indices) for each in stored
        )

    def products(self, ids: Sequence[PointId]) -> dict[PointId, Product]:
        """Return the stored products among `ids`."""
        return {each.id: product_of(each.payload or {}) for each in self._records(ids)}

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _lists(
        self, dense: list[float], text: str, allowed: models.Filter, soft: Sequence[Term]
    ) -> Lists:
        """Return the nearest, the best by BM25, and the nearest with a soft term."""
        words = self._bm25.embed_query(text)
        requests = [self._near(dense, allowed)]
        if words.indices:
            requests.append(
                models.QueryRequest(
                    query=models.SparseVector(indices=words.indices, values=words.values),
                    using=LEXICAL,
                    filter=allowed,
                    limit=POOL,
                )
            )
        if soft:
            liked = models.Filter(must=[allowed, server_filter(likes_of(soft))])
            requests.append(self._near(dense, liked))
        answers = self._call(
            lambda client, name: client.query_batch_points(name, requests=requests)
        )
        lists = [_ranks(answer) for answer in answers]
        return Lists(lists[0], lists[1] if words.indices else {}, lists[-1] if soft else {})

    def _near(self, dense: list[float], allowed: models.Filter) -> models.QueryRequest:
        return models.QueryRequest(
            query=dense, using=DENSE, filter=allowed, params=self._params, limit=POOL
        )

    def _count(self, allowed: models.Filter | None) -> int:
        counted = self._call(
            lambda client, name: client.count(name, count_filter=allowed, exact=True)
        )
        return int(counted.count)

    def _facet(self, name: Field, allowed: models.Filter, limit: int) -> dict[str, int]:
        if limit < 1:
            return {}
        counted = self._call(
            lambda client, collection: client.facet(
                collection, key=name.value, facet_filter=allowed, limit=limit, exact=True
            )
        )
        return {str(hit.value): hit.count for hit in counted.hits}

    def _records(self, ids: Sequence[PointId], vector: str | None = None) -> list[models.Record]:
        if not ids:
            return []
        return self._call(
            lambda client, name: client.retrieve(
                name,
                ids=list(ids),
                with_payload=["product"] if vector is None else False,
                with_vectors=False if vector is None else [vector],
            )
        )

    def _call(self, operation: Callable[[QdrantClient, str], _T]) -> _T:
        """Run one request on the generation; on its successor if it is gone."""
        connection = self._connection
        if connection is None:
            raise SearchClosed("This search was closed; open the index again.")
        name = self._collection
        try:
            return connection.call(lambda client: operation(client, name))
        except NotThere:
            followed = self._collection = self._successor(name)
            return connection.call(lambda client: operation(client, followed))


def _ranks(answer: models.QueryResponse) -> Ranks:
    """Return rank (from 1) and score of each point."""
    return {
        point.id: (rank, point.score) for rank, point in enumerate(best_first(answer.points), 1)
    }


def _named(record: models.Record, name: str) -> object:
    return record.vector.get(name) if isinstance(record.vector, dict) else None


def _money(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(f"{amount:.2f}")
