"""The hard constraints of one request, checked and in the form an engine filters by.

Engine-free: `retrieval.edge_filter` translates them for Qdrant,
`retrieval.relaxation` takes some away.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import isfinite
from typing import Self

from retrieval.errors import RequestInvalid
from retrieval.offers import Offer, offers_of
from retrieval.product import Flag, Product
from retrieval.query import PriceRange, SearchRequest
from retrieval.terms import ALL_OF, Field, Term

OFFER_FIELDS = (Field.SIZE, Field.COLOUR)
"""Fields that differ between the variants of one product."""

MAX_PRICE = Decimal(10) ** 10
"""Above every price that `Product` allows; a wider bound is no bound."""

MAX_FEATURES = 16
"""Hard terms of a field whose values must all hold: relaxing asks the engine about each."""

MAX_TERMS = 1_000
MAX_IDS = 1_000
"""Ten times what a shopper could name or see; ten times as many take a search 0.1 to 0.3 s."""

_CENT = Decimal("0.01")
_CURRENCY = re.compile("[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What every candidate must fulfil."""

    wanted: Mapping[Field, frozenset[str]]
    """Any of the values of a field (of `ALL_OF` all of them), and every field."""
    unwanted: Mapping[Field, frozenset[str]]
    price: PriceRange
    """Whole cents, 0..`MAX_PRICE`."""
    min_rating: float | None
    """Above 0: a product without ratings has none of any height."""
    in_stock_only: bool
    exclude_ids: frozenset[str]
    currency: str | None = None
    """Of every product; None where no price decides, or the catalog has but one currency."""
    unwanted_flags: frozenset[Flag] = frozenset()
    """Besides "restricted", which nothing that is found ever has."""

    @classmethod
    def of(cls, request: SearchRequest, currency: str | None = None) -> Self:
        """Take the hard constraints of `request`.

        Args:
            request: what is asked for.
            currency: what its prices are in; None if that need not be looked at.

        Raises:
            RequestInvalid: `request` fails `check`, or a price bound is not a number.
        """
        check(request)
        rating = request.min_rating
        return cls(
            wanted=_by_field(tuple(term for term in request.wanted if term.hard)),
            unwanted=_by_field(request.unwanted),
            price=PriceRange(
                _cents(request.price.low, ROUND_CEILING), _cents(request.price.high, ROUND_FLOOR)
            ),
            min_rating=rating if rating is not None and rating > 0 else None,
            in_stock_only=request.in_stock_only,
            exclude_ids=request.exclude_ids,
            currency=currency,
            unwanted_flags=frozenset(_unwanted_flags(request)),
        )

    def wanting(self, wanted: Mapping[Field, frozenset[str]]) -> Self:
        """Return the conditions with other values wanted."""
        return replace(self, wanted=wanted)

    def of_any_quality(self) -> Self:
        """Return the conditions with products of low quality allowed."""
        return replace(self, unwanted_flags=self.unwanted_flags - {Flag.LOW_QUALITY})

    def at_any_price(self) -> Self:
        """Return the conditions without the price bound, in any currency."""
        return replace(self, price=PriceRange(), currency=None)

    def unbounded(self) -> Self:
        """Return the wanted terms alone, without bounds and exclusions."""
        return type(self)(
            wanted=self.wanted,
            unwanted={},
            price=PriceRange(),
            min_rating=None,
            in_stock_only=False,
            exclude_ids=frozenset(),
        )

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
        # Asked of every offer of some hundred hits, so the cheapest questions come first.
        if self.in_stock_only and not offer.in_stock:
            return False
        low, high = self.price.low, self.price.high
        if (low is not None and offer.price < low) or (high is not None and offer.price > high):
            return False
        sizes, colours = self.wanted.get(Field.SIZE), self.wanted.get(Field.COLOUR)
        if sizes is not None and (not offer.size or offer.size not in sizes):
            return False
        if colours is not None and colours.isdisjoint(offer.colours):
            return False
        return not (
            offer.size in self.unwanted.get(Field.SIZE, ())
            or any(colour in self.unwanted.get(Field.COLOUR, ()) for colour in offer.colours)
        )

    def offer(self, product: Product, soft: tuple[Term, ...] = ()) -> Offer | None:
        """Return the best allowed offer: in stock, most soft terms, cheapest; None if none is."""

        def worth(offer: Offer) -> tuple[bool, int, Decimal]:
            values = offer.values
            liked = sum(term.value in values.get(term.field, ()) for term in soft)
            return offer.in_stock, liked, -offer.price

        return max(filter(self.allows, offers_of(product)), key=worth, default=None)


def check(request: SearchRequest) -> None:
    """Refuse what is no request.

    Raises:
        RequestInvalid: one sentence that says what to change.
    """
    if request.limit < 0:
        raise RequestInvalid("The limit of a search must not be negative; ask for 0 or more.")
    if request.min_rating is not None and not isfinite(request.min_rating):
        raise RequestInvalid("The lowest rating must be a number from 0 to 5; leave it out.")
    if not 0 <= request.diversity <= 1:
        raise RequestInvalid("The diversity of a search must be a number from 0 to 1.")
    if request.currency is not None and not _CURRENCY.fullmatch(request.currency):
        raise RequestInvalid('A currency is three capital letters such as "USD"; leave it out.')
    each_of = {term for term in request.wanted if term.hard and term.field in ALL_OF}
    if len(each_of) > MAX_FEATURES:
        raise RequestInvalid(
            f"A search can insist on {MAX_FEATURES} features at most; make some of them soft."
        )
    if len(request.wanted) + len(request.unwanted) > MAX_TERMS:
        raise RequestInvalid(f"A search can name {MAX_TERMS} values at most; leave some out.")
    if max(len(request.exclude_ids), len(request.shown_ids)) > MAX_IDS:
        raise RequestInvalid(f"A search can name {MAX_IDS} product ids at most; leave some out.")


def _unwanted_flags(request: SearchRequest) -> Iterator[Flag]:
    if request.avoid_ai_imagery:
        yield Flag.AI_IMAGERY
    if not request.with_low_quality:
        yield Flag.LOW_QUALITY


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
