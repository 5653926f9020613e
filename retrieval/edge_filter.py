"""Hard constraints as Qdrant Edge filters.

`MatchValue` with a bool matches nothing in qdrant-edge-py 0.9.0, so stock is a
number here and there is no flag stored as true or false.
"""

from collections.abc import Iterable

from qdrant_edge import (
    FieldCondition,
    Filter,
    HasIdCondition,
    HasVectorCondition,
    IsEmptyCondition,
    IsNullCondition,
    MatchAny,
    NestedCondition,
    RangeFloat,
)

from retrieval.conditions import OFFER_FIELDS, Conditions
from retrieval.payload import point_id
from retrieval.product import Flag
from retrieval.query import PriceRange
from retrieval.terms import Field, Term

# Every kind that a filter takes: its lists are typed by this union, and lists are invariant.
_Condition = (
    FieldCondition
    | IsEmptyCondition
    | IsNullCondition
    | HasIdCondition
    | HasVectorCondition
    | NestedCondition
    | Filter
)

_OFFER_KEYS = {Field.SIZE: "size", Field.COLOUR: "colours[]"}
"""Keys inside one offer; an array's key needs the brackets for the nested index to be used."""


def filter_of(conditions: Conditions) -> Filter:
    """Return the filter that exactly the products fulfilling `conditions` pass."""
    must: list[_Condition] = []
    must_not: list[_Condition] = [_any(_FLAGS, [Flag.RESTRICTED.value])]
    for name, values in conditions.wanted.items():
        if name not in OFFER_FIELDS:
            must.append(_any(name.value, values))
    for name, values in conditions.unwanted.items():
        if name not in OFFER_FIELDS:
            must_not.append(_any(name.value, values))
    price = conditions.price
    if conditions.names_variant:
        # The variant may cost more than the product's "from" price, so only that one is bounded.
        price = PriceRange(None, price.high)
    if price != PriceRange():
        must.append(FieldCondition("price", range=_range(price)))
    if conditions.min_rating is not None:
        must.append(FieldCondition("rating", range=RangeFloat(gte=conditions.min_rating)))
    if conditions.is_about_offers:
        must.append(NestedCondition("offers", _offer_filter(conditions)))
    if conditions.exclude_ids:
        must_not.append(HasIdCondition({point_id(each) for each in conditions.exclude_ids}))
    return Filter(must=must, must_not=must_not)


def any_of(terms: Iterable[Term]) -> Filter:
    """Return the filter that products with at least one of `terms` pass."""
    return Filter(should=[_any(term.field.value, [term.value]) for term in terms])


_FLAGS = "flags"


def _offer_filter(conditions: Conditions) -> Filter:
    must: list[_Condition] = []
    must_not: list[_Condition] = []
    for name, key in _OFFER_KEYS.items():
        if name in conditions.wanted:
            must.append(_any(key, conditions.wanted[name]))
        if name in conditions.unwanted:
            must_not.append(_any(key, conditions.unwanted[name]))
    if conditions.has_price:
        must.append(FieldCondition("price", range=_range(conditions.price)))
    if conditions.in_stock_only:
        must.append(FieldCondition("in_stock", range=RangeFloat(gte=1.0)))
    return Filter(must=must, must_not=must_not)


def _any(key: str, values: Iterable[str]) -> FieldCondition:
    return FieldCondition(key, match=MatchAny(sorted(values)))


def _range(price: PriceRange) -> RangeFloat:
    return RangeFloat(
        gte=None if price.low is None else float(price.low),
        lte=None if price.high is None else float(price.high),
    )
