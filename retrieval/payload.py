"""One product as the engine stores it: what filters and ranking read, and the product itself.

`Facts` is the small part that ranking needs of a few hundred hits; the whole
product is parsed only for those that are shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from retrieval.conditions import storable
from retrieval.lexicon import wording_of
from retrieval.offers import Offer, offers_of
from retrieval.product import Flag, Product
from retrieval.terms import Field
from retrieval.vocabulary import values_of

_PRODUCT_IDS = UUID("8d0f6a52-6d0e-5c0b-9a53-5f6c5b6a3f0e")
"""Name space of the points' ids. Changing it makes every index outdated."""

PRIOR_RATING = 3.5
"""Stars that a product without ratings is ranked as."""
PRIOR_COUNT = 20
"""Ratings that outweigh the prior half: five stars from one person are no proof."""

LOW_QUALITY_PENALTY = 5.0
OUT_OF_STOCK_PENALTY = 10.0
AI_IMAGERY_PENALTY = 0.1
"""In stars: the first two sink a product below all others, the last moves it a little."""

KEYWORD_KEYS = (*(name.value for name in Field), "flags", "currency")
FLOAT_KEYS = ("price", "rating", "standing")
"""Keys with a payload index: each costs about 8 ms of every opening, so none is spare."""
FACT_KEYS = (
    "price",
    "in_stock",
    "rating",
    "ratings",
    "flags",
    "standing",
    "category",
    "words",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What ranking reads of a hit without parsing the product."""

    price: float
    in_stock: bool
    rating: float
    """0 where there is no rating."""
    ratings: int
    flags: frozenset[Flag]
    standing: float
    category: str
    values: Mapping[Field, frozenset[str]]
    """Only of the fields that were asked for."""
    offers: tuple[Offer, ...]
    """Only if asked for; without their variants."""
    words: str = ""
    """What relevance compares a query with: stems between spaces, as `wording_of` puts them."""


def point_id(product_id: str) -> UUID:
    """Return the engine's id of a product: the same in every build."""
    return uuid5(_PRODUCT_IDS, storable(product_id))


def standing(product: Product) -> float:
    """Return how good a product is when no text says what is meant, in stars.

    The rating is shrunk to a prior, as an average with `PRIOR_COUNT` more ratings.
    """
    # A feed that states a rating without a count: someone has given it.
    counted = max(product.rating_count, 1) if product.rating is not None else 0
    stars = (product.rating or 0.0) * counted + PRIOR_RATING * PRIOR_COUNT
    return stars / (counted + PRIOR_COUNT) - _penalty(product)


def _penalty(product: Product) -> float:
    penalty = 0.0
    if not product.in_stock:
        penalty += OUT_OF_STOCK_PENALTY
    if Flag.LOW_QUALITY in product.flags:
        penalty += LOW_QUALITY_PENALTY
    if Flag.AI_IMAGERY in product.flags:
        penalty += AI_IMAGERY_PENALTY
    return penalty


def payload_of(product: Product) -> dict[str, Any]:
    """Return what is stored beside the vectors of `product`."""
    payload: dict[str, Any] = {
        name.value: list(values) for name, values in values_of(product).items() if values
    }
    payload |= {
        # One value, where the line above made a list of it.
        "category": product.category,
        "words": wording_of(product),
        "price": float(product.price),
        "currency": product.currency,
        "in_stock": int(product.in_stock),
        # Every product has all keys that lists are ordered by: Qdrant leaves out those without.
        "rating": product.rating or 0.0,
        "ratings": product.rating_count,
        "standing": standing(product),
        "flags": [flag.value for flag in product.flags],
        "offers": [
            {
                "size": offer.size,
                "colours": list(offer.colours),
                "price": float(offer.price),
                # A number: Edge 0.9 matches no bool.
                "in_stock": int(offer.in_stock),
            }
            for offer in offers_of(product)
        ],
        "product": product.model_dump_json(exclude_defaults=True),
    }
    return payload


def facts_of(payload: Mapping[str, Any], fields: Iterable[Field] = ()) -> Facts:
    """Return the facts that `payload_of` stored, with the values of `fields`."""
    return Facts(
        price=payload["price"],
        in_stock=payload["in_stock"] > 0,
        rating=payload["rating"],
        ratings=payload["ratings"],
        flags=_flags(tuple(payload["flags"])),
        standing=payload["standing"],
        category=payload["category"],
        values={name: _values(payload.get(name.value, ())) for name in fields},
        offers=tuple(
            Offer(
                size=offer["size"],
                colours=tuple(offer["colours"]),
                price=_price(offer["price"]),
                in_stock=offer["in_stock"] > 0,
                variant=None,
            )
            for offer in payload.get("offers", ())
        ),
        words=payload["words"],
    )


# The two are called for every offer of some hundred hits; prices and flags repeat a lot.
@lru_cache(maxsize=10_000)
def _price(stored: float) -> Decimal:
    return Decimal(f"{stored:.2f}")


@lru_cache(maxsize=64)
def _flags(stored: tuple[str, ...]) -> frozenset[Flag]:
    return frozenset(Flag(flag) for flag in stored)


def _values(stored: str | list[str] | tuple[()]) -> frozenset[str]:
    return frozenset((stored,) if isinstance(stored, str) else stored)


def product_of(payload: Mapping[str, Any]) -> Product:
    """Return the product that `payload_of` stored."""
    return Product.model_validate_json(payload["product"])
