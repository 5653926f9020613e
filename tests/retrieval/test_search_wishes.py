"""What a search prefers without insisting on it: soft terms, new things, real pictures, tastes."""

import numpy as np
import pytest

from retrieval.product import Flag
from retrieval.query import Correction, PriceRange, SearchRequest, SearchResult, Sort
from retrieval.search import CatalogSearch
from retrieval.taste import Taste
from retrieval.terms import Field, Term
from retrieval.vocabulary import Vocabulary
from tests.retrieval.catalog import WordEmbedder, boots, variant
from tests.retrieval.conftest import OpenSearch
from tests.retrieval.list_engine import ListEngine, listed

BOOTS = Term(Field.CATEGORY, "hiking boots")
BLUE = Term(Field.COLOUR, "blue", hard=False)
TEN = Term(Field.SIZE, "10", hard=False)
SUEDE = Term(Field.MATERIAL, "suede", hard=False)


def ids(result: SearchResult) -> list[str]:
    return [candidate.product.id for candidate in result.candidates]


def test_parts_add_up(open_search: OpenSearch) -> None:
    search = open_search(
        boots("A", materials=("suede",), rating=4.5, rating_count=80),
        boots("B", flags=(Flag.AI_IMAGERY,)),
        boots("C", stock=0),
    )
    for text in ("suede hiking boots", ""):
        request = SearchRequest(text, wanted=(BOOTS, SUEDE), shown_ids=frozenset({"A"}))
        for candidate in search.search(request).candidates:
            parts = candidate.parts
            told = (parts.dense, parts.lexical, parts.soft, parts.taste, parts.quality, parts.shown)
            assert candidate.score == pytest.approx(sum(told))
            assert (parts.dense > 0) == bool(text)
            assert (parts.soft > 0) == (candidate.product.id == "A")
            assert (parts.shown < 0) == (candidate.product.id == "A")


def test_fulfilled_soft_terms_are_those_of_the_variant_named() -> None:
    search, _ = listed(
        boots(
            "apart",
            materials=("suede",),
            variants=[variant("a", "10", "red", 100, 1), variant("b", "9", "blue", 90, 1)],
        ),
        boots("plain"),
    )
    result = search.search(SearchRequest("boots", wanted=(BOOTS, BLUE, TEN, SUEDE)))
    best = result.candidates[0]
    assert best.product.id == "apart"
    assert best.variant is not None
    # It has a blue one and a ten, but no blue ten; the cheaper is named.
    assert best.variant.id == "b"
    assert best.fulfilled == (BLUE, SUEDE)
    assert result.candidates[1].fulfilled == ()


def test_no_variant_is_named_that_nobody_asked_for() -> None:
    search, _ = listed(boots("A", variants=[variant("a", "10", "red", 100, 1)]))
    request = SearchRequest("boots", wanted=(BOOTS, BLUE))
    assert search.search(request).candidates[0].variant is None


def test_what_was_shown_comes_after_what_is_new_and_as_good() -> None:
    same = "Blue hiking boots"
    search, _ = listed(*(boots(f"{n}", title=same) for n in range(4)), boots("far", title="Socks"))
    first = ids(search.search(SearchRequest(same, wanted=(BOOTS,), limit=2)))
    again = SearchRequest(same, wanted=(BOOTS,), shown_ids=frozenset(first))
    found = ids(search.search(again))
    assert set(found[:2]).isdisjoint(first)
    assert set(first) < set(found)


def test_generated_pictures_come_later_or_not_at_all(open_search: OpenSearch) -> None:
    search = open_search(
        boots("generated", title="Hiking boots", flags=(Flag.AI_IMAGERY,)),
        boots("real", title="Hiking boots"),
    )
    assert ids(search.search(SearchRequest("hiking boots"))) == ["real", "generated"]
    result = search.search(SearchRequest("hiking boots", avoid_ai_imagery=True))
    assert (ids(result), result.total) == (["real"], 1)


def test_best_rated_wants_proof(open_search: OpenSearch) -> None:
    search = open_search(
        boots("one vote", rating=5.0, rating_count=1),
        boots("proven", rating=4.7, rating_count=900),
        boots("poor", rating=2.0, rating_count=900),
        boots("unrated"),
        boots("gone", rating=5.0, rating_count=900, stock=0),
    )
    expected = ["proven", "one vote", "poor", "unrated", "gone"]
    for text in ("", "hiking boots"):
        found = search.search(SearchRequest(text, wanted=(BOOTS,), sort=Sort.BEST_RATED))
        assert ids(found) == expected


def test_an_order_is_kept_to_what_is_relevant_and_never_spread() -> None:
    search, _ = listed(
        boots("dear", title="Laptop", category="laptops", price=900),
        boots("middle", title="Laptop", category="laptops", price=500),
        boots("cheap", title="Laptop", category="laptops", price=300),
        boots("cable", title="Charging cable", category="cables", price=2),
    )
    request = SearchRequest("laptop", sort=Sort.CHEAPEST, diversity=1.0)
    assert ids(search.search(request)) == ["cheap", "middle", "dear"]


def test_what_is_liked_is_named_strongest_first() -> None:
    search, _ = listed(
        boots("A", brand="Veldra", materials=("linen", "suede"), colours=("red",)), boots("B")
    )
    taste = Taste(
        version="1",
        vector=np.full(64, 0.125, dtype=np.float32),
        affinities={
            Field.MATERIAL: {"linen": 0.9, "suede": -0.5},
            Field.BRAND: {"Veldra": 0.4, "Oskwell": 1.0},
        },
    )
    found = {
        each.product.id: each.liked
        for each in search.search(SearchRequest("boots", taste=taste)).candidates
    }
    linen, veldra = Term(Field.MATERIAL, "linen", False), Term(Field.BRAND, "Veldra", False)
    assert found == {"A": (linen, veldra), "B": ()}


class _Fixed:
    """Reads "bots" as "boots", and nothing else."""

    def correct(self, text: str) -> tuple[str, tuple[Correction, ...]]:
        if "bots" not in text.split():
            return text, ()
        return text.replace("bots", "boots"), (Correction("bots", "boots", certain=True),)


def test_words_are_corrected_before_they_are_searched_for() -> None:
    products = (boots("A", title="Boots"), boots("B", title="Mug", category="mugs"))
    search = CatalogSearch(
        ListEngine(products), Vocabulary.of(products), WordEmbedder(), corrector=_Fixed()
    )
    result = search.search(SearchRequest("hiking bots"))
    assert ids(result)[0] == "A"
    assert result.corrections == (Correction("bots", "boots", certain=True),)
    assert search.search(SearchRequest("hiking bots", correct=False)).corrections == ()
    assert search.search(SearchRequest("hiking boots")).corrections == ()


def test_nothing_is_counted_or_read_that_was_not_asked_for() -> None:
    search, engine = listed(*(boots(f"B{n}") for n in range(20)))
    result = search.search(SearchRequest("boots", limit=3))
    assert (len(result.candidates), result.total, len(engine.counted)) == (3, 20, 1)
    assert (result.facets, result.prices, result.currency) == ({}, PriceRange(), None)
