"""Random requests against a brute-force reading of the products, in plain Python.

The oracle is written from `retrieval.query`, not from the engine's filters.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, replace
from decimal import Decimal
from random import Random

import pytest

from evals.bench.search.oracle import Oracle, colours_of, offer_fits
from retrieval.product import Flag
from retrieval.query import Candidate, PriceRange, SearchRequest, SearchResult, Sort
from retrieval.relaxation import GIVEN_UP_FIRST
from retrieval.search import CatalogSearch
from retrieval.terms import Field, Term
from retrieval.vocabulary import Vocabulary, values_of
from tests.retrieval.catalog import random_catalog
from tests.retrieval.conftest import opened

PRODUCTS = random_catalog(250, seed=11)
VOCABULARY = Vocabulary.of(PRODUCTS)
ORACLE = Oracle(VOCABULARY)
LOW = {product.id for product in PRODUCTS if Flag.LOW_QUALITY in product.flags}
REQUESTS = 800


@pytest.fixture(scope="module")
def search() -> Iterator[CatalogSearch]:
    with opened(*PRODUCTS) as search:
        yield search


def random_request(random: Random) -> SearchRequest:
    def terms(most: int, chance_hard: float) -> tuple[Term, ...]:
        fields = random.choices(list(Field), k=random.randint(0, most))
        return tuple(
            Term(name, random.choice(list(VOCABULARY.values[name])), random.random() < chance_hard)
            for name in fields
        )

    def bound() -> Decimal | None:
        return random.choice((None, None, None, Decimal("19.99"), Decimal(20), Decimal("99.995")))

    return SearchRequest(
        text=random.choice(("", "alpine tents", "blue boots", "lamp", "\ud800 zzz", "city")),
        wanted=terms(3, chance_hard=0.8),
        unwanted=terms(2, chance_hard=1.0),
        price=PriceRange(bound(), bound()),
        min_rating=random.choice((None, None, 3.0, 4.0)),
        currency=random.choice((None, None, None, "EUR", "GBP")),
        in_stock_only=random.random() < 0.3,
        sort=random.choice(list(Sort)),
        exclude_ids=some_ids(random),
        shown_ids=some_ids(random),
        diversity=random.choice((0.0, 0.0, 0.5, 1.0)),
        avoid_ai_imagery=random.random() < 0.3,
        facets=tuple(random.choices(list(Field), k=random.choice((0, 0, 3)))),
        limit=random.choice((0, 1, 10, 300)),
    )


def some_ids(random: Random) -> frozenset[str]:
    return frozenset(f"p{random.randrange(250)}" for _ in range(random.choice((0, 30))))


def matching(request: SearchRequest, hard: dict[Field, set[str]]) -> set[str]:
    return {product.id for product in PRODUCTS if ORACLE.allows(product, request, hard)}


def check(request: SearchRequest, result: SearchResult) -> None:
    hard = ORACLE.hard_terms(request, result.relaxed)
    expected = matching(request, hard)
    good = {each for each in expected if each not in LOW}
    if good and not result.relaxed and not request.with_low_quality:
        expected = good
    found = [candidate.product.id for candidate in result.candidates]
    assert result.total == len(expected)
    assert set(found) <= expected
    assert len(found) == len(set(found)) <= request.limit
    for candidate in result.candidates:
        if candidate.variant is not None:
            assert candidate.variant in candidate.product.variants
            assert offer_fits(candidate.product, candidate.variant, request, hard)
        elif candidate.product.variants:
            assert Field.SIZE not in hard and Field.COLOUR not in hard
        check_candidate(candidate, request)
    assert {each.term for each in result.relaxations} == set(result.relaxed)
    if result.candidates or not result.relaxed:
        check_facets(request, result, expected)
    if request.limit and expected and not result.candidates:
        pytest.fail("something fulfils the request and nothing was returned")


def check_candidate(candidate: Candidate, request: SearchRequest) -> None:
    """The parts add up, and the terms that it is said to fulfil are fulfilled."""
    product, parts = candidate.product, astuple(candidate.parts)
    assert candidate.score == pytest.approx(sum(parts))
    assert candidate.parts.shown <= 0
    assert (candidate.parts.shown < 0) == (product.id in request.shown_ids)
    soft = {term for term in request.wanted if not term.hard}
    values = {name: set(found) for name, found in values_of(product).items()}
    if candidate.variant is not None:
        values[Field.SIZE] = {candidate.variant.size or ""}
        values[Field.COLOUR] = colours_of(product, candidate.variant)
    assert set(candidate.fulfilled) == {term for term in soft if term.value in values[term.field]}


def check_facets(request: SearchRequest, result: SearchResult, expected: set[str]) -> None:
    found = [product for product in PRODUCTS if product.id in expected]
    if not result.total or not request.facets:
        assert (result.facets, result.prices) == ({}, PriceRange())
        return
    counts: dict[Field, Counter[str]] = {name: Counter() for name in request.facets}
    for product in found:
        for name, counter in counts.items():
            counter.update(values_of(product)[name])
    assert {name: dict(each) for name, each in result.facets.items()} == counts
    for each in result.facets.values():
        assert list(each.values()) == sorted(each.values(), reverse=True)
    assert result.currency == (request.currency or VOCABULARY.currency)
    prices = [product.price for product in found if product.currency == result.currency]
    assert result.prices == PriceRange(min(prices, default=None), max(prices, default=None))


@pytest.mark.parametrize("seed", range(4))
def test_no_candidate_breaks_a_hard_constraint(search: CatalogSearch, seed: int) -> None:
    random = Random(seed)
    seen = {"relaxed": 0, "outside": 0, "variant": 0, "found": 0}
    for _ in range(REQUESTS // 4):
        request = random_request(random)
        result = search.search(request)
        check(request, result)
        if result.relaxed:
            assert not matching(request, ORACLE.hard_terms(request, ()))
        if result.relaxed and result.candidates:
            check_minimal(request, result.relaxed)
        if result.cheapest_outside is not None:
            check_outside(request, result)
        seen["relaxed"] += bool(result.relaxed)
        seen["outside"] += result.cheapest_outside is not None
        seen["variant"] += any(each.variant is not None for each in result.candidates)
        seen["found"] += bool(result.candidates)
    # The requests must reach every branch, or the checks above check nothing.
    assert all(count >= 1 for count in seen.values()), seen


def check_minimal(request: SearchRequest, relaxed: tuple[Term, ...]) -> None:
    """Nothing that was given up was given up in vain: a feature, or all of another field."""
    for term in relaxed:
        alone = {other for other in relaxed if other.field is term.field}
        gone = {term} if term.field is Field.FEATURE else alone
        others = tuple(other for other in relaxed if other not in gone)
        assert not matching(request, ORACLE.hard_terms(request, others)), (request, relaxed)
    assert {term.field for term in relaxed} <= {*GIVEN_UP_FIRST, Field.CATEGORY}


def check_outside(request: SearchRequest, result: SearchResult) -> None:
    assert not result.candidates
    assert result.total == 0
    assert result.cheapest_outside is not None
    unbounded = replace(request, price=PriceRange(), sort=Sort.RELEVANCE)
    found = result.cheapest_outside
    assert found.id in matching(unbounded, ORACLE.hard_terms(request, result.relaxed))
    assert found.currency == (request.currency or VOCABULARY.currency)
