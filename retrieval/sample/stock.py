"""Variants with stock, list prices and ratings, drawn as a shop's would look."""

from decimal import Decimal
from random import Random

from retrieval.product import LOW_STOCK, Variant
from retrieval.sample.pricing import charm

_NONE_LEFT = 0.04
_NEARLY_NONE = 0.05
_VARIANT_SOLD_OUT = 0.15
_VARIANT_LOW = 0.15
_DISCOUNTED = 0.22
_UNRATED = 0.06
_POPULAR = {"10", "M", "queen", "8"}
"""Sizes that sell out twice as often."""


def variants(
    rng: Random,
    product_id: str,
    price: Decimal,
    sizes: tuple[tuple[str, float], ...],
    colours: tuple[str, ...],
) -> tuple[Variant, ...]:
    """Return every size in every colour; none where there is nothing to choose.

    Args:
        price: of the smallest size.
        sizes: (size, price factor) pairs.
    """
    if not sizes and len(colours) < 2:
        return ()
    mood = rng.random()
    return tuple(
        Variant(
            id="-".join((product_id, *(_code(word) for word in (colour, size) if word))),
            size=size,
            colour=colour,
            price=price if factor == 1.0 else charm(float(price) * factor),
            stock=_pieces(rng, mood, size),
        )
        for colour in (colours or (None,))
        for size, factor in (sizes or ((None, 1.0),))
    )


def pieces(rng: Random) -> int:
    """Return the stock of a product without variants."""
    return _pieces(rng, rng.random(), None)


def _pieces(rng: Random, mood: float, size: str | None) -> int:
    chance = rng.random()
    many = rng.randint(LOW_STOCK + 1, 32)
    if mood < _NONE_LEFT:
        return 0
    if mood < _NONE_LEFT + _NEARLY_NONE:
        return 1 + many % LOW_STOCK if chance < 0.2 else 0
    sold_out = _VARIANT_SOLD_OUT * (2 if size in _POPULAR else 1)
    if size is not None and chance < sold_out:
        return 0
    return 1 + many % LOW_STOCK if chance > 1 - _VARIANT_LOW else many


def list_price(rng: Random, price: Decimal) -> Decimal | None:
    """Return the price before a discount of 10 to 40 %, for about a fifth of products."""
    if rng.random() >= _DISCOUNTED:
        return None
    before = charm(float(price) / (1 - rng.uniform(0.1, 0.4)))
    return before if before > price else None


def rating(rng: Random, level: float, poor: bool) -> tuple[float | None, int]:
    """Return stars and how many gave them; (None, 0) for what nobody has rated yet."""
    if rng.random() < _UNRATED:
        return None, 0
    count = 2 + int(1800 * rng.random() * rng.random() * rng.random())
    if poor:
        return round(rng.uniform(1.9, 3.1), 1), 2 + count // 20
    stars = 3.7 + 0.5 * level + 0.9 * (rng.random() + rng.random() - 0.8)
    return round(min(stars, 4.9), 1), count


def _code(word: str) -> str:
    return word.lower().replace(" ", "").replace(".", "h")
