"""Searching the catalog: hard constraints, hybrid ranking, and honest answers when empty.

`Search` is what the rest of Aisle depends on; `CatalogSearch` answers it from a
folder that `retrieval.index` built.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Protocol, Self

from retrieval.conditions import OFFER_FIELDS, Conditions
from retrieval.edge import EdgeEngine
from retrieval.embedder import Embedder, Vectors
from retrieval.engine import Hit, Reading
from retrieval.index import open_generation
from retrieval.payload import point_id
from retrieval.product import Product, Variant
from retrieval.query import Candidate, PriceRange, SearchRequest, SearchResult, Sort
from retrieval.ranking import Ranked, rank
from retrieval.relaxation import dropped_terms, relax
from retrieval.terms import Field, Term
from retrieval.text import topic
from retrieval.vocabulary import Vocabulary

RELEVANT_COSINE = 0.40
"""The best hit's cosine from which the catalog has an answer to the text.

Measured with the int8 MiniLM: 98 % of 180 human furniture queries with a relevant title reach
it over 2,836 titles (WANDS), and 94 % of 77 over 2,465 full products (the five that do not
are for things it lacks); of 55 requests that neither shop serves ("car insurance quote")
22 to 29 % do, of 300 that are no shopping at all (CLINC150) 7 to 10 %.
"""

NAMED_COSINE = 0.20
"""Enough when one product states every word asked for: names mean nothing to the embedder."""

_NAMING = 5
"""Best hits by BM25 that are looked at for that."""

MAX_LIMIT = 200
"""Candidates of one search; nobody hears or reads more."""

SCAN = 500
"""Products looked at when an order needs no text."""

_CENT = Decimal("0.01")


class Search(Protocol):
    """What agents need of a catalog. Safe to call from several threads."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The catalog's own words."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer one request."""

    def product(self, product_id: str) -> Product | None:
        """Return one product, whatever its flags; None if there is none."""


class CatalogSearch:
    """Searches the index in one folder. One process at a time may have it open."""

    def __init__(self, engine: EdgeEngine, vocabulary: Vocabulary, embedder: Embedder) -> None:
        self._engine = engine
        self._vocabulary = vocabulary
        self._embedder = embedder

    @classmethod
    def open(cls, folder: Path, embedder: Embedder) -> Self:
        """Open the index that `retrieval.index.build` made in `folder`.

        Raises:
            IndexMissing: nothing was built here.
            IndexDamaged: it is incomplete.
            IndexOutdated: of another format version or embedder.
            IndexLocked: another process, or another open search of this one, holds it.
        """
        engine, vocabulary = open_generation(folder, embedder)
        return cls(engine, vocabulary, embedder)

    @property
    def vocabulary(self) -> Vocabulary:
        return self._vocabulary

    def product(self, product_id: str) -> Product | None:
        """Return one product, whatever its flags; None if there is none."""
        return next(iter(self._engine.products([point_id(product_id)]).values()), None)

    def close(self) -> None:
        """Release the index for other processes. Safe to call twice."""
        self._engine.close()

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer one request.

        Args:
            request: text of any length and content; with no text, or none that names a
                product, the constraints alone decide.

        Returns:
            At most `request.limit` candidates (200 at most). `total` counts what fulfils
            the hard constraints that were kept, without restricted products and without
            `exclude_ids`.

        Raises:
            RequestInvalid: a bound is not a number, or the limit is negative.
            SearchClosed: after `close`.
        """
        started = perf_counter()
        result = self._answer(request)
        return replace(result, took_ms=(perf_counter() - started) * 1e3)

    def _answer(self, request: SearchRequest) -> SearchResult:
        asked = Conditions.of(request)
        left = relax(asked, self._vocabulary.department_of, self._engine.count)
        text = topic(request.text)
        query = _Query(
            text=text,
            vector=self._embedder.embed([text])[0] if text else None,
            conditions=left.conditions,
            soft=tuple(term for term in request.wanted if not term.hard),
            sort=request.sort,
        )
        if not left.total:
            return SearchResult((), 0, cheapest_outside=self._outside(query))
        ranked = self._ranked(query)
        return SearchResult(
            candidates=self._candidates(ranked[: min(request.limit, MAX_LIMIT)], query),
            total=left.total,
            relaxed=dropped_terms(request.wanted, left.fields),
            relevant=self._is_relevant(query, ranked),
        )

    def _ranked(self, query: "_Query") -> list[Ranked]:
        return rank(
            self._hits(query), query.conditions, query.soft, query.sort, topical=query.is_topical
        )

    def _hits(self, query: "_Query") -> list[Hit]:
        reading = Reading(
            fields=tuple({term.field: None for term in query.soft}),
            offers=query.conditions.is_about_offers,
        )
        scanned = _SCANS.get(query.sort)
        if query.vector is not None and (query.is_topical or scanned is None):
            return self._engine.nearest(
                query.vector, query.text, query.conditions, query.soft, reading
            )
        key, descending = scanned or ("standing", True)
        return self._engine.ordered(query.conditions, key, descending, SCAN, reading)

    def _is_relevant(self, query: "_Query", ranked: Sequence[Ranked]) -> bool:
        """Return whether anything found is close enough to be called an answer."""
        if not query.is_topical or not ranked:
            return bool(ranked)
        best = max(each.hit.cosine for each in ranked)
        if best >= RELEVANT_COSINE or best < NAMED_COSINE:
            return best >= RELEVANT_COSINE
        named = [
            each.hit.id
            for each in ranked
            if each.hit.lexical_rank is not None and each.hit.lexical_rank <= _NAMING
        ]
        return self._engine.holds_every_word(query.text, named)

    def _outside(self, query: "_Query") -> Product | None:
        """Return the product nearest to the price bounds that fulfils all else."""
        price = query.conditions.price
        beyond: list[tuple[Decimal, Product]] = []
        if price.high is not None:
            above = replace(query.conditions, price=PriceRange(price.high + _CENT, None))
            beyond += self._first(replace(query, conditions=above, sort=Sort.CHEAPEST), price.high)
        if price.low is not None and price.low > 0:
            below = replace(query.conditions, price=PriceRange(None, price.low - _CENT))
            beyond += self._first(replace(query, conditions=below, sort=Sort.DEAREST), price.low)
        return min(beyond, key=lambda each: each[0], default=(None, None))[1]

    def _first(self, query: "_Query", bound: Decimal) -> list[tuple[Decimal, Product]]:
        """Return the first product of a sorted query with how far it is from `bound`."""
        first = self._ranked(query)[:1]
        return [
            (abs(each.price - bound), candidate.product)
            for each, candidate in zip(first, self._candidates(first, query), strict=True)
        ]

    def _candidates(self, ranked: Sequence[Ranked], query: "_Query") -> tuple[Candidate, ...]:
        products = self._engine.products([each.hit.id for each in ranked])
        return tuple(
            Candidate(
                product=products[each.hit.id],
                variant=query.variant(products[each.hit.id]),
                score=each.score,
                cosine=each.hit.cosine,
            )
            for each in ranked
        )


_SCANS = {
    Sort.CHEAPEST: ("price", False),
    Sort.DEAREST: ("price", True),
    Sort.BEST_RATED: ("rating", True),
}
"""What the engine orders by when a sort needs no text."""


@dataclass(frozen=True, slots=True)
class _Query:
    """One request as the engine is asked it."""

    text: str
    vector: Vectors | None
    """float32 [dimensions]; None without text."""
    conditions: Conditions
    soft: tuple[Term, ...]
    sort: Sort

    @property
    def is_topical(self) -> bool:
        """Whether only the text says what kind of product is meant."""
        return self.vector is not None and Field.CATEGORY not in self.conditions.wanted

    def variant(self, product: Product) -> Variant | None:
        """Return the variant to name: only where a size or colour is wanted or not wanted."""
        conditions = self.conditions
        asked = {*conditions.wanted, *conditions.unwanted, *(term.field for term in self.soft)}
        if asked.isdisjoint(OFFER_FIELDS):
            return None
        offer = conditions.offer(product, self.soft)
        return None if offer is None else offer.variant
