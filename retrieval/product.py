"""One product, as every part of Aisle sees it.

Field names follow what shops already publish (schema.org Product, Google
Merchant, the agentic-commerce feed). Does not cover reading feeds
(`retrieval.feeds`) or searching (`retrieval.search`).
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Price = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=2)]
"""An amount of the product's currency, above zero, in whole cents."""


class Flag(StrEnum):
    """What a shop or a checker says against showing a product first."""

    AI_IMAGERY = "ai_imagery"
    LOW_QUALITY = "low_quality"
    RESTRICTED = "restricted"
    SUSPECT_TEXT = "suspect_text"
    """Its text addresses a model ("ignore previous instructions"): data, never obeyed."""


class Availability(StrEnum):
    """schema.org's availability, as far as a shopper asks for it."""

    IN_STOCK = "in_stock"
    LOW_STOCK = "low_stock"
    OUT_OF_STOCK = "out_of_stock"
    PREORDER = "preorder"
    BACKORDER = "backorder"


LOW_STOCK = 3
"""At most this many pieces left is worth telling a shopper."""

_HERE = frozenset({Availability.IN_STOCK, Availability.LOW_STOCK})


def availability_of(stock: int | None, stated: Availability | None = None) -> Availability:
    """Say how available something is.

    Args:
        stock: pieces; None if nobody counted them.
        stated: what the feed says; None if it is silent.

    Returns:
        What both together mean: none left is never "in stock", and a shop that says
        "out of stock" is believed whatever it counts.
    """
    stated = stated or Availability.IN_STOCK
    if stock is None or stated not in _HERE:
        return stated
    if stock <= 0:
        return Availability.OUT_OF_STOCK
    return Availability.LOW_STOCK if stock <= LOW_STOCK else Availability.IN_STOCK


class _Sold(BaseModel):
    """What a product and a variant have in common: a price, and whether it can be had."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    price: Price
    list_price: Price | None = None
    """The price before a discount; above `price` where present."""
    stock: int | None = Field(default=None, ge=0)
    """Pieces; None if the feed does not count them. Of a product: over all variants."""
    availability: Availability = Availability.IN_STOCK
    """Settled with `stock` by `availability_of`."""

    @property
    def in_stock(self) -> bool:
        """Whether it can be bought and sent now."""
        return self.availability in _HERE

    @model_validator(mode="after")
    def _settle(self) -> Self:
        settled = availability_of(self.stock, self.availability)
        if settled is not self.availability:
            object.__setattr__(self, "availability", settled)
        return self


class Variant(_Sold):
    """One buyable form of a product: a size, a colour, or both."""

    size: str | None = None
    colour: str | None = None
    image: str | None = None
    url: str | None = None
    gtin: str | None = None
    attributes: dict[str, str] = Field(default_factory=dict)
    """What else differs between variants, as in `Product.attributes`."""


def pieces_of(variants: Iterable[Variant]) -> int | None:
    """Return the pieces of all `variants`; None if one of them is not counted."""
    total = 0
    for variant in variants:
        if variant.stock is None:
            return None
        total += variant.stock
    return total


class Product(_Sold):
    """One product with its variants, prices, stock and facts.

    `price` is that of the cheapest variant, or of the product if it has none.
    """

    title: str = Field(min_length=1)
    brand: str | None = None
    description: str = ""
    url: str | None = None
    images: tuple[str, ...] = ()
    """Addresses of pictures, the one to show first."""
    gtin: str | None = None
    """Global trade item number: 8, 12, 13 or 14 digits."""
    mpn: str | None = None
    """The maker's part number."""
    condition: str | None = None
    """ "new", "refurbished" or "used"; None if not stated."""
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")

    department: str = Field(min_length=1)
    """The top of the shop's tree, such as "Outdoor"."""
    category: str = Field(min_length=1)
    """The product type as a shopper says it, lower case plural: "hiking boots"."""
    category_path: tuple[str, ...] = ()
    """From department to category, for display."""
    taxonomy_id: int | None = None
    """Of Google's product taxonomy."""

    colours: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    audience: str | None = None
    """Who it is for: "women", "men", "kids", "baby", "adults", "dogs", ... or None."""
    features: tuple[str, ...] = ()
    """Short selling points, lower case: "waterproof", "vegan leather"."""
    attributes: dict[str, str] = Field(default_factory=dict)
    """Every other fact by snake_case name: {"waterproof": "no", "weight": "450 g"}.

    A yes-or-no fact is "yes" or "no"; a name that is absent is not known.
    """

    variants: tuple[Variant, ...] = ()
    rating: float | None = Field(default=None, ge=0, le=5)
    rating_count: int = Field(default=0, ge=0)
    seller: str | None = None
    flags: tuple[Flag, ...] = ()
    derived: tuple[str, ...] = ()
    """Names of the fields above that were read out of its text, not stated by the feed."""
    updated: datetime | None = None

    @property
    def image(self) -> str | None:
        """The picture to show first."""
        return self.images[0] if self.images else None

    @property
    def sizes(self) -> tuple[str, ...]:
        """Sizes it is made in, in the feed's order, sold out ones included."""
        return tuple(dict.fromkeys(v.size for v in self.variants if v.size))

    def variant(self, size: str | None = None, colour: str | None = None) -> Variant | None:
        """Return the variant of this size and colour, in stock first; None if not made."""
        matching = [
            v
            for v in self.variants
            if (size is None or v.size == size) and (colour is None or v.colour == colour)
        ]
        return max(matching, key=lambda v: v.in_stock, default=None)
