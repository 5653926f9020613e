"""What may be asked of the product index, and what comes back.

Types only. The engine is `retrieval.search`; how a shopper's words become a
request is the business of `agents`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from retrieval.product import Product, Variant
from retrieval.taste import Taste
from retrieval.terms import Field, Term


class Sort(StrEnum):
    """The order of the candidates."""

    RELEVANCE = "relevance"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    BEST_RATED = "best_rated"


@dataclass(frozen=True, slots=True)
class PriceRange:
    """Bounds in one currency, both inclusive; None is open."""

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
    currency: str | None = None
    """Of the price bounds and of an order by price; None is the catalog's commonest.

    A product in another currency is left out where its price decides.
    """
    min_rating: float | None = None
    in_stock_only: bool = False
    sort: Sort = Sort.RELEVANCE
    exclude_ids: frozenset[str] = frozenset()
    """Never found."""
    shown_ids: frozenset[str] = frozenset()
    """Already shown: found, but after what is new and as good."""
    diversity: float = 0.0
    """0 is relevance alone, 1 all difference: how far apart the candidates should be."""
    taste: Taste | None = None
    """What the shopper has liked; never outweighs what was asked for."""
    avoid_ai_imagery: bool = False
    """Leave out products with generated pictures; otherwise they come a little later."""
    with_low_quality: bool = False
    """Whether products of low quality are found beside others: last. Without, they are found
    only where nothing else fulfils every hard wish."""
    facets: tuple[Field, ...] = ()
    """Fields to count the values of, over everything that fulfils the hard constraints."""
    correct: bool = True
    """Whether words that the catalog lacks may be corrected to words it has."""
    limit: int = 10


@dataclass(frozen=True, slots=True)
class ScoreParts:
    """What made up a candidate's score: the parts add up to it."""

    dense: float = 0.0
    """Nearness of meaning."""
    lexical: float = 0.0
    """Words in common, by BM25."""
    soft: float = 0.0
    """Soft terms fulfilled."""
    taste: float = 0.0
    """What the shopper has liked before."""
    quality: float = 0.0
    """Ratings, and what flags take away; at most 0 where there is a text."""
    shown: float = 0.0
    """At most 0: shown before."""

    @property
    def total(self) -> float:
        """The score."""
        return self.dense + self.lexical + self.soft + self.taste + self.quality + self.shown


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
    parts: ScoreParts = ScoreParts()
    fulfilled: tuple[Term, ...] = ()
    """The soft terms that it fulfils."""
    liked: tuple[Term, ...] = ()
    """What of the shopper's taste it meets, strongest first: "because you saved linen"."""
    relevance: float | None = None
    """Calibrated probability that it is what the text means, 0..1; None without a text."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One wanted hard term that was given up, and why."""

    term: Term
    kept: tuple[Term, ...]
    """Hard terms that nothing fulfils together with it, none of them in vain; empty if
    nothing has it at all."""
    bounded: bool = False
    """Whether that holds only within the price, rating, stock and exclusions asked for."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Words of the text that were read as words of the catalog."""

    written: str
    read: str
    certain: bool
    """True: searched for as `read`. False: only worth asking "did you mean"."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, and what it had to give up to find it."""

    candidates: tuple[Candidate, ...]
    total: int
    """How many products satisfy the hard constraints that were kept."""
    relaxed: tuple[Term, ...] = ()
    """Wanted hard terms that were dropped since nothing satisfied all of them."""
    relaxations: tuple[Relaxation, ...] = ()
    """The same, with what each was given up for."""
    cheapest_outside: Product | None = None
    """When the price bound left nothing: the nearest product beyond it, which fulfils all
    hard terms but those in `relaxed`."""
    relevant: bool = True
    """False when nothing is close enough to the text to be called an answer."""
    relevance: float | None = None
    """Of the best candidate; None without a text."""
    facets: Mapping[Field, Mapping[str, int]] = field(default_factory=dict)
    """Of each field asked for: values with how many products have them, most first."""
    prices: PriceRange = PriceRange()
    """Cheapest and dearest of all that fulfil the hard constraints; only with facets."""
    currency: str | None = None
    """Of `prices`, of the bounds and of an order by price; None where none of them matters."""
    corrections: tuple[Correction, ...] = ()
    took_ms: float = field(default=0.0, compare=False)
