"""Requests that make no sense: an answer or one sentence, and soon."""

from decimal import Decimal
from time import process_time

import pytest

from retrieval.conditions import MAX_FEATURES, MAX_IDS, MAX_TERMS
from retrieval.errors import RequestInvalid
from retrieval.query import PriceRange, SearchRequest, Sort
from retrieval.search import MAX_LIMIT, CatalogSearch
from retrieval.terms import Field, Term
from tests.retrieval.catalog import random_catalog
from tests.retrieval.list_engine import listed

QUICK_S = 0.5
"""Ten times what it takes: the machine that tests run on is shared."""


@pytest.fixture(scope="module")
def search() -> CatalogSearch:
    return listed(*random_catalog(60, seed=2))[0]


STRANGE = (
    "x" * 100_000,
    "boots " * 20_000,
    "\x00\x1b[31m\r\n",
    "\ud800\udfff",
    "\ufdfa" * 5_000,
    "a" + "\u0301" * 50_000,
    "",
    " \t\n",
)


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_any_text_anywhere_is_answered(search: CatalogSearch, text: str) -> None:
    started = process_time()
    for name in Field:
        search.search(
            SearchRequest(
                text,
                wanted=(Term(name, text), Term(name, text, hard=False)),
                unwanted=(Term(name, text),),
                exclude_ids=frozenset({text}),
                shown_ids=frozenset({text}),
            )
        )
    assert process_time() - started < len(Field) * QUICK_S


@pytest.mark.parametrize(
    ("request_", "word"),
    [
        (SearchRequest("boots", limit=-1), "limit"),
        (SearchRequest("boots", min_rating=float("nan")), "rating"),
        (SearchRequest("boots", min_rating=float("-inf")), "rating"),
        (SearchRequest("boots", diversity=float("nan")), "diversity"),
        (SearchRequest("boots", diversity=1.01), "diversity"),
        (SearchRequest("boots", price=PriceRange(low=Decimal("NaN"))), "price"),
        (SearchRequest("boots", price=PriceRange(high=Decimal("sNaN"))), "price"),
        (
            SearchRequest("boots", wanted=tuple(Term(Field.FEATURE, f"{n}") for n in range(17))),
            str(MAX_FEATURES),
        ),
        (
            SearchRequest(
                "boots", unwanted=tuple(Term(Field.BRAND, f"{n}") for n in range(MAX_TERMS + 1))
            ),
            str(MAX_TERMS),
        ),
        (
            SearchRequest("boots", exclude_ids=frozenset(f"{n}" for n in range(MAX_IDS + 1))),
            str(MAX_IDS),
        ),
    ],
)
def test_what_is_no_request_is_refused_in_a_sentence(
    search: CatalogSearch, request_: SearchRequest, word: str
) -> None:
    with pytest.raises(RequestInvalid) as refused:
        search.search(request_)
    message = str(refused.value)
    assert word in message
    assert message.endswith(".")
    assert message.count(". ") == 0


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest(""),
        SearchRequest("", limit=0),
        SearchRequest("tents", limit=10**9),
        SearchRequest("tents", price=PriceRange(Decimal(50), Decimal(10))),
        SearchRequest("tents", price=PriceRange(Decimal("-Infinity"), Decimal("Infinity"))),
        SearchRequest("tents", price=PriceRange(high=Decimal("-3"))),
        SearchRequest("tents", min_rating=99.0),
        SearchRequest("tents", wanted=(Term(Field.CATEGORY, "no such kind"),)),
        SearchRequest("tents", exclude_ids=frozenset(f"{n}" for n in range(MAX_IDS))),
        SearchRequest("tents", shown_ids=frozenset(f"{n}" for n in range(MAX_IDS))),
        SearchRequest(
            "", wanted=tuple(Term(Field.BRAND, f"{n}") for n in range(MAX_TERMS)), sort=Sort.DEAREST
        ),
        SearchRequest(
            "", wanted=tuple(Term(Field.BRAND, f"{n}", hard=False) for n in range(MAX_TERMS))
        ),
        SearchRequest("", wanted=tuple(Term(Field.FEATURE, f"{n}") for n in range(MAX_FEATURES))),
    ],
    ids=range(13),
)
def test_extremes_are_answered_soon(search: CatalogSearch, request_: SearchRequest) -> None:
    started = process_time()
    result = search.search(request_)
    assert process_time() - started < QUICK_S
    assert len(result.candidates) <= min(request_.limit, MAX_LIMIT)
    assert result.total >= len(result.candidates)
