"""Requests with a text and two filters, as shoppers combine them, over a generated catalog."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from evals.bench.search.catalog import Catalog
from retrieval.product import Flag, Product
from retrieval.query import PriceRange, SearchRequest
from retrieval.terms import Field, Term

Filtering = Callable[[SearchRequest, Product, Random], SearchRequest | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two filters that are set together, each to what one product of the catalog has."""

    first: Filtering
    second: Filtering


def filtered_requests(catalog: Catalog, count: int, seed: int) -> Iterator[SearchRequest]:
    """Yield `count` requests, each with two filters and something that passes both.

    The text names the kind of product and now and then its colour, material, brand or whom
    it is for; the two filters are drawn from `PAIRS` with the values of the same product.
    """
    rng = Random(f"filtered/{seed}")
    made = 0
    while made < count:
        product = catalog.product(rng.randrange(len(catalog)))
        if Flag.RESTRICTED in product.flags:
            continue
        pair = rng.choice(PAIRS)
        once = pair.first(SearchRequest(_text(product, rng), limit=10), product, rng)
        twice = once and pair.second(once, product, rng)
        if twice:
            made += 1
            yield twice


def _text(product: Product, rng: Random) -> str:
    before = []
    if product.colours and rng.random() < 0.25:
        before.append(rng.choice(product.colours))
    if product.materials and rng.random() < 0.25:
        before.append(rng.choice(product.materials))
    if product.brand and rng.random() < 0.15:
        before.append(product.brand)
    after = [f"for {product.audience}"] if product.audience and rng.random() < 0.3 else []
    lead = rng.choice(("", "show me ", "I am looking for ", "do you have "))
    return lead + " ".join((*before, product.category, *after))


def _term(name: Field, value: Callable[[Product], tuple[str, ...]]) -> Filtering:
    def filtering(request: SearchRequest, product: Product, rng: Random) -> SearchRequest | None:
        values = value(product)
        if not values:
            return None
        return replace(request, wanted=(*request.wanted, Term(name, rng.choice(values))))

    return filtering


def _below(request: SearchRequest, product: Product, rng: Random) -> SearchRequest:
    high = product.price * Decimal(str(round(rng.uniform(1.0, 1.6), 2)))
    return replace(request, price=PriceRange(None, high))


def _between(request: SearchRequest, product: Product, rng: Random) -> SearchRequest:
    spread = Decimal(str(round(rng.uniform(0.1, 0.5), 2)))
    return replace(
        request, price=PriceRange(product.price * (1 - spread), product.price * (1 + spread))
    )


def _in_stock(request: SearchRequest, product: Product, _rng: Random) -> SearchRequest | None:
    return replace(request, in_stock_only=True) if product.in_stock else None


def _rated(request: SearchRequest, product: Product, rng: Random) -> SearchRequest | None:
    wanted = rng.choice((3.5, 4.0, 4.5))
    return replace(request, min_rating=wanted) if (product.rating or 0) >= wanted else None


def _not_brand(request: SearchRequest, product: Product, rng: Random) -> SearchRequest:
    other = rng.choice(("Lone Fjord", "Clear Owl", "Iron Pond", "Warm Willow"))
    if product.brand == other:
        return request
    return replace(request, unwanted=(*request.unwanted, Term(Field.BRAND, other)))


_category = _term(Field.CATEGORY, lambda product: (product.category,))
_department = _term(Field.DEPARTMENT, lambda product: (product.department,))
_brand = _term(Field.BRAND, lambda product: (product.brand,) if product.brand else ())
_audience = _term(Field.AUDIENCE, lambda product: (product.audience,) if product.audience else ())
_colour = _term(Field.COLOUR, lambda product: product.colours)
_material = _term(Field.MATERIAL, lambda product: product.materials)
_size = _term(Field.SIZE, lambda product: product.sizes)

PAIRS = (
    Pair(_category, _below),
    Pair(_category, _between),
    Pair(_category, _colour),
    Pair(_category, _size),
    Pair(_category, _not_brand),
    Pair(_department, _rated),
    Pair(_department, _below),
    Pair(_department, _material),
    Pair(_brand, _colour),
    Pair(_brand, _below),
    Pair(_audience, _in_stock),
    Pair(_audience, _below),
    Pair(_audience, _colour),
    Pair(_material, _between),
    Pair(_colour, _below),
    Pair(_size, _in_stock),
)
"""From one brand in one colour (under 0.1 % of a catalog) to whom it is for and in stock (30 %)."""
