"""Generated requests with every kind of constraint, and whether any answer breaks one."""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from assistant.config import Settings
from assistant.embedding import query_embedder
from evals.bench.figure import Figure
from evals.bench.search.built import bench_folder
from evals.bench.search.catalog import Catalog
from evals.bench.search.oracle import Oracle, offer_fits
from retrieval.product import Product
from retrieval.query import PriceRange, SearchRequest, SearchResult, Sort
from retrieval.search import CatalogSearch
from retrieval.terms import Field, Term
from retrieval.vocabulary import Vocabulary, values_of

REQUESTS = 10_000
_TEXTS = 300
_PERCENT = Decimal(100)


@dataclass(slots=True)
class Tally:
    """What was seen over all requests."""

    broken: list[SearchRequest] = field(default_factory=list)
    """Requests with an answer that breaks something they insist on."""
    seen: Counter[str] = field(default_factory=Counter)
    """How often each kind of answer occurred: a check that never ran checks nothing."""


def violation_figures(settings: Settings, count: int) -> tuple[Figure, ...]:
    """Ask 10,000 requests of the index of `count` generated products; takes minutes."""
    catalog = Catalog(count)
    embedder = query_embedder(settings)
    with closing(CatalogSearch.open(bench_folder(settings, count), embedder)) as search:
        tally = tallied(search, catalog, REQUESTS)
    return (
        Figure("requests with a broken constraint", len(tally.broken), "", REQUESTS, reach=0),
        *(
            Figure(f"requests {name}", number, "", REQUESTS)
            for name, number in sorted(tally.seen.items())
        ),
    )


def tallied(search: CatalogSearch, catalog: Catalog, requests: int, seed: int = 5) -> Tally:
    """Ask `requests` generated requests and judge each answer by the catalog's own products."""
    rng = Random(f"violations/{seed}")
    oracle, tally = Oracle(search.vocabulary), Tally()
    for _ in range(requests):
        request = any_request(catalog, search.vocabulary, rng)
        result = search.search(request)
        if not is_sound(request, result, catalog, oracle):
            tally.broken.append(request)
        tally.seen["answered"] += bool(result.candidates)
        tally.seen["relaxed"] += bool(result.relaxed)
        tally.seen["answered from outside the price"] += result.cheapest_outside is not None
        tally.seen["answered with a variant"] += any(c.variant for c in result.candidates)
    return tally


def is_sound(
    request: SearchRequest, result: SearchResult, catalog: Catalog, oracle: Oracle
) -> bool:
    """Return whether every candidate is what the catalog has and fulfils what was kept."""
    hard = oracle.hard_terms(request, result.relaxed)
    ids = [candidate.product.id for candidate in result.candidates]
    if len(set(ids)) != len(ids) or len(ids) > request.limit:
        return False
    for candidate in result.candidates:
        product = catalog.product(int(candidate.product.id.removeprefix("g")))
        variant = candidate.variant
        if candidate.product != product or not oracle.allows(product, request, hard):
            return False
        if variant is not None and not (
            variant in product.variants and offer_fits(product, variant, request, hard)
        ):
            return False
    return True


def any_request(catalog: Catalog, vocabulary: Vocabulary, rng: Random) -> SearchRequest:
    """Return a request with any of the constraints there are.

    Half of its values come from one product, so that something is found; the other half from
    the whole vocabulary, so that much has to be given up.
    """
    product = catalog.product(rng.randrange(len(catalog)))

    def terms(most: int, hard: float, from_product: float) -> tuple[Term, ...]:
        drawn = (_term(product, vocabulary, rng, from_product) for _ in range(rng.randint(0, most)))
        return tuple(
            Term(each.field, each.value, rng.random() < hard) for each in drawn if each is not None
        )

    return SearchRequest(
        text=rng.choice(("", _text(catalog, rng), _text(catalog, rng))),
        wanted=terms(4, hard=0.8, from_product=0.8),
        unwanted=terms(2, hard=1.0, from_product=0.2),
        price=_price(product, rng),
        currency=rng.choice((None, None, None, "USD", "EUR")),
        min_rating=rng.choice((None, None, None, 3.5, 4.0, 4.7)),
        in_stock_only=rng.random() < 0.3,
        sort=rng.choice((Sort.RELEVANCE, *Sort)),
        exclude_ids=_ids(catalog, rng) | ({product.id} if rng.random() < 0.1 else set()),
        shown_ids=_ids(catalog, rng),
        diversity=rng.choice((0.0, 0.0, 0.5)),
        avoid_ai_imagery=rng.random() < 0.2,
        limit=rng.choice((1, 3, 10, 10, 50)),
    )


def _text(catalog: Catalog, rng: Random) -> str:
    product = catalog.product(rng.randrange(min(_TEXTS, len(catalog))))
    return f"{product.colours[0] if product.colours else 'new'} {product.category}"


def _term(
    product: Product, vocabulary: Vocabulary, rng: Random, from_product: float
) -> Term | None:
    name = rng.choice(list(Field))
    own = values_of(product)[name]
    if own and rng.random() < from_product:
        return Term(name, rng.choice(own))
    values = tuple(vocabulary.values[name])
    return Term(name, rng.choice(values)) if values else None


def _price(product: Product, rng: Random) -> PriceRange:
    def bound(low: int, high: int) -> Decimal | None:
        if rng.random() < 0.6:
            return None
        return product.price * rng.randint(low, high) / _PERCENT

    return PriceRange(bound(20, 110), bound(60, 200))


def _ids(catalog: Catalog, rng: Random) -> frozenset[str]:
    return frozenset(f"g{rng.randrange(len(catalog))}" for _ in range(rng.choice((0, 0, 30))))
