"""One product as the engine stores it: what filters and ranking read, and the product itself.

`Facts` is the small part that ranking needs of a few hundred hits; the whole
product is parsed only for those that are shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from retrieval.combinations import LOW, combinations_of, prices_of
from retrieval.conditions import storable
from retrieval.lexicon import wording_of
from retrieval.offers import Offer, offers_of
from retrieval.product import Flag, Product
from retrieval.terms import Field
from retrieval.vocabulary import values_of

_ID_BITS = 63
"""A positive integer in SQLite too. Two of a million products share one once in 18 million
catalogs; as UUIDs ids took 0.5 ms of every search to be made, hashed and compared."""

PRIOR_RATING = 3.5
"""Stars that a product without ratings is ranked as."""
PRIOR_COUNT = 20
"""Ratings that outweigh the prior half: five stars from one person are no proof."""

LOW_QUALITY_PENALTY = 5.0
OUT_OF_STOCK_PENALTY = 10.0
AI_IMAGERY_PENALTY = 0.1
"""In stars: the first two sink a product below all others, the last moves it a little."""

OFFER_KEY = "offer"
"""The key of `retrieval.combinations`."""
PRICE_TO = "price_to"
"""The key of the dearest offer's price; "price" is that of the cheapest."""

OFFER_PRICE = "offer_price"
"""The key of `combinations.prices_of`, where a product's offers have several prices."""

ORDER_KEYS = ("price", "rating", "standing")
"""What lists are ordered by."""
KEYWORD_KEYS = (*(name.value for name in Field), "flags", "currency", OFFER_KEY)
FLOAT_KEYS = (*ORDER_KEYS, PRICE_TO, OFFER_PRICE)
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


def point_id(product_id: str) -> int:
    """Return the engine's id of a product: the same in every build."""
    hashed = blake2b(storable(product_id).encode(), digest_size=8).digest()
    return int.from_bytes(hashed, "big") >> (64 - _ID_BITS)


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


def filtered_of(product: Product) -> dict[str, Any]:
    """Return what filters, orders and facets read of `product`.

    A restricted product has nothing that a filter could ask for, so that only a request which
    asks for nothing must leave it out: looking at flags took 0.2 us a product passed.
    """
    flags = [flag.value for flag in product.flags]
    if Flag.RESTRICTED in product.flags:
        return {"flags": flags}
    offers = list(offers_of(product))
    prices = {offer.price for offer in offers}
    payload: dict[str, Any] = {
        name.value: list(values) for name, values in values_of(product).items() if values
    }
    payload |= {
        # One value, where the line above made a list of it.
        "category": product.category,
        "price": float(product.price),
        PRICE_TO: float(max(prices)),
        "currency": product.currency,
        # Every product has all keys that lists are ordered by: Qdrant leaves out those without.
        "rating": product.rating or 0.0,
        "standing": standing(product),
        "flags": flags,
        OFFER_KEY: [
            LOW + value if Flag.LOW_QUALITY in product.flags else value
            for value in combinations_of(offers)
        ],
        OFFER_PRICE: prices_of(offers) if len(prices) > 1 else [],
        "offers": [
            {
                "size": offer.size,
                "colours": list(offer.colours),
                "price": float(offer.price),
                # A number: Edge 0.9 matches no bool.
                "in_stock": int(offer.in_stock),
            }
            for offer in offers
        ],
    }
    return payload


def payload_of(product: Product) -> dict[str, Any]:
    """Return all that is stored of `product` where nothing but an engine keeps it."""
    return filtered_of(product) | {
        "words": wording_of(product),
        "in_stock": int(product.in_stock),
        "ratings": product.rating_count,
        "product": product.model_dump_json(exclude_defaults=True),
    }


def facts_of(payload: Mapping[str, Any], fields: Iterable[Field] = ()) -> Facts:
    """Return the facts that `payload_of` stored, with the values of `fields`."""
    return Facts(
        price=payload["price"],
        in_stock=payload["in_stock"] > 0,
        rating=payload["rating"],
        ratings=payload["ratings"],
        flags=flags_of(tuple(payload["flags"])),
        standing=payload["standing"],
        category=payload["category"],
        values={name: _values(payload.get(name.value, ())) for name in fields},
        offers=tuple(
            Offer(
                size=offer["size"],
                colours=tuple(offer["colours"]),
                price=amount(offer["price"]),
                in_stock=offer["in_stock"] > 0,
                variant=None,
            )
            for offer in payload.get("offers", ())
        ),
        words=payload["words"],
    )


# The two are called for every offer of some hundred hits; prices and flags repeat a lot.
@lru_cache(maxsize=10_000)
def amount(stored: float) -> Decimal:
    """Return a price that was stored as a float, with its cents."""
    return Decimal(f"{stored:.2f}")


@lru_cache(maxsize=64)
def flags_of(stored: tuple[str, ...]) -> frozenset[Flag]:
    """Return flags that were stored by their values."""
    return frozenset(Flag(flag) for flag in stored)


def _values(stored: str | list[str] | tuple[()]) -> frozenset[str]:
    return frozenset((stored,) if isinstance(stored, str) else stored)


def product_of(payload: Mapping[str, Any]) -> Product:
    """Return the product that `payload_of` stored."""
    return Product.model_validate_json(payload["product"])
