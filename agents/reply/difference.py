"""What tells the products of a short list apart, in a sentence for the ear.

Only what a product states itself: "the second is waterproof" claims nothing
about the first.
"""

from collections.abc import Sequence

from agents.reply.materials import is_said
from agents.reply.money import money
from agents.reply.names import PLACES, listed
from agents.reply.traits import Subject, is_adjective, stated
from retrieval.product import Product

RATED_ENOUGH = 5
"""Fewer votes say nothing about a product."""
RATED_APART = 0.2
"""Stars between the best and the next that a shopper would notice."""
CLAUSES = 2
"""Differences spoken of; a third is not remembered."""


def differences(products: Sequence[Product]) -> str:
    """Return up to two differences as one sentence; empty if nothing tells them apart."""
    said: dict[int, str] = {}
    best = best_rated(products)
    if best is not None:
        said[best] = f"rated highest, at {products[best].rating:g} stars"
    for place, product in enumerate(products):
        if len(said) >= CLAUSES:
            break
        if place in said:
            continue
        own = _own(products, place)
        if own:
            said[place] = own
        elif product.list_price:
            said[place] = f"down from {money(product.list_price, product.currency)}"
    clauses = [f"the {PLACES[place + 1]} is {what}" for place, what in sorted(said.items())]
    return listed(clauses, "and") if len(clauses) < 2 else f"{clauses[0]}, and {clauses[1]}"


def merits(product: Product) -> str:
    """Return what speaks for a sole product: "it's waterproof, and rated 4.6"; may be empty."""
    subject = Subject.of(product)
    traits = [f for f in product.features if is_adjective(f) and len(f.split()) <= 3][:2]
    rated = product.rating is not None and product.rating_count >= RATED_ENOUGH
    if traits:
        text = f"{subject.is_} {listed(traits)}"
        return f"{text}, rated {product.rating:g}" if rated else text
    fact = next((n for n, v in product.attributes.items() if v == "yes"), None)
    if fact:
        text = stated(subject, fact, yes=True)
        return f"{text}, rated {product.rating:g}" if rated else text
    if rated:
        return f"{subject.is_} rated {product.rating:g}"
    return ""


def best_rated(products: Sequence[Product]) -> int | None:
    """Return the place, from 0, of the product that is rated clearly best; None if none is."""
    stars = [(p.rating or 0.0) if p.rating_count >= RATED_ENOUGH else 0.0 for p in products]
    if len(stars) < 2:
        return None
    first, second = sorted(stars, reverse=True)[:2]
    return stars.index(first) if second and first - second >= RATED_APART else None


def _own(products: Sequence[Product], place: int) -> str:
    """Return a property that this product states and no other one of the list does."""
    others = {f.casefold() for i, p in enumerate(products) if i != place for f in p.features}
    for feature in products[place].features:
        if feature.casefold() not in others and is_adjective(feature) and len(feature.split()) < 4:
            return feature
    others = {m.casefold() for i, p in enumerate(products) if i != place for m in p.materials}
    for material in products[place].materials:
        if material.casefold() not in others:
            return is_said(material)
    return ""
