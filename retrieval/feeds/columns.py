"""Which column of a feed fills which of our fields.

`ColumnMapping` is shown while indexing, saved, edited and given back
(`retrieval.feeds.mapping_file`); how one is guessed is `retrieval.feeds.guess`,
those of published formats are in `retrieval.feeds.published`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Target(StrEnum):
    """A field of a product, or a part of one, that a column can fill."""

    ID = "id"
    GROUP = "group"
    """What all variants of one product share."""
    MEMBERS = "members"
    """In the row of a whole product: its variants, as "sku=A-M,size=M|sku=A-L,size=L"."""
    TITLE = "title"
    DESCRIPTION = "description"
    BRAND = "brand"
    SELLER = "seller"
    URL = "url"
    IMAGES = "images"
    GTIN = "gtin"
    MPN = "mpn"
    CONDITION = "condition"
    PRICE = "price"
    SALE_PRICE = "sale_price"
    SALE_DATES = "sale_dates"
    SALE_FROM = "sale_from"
    SALE_TO = "sale_to"
    LIST_PRICE = "list_price"
    CURRENCY = "currency"
    STOCK = "stock"
    STOCK_POLICY = "stock_policy"
    """Whether it may be ordered with nothing left: "continue" or "deny"."""
    STOCK_TRACKER = "stock_tracker"
    """Who counts the pieces; where it is empty nobody does, and a 0 means nothing."""
    AVAILABILITY = "availability"
    DEPARTMENT = "department"
    CATEGORY = "category"
    SUBCATEGORY = "subcategory"
    """Of a feed with two columns: the narrower type, below `category`."""
    TAXONOMY = "taxonomy"
    """Google's product category: its number or its path."""
    COLOUR = "colour"
    MATERIAL = "material"
    SIZE = "size"
    OPTION_NAME = "option_name"
    """What varies between variants, such as "Size"; the n-th goes with the n-th value."""
    OPTION_VALUE = "option_value"
    GENDER = "gender"
    AGE_GROUP = "age_group"
    FEATURES = "features"
    TAGS = "tags"
    """Words that a shop files it under: read for derived attributes, not shown."""
    KIND = "kind"
    """Magento's and WooCommerce's "simple", "configurable", "variation"."""
    ATTRIBUTES = "attributes"
    """Several facts in one column: an object, "a=b,c=d", or a list of names and values."""
    RATING = "rating"
    RATING_COUNT = "rating_count"
    UPDATED = "updated"
    AI_IMAGERY = "ai_imagery"
    RESTRICTED = "restricted"
    PUBLISHED = "published"
    """Whether the shop shows it at all; a row that it does not show is left out."""
    VARIANTS = "variants"
    """A list of objects, one a variant, with columns of the same names."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column that is read, and why."""

    column: str
    """As in the feed; "offers.price" for a field within a field."""
    target: Target | None
    """None for a fact that is kept in `Product.attributes` under `name`."""
    why: str = ""
    """Such as "its name" or "looks like prices"."""
    confidence: float = 1.0
    """0..1: 1 where the format says so, below .7 worth a look."""
    name: str = ""
    """The attribute's name in snake_case, if `target` is None."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One column that is not read, and why."""

    column: str
    why: str


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How the rows of one feed become products."""

    columns: tuple[MappedColumn, ...]
    """Of several columns for one field the first that is filled counts; of lists all do."""
    left_out: tuple[LeftOut, ...] = ()
    source: str = "guessed"
    """Such as "guessed" or "published columns of shopify-csv"."""
    price_scale: int = 1
    """What a price is divided by: 100 where it counts cents."""
    rating_scale: float = 5.0
    """The best rating."""
    variants: "ColumnMapping | None" = None
    """Of the objects below the column of variants."""

    def of(self, target: Target) -> tuple[str, ...]:
        """Return the columns that fill `target`, the first choice first."""
        return tuple(each.column for each in self.columns if each.target is target)

    @property
    def attributes(self) -> Iterator[tuple[str, str]]:
        """Yield the columns that are kept as facts, each with the fact's name."""
        return ((each.column, each.name) for each in self.columns if each.target is None)

    def describe(self) -> list[str]:
        """Return lines that show the mapping to who runs the index."""
        mapped = [each for each in self.columns if each.target is not None]
        width = max((len(each.target or "") for each in mapped), default=0)
        lines = [f"Columns ({self.source}):"]
        for each in mapped:
            why = f" ({each.why}{_doubt(each.confidence)})" if each.why else ""
            lines.append(f"  {each.target or '':<{width}}  <- {each.column}{why}")
        if facts := [_shown(column, name) for column, name in self.attributes]:
            lines.append(f"  kept as attributes: {_listed(facts)}")
        if self.left_out:
            lines.append(f"  left out: {_listed([each.column for each in self.left_out])}")
        return lines


DOUBTFUL = 0.7
"""Below this a guess is shown with its share: it rests on values or on a loose name alone."""

_LISTED = 12
"""Names in one line; a Magento export has 80 columns that nobody fills."""


def _doubt(confidence: float) -> str:
    return f", {confidence:.0%} sure" if confidence < DOUBTFUL else ""


def _shown(column: str, name: str) -> str:
    return column if column == name else f"{column} as {name}"


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {rest} more" if rest > 0 else "")
