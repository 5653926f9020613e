"""Which wish could not be had, and why: what is filtered out told apart from what is nowhere."""

import json
from typing import Any

import pytest

from assistant.analytics.topics.demand import Reason, unmet_of


def _row(**changed: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "is_search": True,
        "query": "hiking boots",
        "user_query": "hiking boots",
        "category": "hiking boots",
        "shown": 6,
        "lacking": None,
        "relaxed": None,
        "constraints": None,
    }
    row |= changed
    for name in ("lacking", "relaxed", "constraints"):
        if isinstance(row[name], list):
            row[name] = json.dumps(row[name])
    return row


def _pair(field: str, value: str) -> dict[str, str]:
    return {"field": field, "value": value}


def test_a_search_that_was_fulfilled_has_none() -> None:
    assert unmet_of(_row()) == ()
    assert unmet_of(_row(lacking=[], relaxed=[])) == ()


def test_a_brand_that_is_nowhere_is_one_demand_whatever_of_it_is_asked_for() -> None:
    nike = [_pair("brand", "Nike")]
    boots = unmet_of(_row(lacking=nike, relaxed=nike))
    shoes = unmet_of(_row(lacking=nike, relaxed=nike, category="shoes"))
    assert [(u.reason, u.label, u.nowhere, u.relaxed) for u in boots] == [
        (Reason.BRAND, "Nike", True, True)
    ]
    assert boots[0].key == shoes[0].key


def test_what_another_shelf_has_is_not_nowhere() -> None:
    (found,) = unmet_of(_row(relaxed=[_pair("colour", "purple")]))
    assert (found.reason, found.nowhere, found.label) == (
        Reason.COLOUR,
        False,
        "purple hiking boots",
    )
    (brand,) = unmet_of(_row(relaxed=[_pair("brand", "Lindenrow")]))
    assert brand.label == "Lindenrow hiking boots"


def test_a_budget_is_not_a_hole_in_the_catalog() -> None:
    price = [{"kind": "price", "value": {"low": None, "high": "20"}}]
    (found,) = unmet_of(_row(shown=0, constraints=price))
    assert (found.reason, found.zero, found.nowhere) == (Reason.PRICE, True, False)


def test_nothing_at_all_is_told_in_its_own_words() -> None:
    (found,) = unmet_of(_row(shown=0, category=None, query=None, user_query="any grommets?"))
    assert (found.reason, found.value) == (Reason.OTHER, "grommets")


def test_several_at_once() -> None:
    lacking = [_pair("brand", "Dyson"), _pair("type", "vacuum cleaners")]
    found = unmet_of(_row(lacking=lacking, relaxed=lacking[:1], category=None))
    assert {u.reason for u in found} == {Reason.BRAND, Reason.TYPE}


def test_only_stock_counts_outside_of_searches() -> None:
    sold_out = [_pair("stock", "Relay Espresso Machine"), _pair("brand", "Nike")]
    found = unmet_of(_row(is_search=False, lacking=sold_out))
    assert [u.reason for u in found] == [Reason.STOCK]


@pytest.mark.parametrize("told", ["", "[", "7", "null", '["x"]', '{"field": "brand"}', "[]"])
def test_damaged_json_is_no_demand(told: str) -> None:
    assert unmet_of(_row(lacking=told, relaxed=told)) == ()
