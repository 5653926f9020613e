"""What a client may send to search, and what it is told of the rest."""

import json
from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.search_request import MAX_WORDS, SearchBody, body_of, spelled
from retrieval.product import Product
from retrieval.query import PriceRange, SearchRequest, Sort
from retrieval.terms import Field, Term
from retrieval.vocabulary import Vocabulary

WORDS = Vocabulary.of(
    [
        Product(
            id="1",
            title="Tarn",
            price=Decimal(9),
            department="Shoes",
            category="hiking boots",
            brand="Veldra",
        )
    ]
)

EVERYTHING: dict[str, Any] = {
    "text": "boots",
    "wanted": [
        {"field": "brand", "value": "veldra"},
        {"field": "colour", "value": "blue", "hard": False},
    ],
    "unwanted": [{"field": "material", "value": "suede"}],
    "price": {"low": "10", "high": 99.95},
    "currency": "USD",
    "min_rating": 4,
    "in_stock_only": True,
    "sort": "cheapest",
    "exclude_ids": ["a"],
    "shown_ids": ["b"],
    "diversity": 0.5,
    "taste": {"affinities": {"material": {"linen": 0.8}}, "weight": 0.5},
    "avoid_ai_imagery": True,
    "with_low_quality": True,
    "facets": ["brand"],
    "correct": False,
    "limit": 5,
}


def read(body: dict[str, Any]) -> SearchRequest:
    return SearchBody.model_validate(json.loads(json.dumps(body))).request(WORDS)


def test_every_part_of_a_request_arrives() -> None:
    request = read(EVERYTHING)
    assert request.taste is not None
    assert request.taste.affinities == {Field.MATERIAL: {"linen": 0.8}}
    assert request == SearchRequest(
        text="boots",
        wanted=(Term(Field.BRAND, "Veldra"), Term(Field.COLOUR, "blue", hard=False)),
        unwanted=(Term(Field.MATERIAL, "suede"),),
        price=PriceRange(Decimal(10), Decimal("99.95")),
        currency="USD",
        min_rating=4.0,
        in_stock_only=True,
        sort=Sort.CHEAPEST,
        exclude_ids=frozenset({"a"}),
        shown_ids=frozenset({"b"}),
        diversity=0.5,
        taste=request.taste,
        avoid_ai_imagery=True,
        with_low_quality=True,
        facets=(Field.BRAND,),
        correct=False,
        limit=5,
    )
    assert set(EVERYTHING) == set(SearchBody.model_fields), "a new field needs a place here"
    assert set(EVERYTHING) == {each.name for each in fields(SearchRequest)}, "and one in the body"


def test_a_request_comes_through_the_wire_as_it_was() -> None:
    request = read({key: value for key, value in EVERYTHING.items() if key != "taste"})
    sent = body_of(request).model_dump_json(exclude_none=True)
    assert SearchBody.model_validate_json(sent).request(WORDS) == request


def test_nothing_given_is_a_request_without_constraints() -> None:
    assert read({}) == SearchRequest(text="")


@pytest.mark.parametrize(
    "body",
    [
        '{"colour": "blue"}',
        '{"wanted": [{"field": "smell", "value": "x"}]}',
        '{"wanted": [{"field": "brand", "value": ""}]}',
        '{"wanted": [{"field": "brand", "value": "x", "exact": true}]}',
        '{"unwanted": [{"field": "brand", "value": "x", "hard": true}]}',
        '{"price": {"high": NaN}}',
        '{"price": {"high": Infinity}}',
        '{"price": {"high": "NaN"}}',
        '{"price": {"low": -1}}',
        '{"price": {"low": 1e400}}',
        '{"min_rating": NaN}',
        '{"min_rating": 6}',
        '{"diversity": 2}',
        '{"limit": -1}',
        '{"limit": 1000000000}',
        '{"limit": null}',
        '{"sort": "random"}',
        '{"currency": "dollars"}',
        '{"taste": {"affinities": {"material": {"linen": 7}}}}',
        json.dumps({"text": "x" * (MAX_WORDS + 1)}),
        json.dumps({"wanted": [{"field": "brand", "value": "x"}] * 501}),
        "[]",
        "null",
    ],
)
def test_what_is_refused(body: str) -> None:
    with pytest.raises(ValidationError):
        SearchBody.model_validate(json.loads(body))


def test_a_lone_surrogate_is_no_error() -> None:
    request = read({"text": "lamp \ud83d", "exclude_ids": ["\ud83d"]})
    request.text.encode()
    "".join(request.exclude_ids).encode()


def test_values_are_spelled_as_in_the_catalog() -> None:
    assert spelled("VELDRA", ["Oskwell", "Veldra"]) == "Veldra"
    assert spelled("unknown", ["Veldra"]) == "unknown"
