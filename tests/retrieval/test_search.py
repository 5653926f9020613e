"""One rule of the search a test, on catalogs small enough to read."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest

from retrieval.errors import RequestInvalid, SearchClosed
from retrieval.index import build
from retrieval.product import Flag
from retrieval.query import PriceRange, SearchRequest, SearchResult, Sort
from retrieval.search import CatalogSearch, Search
from retrieval.terms import Field, Term
from tests.retrieval.catalog import WordEmbedder, boots, random_catalog, variant
from tests.retrieval.conftest import OpenSearch, opened

BOOTS = Term(Field.CATEGORY, "hiking boots")


@pytest.fixture(scope="module")
def two_boots() -> Iterator[CatalogSearch]:
    with opened(boots("A"), boots("B")) as search:
        yield search


def ids(result: SearchResult) -> list[str]:
    return [candidate.product.id for candidate in result.candidates]


def up_to(dollars: str) -> PriceRange:
    return PriceRange(high=Decimal(dollars))


def test_text_alone(open_search: OpenSearch) -> None:
    search: Search = open_search(
        boots("A", title="Desk lamp", category="lamps", department="Home"),
        boots("B", title="Red hiking boots"),
        boots("C", title="Camping tent", category="tents"),
    )
    result = search.search(SearchRequest("hiking boots"))
    assert ids(result)[0] == "B"
    assert result.relevant
    assert result.total == 3
    best = result.candidates[0]
    assert best.cosine == max(each.cosine for each in result.candidates)
    assert 0 < best.cosine <= 1
    assert result.took_ms > 0


def test_nothing_close_to_the_text(open_search: OpenSearch) -> None:
    search = open_search(boots("A"), boots("B"))
    assert not search.search(SearchRequest("quantum telescope")).relevant
    assert search.search(SearchRequest("quantum telescope", wanted=(BOOTS,))).relevant


def test_constraints_alone_rank_by_rating_and_stock(open_search: OpenSearch) -> None:
    search = open_search(
        boots("gone", rating=5.0, rating_count=900, stock=0),
        boots("one vote", rating=5.0, rating_count=1),
        boots("unrated"),
        boots("proven", rating=4.7, rating_count=900),
        boots("bad", rating=1.0, rating_count=900),
    )
    for text in ("", "something nice"):
        result = search.search(SearchRequest(text, wanted=(BOOTS,)))
        assert ids(result) == ["proven", "one vote", "unrated", "bad", "gone"]
        assert result.relevant


def test_price_bound_is_exact_to_the_cent(open_search: OpenSearch) -> None:
    search = open_search(boots("A", price=Decimal("19.99")), boots("B", price=Decimal("20.00")))
    for bound, expected in (("19.99", ["A"]), ("20", ["A", "B"]), ("19.999999999999999999", ["A"])):
        assert sorted(ids(search.search(SearchRequest("boots", price=up_to(bound))))) == expected


def test_size_and_colour_hold_on_one_variant(open_search: OpenSearch) -> None:
    wanted = (Term(Field.SIZE, "10"), Term(Field.COLOUR, "blue"))
    search = open_search(
        boots(
            "apart", variants=[variant("a", "10", "red", 100, 1), variant("b", "9", "blue", 100, 1)]
        ),
        boots(
            "together",
            variants=[
                variant("c", "10", "red", 90, 1),
                variant("sold out", "10", "blue", 80, 0),
                variant("in stock", "10", "blue", 95, 2),
            ],
            price=80,
            stock=3,
        ),
    )
    result = search.search(SearchRequest("boots", wanted=wanted))
    assert ids(result) == ["together"]
    assert result.candidates[0].variant is not None
    assert result.candidates[0].variant.id == "in stock"
    assert search.search(SearchRequest("boots")).candidates[0].variant is None


def test_variant_over_the_bound_is_out(open_search: OpenSearch) -> None:
    search = open_search(
        boots(
            "A",
            price=50,
            variants=[variant("s", "9", None, 50, 1), variant("l", "10", None, 90, 1)],
        )
    )
    size = (Term(Field.SIZE, "10"),)
    found = search.search(SearchRequest("boots", wanted=size, price=up_to("90")))
    assert [each.variant and each.variant.id for each in found.candidates] == ["l"]
    missed = search.search(SearchRequest("boots", wanted=size, price=up_to("89.99")))
    assert (missed.candidates, missed.total, missed.relaxed) == ((), 0, ())
    assert missed.cheapest_outside is not None


def test_terms_of_one_field_are_alternatives(open_search: OpenSearch) -> None:
    search = open_search(
        boots("A", brand="Veldra", materials=("suede",)),
        boots("B", brand="Oskwell", materials=("suede",)),
        boots("C", brand="Oskwell", materials=("nylon",)),
    )
    wanted = (
        Term(Field.BRAND, "Veldra"),
        Term(Field.BRAND, "Oskwell"),
        Term(Field.MATERIAL, "suede"),
    )
    assert sorted(ids(search.search(SearchRequest("boots", wanted=wanted)))) == ["A", "B"]


def test_unwanted_colour_leaves_the_other_variants(open_search: OpenSearch) -> None:
    search = open_search(
        boots("red only", colours=("red",)),
        boots(
            "both",
            colours=("red", "blue"),
            variants=[variant("r", None, "red", 100, 1), variant("b", None, "blue", 100, 1)],
        ),
    )
    result = search.search(SearchRequest("boots", unwanted=(Term(Field.COLOUR, "red"),)))
    assert ids(result) == ["both"]
    assert result.candidates[0].variant is not None
    assert result.candidates[0].variant.colour == "blue"


def test_soft_terms_raise_and_do_not_filter(open_search: OpenSearch) -> None:
    search = open_search(*(boots(f"{n}") for n in range(20)), boots("liked", colours=("blue",)))
    plain = ids(search.search(SearchRequest("hiking boots", limit=30)))
    assert plain[0] != "liked"
    soft = (Term(Field.COLOUR, "blue", hard=False),)
    result = search.search(SearchRequest("hiking boots", wanted=soft, limit=30))
    assert ids(result)[0] == "liked"
    assert len(ids(result)) == 21


def test_flags(open_search: OpenSearch) -> None:
    search = open_search(
        boots("low", title="Hiking boots", flags=(Flag.LOW_QUALITY,), rating=5.0),
        boots("generated", title="Hiking boots", flags=(Flag.AI_IMAGERY,)),
        boots("plain", title="Hiking boots"),
        boots("never", title="Hiking boots", flags=(Flag.RESTRICTED,)),
    )
    for text in ("hiking boots", ""):
        result = search.search(SearchRequest(text, wanted=(BOOTS,)))
        assert ids(result) == ["plain", "generated"]
        assert result.total == 2
        result = search.search(SearchRequest(text, wanted=(BOOTS,), with_low_quality=True))
        assert ids(result) == ["plain", "generated", "low"]
        assert result.total == 3


def test_low_quality_is_better_than_nothing(open_search: OpenSearch) -> None:
    search = open_search(boots("low", colours=("blue",), flags=(Flag.LOW_QUALITY,)), boots("plain"))
    blue = Term(Field.COLOUR, "blue")
    result = search.search(SearchRequest("hiking boots", wanted=(BOOTS, blue)))
    assert ids(result) == ["low"] and not result.relaxed


def test_every_product_is_what_some_search_shows(open_search: OpenSearch) -> None:
    search = open_search(
        boots("low", flags=(Flag.LOW_QUALITY,)),
        boots("plain"),
        boots("gone", stock=0),
        boots("never", flags=(Flag.RESTRICTED,)),
    )
    assert {product.id for product in search.every_product()} == {"low", "plain", "gone"}


def test_out_of_stock_is_last_or_left_out(open_search: OpenSearch) -> None:
    search = open_search(
        boots("gone", title="Perfect blue hiking boots", stock=0),
        boots("here", title="Boots of a kind"),
    )
    request = SearchRequest("perfect blue hiking boots", wanted=(BOOTS,))
    assert ids(search.search(request)) == ["here", "gone"]
    only = SearchRequest("perfect blue hiking boots", wanted=(BOOTS,), in_stock_only=True)
    assert ids(search.search(only)) == ["here"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.CHEAPEST, ["cheap", "middle", "dear"]),
        (Sort.DEAREST, ["dear", "middle", "cheap"]),
        (Sort.BEST_RATED, ["middle", "dear", "cheap"]),
    ],
)
def test_order_among_the_relevant(open_search: OpenSearch, sort: Sort, expected: list[str]) -> None:
    search = open_search(
        boots("cable", title="Charging cable", category="cables", price=2, rating=5.0),
        boots("cheap", title="Laptop", category="laptops", price=300),
        boots("dear", title="Laptop", category="laptops", price=900, rating=4.0),
        boots("middle", title="Laptop", category="laptops", price=500, rating=4.5),
        boots("yacht", title="Yacht", category="yachts", price=90_000, rating=5.0),
    )
    assert ids(search.search(SearchRequest("laptop", sort=sort))) == expected
    laptops = (Term(Field.CATEGORY, "laptops"),)
    assert ids(search.search(SearchRequest("", wanted=laptops, sort=sort))) == expected


def test_cheapest_goes_by_the_variant_that_was_asked_for(open_search: OpenSearch) -> None:
    search = open_search(
        boots(
            "A",
            price=50,
            variants=[variant("a", "9", None, 50, 1), variant("b", "10", None, 90, 1)],
        ),
        boots("B", price=60, variants=[variant("c", "10", None, 60, 1)]),
    )
    size = (BOOTS, Term(Field.SIZE, "10"))
    assert ids(search.search(SearchRequest("", wanted=size, sort=Sort.CHEAPEST))) == ["B", "A"]


def test_exclude_ids_are_neither_shown_nor_counted(open_search: OpenSearch) -> None:
    search = open_search(boots("A"), boots("B"), boots("C"))
    excluded = frozenset({"B", "never heard of"})
    result = search.search(SearchRequest("boots", exclude_ids=excluded))
    assert sorted(ids(result)) == ["A", "C"]
    assert result.total == 2


def test_relaxes_the_least_defining_wish(open_search: OpenSearch) -> None:
    search = open_search(
        boots("A", brand="Veldra", features=("lightweight",)),
        boots("B", brand="Oskwell", features=("waterproof",)),
    )
    brand, feature = Term(Field.BRAND, "Veldra"), Term(Field.FEATURE, "waterproof")
    result = search.search(SearchRequest("boots", wanted=(BOOTS, brand, feature)))
    assert (ids(result), result.relaxed, result.total) == (["A"], (feature,), 1)


def test_relaxes_a_category_only_to_its_department(open_search: OpenSearch) -> None:
    search = open_search(
        boots("dear", price=500),
        boots("shoe", category="sneakers", price=40, rating=3.0),
        boots("lamp", category="lamps", department="Home", price=10, rating=5.0),
    )
    request = SearchRequest("", wanted=(BOOTS,), min_rating=2.0)
    result = search.search(request)
    assert (ids(result), result.relaxed) == (["shoe"], (BOOTS,))


def test_price_alone_names_the_nearest_beyond_it(open_search: OpenSearch) -> None:
    search = open_search(
        boots("near", price=120),
        boots("far", price=300),
        boots("sneaker", category="sneakers", price=101),
    )
    over = search.search(SearchRequest("boots", wanted=(BOOTS,), price=up_to("100")))
    assert (over.candidates, over.total, over.relaxed) == ((), 0, ())
    assert over.cheapest_outside is not None and over.cheapest_outside.id == "near"
    above = PriceRange(low=Decimal(1000))
    under = search.search(SearchRequest("boots", wanted=(BOOTS,), price=above))
    assert under.cheapest_outside is not None and under.cheapest_outside.id == "far"


@pytest.mark.parametrize(
    "text",
    [
        "x " * 50_000,
        "\x00\ud800\u202e",
        "👟" * 400,
        "'; DROP TABLE products; --",
        "a\u0301" * 900,
        "NaN",
    ],
    ids=range(6),
)
def test_any_text_is_answered(two_boots: CatalogSearch, text: str) -> None:
    terms = (Term(Field.BRAND, text), Term(Field.COLOUR, text, hard=False))
    result = two_boots.search(SearchRequest(text, wanted=terms, exclude_ids=frozenset({text})))
    assert sorted(ids(result)) == ["A", "B"]
    assert result.relaxed == terms[:1]


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest("boots", price=PriceRange(high=Decimal("NaN"))),
        SearchRequest("boots", price=PriceRange(low=Decimal("sNaN"))),
        SearchRequest("boots", min_rating=float("nan")),
        SearchRequest("boots", min_rating=float("inf")),
        SearchRequest("boots", limit=-1),
    ],
)
def test_what_is_no_request(two_boots: CatalogSearch, request_: SearchRequest) -> None:
    with pytest.raises(RequestInvalid):
        two_boots.search(request_)


@pytest.mark.parametrize("bound", ["Infinity", "1e400", "99999999999999999999"])
def test_endless_bounds(two_boots: CatalogSearch, bound: str) -> None:
    assert two_boots.search(SearchRequest("boots", price=up_to(bound))).total == 2
    above = PriceRange(low=Decimal(bound))
    assert two_boots.search(SearchRequest("boots", price=above)).total == 0
    assert (
        two_boots.search(SearchRequest("boots", price=PriceRange(low=-Decimal(bound)))).total == 2
    )


def test_threads(open_search: OpenSearch) -> None:
    search = open_search(*random_catalog(60, seed=3))
    request = SearchRequest("alpine tents", limit=20)
    expected = ids(search.search(request))
    found: list[list[str]] = []
    threads = [
        Thread(target=lambda: found.extend(ids(search.search(request)) for _ in range(10)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 40


def test_closed(quick_path: Path) -> None:
    build([boots("A")], quick_path, WordEmbedder())
    search = CatalogSearch.open(quick_path, WordEmbedder())
    search.close()
    search.close()
    with pytest.raises(SearchClosed):
        search.search(SearchRequest("boots"))


def test_a_colour_that_nothing_has_prefers_its_shades(open_search: OpenSearch) -> None:
    search = open_search(
        boots("A", colours=("ice blue",), variants=()),
        boots("B", colours=("forest green",), variants=()),
        boots("C", colours=("greenish",), variants=()),
    )
    green = Term(Field.COLOUR, "green")
    result = search.search(SearchRequest("", wanted=(green,)))
    assert result.relaxed == (green,)
    assert ids(result)[0] == "B"
    assert [term.value for term in result.candidates[0].fulfilled] == ["forest green"]
