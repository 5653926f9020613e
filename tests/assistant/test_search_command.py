"""`aisle search`: from options to a request, and from a result to lines and JSON."""

import json
from decimal import Decimal

import pytest

from assistant import cli
from assistant.commands import search_arguments
from assistant.commands.search import FACETS, SearchOptions, request_of
from assistant.errors import UsageError
from assistant.search_json import result_json
from assistant.search_text import result_text
from retrieval.product import Flag
from retrieval.query import (
    Correction,
    PriceRange,
    Relaxation,
    SearchRequest,
    SearchResult,
    Sort,
)
from retrieval.search import CatalogSearch
from retrieval.terms import Field, Term
from tests.retrieval.catalog import boots, variant
from tests.retrieval.list_engine import listed

BOOTS = Term(Field.CATEGORY, "hiking boots")
SUEDE = Term(Field.MATERIAL, "suede")
DRY = Term(Field.FEATURE, "waterproof")


@pytest.fixture
def search() -> CatalogSearch:
    return listed(
        boots("A", brand="Veldra", materials=("suede",), price=80, rating=4.5, rating_count=9),
        boots("B", features=("waterproof",), flags=(Flag.AI_IMAGERY,), stock=0),
        boots("C", variants=[variant("c10", "10", "blue", 120, 2)], price=120),
    )[0]


def test_options_become_a_request(search: CatalogSearch) -> None:
    options = SearchOptions(
        words="boots",
        wanted=(("brand", "VELDRA"), ("feature", "unheard of")),
        preferred=(("colour", "Blue"),),
        unwanted=(("material", " suede "),),
        over="$20",
        under="1,200.50",
        currency="usd",
        in_stock=True,
        sort="best-rated",
        real_pictures=True,
        facets=True,
        correct=False,
    )
    assert request_of(options, search.vocabulary) == SearchRequest(
        "boots",
        wanted=(
            Term(Field.BRAND, "Veldra"),
            Term(Field.FEATURE, "unheard of"),
            Term(Field.COLOUR, "blue", hard=False),
        ),
        unwanted=(SUEDE,),
        price=PriceRange(Decimal(20), Decimal("1200.50")),
        currency="USD",
        in_stock_only=True,
        sort=Sort.BEST_RATED,
        avoid_ai_imagery=True,
        facets=FACETS,
        correct=False,
    )


def test_what_is_no_price(search: CatalogSearch) -> None:
    with pytest.raises(UsageError, match="no price"):
        request_of(SearchOptions("boots", under="cheap"), search.vocabulary)


def test_a_currency_that_nothing_is_priced_in(search: CatalogSearch) -> None:
    with pytest.raises(UsageError, match="EUR, only in USD"):
        request_of(SearchOptions("boots", currency="eur"), search.vocabulary)


def test_the_list_says_what_was_given_up_and_why(search: CatalogSearch) -> None:
    request = SearchRequest("boots", wanted=(BOOTS, SUEDE, DRY), facets=(Field.BRAND,))
    lines = result_text(search.search(request)).splitlines()
    assert lines == [
        "Nothing in suede that's waterproof. Shown without: waterproof.",
        "1 found",
        " 1. A Hiking Boots  $80  4.5 stars  [A]",
        "brand: Veldra 1",
        "prices: $80 to $80",
    ]


def test_the_list_names_variants_stock_and_flags(search: CatalogSearch) -> None:
    blue = Term(Field.COLOUR, "blue", hard=False)
    text = result_text(search.search(SearchRequest("boots", wanted=(BOOTS, blue), limit=2)))
    assert "2 of 3" in text
    assert "C Hiking Boots  blue 10  $120  few left  [C]\n    color blue" in text
    gone = result_text(search.search(SearchRequest("boots", wanted=(DRY,))))
    assert "out of stock  generated pictures  [B]" in gone


@pytest.mark.parametrize(
    ("result", "line"),
    [
        (SearchResult((), 0), "Nothing fits all of that."),
        (
            SearchResult((), 0, cheapest_outside=boots("A", price=80)),
            "Nothing at that price; the nearest is A Hiking Boots for $80.",
        ),
        (
            SearchResult((), 3, relevant=False),
            "Nothing here is close to that; the nearest:",
        ),
        (
            SearchResult((), 0, corrections=(Correction("bots", "boots", certain=False),)),
            'Did you mean "boots"?',
        ),
        (
            SearchResult((), 0, corrections=(Correction("bots", "boots", certain=True),)),
            'Read "bots" as "boots".',
        ),
        (
            SearchResult((), 1, relaxations=(Relaxation(DRY, (BOOTS,), bounded=True),)),
            "Nothing within those bounds has feature waterproof and category hiking boots."
            " Shown without: waterproof.",
        ),
        (
            SearchResult((), 1, relaxations=(Relaxation(DRY, ()),)),
            "Nothing here has feature waterproof. Shown without: waterproof.",
        ),
    ],
)
def test_a_line_for_each_thing_that_went_otherwise(result: SearchResult, line: str) -> None:
    assert line in result_text(result).splitlines()


def test_json_has_the_same_keys_whatever_was_found(search: CatalogSearch) -> None:
    found = result_json(
        search.search(SearchRequest("boots", wanted=(SUEDE, DRY), facets=(Field.BRAND,)))
    )
    empty = result_json(SearchResult((), 0))
    assert found.keys() == empty.keys()
    assert json.loads(json.dumps(found)) == found
    assert found["relaxations"] == [
        {
            "term": {"field": "feature", "value": "waterproof"},
            "kept": [{"field": "material", "value": "suede"}],
            "bounded": False,
        }
    ]
    assert found["facets"] == {"brand": {"Veldra": 1}}
    assert found["prices"] == {"low": "80.00", "high": "80.00"}
    [candidate] = found["candidates"]
    assert candidate["price"] == "80.00"
    assert sum(candidate["parts"].values()) == pytest.approx(candidate["score"], abs=1e-5)
    every = result_json(search.search(SearchRequest("boots", sort=Sort.CHEAPEST)))
    assert len({frozenset(each) for each in every["candidates"]}) == 1


def test_arguments_become_options(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[object, ...]] = []
    monkeypatch.setattr(search_arguments, "run_command", lambda *given: ran.append(given))
    arguments = (
        "search blue boots --brand Veldra --brand Oskwell --color blue --for women --feature a"
        " --feature b --prefer color=red --not material=wool --not-brand Ostra --under 90"
        " --sort cheapest --limit 3 --exact --facets --in-stock --min-rating 4 --diversity 0.5"
    )
    cli.app(arguments.split(), standalone_mode=False)
    assert ran == [
        (
            "search",
            SearchOptions(
                words="blue boots",
                wanted=(
                    ("brand", "Veldra"),
                    ("brand", "Oskwell"),
                    ("colour", "blue"),
                    ("audience", "women"),
                    ("feature", "a"),
                    ("feature", "b"),
                ),
                preferred=(("colour", "red"),),
                unwanted=(("material", "wool"), ("brand", "Ostra")),
                under="90",
                min_rating=4.0,
                in_stock=True,
                sort="cheapest",
                diversity=0.5,
                facets=True,
                correct=False,
                limit=3,
            ),
        )
    ]


@pytest.mark.parametrize("written", ["blue", "shape=round", "color=", "=blue"])
def test_a_preference_needs_a_field_and_a_value(
    written: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["aisle", "search", "boots", "--prefer", written])
    with pytest.raises(SystemExit) as exited:
        cli.main()
    assert exited.value.code == 2
    assert "FIELD=VALUE" in capsys.readouterr().err
