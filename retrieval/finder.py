"""From one inquiry to products: hits of the engine, in order, and what is said of each."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from retrieval.centre import without_centre
from retrieval.diversity import CONSIDERED, diversified
from retrieval.embedder import Embedder, Vectors
from retrieval.engine import Engine, Hit, PointId
from retrieval.inquiry import Inquiry
from retrieval.lexicon import EMPTY, Lexicon, wording_of
from retrieval.product import Flag, Product
from retrieval.query import Candidate, PriceRange, Sort
from retrieval.ranking import Ranked, rank
from retrieval.relevance import QueryWords, RelevanceModel, features, without_names

SCAN = 500
"""Products looked at when an order needs no text."""

_SCANS = {
    Sort.RELEVANCE: ("standing", True),
    Sort.CHEAPEST: ("price", False),
    Sort.DEAREST: ("price", True),
    Sort.BEST_RATED: ("standing", True),
}
"""What the engine orders by when no text decides."""

_CENT = Decimal("0.01")


class Finder:
    """Finds and orders the products of one engine."""

    def __init__(self, engine: Engine, embedder: Embedder, lexicon: Lexicon = EMPTY) -> None:
        self._engine = engine
        self._embedder = embedder
        self._lexicon = lexicon

    def hits(self, inquiry: Inquiry) -> list[Hit]:
        """Return what the engine has for `inquiry`, in no order that means anything."""
        if inquiry.needs_vector:
            vector = self._vector(inquiry.text)
            return self._engine.nearest(
                vector, inquiry.text, inquiry.conditions, inquiry.soft, inquiry.reading
            )
        key, descending = _SCANS[inquiry.sort]
        return self._engine.ordered(inquiry.conditions, key, descending, SCAN, inquiry.reading)

    def ranked(self, inquiry: Inquiry, hits: Sequence[Hit]) -> list[Ranked]:
        """Return `hits` in order, best first."""
        if not inquiry.needs_vector:
            return rank(hits, inquiry)
        chances = self._chances(
            inquiry.text, [hit.facts.words for hit in hits], [hit.cosine for hit in hits]
        )
        return rank(hits, inquiry, chances, self._likeness(inquiry, hits))

    def relevance(self, text: str, ids: Sequence[PointId]) -> dict[PointId, float]:
        """Return how likely each product that there is, found or not, is what `text` means."""
        products, vectors = self._engine.products(ids), self._engine.vectors(ids)
        wanted = self._vector(text)
        there = [each for each in ids if each in products and each in vectors]
        chances = self._chances(
            text,
            [wording_of(products[each]) for each in there],
            [float(vectors[each] @ wanted) for each in there],
        )
        return dict(zip(there, chances, strict=True))

    def _chances(self, text: str, stated: Sequence[str], cosines: Sequence[float]) -> list[float]:
        words = QueryWords.of(without_names(text, self._lexicon), self._lexicon)
        rows = features(words, stated, cosines)
        chances: list[float] = RelevanceModel.shipped().probabilities(rows).tolist()
        return chances

    def _vector(self, text: str) -> Vectors:
        """Return the query's vector as products have theirs: without what all have in common."""
        raw = self._embedder.embed([without_names(text, self._lexicon)])
        moved: Vectors = without_centre(raw, self._lexicon.centre)[0]
        return moved

    def _likeness(self, inquiry: Inquiry, hits: Sequence[Hit]) -> dict[PointId, float] | None:
        """Return how like the shopper's taste the nearest hits are."""
        if inquiry.taste is None or inquiry.taste.vector is None:
            return None
        vectors = self._engine.vectors([hit.id for hit in hits[:CONSIDERED]])
        return {each: float(vector @ inquiry.taste.vector) for each, vector in vectors.items()}

    def spread(self, ranked: Sequence[Ranked], diversity: float) -> list[Ranked]:
        """Put unlike products side by side among the best, without moving what sinks."""
        best = ranked[:CONSIDERED]
        if not diversity or len(best) < 3:
            return list(ranked)
        vectors = self._engine.vectors([each.hit.id for each in best])
        order = diversified(
            [each.score for each in best],
            np.stack([vectors[each.hit.id] for each in best]),
            diversity,
            [(each.near, each.in_stock, Flag.LOW_QUALITY in each.hit.facts.flags) for each in best],
        )
        return [*(best[index] for index in order), *ranked[CONSIDERED:]]

    def candidates(self, ranked: Sequence[Ranked], inquiry: Inquiry) -> tuple[Candidate, ...]:
        """Return the products of `ranked` with their matching variants, in the same order."""
        if not ranked:
            return ()
        products = self._engine.products([each.hit.id for each in ranked])
        # On a server another generation may have taken over since the hits were found.
        return tuple(
            _candidate(each, products[each.hit.id], inquiry)
            for each in ranked
            if each.hit.id in products
        )

    def beyond(self, inquiry: Inquiry) -> Product | None:
        """Return the product nearest to the price bounds that fulfils all else."""
        price = inquiry.conditions.price
        beyond: list[tuple[Decimal, Product]] = []
        if price.high is not None:
            above = PriceRange(price.high + _CENT, None)
            beyond += self._first(inquiry, above, Sort.CHEAPEST, price.high)
        if price.low is not None and price.low > 0:
            below = PriceRange(None, price.low - _CENT)
            beyond += self._first(inquiry, below, Sort.DEAREST, price.low)
        return min(beyond, key=lambda each: each[0], default=(None, None))[1]

    def _first(
        self, inquiry: Inquiry, price: PriceRange, sort: Sort, bound: Decimal
    ) -> list[tuple[Decimal, Product]]:
        """Return the first product of a sorted list with how far it is from `bound`."""
        conditions = replace(inquiry.conditions, price=price)
        ordered = replace(inquiry, conditions=conditions, sort=sort)
        first = self.ranked(ordered, self.hits(ordered))[:1]
        return [
            (abs(each.price - bound), candidate.product)
            for each, candidate in zip(first, self.candidates(first, ordered), strict=False)
        ]


def _candidate(ranked: Ranked, product: Product, inquiry: Inquiry) -> Candidate:
    offer = inquiry.offer(product)
    return Candidate(
        product=product,
        variant=None if offer is None else offer.variant,
        score=ranked.score,
        cosine=ranked.hit.cosine,
        parts=ranked.parts,
        fulfilled=inquiry.fulfilled(product, offer),
        liked=inquiry.liked(product),
        relevance=ranked.relevance,
    )
