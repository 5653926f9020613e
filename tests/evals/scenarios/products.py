"""A small catalog whose every value the tests know."""

from datetime import UTC, datetime
from decimal import Decimal

from evals.scenarios.unmet import Catalog
from retrieval.product import Availability, Product, Variant


def variant(product: str, size: str | None, colour: str | None, stock: int, price: str) -> Variant:
    return Variant(
        id=f"{product}-{size}-{colour}",
        size=size,
        colour=colour,
        stock=stock,
        price=Decimal(price),
    )


BOOTS = Product(
    id="boots-a",
    title="Torvane Ridge Hiking Boot",
    brand="Torvane",
    description="A boot for wet trails.",
    price=Decimal("79.00"),
    department="Outdoor",
    category="hiking boots",
    colours=("black", "grey"),
    materials=("leather",),
    audience="women",
    features=("waterproof",),
    attributes={"vegan": "no"},
    rating=4.5,
    variants=(
        variant("boots-a", "8", "black", 5, "79.00"),
        variant("boots-a", "9", "black", 0, "79.00"),
        variant("boots-a", "8", "grey", 2, "99.00"),
    ),
)
OTHER_BOOTS = Product(
    id="boots-b",
    title="Fellmark Trail Hiking Boot",
    brand="Fellmark",
    price=Decimal("150.00"),
    department="Outdoor",
    category="hiking boots",
    colours=("brown",),
    audience="men",
    variants=(variant("boots-b", "10", "brown", 1, "150.00"),),
)
MUG = Product(
    id="mug-a",
    title="Plain Mug",
    brand="Kettlewick",
    price=Decimal("8.50"),
    stock=4,
    department="Kitchen",
    category="mugs",
    colours=("white",),
)
VASE = Product(
    id="vase-a",
    title="Tall Vase",
    price=Decimal("30.00"),
    availability=Availability.OUT_OF_STOCK,
    department="Home",
    category="vases",
)
CATALOG = Catalog(
    (MUG, VASE, BOOTS, OTHER_BOOTS), "0123456789abcdef", datetime(2026, 11, 22, tzinfo=UTC)
)
