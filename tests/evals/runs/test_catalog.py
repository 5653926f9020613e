"""Which products a run keeps."""

from decimal import Decimal

import pytest

from evals.runs import catalog
from evals.runs.catalog import kept_of, predicates_of
from evals.scenarios.expectations import Ends, Expect, Shown
from evals.scenarios.scenario import Line, Scenario
from evals.scenarios.where import Where
from retrieval.product import Product

_BOOTS, _TENTS = Where(category="boots"), Where(category="tents")
_SCENARIO = Scenario(
    id="both-1",
    about="Both.",
    turns=(Line(say="boots", expect=Expect(shown=Shown(where=_BOOTS))),),
    ends=Ends(shown=Shown(none=_TENTS)),
)


def _products(count: int) -> tuple[Product, ...]:
    kinds = ("boots", "tents", "lamps")
    return tuple(
        Product(
            id=f"p{number}",
            title=f"Thing {number}",
            description="",
            category=kinds[number % 3],
            department="Outdoor",
            price=Decimal(10),
            currency="USD",
        )
        for number in range(count)
    )


def test_every_predicate_of_a_scenario_is_found() -> None:
    assert list(predicates_of(_SCENARIO)) == [_BOOTS, _TENTS]


def test_a_small_catalog_is_kept_whole() -> None:
    kept, notes = kept_of(_products(9), [_SCENARIO])
    assert len(kept) == 9
    assert notes == ()


def test_of_a_large_one_what_scenarios_speak_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "WHOLE_MOST", 5)
    kept, notes = kept_of(_products(9), [_SCENARIO])
    assert [product.category for product in kept] == ["boots", "tents"] * 3
    assert "Of the 9 products" in notes[0]
