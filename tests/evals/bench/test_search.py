"""The generated catalog, and that the judge of broken constraints can say no."""

from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from evals.bench.search.built import GeneratedSource
from evals.bench.search.catalog import Catalog
from evals.bench.search.filtered import filtered_requests
from evals.bench.search.oracle import Oracle
from evals.bench.search.violations import is_sound, tallied
from retrieval.build import bring_up_to_date
from retrieval.filling import Way
from retrieval.folder_store import FolderStore
from retrieval.product import Product
from retrieval.query import PriceRange, SearchRequest
from retrieval.search import CatalogSearch
from retrieval.terms import Field, Term
from retrieval.text import document
from retrieval.vocabulary import Vocabulary
from tests.retrieval.catalog import WordEmbedder
from tests.retrieval.conftest import quick_folder

CATALOG = Catalog(300)


def test_products_are_the_same_in_a_catalog_of_any_size() -> None:
    assert Catalog(10).product(7) == Catalog(1_000_000).product(7)
    assert Catalog(10, seed=1).product(7) != Catalog(10, seed=2).product(7)


def test_texts_differ() -> None:
    texts = {document(product) for product in Catalog(2_000)}
    assert len(texts) >= 1_995


def test_each_filtered_request_has_two_filters_and_an_answer() -> None:
    oracle = Oracle(Vocabulary.of(CATALOG))
    for request in filtered_requests(CATALOG, 100, seed=3):
        filters = len(request.wanted) + len(request.unwanted) + request.in_stock_only
        filters += (request.price != PriceRange()) + (request.min_rating is not None)
        assert filters == 2, request
        hard = oracle.hard_terms(request, ())
        if request.wanted and request.wanted[0].field in (Field.SIZE, Field.COLOUR):
            continue  # the variant of that colour or size may cost more, or be sold out
        assert any(oracle.allows(product, request, hard) for product in CATALOG), request


def test_the_judge_accepts_sound_answers_and_notices_broken_ones() -> None:
    with quick_folder() as folder:
        _judged(folder)


def _judged(folder: Path) -> None:
    source = GeneratedSource(CATALOG)
    built = bring_up_to_date(source, FolderStore(folder), WordEmbedder())
    assert built.way is not Way.UNCHANGED
    with closing(CatalogSearch.open(folder, WordEmbedder())) as search:
        tally = tallied(search, CATALOG, 150)
        assert not tally.broken
        assert all(number for number in tally.seen.values()), tally.seen
        request = SearchRequest("boots", limit=5)
        result = search.search(request)
        oracle = Oracle(search.vocabulary)
    found = [candidate.product for candidate in result.candidates]
    assert is_sound(request, result, CATALOG, oracle)
    for broken in _broken(request, found):
        assert not is_sound(broken, result, CATALOG, oracle), broken


def _broken(request: SearchRequest, found: list[Product]) -> list[SearchRequest]:
    """Return requests that the answers to `request` do not fulfil."""
    return [
        replace(request, limit=4),
        replace(request, exclude_ids=frozenset({found[0].id})),
        replace(request, price=PriceRange(None, Decimal("0.01"))),
        replace(request, price=PriceRange(Decimal(100_000), None)),
        replace(request, min_rating=5.0),
        replace(request, wanted=(Term(Field.BRAND, "No Such Brand"),)),
        replace(request, unwanted=(Term(Field.CATEGORY, found[0].category),)),
        replace(request, currency="EUR", price=PriceRange(Decimal(0), None)),
    ]
