"""The hard constraints of one request, checked and in the form an engine filters by.

Engine-free: `retrieval.edge_filter` translates them for Qdrant,
`retrieval.relaxation` takes some away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import isfinite
from typing import Self

from retrieval.errors import RequestInvalid
from retrieval.offers import Offer, offers_of
from retrieval.product import Product
from retrieval.query import PriceRange, SearchRequest
from retrieval.terms import Field, Term

OFFER_FIELDS = (Field.SIZE, Field.COLOUR)
"""Fields that differ between the variants of one product."""

MAX_PRICE = Decimal(10) ** 10
"""Above every price that `Product` allows; a wider bound is no bound."""

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What every candidate must fulfil."""

    wanted: Mapping[Field, frozenset[str]]
    """Any of the values of a field, and every field."""
    unwanted: Mapping[Field, frozenset[str]]
    price: PriceRange
    """Whole cents, 0..`MAX_PRICE`."""
    min_rating: float | None
    """Above 0: a product without ratings has none of any height."""
    in_stock_only: bool
    exclude_ids: frozenset[str]

    @classmethod
    def of(cls, request: SearchRequest) -> Self:
        """Take the hard constraints of `request`.

        Raises:
            RequestInvalid: a bound is not a number, or the limit is negative.
        """
        if request.limit < 0:
            raise RequestInvalid("The limit of a search must not be negative; ask for 0 or more.")
        rating = request.min_rating
        if rating is not None and not isfinite(rating):
            raise RequestInvalid("The lowest rating must be a number from 0 to 5; leave it out.")
        return cls(
            wanted=_by_field(tuple(term for term in request.wanted if term.hard)),
            unwanted=_by_field(request.unwanted),
            price=PriceRange(
                _cents(request.price.low, ROUND_CEILING), _cents(request.price.high, ROUND_FLOOR)
            ),
            min_rating=rating if rating is not None and rating > 0 else None,
            in_stock_only=request.in_stock_only,
            exclude_ids=request.exclude_ids,
        )

    def without(self, fields: frozenset[Field]) -> Self:
        """Return the conditions with `fields` no longer wanted."""
        kept = {name: values for name, values in self.wanted.items() if name not in fields}
        return replace(self, wanted=kept)

    def at_any_price(self) -> Self:
        """Return the conditions without the price bound."""
        return replace(self, price=PriceRange())

    @property
    def has_price(self) -> bool:
        return self.price != PriceRange()

    @property
    def names_variant(self) -> bool:
        """Whether a size or a colour is wanted, so that one variant is the answer."""
        return any(name in self.wanted for name in OFFER_FIELDS)

    @property
    def is_about_offers(self) -> bool:
        """Whether something must hold on one offer rather than on the product."""
        return (
            self.in_stock_only
            or self.names_variant
            or any(name in self.unwanted for name in OFFER_FIELDS)
        )

    def allows(self, offer: Offer) -> bool:
        """Return whether one offer has the size, colour, price and stock asked for."""
        values = {
            Field.SIZE: frozenset((offer.size,) if offer.size else ()),
            Field.COLOUR: frozenset(offer.colours),
        }
        return (
            all(values[name] & self.wanted[name] for name in values if name in self.wanted)
            and not any(
                values[name] & self.unwanted[name] for name in values if name in self.unwanted
            )
            and (self.price.low is None or offer.price >= self.price.low)
            and (self.price.high is None or offer.price <= self.price.high)
            and (not self.in_stock_only or offer.in_stock)
        )

    def offer(self, product: Product, soft: tuple[Term, ...] = ()) -> Offer | None:
        """Return the best allowed offer: in stock, most soft terms, cheapest; None if none is."""

        def worth(offer: Offer) -> tuple[bool, int, Decimal]:
            liked = sum(
                term.value == offer.size
                if term.field is Field.SIZE
                else term.value in offer.colours
                for term in soft
                if term.field in OFFER_FIELDS
            )
            return offer.in_stock, liked, -offer.price

        return max(filter(self.allows, offers_of(product)), key=worth, default=None)


def _by_field(terms: tuple[Term, ...]) -> dict[Field, frozenset[str]]:
    fields = dict.fromkeys(term.field for term in terms)
    return {
        name: frozenset(storable(term.value) for term in terms if term.field is name)
        for name in fields
    }


def storable(value: str) -> str:
    """Return `value` without lone surrogates, which no engine stores."""
    return value.encode("utf-8", "replace").decode()


def _cents(bound: Decimal | None, rounding: str) -> Decimal | None:
    """Round a bound inwards to whole cents, so that no price beyond it slips in as a float."""
    if bound is None:
        return None
    if bound.is_nan():
        raise RequestInvalid("A price bound must be a number; leave it out for no bound.")
    clamped = min(max(bound, Decimal(0)), MAX_PRICE)
    return clamped.quantize(_CENT, rounding=rounding)
