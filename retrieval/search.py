"""Searching the catalog: hard constraints, hybrid ranking, and honest answers when empty.

`Search` is what the rest of Aisle depends on; `CatalogSearch` answers it from an
index that `retrieval.build` made, in a folder or on a Qdrant server.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Protocol, Self

from retrieval.conditions import Conditions
from retrieval.correction import Corrector
from retrieval.embedder import Embedder, Vectors
from retrieval.engine import Engine, Hit
from retrieval.finder import Finder
from retrieval.folder_store import FolderStore
from retrieval.index import open_index
from retrieval.inquiry import BY_PRICE, Inquiry
from retrieval.payload import point_id
from retrieval.product import Product
from retrieval.query import (
    Correction,
    PriceRange,
    SearchRequest,
    SearchResult,
    Sort,
)
from retrieval.ranking import Ranked, best_chance
from retrieval.relaxation import Relaxed, relax
from retrieval.relevance import RelevanceModel
from retrieval.store import Store
from retrieval.terms import Field, Term
from retrieval.text import clean, topic
from retrieval.vocabulary import Vocabulary

NAMED_COSINE = 0.15
"""Enough when one product states every word asked for: names mean nothing to the embedder."""

_NAMING = 5
"""Best hits by BM25 that are looked at for that."""

MAX_LIMIT = 200
"""Candidates of one search; nobody hears or reads more."""

MAX_SHADES = 20
"""Of colours that nothing has, preferred in their place."""

OTHER_CURRENCIES = 5
"""Looked through for an order by price of what has none in the commonest."""

FACET_VALUES = 50
"""Of one field, the commonest; a screen shows ten."""


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
    """Searches one index. One process at a time may have that of a folder open."""

    def __init__(
        self,
        engine: Engine,
        vocabulary: Vocabulary,
        embedder: Embedder,
        corrector: Corrector | None = None,
    ) -> None:
        """Search what `engine` holds; nothing is corrected without a `corrector`."""
        self._engine = engine
        self._vocabulary = vocabulary
        self._embedder = embedder
        self._finder = Finder(engine, embedder, vocabulary.lexicon)
        self._corrector = corrector

    @classmethod
    def open(
        cls,
        place: Path | Store,
        embedder: Embedder,
        correcting: Callable[[Vocabulary], Corrector] | None = None,
    ) -> Self:
        """Open the index in a folder, or in any other store.

        Args:
            place: the folder or the store.
            embedder: the one that the index was built with.
            correcting: makes the corrector of the catalog's words; none corrects nothing.

        Raises:
            IndexMissing: nothing was built here.
            IndexDamaged: it is incomplete.
            IndexOutdated: of another format version or embedder.
            IndexLocked: another process, or another open search of this one, holds it.
        """
        store = FolderStore(place) if isinstance(place, Path) else place
        engine, vocabulary = open_index(store, embedder)
        return cls(engine, vocabulary, embedder, correcting(vocabulary) if correcting else None)

    @property
    def vocabulary(self) -> Vocabulary:
        return self._vocabulary

    def product(self, product_id: str) -> Product | None:
        """Return one product, whatever its flags; None if there is none."""
        return next(iter(self._engine.products([point_id(product_id)]).values()), None)

    def every_product(self) -> tuple[Product, ...]:
        """Return all products that can be found, the cheapest first. Of large catalogs: slow.

        Those of low quality are among them: a search shows them where there is nothing else.
        """
        most = self._engine.count_all()
        conditions = Conditions.of(SearchRequest("")).of_any_quality()
        found = self._engine.ordered(conditions, "price", False, most)
        by_id = self._engine.products([hit.id for hit in found])
        return tuple(by_id[hit.id] for hit in found if hit.id in by_id)

    @property
    def space(self) -> str:
        """Name of the embedder that made the vectors."""
        return self._embedder.name

    @property
    def embedder(self) -> Embedder:
        """What makes the vectors of queries."""
        return self._embedder

    def vectors(self, product_ids: Sequence[str]) -> Mapping[str, Vectors]:
        """Return the stored unit vectors of those products that there are."""
        ids = {point_id(each): each for each in product_ids}
        found = self._engine.vectors(list(ids))
        return {product_id: found[each] for each, product_id in ids.items() if each in found}

    def relevance(self, text: str, product_ids: Sequence[str]) -> Mapping[str, float]:
        """Return how likely products are what `text` means, 0..1, whether it finds them or not.

        Args:
            text: as in a request; "" or words that name no product tell nothing of any.
            product_ids: those that there are not are left out.
        """
        if not (named := topic(text)):
            return {}
        ids = {point_id(each): each for each in product_ids}
        found = self._finder.relevance(named, list(ids))
        return {product_id: found[each] for each, product_id in ids.items() if each in found}

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
        generation = self._engine.generation
        result = self._answer(request)
        if self._engine.generation != generation:
            # Caught between two: what one has found, the other may not have.
            result = self._answer(request)
        return replace(result, took_ms=(perf_counter() - started) * 1e3)

    def _answer(self, request: SearchRequest) -> SearchResult:
        asked, corrections = self._read(request)
        hits = self._finder.hits(asked)
        if not hits and (any_quality := asked.conditions.of_any_quality()) != asked.conditions:
            asked = replace(asked, conditions=any_quality)
            hits = self._finder.hits(asked)
        if not hits and request.currency is None and request.price == PriceRange():
            asked, hits = self._in_another_currency(asked)
        if hits:
            left = Relaxed(asked.conditions, (), self._engine.count(asked.conditions, len(hits)))
        else:
            left = relax(asked.conditions, request.wanted, self._vocabulary, self._engine.count)
        near = () if hits else self._shades(left)
        inquiry = replace(asked, conditions=left.conditions, soft=(*asked.soft, *near))
        result = SearchResult(
            candidates=(),
            total=left.total,
            relaxed=tuple(each.term for each in left.relaxations),
            relaxations=left.relaxations,
            currency=asked.conditions.currency
            or (self._currency(request) if _is_priced(request) or request.facets else None),
            corrections=corrections,
        )
        if not left.total:
            beyond = self._finder.beyond(inquiry) if inquiry.conditions.has_price else None
            return replace(result, cheapest_outside=beyond)
        ranked = self._finder.ranked(inquiry, hits or self._finder.hits(inquiry))
        in_order = ranked
        if request.sort is Sort.RELEVANCE:
            in_order = self._finder.spread(ranked, request.diversity)
        result = replace(
            result,
            candidates=self._finder.candidates(in_order[: min(request.limit, MAX_LIMIT)], inquiry),
            relevant=self._is_relevant(inquiry, ranked),
            relevance=best_chance(ranked),
        )
        return self._with_facets(result, request, inquiry) if request.facets else result

    def _read(self, request: SearchRequest) -> tuple[Inquiry, tuple[Correction, ...]]:
        """Return what to ask the engine, and how the words of the request were corrected."""
        named = request.currency is not None or len(self._vocabulary.currencies) > 1
        currency = self._currency(request) if _is_priced(request) and named else None
        text = clean(request.text)
        corrections: tuple[Correction, ...] = ()
        if request.correct and self._corrector is not None:
            text, corrections = self._corrector.correct(text)
        inquiry = Inquiry(
            text=topic(text),
            conditions=Conditions.of(request, currency),
            soft=tuple(term for term in dict.fromkeys(request.wanted) if not term.hard),
            sort=request.sort,
            taste=request.taste,
            shown=frozenset(point_id(each) for each in request.shown_ids),
        )
        return inquiry, corrections

    def _shades(self, left: Relaxed) -> tuple[Term, ...]:
        """Return what comes nearest to colours that nothing has: "forest green" to "green"."""
        lost = {each.term.value for each in left.relaxations if each.term.field is Field.COLOUR}
        return tuple(
            Term(Field.COLOUR, name, hard=False)
            for name in self._vocabulary.values[Field.COLOUR]
            if name.rpartition(" ")[2] in lost
        )[:MAX_SHADES]

    def _in_another_currency(self, asked: Inquiry) -> tuple[Inquiry, list[Hit]]:
        """Look on where an order by price found nothing in the catalog's commonest currency."""
        others = [each for each in self._vocabulary.currencies if each != asked.conditions.currency]
        for currency in others[:OTHER_CURRENCIES] if asked.conditions.currency else ():
            conditions = replace(asked.conditions, currency=currency)
            priced = replace(asked, conditions=conditions)
            if hits := self._finder.hits(priced):
                return priced, hits
        return asked, []

    def _currency(self, request: SearchRequest) -> str:
        return request.currency or self._vocabulary.currency

    def _is_relevant(self, inquiry: Inquiry, ranked: Sequence[Ranked]) -> bool:
        """Return whether anything found is close enough to be called an answer."""
        if not inquiry.is_topical or not ranked:
            return bool(ranked)
        if (best_chance(ranked) or 0.0) >= RelevanceModel.shipped().answers_from:
            return True
        if max(each.hit.cosine for each in ranked) < NAMED_COSINE:
            return False
        named = [
            each.hit.id
            for each in ranked
            if each.hit.lexical_rank is not None and each.hit.lexical_rank <= _NAMING
        ]
        return self._engine.holds_every_word(inquiry.text, named)

    def _with_facets(
        self, result: SearchResult, request: SearchRequest, inquiry: Inquiry
    ) -> SearchResult:
        conditions = inquiry.conditions
        priced = replace(conditions, currency=result.currency)
        mixed = len(self._vocabulary.currencies) > 1
        return replace(
            result,
            facets=self._engine.facets(
                conditions, tuple(dict.fromkeys(request.facets)), FACET_VALUES
            ),
            prices=self._engine.prices(priced if mixed else conditions),
        )


def _is_priced(request: SearchRequest) -> bool:
    """Say whether prices decide what is found or in which order."""
    return request.sort in BY_PRICE or request.price != PriceRange()
