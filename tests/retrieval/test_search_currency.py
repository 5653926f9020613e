"""Prices are compared within one currency only."""

from decimal import Decimal

import pytest

from retrieval.errors import RequestInvalid
from retrieval.product import Product
from retrieval.query import PriceRange, SearchRequest, SearchResult, Sort
from retrieval.terms import Field, Term
from tests.retrieval.catalog import boots
from tests.retrieval.conftest import OpenSearch
from tests.retrieval.list_engine import listed

BOOTS = (Term(Field.CATEGORY, "hiking boots"),)
SHOP: tuple[Product, ...] = (
    boots("usd 90", price=90),
    boots("usd 60", price=60),
    boots("usd 70", price=70),
    boots("yen 80", price=80, currency="JPY"),
    boots("yen 5000", price=5000, currency="JPY"),
    boots("euro tent", price=10, currency="EUR", category="tents"),
)


def ids(result: SearchResult) -> list[str]:
    return [candidate.product.id for candidate in result.candidates]


def test_without_a_price_currencies_mix() -> None:
    search, _ = listed(*SHOP)
    result = search.search(SearchRequest("boots", wanted=BOOTS))
    assert {"usd 90", "yen 80"} <= set(ids(result))
    assert result.currency is None


@pytest.mark.parametrize(
    ("currency", "expected"), [(None, ["usd 60", "usd 70"]), ("USD", ["usd 60", "usd 70"])]
)
def test_a_bound_is_in_the_commonest_currency(
    open_search: OpenSearch, currency: str | None, expected: list[str]
) -> None:
    search = open_search(*SHOP)
    bound = PriceRange(high=Decimal(85))
    request = SearchRequest("", wanted=BOOTS, price=bound, currency=currency, sort=Sort.CHEAPEST)
    result = search.search(request)
    assert ids(result) == expected
    assert (result.total, result.currency) == (2, "USD")


def test_a_bound_in_another_currency() -> None:
    search, _ = listed(*SHOP)
    bound = PriceRange(high=Decimal(4000))
    result = search.search(SearchRequest("boots", wanted=BOOTS, price=bound, currency="JPY"))
    assert ids(result) == ["yen 80"]


def test_the_nearest_beyond_a_bound_is_in_its_currency() -> None:
    search, _ = listed(*SHOP)
    bound = PriceRange(high=Decimal(50))
    result = search.search(SearchRequest("boots", wanted=BOOTS, price=bound))
    assert result.cheapest_outside is not None
    assert result.cheapest_outside.id == "usd 60"


def test_a_bound_in_a_currency_that_a_kind_lacks_gives_up_nothing() -> None:
    search, _ = listed(*SHOP)
    tents = (Term(Field.CATEGORY, "tents"),)
    result = search.search(SearchRequest("", wanted=tents, price=PriceRange(high=Decimal(50))))
    # Ten euros are neither within fifty dollars nor beyond them.
    assert (result.total, result.relaxed, result.cheapest_outside) == (0, (), None)


def test_an_order_by_price_leaves_other_currencies_out() -> None:
    search, _ = listed(*SHOP)
    result = search.search(SearchRequest("", wanted=BOOTS, sort=Sort.DEAREST))
    assert ids(result) == ["usd 90", "usd 70", "usd 60"]


def test_an_order_by_price_of_what_has_only_another_currency() -> None:
    search, _ = listed(*SHOP)
    tents = (Term(Field.CATEGORY, "tents"),)
    result = search.search(SearchRequest("", wanted=tents, sort=Sort.CHEAPEST))
    assert (ids(result), result.currency, result.relaxed) == (["euro tent"], "EUR", ())
    asked = SearchRequest("", wanted=tents, sort=Sort.CHEAPEST, currency="USD")
    assert "euro tent" not in ids(search.search(asked))


def test_a_catalog_in_one_currency_is_not_filtered() -> None:
    search, engine = listed(boots("A"), boots("B"))
    assert search.search(SearchRequest("boots", price=PriceRange(high=Decimal(500)))).total == 2
    assert all(conditions.currency is None for conditions in engine.counted)
    other = SearchRequest("boots", price=PriceRange(high=Decimal(500)), currency="EUR")
    assert search.search(other).total == 0


def test_the_price_range_is_of_one_currency() -> None:
    search, _ = listed(*SHOP)
    result = search.search(SearchRequest("", wanted=BOOTS, facets=(Field.BRAND,)))
    assert result.prices == PriceRange(Decimal(60), Decimal(90))
    assert result.currency == "USD"


@pytest.mark.parametrize("written", ["usd", "DOLLARS", "", "U$D", "\ud800AB"])
def test_what_is_no_currency(written: str) -> None:
    search, _ = listed(boots("A"))
    with pytest.raises(RequestInvalid, match="currency"):
        search.search(SearchRequest("boots", currency=written))
