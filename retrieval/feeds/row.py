"""One row of a feed with its values read: a whole product, or one variant of it.

Reading is `retrieval.feeds.row_reader`; what rows become is settled in
`retrieval.feeds.assembly`, which sees all rows of a product.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from retrieval.feeds.categories import Shelf
from retrieval.product import Availability


@dataclass(slots=True)
class Row:
    """What one row states; empty where it states nothing."""

    line: int
    id: str
    """ "" where the shop gives a variant none."""
    group: str = ""
    """What it shares with the other variants of its product."""
    members: tuple[dict[str, str], ...] = ()
    """Of a row that is a whole product: ids and values of its variants, which are other rows."""
    is_parent: bool = False
    """Whether it says that it is a whole product."""
    title: str = ""
    description: str = ""
    brand: str | None = None
    seller: str | None = None
    url: str | None = None
    images: tuple[str, ...] = ()
    gtin: str | None = None
    mpn: str | None = None
    condition: str | None = None
    price: Decimal | None = None
    list_price: Decimal | None = None
    currency: str | None = None
    stock: int | None = None
    availability: Availability | None = None
    shelf: Shelf | None = None
    colours: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    audience: str | None = None
    features: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    options: tuple[tuple[str, str], ...] = ()
    """Names and values of what varies; a name may be "" below the first row of a product."""
    rating: float | None = None
    rating_count: int = 0
    updated: datetime | None = None
    ai_imagery: bool = False
    restricted: bool = False
    variants: "tuple[Row, ...]" = ()
    """Of a row that lists its variants itself."""
