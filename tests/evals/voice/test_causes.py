"""What a spoken trial lost first, on records made by hand."""

from decimal import Decimal
from typing import Any

import pytest

from agents.acts import Act
from evals.measures.catalog_terms import CatalogTerms
from evals.measures.failure import Failure
from evals.runs.record import Hearing, ProductSeen, TrialRecord, TurnSeen
from evals.voice.causes import Cause, Twins, cause_of
from retrieval.product import Product

TERMS = CatalogTerms(
    [
        Product(
            id="boot",
            title="Torvane Fjord",
            brand="Torvane",
            category="boots",
            department="Shoes",
            price=Decimal(90),
            currency="USD",
        )
    ]
)
FAILED = (Failure("shown", "wanted boots", 0),)


def _turn(said: str, heard: str, *, spoken: bool = True, **changed: Any) -> TurnSeen:
    told = {
        "index": 0,
        "said": said,
        "move": "script",
        "heard": heard,
        "acts": (Act.FIND,),
        "constraints": ({"kind": "category", "value": "boots", "wanted": True},),
        "products": (_product("boot"),),
        "reply": "Here are boots.",
        "tier": "template",
        "hearing": Hearing() if spoken else None,
    }
    return TurnSeen.model_validate({**told, **changed})


def _product(product_id: str) -> ProductSeen:
    return ProductSeen(
        id=product_id,
        title=product_id,
        price=Decimal(90),
        currency="USD",
        availability="in_stock",
        score=1.0,
    )


def _record(*turns: TurnSeen, condition: str = "clean") -> TrialRecord:
    return TrialRecord(
        scenario="boots",
        digest="0",
        trial=0,
        condition=condition,
        seed=1,
        ended="script_over",
        turns=turns,
    )


def _typed(*said: str, **changed: Any) -> TrialRecord:
    turns = (_turn(each, each, spoken=False, **changed) for each in said)
    return _record(*turns, condition="typed")


SAID = "show me Torvane boots"
OTHERS: dict[str, Any] = {"products": (_product("sandal"),)}
MISREAD: dict[str, Any] = {"acts": (Act.UNCLEAR,), "constraints": (), "products": ()}


@pytest.mark.parametrize(
    ("turns", "cause"),
    [
        ((_turn(SAID, "show me tall vein boots", **MISREAD),), "hearing_terms"),
        ((_turn(SAID, "throw me Torvane boots", **MISREAD),), "hearing_words"),
        ((_turn(SAID, SAID, **MISREAD),), "understanding"),
        ((_turn(SAID, SAID, **OTHERS),), "retrieval"),
        ((_turn(SAID, SAID, reply="No."),), "reply"),
        (
            (_turn(SAID, "show me", **MISREAD), _turn("", "Torvane boots", **OTHERS)),
            "turn_taking",
        ),
    ],
)
def test_the_first_step_that_differs_is_the_cause(
    turns: tuple[TurnSeen, ...], cause: Cause
) -> None:
    twins = Twins(_record(*turns), FAILED, _typed(SAID), typed_passed=True)
    assert cause_of(twins, TERMS) == cause


def test_an_error_of_hearing_that_changed_nothing_is_no_cause() -> None:
    spoken = _record(
        _turn(SAID, "show me the Torvane boots"), _turn("boots in red", "boots in red", **OTHERS)
    )
    twins = Twins(spoken, FAILED, _typed(SAID, "boots in red"), typed_passed=True)
    assert cause_of(twins, TERMS) == "retrieval"


def test_what_was_misheard_earlier_and_shows_later_is_the_cause() -> None:
    spoken = _record(
        _turn("in an eight", "in a night", reply="Which size?"),
        _turn("add it", "add it", asked="size"),
    )
    twins = Twins(spoken, FAILED, _typed("in an eight", "add it"), typed_passed=True)
    assert cause_of(twins, TERMS) == "hearing_words"


def test_what_fails_typed_too_is_not_the_voice() -> None:
    spoken = _record(_turn(SAID, "tall vein", **MISREAD))
    assert cause_of(Twins(spoken, FAILED, _typed(SAID), typed_passed=False), TERMS) == "task"


def test_success_has_no_cause_and_without_a_twin_it_is_a_guess() -> None:
    spoken = _record(_turn(SAID, "tall vein boots", **MISREAD))
    assert cause_of(Twins(spoken, (), None), TERMS) == "none"
    assert cause_of(Twins(spoken, FAILED, None), TERMS) == "hearing_terms"
    right = _record(_turn(SAID, SAID, **OTHERS))
    assert cause_of(Twins(right, FAILED, None), TERMS) == "retrieval"
