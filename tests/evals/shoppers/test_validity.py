"""Broken simulations of every kind: each is found, and found for what it is."""

import asyncio
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from evals.runs.record import MeantSeen, TrialRecord, TurnSeen
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look
from evals.shoppers.build import build_shopper
from evals.shoppers.validity import problems
from retrieval.product import Product
from tests.evals.shoppers.shop import Deaf, Obliging, converse

Goals = dict[str, Scenario]
Break = Callable[[tuple[TurnSeen, ...]], tuple[TurnSeen, ...]]


@pytest.fixture(scope="module")
def boots(goals: Goals, catalog: Sequence[Product], look: Look) -> tuple[Scenario, TrialRecord]:
    """A valid conversation: an opening, two wishes, size eight, into the cart."""
    scenario = goals["g-boots"]
    shopper = build_shopper(scenario, 0, 4, look)
    record = asyncio.run(converse(scenario, shopper, Obliging(catalog, scenario)))
    assert problems(scenario, record, look) == ()
    assert record.turns[0].move == "open"
    return scenario, record


def with_turn(record: TrialRecord, move: str, turns_on: int = 0, **changed: Any) -> TrialRecord:
    """Return a record whose first turn of a move is changed."""
    at = next(i for i, turn in enumerate(record.turns) if turn.move == move) + turns_on
    turns = [*record.turns]
    turns[at] = turns[at].model_copy(update=changed)
    return record.model_copy(update={"turns": tuple(turns)})


def kinds(found: tuple[str, ...]) -> set[str]:
    return {one.split(":")[0] for one in found}


SAID: dict[str, tuple[str, str, dict[str, str] | None]] = {
    "foreign value": ("tell", "I'd like them in purple", {}),
    "foreign value (a price)": ("tell", "nothing over ninety dollars", {}),
    "foreign value (a material)": ("tell", "they should be made of leather", {}),
    "foreign value (for whom)": ("tell", "they're for my husband", {}),
    "foreign value (a brand)": ("tell", "I only want Zephyrus boots", {}),
    "contradicts": ("tell", "not waterproof please", {}),
    "contradicts (the price)": ("tell", "at least a hundred and fifty dollars", {}),
    "claims": ("tell", "I'm not sure yet", {"feature": "waterproof"}),
    "claims (another wish)": ("tell", "waterproof please", {"price": "waterproof"}),
    "claims (no such wish)": ("tell", "nice weather", {"brand": "nice"}),
    "assistant": ("tell", "How can I help you find boots today?", {}),
    "assistant (found)": ("tell", "Here are two options: they fit {goal}", {}),
    "empty": ("tell", "   ", {}),
    "too long": ("tell", "boots " * 61, {}),
}


@pytest.mark.parametrize("plant", SAID)
def test_finds_what_should_not_be_said(
    plant: str, boots: tuple[Scenario, TrialRecord], look: Look
) -> None:
    scenario, record = boots
    move, text, gives = SAID[plant]
    broken = with_turn(record, move, said=text, gives=gives)
    assert plant.split(" (", maxsplit=1)[0] in kinds(problems(scenario, broken, look))


def test_finds_a_wrong_size(boots: tuple[Scenario, TrialRecord], look: Look) -> None:
    scenario, record = boots
    at = next(i for i, turn in enumerate(record.turns) if "size" in turn.gives)
    turns = [*record.turns]
    turns[at] = turns[at].model_copy(update={"said": "Size ten", "gives": {"size": "ten"}})
    broken = record.model_copy(update={"turns": tuple(turns)})
    assert "contradicts" in kinds(problems(scenario, broken, look))


def test_finds_a_product_that_breaks_a_wish(
    boots: tuple[Scenario, TrialRecord], catalog: Sequence[Product], look: Look
) -> None:
    scenario, record = boots
    at = next(i for i, turn in enumerate(record.turns) if turn.move == "take")
    dear = next(p for p in catalog if p.category == "hiking boots" and p.price > Decimal(200))
    shown = (
        record.turns[at - 1]
        .products[0]
        .model_copy(update={"id": dear.id, "title": dear.title, "price": Decimal(dear.price)})
    )
    turns = [*record.turns]
    turns[at - 1] = turns[at - 1].model_copy(update={"products": (shown,)})
    turns[at] = turns[at].model_copy(update={"said": "I'll take the first one"})
    broken = record.model_copy(update={"turns": tuple(turns)})
    for sight in (look, None):
        assert "takes" in kinds(problems(scenario, broken, sight))


def test_finds_an_answer_to_another_question(
    boots: tuple[Scenario, TrialRecord], look: Look
) -> None:
    scenario, record = boots
    at = next(i for i, turn in enumerate(record.turns) if turn.move == "tell")
    turns = [*record.turns]
    turns[at - 1] = turns[at - 1].model_copy(update={"asked": "brand"})
    turns[at] = turns[at].model_copy(update={"move": "answer", "said": "The weather is nice"})
    broken = record.model_copy(update={"turns": tuple(turns)})
    assert "answer" in kinds(problems(scenario, broken, look))


def test_finds_a_denied_opinion(boots: tuple[Scenario, TrialRecord], look: Look) -> None:
    scenario, record = boots
    at = next(i for i, turn in enumerate(record.turns) if turn.move == "tell")
    turns = [*record.turns]
    turns[at - 1] = turns[at - 1].model_copy(update={"asked": "price"})
    changed = {"move": "answer", "said": "I don't mind", "gives": {}}
    turns[at] = turns[at].model_copy(update=changed)
    broken = record.model_copy(update={"turns": tuple(turns)})
    assert "answer" in kinds(problems(scenario, broken, look))


def test_finds_repetition(goals: Goals, catalog: Sequence[Product], look: Look) -> None:
    scenario = goals["g-boots"]
    shopper = build_shopper(scenario, 0, 1, look)
    record = asyncio.run(converse(scenario, shopper, Deaf(catalog, scenario)))
    first = record.turns[0]
    turns = tuple(
        turn.model_copy(update={"said": first.said, "gives": first.gives}) for turn in record.turns
    )
    broken = record.model_copy(update={"turns": turns})
    assert "repeats" in kinds(problems(scenario, broken, look))
    assert "repeats" not in kinds(problems(scenario, record, look))


def test_finds_satisfaction_without_the_goal(
    boots: tuple[Scenario, TrialRecord], look: Look
) -> None:
    scenario, record = boots
    early = record.model_copy(update={"turns": record.turns[:2]})
    assert "satisfied" in kinds(problems(scenario, early, look))
    assert "satisfied" in kinds(problems(scenario, early))
    last = record.turns[-1].cart[0]
    wrong = last.model_copy(update={"size": "9.5"})
    turns = tuple(t.model_copy(update={"cart": (wrong,)} if t.cart else {}) for t in record.turns)
    assert "satisfied" in kinds(
        problems(scenario, record.model_copy(update={"turns": turns}), look)
    )


def test_finds_a_topic_that_is_never_opened(
    boots: tuple[Scenario, TrialRecord], look: Look
) -> None:
    scenario, record = boots
    turns = [t.model_copy(update={"said": "Hello there", "gives": {}}) for t in record.turns[:2]]
    broken = record.model_copy(update={"turns": (*turns, *record.turns[2:])})
    assert "topic" in kinds(problems(scenario, broken, look))


def test_finds_a_shopper_that_leaves_early(
    goals: Goals, catalog: Sequence[Product], look: Look
) -> None:
    scenario = goals["g-boots"]
    shopper = build_shopper(scenario, 0, 1, look)
    record = asyncio.run(converse(scenario, shopper, Deaf(catalog, scenario)))
    assert record.ended == "gave_up"
    assert problems(scenario, record, look) == ()
    early = record.model_copy(update={"turns": record.turns[:5]})
    assert "patience" in kinds(problems(scenario, early, look))


def test_finds_a_shopper_that_goes_on(boots: tuple[Scenario, TrialRecord], look: Look) -> None:
    scenario, record = boots
    done = next(turn for turn in record.turns if turn.cart)
    more = done.model_copy(update={"said": "What else do you have?", "move": "refer", "gives": {}})
    broken = record.model_copy(update={"turns": (*record.turns, more, more)})
    assert "goes on" in kinds(problems(scenario, broken, look))


def test_finds_a_forgotten_change_of_mind_and_a_forgotten_question(
    goals: Goals, catalog: Sequence[Product], look: Look
) -> None:
    for name, kind, move in (("g-sofa", "changes", "change"), ("g-cat", "asks", "ask")):
        scenario = goals[name]
        shopper = build_shopper(scenario, 0, 1, look)
        record = asyncio.run(converse(scenario, shopper, Obliging(catalog, scenario)))
        assert problems(scenario, record, look) == ()
        turns = tuple(turn for turn in record.turns if turn.move != move)
        broken = record.model_copy(update={"turns": turns})
        assert kind in kinds(problems(scenario, broken, look))


def test_finds_a_truth_that_was_never_told(boots: tuple[Scenario, TrialRecord], look: Look) -> None:
    scenario, record = boots
    wishes = (*(record.turns[0].meant.wishes or ()), {"colour": "red"})
    broken = with_turn(record, "open", meant=MeantSeen(wishes=wishes))
    assert "truth" in kinds(problems(scenario, broken, look))


def test_finds_a_wrong_number_of_pieces(
    goals: Goals, catalog: Sequence[Product], look: Look
) -> None:
    scenario = goals["g-mugs"]
    shopper = build_shopper(scenario, 0, 1, look)
    record = asyncio.run(converse(scenario, shopper, Obliging(catalog, scenario)))
    at = next(i for i, turn in enumerate(record.turns) if "quantity" in turn.gives)
    turns = [*record.turns]
    said = turns[at].said.replace("our", "ive").replace("fIve", "five")
    gives = {**turns[at].gives, "quantity": "five"}
    turns[at] = turns[at].model_copy(update={"said": said.replace("Five", "five"), "gives": gives})
    broken = record.model_copy(update={"turns": tuple(turns)})
    assert "contradicts" in kinds(problems(scenario, broken, look))


def test_a_shopper_that_never_speaks_is_found(boots: tuple[Scenario, TrialRecord]) -> None:
    scenario, record = boots
    assert kinds(problems(scenario, record.model_copy(update={"turns": ()}))) == {"silent"}


def test_a_script_is_always_valid(boots: tuple[Scenario, TrialRecord]) -> None:
    _, record = boots
    script = Scenario.model_validate(
        {"id": "a-script", "about": "x", "turns": [{"say": "boots"}], "ends": {}}
    )
    assert problems(script, with_turn(record, "open", said="")) == ()


def test_a_slip_of_the_tongue_is_no_lie(boots: tuple[Scenario, TrialRecord], look: Look) -> None:
    scenario, record = boots
    tell = next(turn for turn in record.turns if turn.move == "tell")
    slipped = with_turn(record, "tell", said=f"In red, no wait, {tell.said.lower()}")
    assert problems(scenario, slipped, look) == ()


def test_the_verdict_does_not_look_at_how_well_the_assistant_did(
    boots: tuple[Scenario, TrialRecord], look: Look
) -> None:
    """Acts, constraints, focus and scores are the assistant's: no change of them matters."""
    scenario, record = boots
    turns = tuple(
        turn.model_copy(
            update={
                "acts": ("unclear",),
                "constraints": ({"kind": "brand", "value": "Zz", "wanted": True},),
                "focus": "nothing",
                "relaxed": ({"field": "price", "value": "1"},),
                "heard": "something else",
            }
        )
        for turn in record.turns
    )
    assert problems(scenario, record.model_copy(update={"turns": turns}), look) == ()
