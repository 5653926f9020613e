"""Hard constraints as a tree that no engine owns, for each engine to say in its own words.

What a constraint means is decided here once; `retrieval.edge_filter` and
`retrieval.server.filters` only translate, so that both engines find the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from retrieval.combinations import LOW, PRICED_BELOW, combination, priced
from retrieval.conditions import OFFER_FIELDS, Conditions
from retrieval.payload import OFFER_KEY, OFFER_PRICE, PRICE_TO, point_id
from retrieval.product import Flag
from retrieval.query import PriceRange
from retrieval.terms import ALL_OF, Field, Term

MOST_COMBINED = 200
"""Sizes times colours that are looked up; of more, the offers are read."""

OFFERS = "offers"
"""The key of the list of which one entry must fulfil everything about offers."""

_OFFER_KEYS = {Field.SIZE: "size", Field.COLOUR: "colours[]"}
"""Keys inside one offer; an array's key needs the brackets for Edge to use its nested index."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The key has at least one of the values."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """The key is a number between both bounds, inclusive; None is open."""

    key: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """The product is one of these."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list at `key` passes the whole of `tree`."""

    key: str
    tree: "Tree"


@dataclass(frozen=True, slots=True)
class Tree:
    """Passes if all of `must`, none of `must_not`, and one of `should` if there are any."""

    must: "tuple[Node, ...]" = ()
    must_not: "tuple[Node, ...]" = ()
    should: "tuple[Node, ...]" = ()


Node: TypeAlias = AnyOf | Within | OneOf | Entry | Tree


def tree_of(conditions: Conditions) -> Tree:
    """Return the tree that exactly the products fulfilling `conditions` pass."""
    must: list[Node] = []
    must_not: list[Node] = []
    for name, values in conditions.wanted.items():
        if name not in OFFER_FIELDS:
            must += _wanted(name, values)
    for name, values in conditions.unwanted.items():
        if name not in OFFER_FIELDS:
            must_not.append(_any(name.value, values))
    price = conditions.price
    if conditions.names_variant:
        # The variant may cost more than the product's "from" price, so only that one is bounded.
        price = PriceRange(None, price.high)
    if price != PriceRange():
        must.append(_bounded(price))
    if conditions.currency is not None:
        must.append(AnyOf("currency", (conditions.currency,)))
    if conditions.min_rating is not None:
        must.append(Within("rating", low=conditions.min_rating))
    if conditions.is_about_offers:
        must += _offered(conditions)
    if conditions.exclude_ids:
        must_not.append(_excluded(conditions.exclude_ids))
    if flags := _flags_beyond(must, conditions):
        must_not.append(_any("flags", flags))
    return Tree(tuple(must), tuple(must_not))


def _flags_beyond(must: Iterable[Node], conditions: Conditions) -> set[Flag]:
    """Return the flags that what passes `must` may have and is not to have."""
    flags = {Flag.RESTRICTED, *conditions.unwanted_flags}
    # Stored as they are in `payload.filtered_of`, some products have nothing that these ask for.
    if any(isinstance(node, AnyOf | Within | Entry) for node in must):
        flags.discard(Flag.RESTRICTED)
    if any(isinstance(node, AnyOf) and node.key == OFFER_KEY for node in must):
        flags.discard(Flag.LOW_QUALITY)
    return flags


@lru_cache(maxsize=64)
def _excluded(product_ids: frozenset[str]) -> OneOf:
    """Return the products with these ids: 3 ms for 1,000, and one search asks some ten times."""
    return OneOf(tuple(sorted({point_id(each) for each in product_ids})))


def likes_of(soft: Iterable[Term]) -> Tree:
    """Return the tree that products with at least one of `soft` pass."""
    return Tree(should=tuple(AnyOf(term.field.value, (term.value,)) for term in soft))


def _offered(conditions: Conditions) -> list[Node]:
    """Return what exactly the products with an allowed offer pass.

    Nearly every product is decided by its own values, or by those of its offers' combinations.
    Only where it is also made in an unwanted size or colour are its offers read.
    """
    must, values = _combined(conditions)
    if not values:
        return [*must, Entry(OFFERS, _offer_tree(conditions))]
    unwanted = tuple(
        _any(name.value, conditions.unwanted[name])
        for name in OFFER_FIELDS
        if name in conditions.unwanted
    )
    low, high = _bounds(conditions.price)
    all_fit: list[Node] = []
    some_may: list[Node] = []
    if low is not None and conditions.names_variant:
        all_fit.append(Within("price", low=low))
        some_may.append(Within(PRICE_TO, low=low))
    if high is not None:
        all_fit.append(Within(PRICE_TO, high=high))
    if not all_fit and not unwanted:
        return must
    if unwanted or max(conditions.price.low or 0, conditions.price.high or 0) >= PRICED_BELOW:
        # Negated twice it is looked at last: engines try what seems rarest first.
        read = Tree(must_not=(Entry(OFFERS, _offer_tree(conditions)),))
        one_fits = Tree(tuple(some_may), (read,))
    else:
        one_fits = Tree(should=tuple(_priced(value, conditions.price) for value in values))
    return [*must, Tree(should=(Tree(tuple(all_fit), unwanted), one_fits))]


def _priced(value: str, price: PriceRange) -> Within:
    low, high = price.low or Decimal(0), PRICED_BELOW if price.high is None else price.high
    return Within(OFFER_PRICE, float(priced(value, low)), float(priced(value, high)))


def _combined(conditions: Conditions) -> tuple[list[Node], list[str]]:
    """Return what a product needs for the size, colour and stock, and the combinations.

    There are none where there would be too many: then what it needs is not enough.
    """
    sizes, colours = (conditions.wanted.get(name) for name in (Field.SIZE, Field.COLOUR))
    values = [
        combination(size, colour, conditions.in_stock_only)
        for size in (sorted(sizes) if sizes else (None,))
        for colour in (sorted(colours) if colours else (None,))
    ]
    own = [
        _any(name.value, conditions.wanted[name])
        for name in OFFER_FIELDS
        if name in conditions.wanted
    ]
    if len(own) < 2 and not conditions.in_stock_only:
        return list(own), values
    if len(values) > MOST_COMBINED or "" in (*(sizes or ()), *(colours or ())):
        return list(own), []
    low = () if Flag.LOW_QUALITY in conditions.unwanted_flags else [LOW + each for each in values]
    return [AnyOf(OFFER_KEY, (*values, *low))], values


def _offer_tree(conditions: Conditions) -> Tree:
    must: list[Node] = []
    must_not: list[Node] = []
    for name, key in _OFFER_KEYS.items():
        if name in conditions.wanted:
            must.append(_any(key, conditions.wanted[name]))
        if name in conditions.unwanted:
            must_not.append(_any(key, conditions.unwanted[name]))
    if conditions.has_price:
        must.append(_bounded(conditions.price))
    if conditions.in_stock_only:
        # A number: Edge 0.9 matches no bool.
        must.append(Within("in_stock", low=1.0))
    return Tree(tuple(must), tuple(must_not))


def _wanted(name: Field, values: Iterable[str]) -> list[Node]:
    if name in ALL_OF:
        return [AnyOf(name.value, (value,)) for value in sorted(values)]
    return [_any(name.value, values)]


def _any(key: str, values: Iterable[str]) -> AnyOf:
    return AnyOf(key, tuple(sorted(str(value) for value in values)))


def _bounded(price: PriceRange) -> Within:
    return Within("price", *_bounds(price))


def _bounds(price: PriceRange) -> tuple[float | None, float | None]:
    low, high = price.low, price.high
    return None if low is None else float(low), None if high is None else float(high)
