"""What may be asked of the product index, and what comes back.

Types only. The engine is `retrieval.search`; how a shopper's words become a
request is the business of `agents`.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from retrieval.product import Product, Variant


class Field(StrEnum):
    """A product field that a term can ask for or exclude."""

    BRAND = "brand"
    CATEGORY = "category"
    DEPARTMENT = "department"
    COLOUR = "colour"
    MATERIAL = "material"
    SIZE = "size"
    AUDIENCE = "audience"
    FEATURE = "feature"


class Sort(StrEnum):
    """The order of the candidates."""

    RELEVANCE = "relevance"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    BEST_RATED = "best_rated"


@dataclass(frozen=True, slots=True)
class Term:
    """One field and a value from the catalog's own vocabulary.

    Hard terms filter, soft ones only raise the score. Several hard terms of
    one field mean "any of these"; terms of different fields must all hold.
    """

    field: Field
    value: str
    hard: bool = True


@dataclass(frozen=True, slots=True)
class PriceRange:
    """Bounds in the shop's currency, both inclusive; None is open."""

    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search: text, constraints, order.

    A hard price bound and an exclusion are never broken by any candidate.
    """

    text: str
    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    price: PriceRange = PriceRange()
    min_rating: float | None = None
    in_stock_only: bool = False
    sort: Sort = Sort.RELEVANCE
    exclude_ids: frozenset[str] = frozenset()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """One product that answers a request."""

    product: Product
    variant: Variant | None
    """The variant that matches the wanted size and colour, where one was asked for."""
    score: float
    """Of this request only; not comparable between requests."""
    cosine: float
    """Dense similarity of text and product, -1..1, comparable between requests."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, and what it had to give up to find it."""

    candidates: tuple[Candidate, ...]
    total: int
    """How many products satisfy the hard constraints that were kept."""
    relaxed: tuple[Term, ...] = ()
    """Wanted hard terms that were dropped since nothing satisfied all of them."""
    cheapest_outside: Product | None = None
    """When the price bound alone left nothing: the nearest product beyond it."""
    relevant: bool = True
    """False when nothing is close enough to the text to be called an answer."""
    took_ms: float = field(default=0.0, compare=False)
