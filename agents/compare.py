"""On what two or three products differ, the most telling first. Pure."""

from collections.abc import Callable, Sequence

from agents.reply.plan import Difference
from retrieval.product import Product

RATED_ENOUGH = 5
"""Fewer votes say nothing about a product."""

RATED_APART = 0.2
"""Stars between two products that a shopper would notice."""

_STATED: dict[str, Callable[[Product], str | None]] = {
    "rating": lambda p: f"{p.rating:g}" if p.rating and p.rating_count >= RATED_ENOUGH else None,
    "material": lambda p: p.materials[0] if p.materials else None,
    "audience": lambda p: p.audience,
}


def differences(products: Sequence[Product], first: str | None = None) -> tuple[Difference, ...]:
    """Return what all of `products` state and not all state alike.

    Yes-or-no facts come first, in the order of the first product's attributes,
    then rating, material and audience, then measured facts; `first`, what was
    asked about, goes before all of them.
    """
    yes_or_no: list[Difference] = []
    measured: list[Difference] = []
    for name in products[0].attributes:
        values = tuple(p.attributes.get(name) for p in products)
        if None in values or len(set(values)) == 1:
            continue
        (yes_or_no if set(values) <= {"yes", "no"} else measured).append(Difference(name, values))
    stated = _STATED | {"rating": _stars} if first == "rating" else _STATED
    others = [Difference(name, tuple(of(p) for p in products)) for name, of in stated.items()]
    telling = [
        d
        for d in others
        if None not in d.values
        and len(set(d.values)) > 1
        and (d.attribute != "rating" or first == "rating" or _far_apart(d.values))
    ]
    ranked = (*yes_or_no[:1], *telling[:2], *measured, *yes_or_no[1:])
    return tuple(sorted(ranked, key=lambda d: d.attribute != first))


def _stars(product: Product) -> str | None:
    """Return the stars of a product however few voted: who asks for them is told."""
    return f"{product.rating:g}" if product.rating and product.rating_count else None


def _far_apart(stars: Sequence[str | None]) -> bool:
    known = [float(s) for s in stars if s]
    return max(known) - min(known) >= RATED_APART
