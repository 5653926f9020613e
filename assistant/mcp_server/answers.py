"""What each tool answers: the output schemas, and how products become them."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from agents.offers import sizes_in_stock
from retrieval.product import Flag, Product, Variant
from retrieval.query import Candidate


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True)


class Form(_Answer):
    """One variant of a product."""

    id: str
    size: str | None
    colour: str | None
    price: float
    availability: str

    @classmethod
    def of(cls, variant: Variant) -> Self:
        """Return a variant as it is told."""
        return cls(
            id=variant.id,
            size=variant.size,
            colour=variant.colour,
            price=float(variant.price),
            availability=variant.availability.value,
        )


class Card(_Answer):
    """One product in short."""

    id: str
    title: str
    brand: str | None
    category: str
    price: float
    """Of the variant that fits, or of the cheapest one."""
    currency: str
    availability: str
    rating: float | None
    rating_count: int
    colours: tuple[str, ...]
    sizes_in_stock: tuple[str, ...]
    url: str | None
    variant: Form | None
    """The one that fits the size and colour asked for."""

    @classmethod
    def of(cls, product: Product, variant: Variant | None = None) -> Self:
        """Return a product as it is told in a list."""
        sold = variant or product
        return cls(
            id=product.id,
            title=product.title,
            brand=product.brand,
            category=product.category,
            price=float(sold.price),
            currency=product.currency,
            availability=sold.availability.value,
            rating=product.rating,
            rating_count=product.rating_count,
            colours=product.colours,
            sizes_in_stock=tuple(sizes_in_stock(product, None)),
            url=product.url,
            variant=None if variant is None else Form.of(variant),
        )

    @classmethod
    def found(cls, candidate: Candidate) -> Self:
        """Return what a search found."""
        return cls.of(candidate.product, candidate.variant)


class GivenUp(_Answer):
    """A value that was wanted and that nothing has together with the rest."""

    field: str
    value: str


class Corrected(_Answer):
    """Words that were read as words of the catalog."""

    written: str
    read: str
    certain: bool


class Found(_Answer):
    """Of search_products."""

    products: tuple[Card, ...]
    total: int
    """How many fit."""
    relevant: bool
    """False where nothing is close to the words: these are then no answer."""
    given_up: tuple[GivenUp, ...]
    nearest_beyond_price: Card | None
    """Where the price bounds left nothing."""
    corrected: tuple[Corrected, ...]


class Whole(Card):
    """Of get_product."""

    description: str
    """Empty where the text of the listing addresses a model instead of a shopper."""
    department: str
    audience: str | None
    materials: tuple[str, ...]
    features: tuple[str, ...]
    attributes: dict[str, str]
    variants: tuple[Form, ...]
    images: tuple[str, ...]

    @classmethod
    def whole(cls, product: Product) -> Self:
        """Return everything that a buyer asks about."""
        suspect = Flag.SUSPECT_TEXT in product.flags
        return cls(
            **Card.of(product).model_dump(),
            description="" if suspect else product.description,
            department=product.department,
            audience=product.audience,
            materials=product.materials,
            features=() if suspect else product.features,
            attributes={} if suspect else dict(product.attributes),
            variants=tuple(Form.of(variant) for variant in product.variants),
            images=product.images,
        )


class Row(_Answer):
    """One fact of all products that are compared."""

    name: str
    values: tuple[str | None, ...]
    """In the order of the products; null where one does not state it."""
    differs: bool


class Compared(_Answer):
    """Of compare_products."""

    products: tuple[Card, ...]
    rows: tuple[Row, ...]


class Line(_Answer):
    """One line of a cart."""

    product_id: str
    variant_id: str | None
    title: str
    size: str | None
    colour: str | None
    unit_price: float
    quantity: int


class Cart(_Answer):
    """Of every tool about a cart: as it is afterwards."""

    session_id: str
    lines: tuple[Line, ...]
    count: int
    total: float
    currency: str
    checkout_url: str | None
    """Where the shopper pays; no tool here buys anything."""

    @classmethod
    def of(cls, session_id: str, cart: Mapping[str, Any]) -> Self:
        """Return a cart as `assistant.holdings_json.cart_json` told it."""
        return cls.model_validate({"session_id": session_id, **cart})
