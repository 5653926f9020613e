"""What an engine must do: the one small interface that Qdrant Edge and a Qdrant server answer.

    retrieval.edge      embedded, one shard in a folder
    retrieval.server    a server or a cluster by URL

Vectors are float32 [dimensions] of unit length. Every call raises `SearchFailed` when the
engine refuses, and `SearchClosed` after `close`. Searches may run from several threads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from retrieval.conditions import Conditions
from retrieval.embedder import Vectors
from retrieval.payload import FACT_KEYS, Facts
from retrieval.product import Product
from retrieval.query import PriceRange
from retrieval.terms import Field, Term

PointId = int | UUID | str
"""What an engine gives back as the id of a product; ours are integers."""

POOL = 100
"""Hits of each kind that ranking looks at."""

COUNTED = 50
"""From here on a count may be an estimate: replies name no number above 30."""


_FUSION_K = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """One product that an engine found, before ranking."""

    id: PointId
    facts: Facts
    cosine: float
    """0 where there was no text."""
    dense_rank: int | None = None
    """From 1, by cosine; None without text."""
    lexical_rank: int | None = None
    """From 1, by BM25; None if no word matches."""
    lexical: float = 0.0
    """The BM25 score; 0 if no word matches, or if it was not among the best `POOL`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Which facts of the hits are needed besides the usual."""

    fields: tuple[Field, ...] = ()
    offers: bool = False
    most: int | None = None
    """Of the union only so many, the best by ranks in its lists; None is all of them."""

    @property
    def keys(self) -> list[str]:
        extra = [name.value for name in self.fields] + (["offers"] if self.offers else [])
        return list(dict.fromkeys((*FACT_KEYS, *extra)))


USUAL = Reading()


def fused(lists: Sequence[Sequence[PointId]], most: int | None) -> list[PointId]:
    """Return what is in one of `lists`, the best by reciprocal rank fusion first.

    Args:
        lists: ids, best first.
        most: how many to return; None for all.
    """
    worth: dict[PointId, float] = {}
    for ids in lists:
        for rank, each in enumerate(ids, 1):
            worth[each] = worth.get(each, 0.0) + 1 / (_FUSION_K + rank)
    return sorted(worth, key=lambda each: (-worth[each], each))[:most]


class Engine(Protocol):
    """The products of one index, for searches."""

    @property
    def generation(self) -> str:
        """Name what is searched; another name once another generation has taken its place."""

    def count(self, conditions: Conditions, seen: int = 0) -> int:
        """Return how many products fulfil `conditions`: exactly below `COUNTED`.

        Of more it may be an estimate, but never one below `COUNTED`, nor below `seen`: as
        many are known to fulfil them.
        """

    def count_all(self) -> int:
        """Return how many products are stored, restricted ones included."""

    def nearest(
        self,
        vector: Vectors,
        text: str,
        conditions: Conditions,
        soft: Sequence[Term] = (),
        reading: Reading = USUAL,
    ) -> list[Hit]:
        """Return the union of the nearest by cosine and the best by BM25, each with its cosine.

        Args:
            vector: float32 [dimensions], unit length.
            text: the words for BM25.
            conditions: every hit fulfils them.
            soft: the nearest of those that fulfil one of these join the union.
            reading: which facts to fetch.
        """

    def ordered(
        self,
        conditions: Conditions,
        key: str,
        descending: bool,
        limit: int,
        reading: Reading = USUAL,
    ) -> list[Hit]:
        """Return the first `limit` products by one of `ORDER_KEYS` that every product has."""

    def facets(
        self, conditions: Conditions, fields: Sequence[Field], limit: int
    ) -> Mapping[Field, Mapping[str, int]]:
        """Count the values of `fields` over what fulfils `conditions`: exact, most first."""

    def prices(self, conditions: Conditions) -> PriceRange:
        """Return the lowest and the highest price of what fulfils `conditions`."""

    def vectors(self, ids: Sequence[PointId]) -> dict[PointId, Vectors]:
        """Return the stored unit vectors among `ids`."""

    def holds_every_word(self, text: str, ids: Sequence[PointId]) -> bool:
        """Return whether one of the products states every word of `text`, stop words aside."""

    def products(self, ids: Sequence[PointId]) -> dict[PointId, Product]:
        """Return the stored products among `ids`."""

    def close(self) -> None:
        """Release what is held. Safe to call twice."""


class EngineWriter(Protocol):
    """An index that is being built or brought up to date; nothing searches it yet."""

    def add(self, products: Sequence[Product], texts: Sequence[str], vectors: Vectors) -> None:
        """Store `products`, or replace those of the same id; float32 [N, dimensions] vectors."""

    def remove(self, product_ids: Sequence[str]) -> None:
        """Remove products; ids that are not there are no error."""

    def count_all(self) -> int:
        """Return how many products are stored."""

    def finish(self) -> None:
        """Build payload indexes and graph, and write everything down."""

    def close(self) -> None:
        """Release what is held. Safe to call twice."""
