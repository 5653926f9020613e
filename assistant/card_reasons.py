"""Why a card is shown, in short sentences: the wishes that it meets, and what was given up. Pure.

Only what the product itself states: a board or the cart on the screen was not searched for.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from agents.constraints import Constraint, Kind, Value
from agents.offers import match_colour, sizes_in_stock
from agents.reply.money import range_words
from agents.sizes import match_size
from retrieval.product import Product
from retrieval.query import Candidate, PriceRange
from retrieval.terms import Field, Term

MOST = 4
"""Sentences on one card; a shopper reads no more."""


def reasons_of(
    candidate: Candidate,
    constraints: Sequence[Constraint] = (),
    relaxed: Sequence[Term] = (),
    liked: Sequence[str] = (),
) -> list[str]:
    """Return what speaks for a product, the latest wish first, and what does not.

    Args:
        candidate: The product with the variant that was found.
        constraints: All that hold.
        relaxed: Wishes that were given up to find anything.
        liked: What of the shopper's taste it meets: "because you saved linen".
    """
    met = [said for c in reversed(constraints) if c.wanted and (said := _met(candidate, c))]
    unmet = [said for term in relaxed if (said := _unmet(candidate.product, term))]
    told = [*unmet, *met, *liked]
    return list(dict.fromkeys(_sentence(said) for said in told))[:MOST]


def _met(candidate: Candidate, wish: Constraint) -> str:
    """Return how the product fulfils a wish; empty where it does not, or does not say so."""
    product, variant, value = candidate.product, candidate.variant, wish.value
    match wish.kind:
        case Kind.PRICE if isinstance(value, PriceRange) and not wish.total:
            price = (variant or product).price
            low, high = value.low or Decimal(0), value.high
            fits = low <= price and (high is None or price <= high)
            return range_words(value, product.currency, {price}).strip() if fits else ""
        case Kind.RATING if isinstance(value, Decimal):
            stars = product.rating
            return f"rated {stars:g}" if stars is not None and stars >= value else ""
        case Kind.AVAILABILITY:
            return "in stock" if (variant or product).in_stock else ""
        case Kind.SIZE:
            size = match_size(str(value), product.sizes)
            here = size in sizes_in_stock(product, variant.colour if variant else None)
            return f"size {size} in stock" if size and here else ""
        case _:
            return _stated(product, wish.kind, value)


def _stated(product: Product, kind: Kind, value: Value) -> str:
    states = _STATES.get(kind)
    said = states(product, str(value)) if states else None
    return said or ""


def _feature(product: Product, value: str) -> str | None:
    named = {feature.casefold() for feature in product.features}
    yes = product.attributes.get(value.casefold().replace(" ", "_")) == "yes"
    return value if yes or value.casefold() in named else None


def _colour(product: Product, value: str) -> str | None:
    own = match_colour(product, value)
    return f"comes in {own}" if own else None


def _material(product: Product, value: str) -> str | None:
    return value if value.casefold() in {m.casefold() for m in product.materials} else None


def _brand(product: Product, value: str) -> str | None:
    return f"by {value}" if (product.brand or "").casefold() == value.casefold() else None


def _audience(product: Product, value: str) -> str | None:
    return f"for {value}" if (product.audience or "").casefold() == value.casefold() else None


_States = Callable[[Product, str], str | None]

_STATES: dict[Kind, _States] = {
    Kind.FEATURE: _feature,
    Kind.COLOUR: _colour,
    Kind.MATERIAL: _material,
    Kind.BRAND: _brand,
    Kind.AUDIENCE: _audience,
}
_UNSTATED = frozenset({Field.FEATURE, Field.MATERIAL})
"""Fields of which a listing may be silent: nothing can be said against it."""


def _unmet(product: Product, term: Term) -> str:
    """Return which wish that was given up this product does not meet."""
    if term.field is Field.SIZE:
        size = match_size(term.value, product.sizes)
        if size in sizes_in_stock(product, None):
            return ""
        return f"not in size {term.value}" if size is None else f"size {size} is sold out"
    kind = Kind(term.field.value)
    if _stated(product, kind, term.value):
        return ""
    if term.field in _UNSTATED:
        return f"the listing doesn't say {term.value}"
    match term.field:
        case Field.COLOUR:
            return f"not in {term.value}"
        case Field.BRAND:
            return f"not by {term.value}"
        case Field.AUDIENCE:
            return f"not made for {term.value}"
        case _:
            same = term.value.casefold() in (product.category, product.department.casefold())
            return "" if same else f"not one of the {term.value}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "."
