"""Every field of an expectation and of an end: held, and broken with a reason."""

from typing import Any

import pytest

from agents.acts import Act
from evals.measures.end_checks import check_end
from evals.measures.turn_checks import check_script
from evals.measures.verdict import verdict_of
from evals.runs.record import BoardSeen, Hearing, TurnSeen
from evals.scenarios.expectations import Ends
from tests.evals.measures.made import BY_ID, card, held, line, record, scenario, turn

LISTED = turn(
    cards=(1, 2, 3),
    constraints=(held("category", "hiking boots"),),
    reply="Here are three of four hiking boots. The Torvane Larch is $125.",
    asked="colour",
    focus="p1",
    cart=(line(2),),
    links=("checkout",),
    timings_ms={"first_audio_ms": 700.0},
    hearing=Hearing(),
)

EXPECTED: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"acts": ["find"]}, {"acts": ["refine"]}, "wanted refine, understood find"),
    ({"any_act": ["find", "gift"]}, {"any_act": ["gift"]}, "wanted gift, understood find"),
    (
        {"constraints": [{"category": "hiking boots"}]},
        {"constraints": [{"category": "hiking boots"}, {"colour": "red"}]},
        "wanted colour red to hold",
    ),
    (
        {"constraints": [{"category": "hiking boots"}]},
        {"constraints": []},
        "category hiking boots holds, nobody asked for it",
    ),
    (
        {"shown": {"where": {"brand": "Oddfell"}}},
        {"shown": {"where": {"brand": "Oddfell"}, "first": 2}},
        "among the first 2",
    ),
    (
        {"shown": {"every": {"price": {"at_most": 150}}}},
        {"shown": {"every": {"price": {"at_most": 100}}}},
        "wanted all shown at most 100, saw Torvane Larch Mid Hiking Boot at 125 USD",
    ),
    (
        {"shown": {"none": {"brand": "Pavondo"}}},
        {"shown": {"none": {"audience": "women"}}},
        "wanted none shown audience women",
    ),
    ({"shown": {"at_least": 3}}, {"shown": {"at_least": 4}}, "at least 4 shown, saw 3"),
    ({"shown": {"at_most": 3}}, {"shown": {"at_most": 2}}, "at most 2 shown, saw 3"),
    ({}, {"shown": {"order": "cheapest"}}, "wanted the cheapest first"),
    ({}, {"shown": {"order": "best_rated"}}, "wanted the best rated first"),
    ({"shown": {"new": True}}, {"shown": {"new": False}}, "saw only new ones"),
    ({"focus": {"brand": "Torvane"}}, {"focus": {"brand": "Oddfell"}}, '"it" to be brand Oddfell'),
    ({"says": [["three", "four"]]}, {"says": ["five"]}, 'to say "five"'),
    ({"says_not": ["sold out"]}, {"says_not": ["torvane larch"]}, "must not say"),
    ({"asks": "colour"}, {"asks": "nothing"}, "wanted the reply to ask for nothing"),
    ({"relaxed": False}, {"relaxed": True}, "wanted a wish to be given up"),
    (
        {"cart": [{"where": {"brand": "Brackmoor"}, "size": "9"}]},
        {"cart": [{"where": {"brand": "Brackmoor"}, "size": "10"}]},
        "wanted 1 x (brand Brackmoor, size 10) in the cart",
    ),
    ({}, {"cart": []}, "Brackmoor Cascade High Hiking Boot (size 9, brown) is in the cart"),
    ({"link": "checkout"}, {"link": "order"}, "wanted a link to order, saw checkout"),
    ({"first_audio_ms": 800}, {"first_audio_ms": 600}, "within 600 ms, took 700 ms"),
]


@pytest.mark.parametrize(("holds", "broken", "why"), EXPECTED)
def test_a_turns_expectation_holds_or_says_what_is_wrong(
    holds: dict[str, Any], broken: dict[str, Any], why: str
) -> None:
    turns = [LISTED]
    assert check_script(scenario(holds), turns, BY_ID.get) == ()
    (failure, *_) = check_script(scenario(broken), turns, BY_ID.get)
    assert why in str(failure)
    assert str(failure).startswith("turn 1: ")


ENDS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"shown": {"where": {"id": "p1"}}}, {"shown": {"where": {"id": "p5"}}}),
    ({"cart": [{"where": {"id": "p2"}}]}, {"cart": []}),
    ({"total": {"at_most": 100}}, {"total": {"at_most": 90}}),
    ({"saved": [{"id": "p3"}]}, {"saved": [{"id": "p4"}]}),
    ({"said": ["$125"]}, {"said": ["$126"]}),
    ({"focus": {"id": "p1"}}, {"focus": {"id": "p2"}}),
    ({"link": "checkout"}, {"link": "policy"}),
]


@pytest.mark.parametrize(("holds", "broken"), ENDS)
def test_a_condition_of_the_end_holds_or_does_not(
    holds: dict[str, Any], broken: dict[str, Any]
) -> None:
    last = LISTED.model_copy(update={"boards": (BoardSeen(name="", product_ids=("p3",)),)})
    (held_,) = check_end(Ends.model_validate(holds), [last], BY_ID.get)
    (lost,) = check_end(Ends.model_validate(broken), [last], BY_ID.get)
    assert held_.held
    assert not lost.held
    (empty,) = check_end(Ends.model_validate(holds), [], BY_ID.get)
    assert not empty.held, "a conversation that never began fulfils nothing"


def test_a_card_over_the_bound_is_wrong_though_another_form_of_it_is_within() -> None:
    dear = LISTED.model_copy(update={"products": (card(1, price="160"),)})
    wanted = {"shown": {"every": {"price": {"at_most": 150}}}}
    (failure,) = check_script(scenario(wanted), [dear], BY_ID.get)
    assert "160 USD" in failure.why


def test_what_was_shown_before_the_last_search_does_not_count_at_the_end() -> None:
    shoes = turn(cards=(5, 6), acts=(Act.FIND,))
    ends = Ends.model_validate({"shown": {"where": {"id": "p1"}}})
    assert check_end(ends, [shoes, LISTED], BY_ID.get)[0].held
    assert not check_end(ends, [LISTED, shoes], BY_ID.get)[0].held
    looked_at = turn(cards=(2,), acts=(Act.SELECT,))
    assert check_end(ends, [LISTED, looked_at], BY_ID.get)[0].held


def _answered(*moves: str) -> list[TurnSeen]:
    first = turn(
        acts=(Act.FIND,), asked="audience", constraints=(held("category", "hiking boots"),)
    )
    second = turn(
        cards=(3,),
        line=None,
        move=moves[0],
        acts=(Act.REFINE,),
        constraints=(held("category", "hiking boots"), held("audience", "women")),
    )
    return [first, second]


def test_what_is_held_and_shown_is_looked_at_after_an_answer_and_acts_before_it() -> None:
    expect = {
        "acts": ["find"],
        "constraints": [{"category": "hiking boots"}],
        "shown": {"where": {"id": "p3"}},
    }
    assert check_script(scenario(expect), _answered("answer"), BY_ID.get) == ()


def test_an_expectation_is_of_the_turn_after_the_interruption() -> None:
    first = turn("boots", cards=(1,))
    over = turn("no, shoes", cards=(5,), move="interrupt", acts=(Act.REFINE,))
    expect = {"acts": ["refine"], "shown": {"where": {"id": "p5"}}}
    assert check_script(scenario(expect), [first, over], BY_ID.get) == ()


def test_a_cut_utterance_is_judged_by_all_its_turns() -> None:
    first = turn("boots under a hundred", acts=(Act.FIND,))
    rest = turn("", cards=(2,), acts=(Act.REFINE,))
    assert check_script(scenario({"acts": ["find", "refine"]}), [first, rest], BY_ID.get) == ()


def test_a_line_that_was_never_said_is_named() -> None:
    (failure,) = check_script(scenario(None, {"acts": ["find"]}), [LISTED], BY_ID.get)
    assert str(failure) == "line 2 of the script was never said"


@pytest.mark.parametrize("ended", ["broke_off", "too_long", "gave_up"])
def test_a_conversation_that_ends_badly_fails_whatever_its_end_state(ended: str) -> None:
    good = record(LISTED)
    assert verdict_of(scenario(ends={"link": "checkout"}), good, BY_ID.get).passed
    bad = record(LISTED, ended=ended, troubles=("The disk is full.",))
    verdict = verdict_of(scenario(ends={"link": "checkout"}), bad, BY_ID.get)
    assert not verdict.passed
    assert verdict.why


def test_lines_of_the_cart_are_given_to_wishes_so_that_most_are_met() -> None:
    both = LISTED.model_copy(update={"cart": (line(1), line(4))})
    wanted = [{"where": {"brand": "Torvane"}}, {"where": {"id": "p1"}}]
    assert check_script(scenario({"cart": wanted}), [both], BY_ID.get) == ()


def test_a_product_that_left_the_catalog_is_not_what_was_wanted() -> None:
    (failure,) = check_script(
        scenario({"shown": {"where": {"brand": "Torvane"}}}), [LISTED], lambda _id: None
    )
    assert "Torvane Larch" in failure.why
