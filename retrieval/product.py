"""One product, as every part of Aisle sees it.

Field names follow what shops already publish (schema.org Product, Google
Merchant, the agentic-commerce feed). Does not cover reading feeds
(`retrieval.feed`) or searching (`retrieval.search`).
"""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Price = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=2)]
"""An amount of the product's currency, above zero, in whole cents."""


class Flag(StrEnum):
    """What a shop or a checker says against showing a product first."""

    AI_IMAGERY = "ai_imagery"
    LOW_QUALITY = "low_quality"
    RESTRICTED = "restricted"


class Availability(StrEnum):
    """schema.org's availability, as far as a shopper asks for it."""

    IN_STOCK = "in_stock"
    LOW_STOCK = "low_stock"
    OUT_OF_STOCK = "out_of_stock"


LOW_STOCK = 3
"""At most this many pieces left is worth telling a shopper."""


def availability_of(stock: int) -> Availability:
    """Say how available `stock` pieces are."""
    if stock <= 0:
        return Availability.OUT_OF_STOCK
    return Availability.LOW_STOCK if stock <= LOW_STOCK else Availability.IN_STOCK


class Variant(BaseModel):
    """One buyable form of a product: a size, a colour, or both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    size: str | None = None
    colour: str | None = None
    price: Price
    stock: int = Field(ge=0)

    @property
    def availability(self) -> Availability:
        return availability_of(self.stock)


class Product(BaseModel):
    """One product with its variants, prices, stock and facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    brand: str | None = None
    description: str = ""
    url: str | None = None
    image: str | None = None

    price: Price
    """The price of the cheapest variant, or of the product if it has none."""
    list_price: Price | None = None
    """The price before a discount; above `price` where present."""
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")

    department: str = Field(min_length=1)
    """The top of the shop's tree, such as "Outdoor"."""
    category: str = Field(min_length=1)
    """The product type as a shopper says it, lower case plural: "hiking boots"."""
    category_path: tuple[str, ...] = ()
    """From department to category, for display."""

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
    stock: int = Field(ge=0)
    """Pieces over all variants, or of the product if it has none."""

    rating: float | None = Field(default=None, ge=0, le=5)
    rating_count: int = Field(default=0, ge=0)
    seller: str | None = None
    flags: tuple[Flag, ...] = ()
    updated: datetime | None = None

    @property
    def availability(self) -> Availability:
        return availability_of(self.stock)

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
        return max(matching, key=lambda v: v.stock > 0, default=None)
