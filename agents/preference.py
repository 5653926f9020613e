"""Which of a few products to take, and why: only by what is stated. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from agents.purposes import states
from retrieval.product import Product

PRIOR_STARS, PRIOR_VOTES = 4.0, 20
"""A rating counts by its votes: 5.0 of two people is not better than 4.6 of two hundred."""
CHEAP_STARS = 0.5
"""What being the cheapest is worth against the dearest, in stars; not measured."""
WISH_STARS = 0.4
"""What one wish of the shopper's that a listing states is worth."""


@dataclass(frozen=True, slots=True)
class Pick:
    """The product to take, and what speaks for it."""

    place: int
    """From 0."""
    rating: float | None = None
    votes: int = 0
    best_rated: bool = False
    cheapest: bool = False
    trait: str | None = None
    """A wish that it fulfils and not all of the others state."""


def pick(products: Sequence[Product], wishes: Sequence[str]) -> Pick | None:
    """Return the product that the stated facts speak for; None where nothing is stated.

    Args:
        products: Two or three.
        wishes: Properties that the shopper asked for.
    """
    prices = [p.price for p in products]
    low, high = min(prices), max(prices)

    def worth(product: Product) -> float:
        votes = product.rating_count if product.rating else 0
        stars = ((product.rating or 0.0) * votes + PRIOR_STARS * PRIOR_VOTES) / (
            votes + PRIOR_VOTES
        )
        span = high - low
        cheap = float((high - product.price) / span) if span > Decimal(0) else 0.0
        met = sum(1 for wish in wishes if states(product, wish))
        return stars + CHEAP_STARS * cheap + WISH_STARS * met

    best = max(range(len(products)), key=lambda i: worth(products[i]))
    product = products[best]
    rated = [(p.rating or 0.0) for p in products if p.rating_count]
    trait = next(
        (w for w in wishes if states(product, w) and not all(states(p, w) for p in products)), None
    )
    if product.rating is None and trait is None and low == high:
        return None
    return Pick(
        best,
        product.rating if product.rating_count else None,
        product.rating_count,
        bool(rated) and product.rating == max(rated) and len(set(rated)) > 1,
        product.price == low < high,
        trait,
    )
