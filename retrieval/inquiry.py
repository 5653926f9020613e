"""One request as the engine is asked it: conditions that may have been relaxed, and wishes."""

from dataclasses import dataclass

from retrieval.conditions import OFFER_FIELDS, Conditions
from retrieval.engine import Reading
from retrieval.offers import Offer
from retrieval.product import Product
from retrieval.query import Sort
from retrieval.taste import Taste
from retrieval.terms import Field, Term
from retrieval.vocabulary import values_of

BY_PRICE = (Sort.CHEAPEST, Sort.DEAREST)

SHORTLIST = 60
"""Hits whose facts are read when relevance orders them: reading one takes 8 us of the engine."""

LIKED_NAMED = 3
"""What of a shopper's taste is named of one product; more is no reason but a list."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What the engine and the ranking need to know of one request."""

    text: str
    """Cleaned and corrected; empty if no word of it could name a product."""
    conditions: Conditions
    soft: tuple[Term, ...] = ()
    sort: Sort = Sort.RELEVANCE
    taste: Taste | None = None
    shown: frozenset[int] = frozenset()
    """The engine's ids of what was shown before."""

    @property
    def is_topical(self) -> bool:
        """Whether only the text says what kind of product is meant."""
        return bool(self.text) and Field.CATEGORY not in self.conditions.wanted

    @property
    def needs_vector(self) -> bool:
        """Whether nearness to the text decides anything: not where a list is only sorted."""
        return bool(self.text) and (self.is_topical or self.sort is Sort.RELEVANCE)

    @property
    def reading(self) -> Reading:
        """The facts that ranking will look at."""
        liked = self.taste.affinities if self.taste is not None else ()
        fields = dict.fromkeys((*(term.field for term in self.soft), *liked))
        return Reading(
            tuple(fields),
            # In stock is all that relevance asks of an offer, and then every hit is.
            offers=self.conditions.is_about_offers
            and not (self.conditions.in_stock_only and self.sort is Sort.RELEVANCE),
            # In another order what counts may be anywhere in the union.
            most=SHORTLIST if self.sort is Sort.RELEVANCE else None,
        )

    def offer(self, product: Product) -> Offer | None:
        """Return the offer to name; None where no size or colour decides between them."""
        conditions = self.conditions
        liked = [term for term in self.soft if term.field in OFFER_FIELDS]
        insisted = not {*conditions.wanted, *conditions.unwanted}.isdisjoint(OFFER_FIELDS)
        if not insisted and not liked:
            return None
        offer = conditions.offer(product, self.soft)
        if insisted or offer is None:
            return offer
        # A gray one is no answer to "blue, if you have it": then the product as such is.
        return offer if any(term.value in offer.values[term.field] for term in liked) else None

    def fulfilled(self, product: Product, offer: Offer | None) -> tuple[Term, ...]:
        """Return the soft terms that `product` fulfils, sizes and colours on the offer named."""
        values = {name: frozenset(found) for name, found in values_of(product).items()}
        if offer is not None:
            values |= offer.values
        return tuple(term for term in self.soft if term.value in values[term.field])

    def liked(self, product: Product) -> tuple[Term, ...]:
        """Return what the shopper is known to like of `product`, the strongest first."""
        if self.taste is None or not self.taste.affinities:
            return ()
        values = values_of(product)
        found = [
            (affinity, Term(name, value, hard=False))
            for name, affinities in self.taste.affinities.items()
            for value in values[name]
            if (affinity := affinities.get(value, 0.0)) > 0
        ]
        found.sort(key=lambda each: -each[0])
        return tuple(term for _, term in found[:LIKED_NAMED])
