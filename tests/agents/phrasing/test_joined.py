"""Words behind words: one sentence comes of them, and what was heard is not said again."""

from dataclasses import replace

import pytest

from agents.guard.sheet import sheet_of
from agents.phrasing.cards import cards_of
from agents.phrasing.joined import closing, ended, is_open, joined
from agents.phrasing.remainder import Draft, draft_of, still_to_say
from agents.reply.sentences import clauses
from tests.agents.phrasing.turns import planned

PLAN = planned("boots").plan
CARDS = cards_of(PLAN, sheet_of(PLAN))
DRAFT = draft_of(planned("boots").reply.clauses, asking=False)


@pytest.mark.parametrize(
    ("spoken", "text", "whole"),
    [
        ("", "the Ridge is light.", "The Ridge is light."),
        ("It is red.", "it is big.", "It is big."),
        ("For wet trails,", "The Ridge is best.", "the Ridge is best."),
        ("For wet trails,", "for wet trails, the Ridge is best.", "the Ridge is best."),
        ("The Ridge is light,", "The Scree is heavy.", "and the Scree is heavy."),
        ("The Ridge is light,", "but the Scree is not.", "but the Scree is not."),
        ("The Ridge is light,", ", and cheap.", "and cheap."),
        ("The Ridge is light,", "Tarnholm makes the other.", "and Tarnholm makes the other."),
        ("Two fit you:", "The Ridge and the Scree.", "the Ridge and the Scree."),
        ("It is red.", "iPhones are not.", "iPhones are not."),
    ],
)
def test_a_sentence_is_gone_on_with(spoken: str, text: str, whole: str) -> None:
    assert joined(spoken, text) == whole


def test_a_sentence_that_nobody_goes_on_with_gets_an_end() -> None:
    assert closing("It is red.", many=True) == ""
    assert closing("For wet trails,", many=True) == "have a look at the screen."
    assert closing("The Ridge is light,", many=False) == "and you'll see it on the screen."
    assert ended("It is red,") == "It is red." and ended('"Red!"') == '"Red!"'
    assert is_open("For wet trails,") and not is_open("") and not is_open("Red!")


def left(spoken: str, draft: Draft = DRAFT) -> str:
    return " ".join(still_to_say(draft, spoken, CARDS))


def test_the_templates_say_what_was_not_heard() -> None:
    assert left("The Fernhollow Ridge is light, and the second one is leather.") == (
        "There's also the Ostra Fell at $99."
    )
    assert left("These are for rough trails.") == (
        "The Fernhollow Ridge is $129, the Tarnholm Scree $145, and the Ostra Fell $99."
    )
    everything = "The Fernhollow Ridge, the Tarnholm Scree and the Ostra Fell are all good."
    assert left(everything) == ""


def test_a_product_that_was_named_before_may_be_it() -> None:
    turn = planned("boots", "waterproof")
    cards = cards_of(turn.plan, sheet_of(turn.plan))
    draft = draft_of(turn.reply.clauses, False, turn.plan.before)
    assert still_to_say(draft, "Yes, it is waterproof.", cards) == ()
    assert still_to_say(replace(draft, before=""), "Yes, it is.", cards) == turn.reply.clauses


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_templates_go_on_where_they_were_heard(count: int) -> None:
    whole = planned("boots").reply.clauses
    spoken = " ".join(whole[:count])
    assert f"{spoken} {left(spoken)}" == " ".join(whole)


def test_a_question_is_asked_once_and_at_the_end() -> None:
    asked = draft_of((*planned("boots").reply.clauses, "Leather, or mesh?"), asking=True)
    assert asked.asks == "Leather, or mesh?" and "mesh" not in asked.text
    everything = "The Fernhollow Ridge, the Tarnholm Scree and the Ostra Fell are good."
    assert left(everything, asked) == "Leather, or mesh?"
    assert left(f"{everything} Leather, or mesh?", asked) == ""
    assert left("For wet trails,", asked).endswith("$99. Leather, or mesh?")


def test_a_question_of_the_templates_that_waits_for_nothing_may_be_rephrased() -> None:
    said = clauses(["How about one of these three?", "The A is $1."])
    assert draft_of(said, asking=False).asks == ""


def test_what_is_not_known_does_not_deny_what_was_told() -> None:
    draft = draft_of(("The listings don't say.",), asking=False, answers=True)
    assert still_to_say(draft, "", ()) == ("The listings don't say.",)
    said = "Only the second one is listed as lightweight."
    assert still_to_say(draft, said, ()) == ("Beyond that, the listings don't say.",)
    assert still_to_say(draft, "The listings don't say that.", ()) == ()


def test_an_answer_that_a_model_left_out_is_given() -> None:
    told = ("Yes, it's waterproof.", "It weighs 450 g.")
    draft = draft_of(told, asking=False, answers=True)
    assert still_to_say(draft, "A fine pick for wet days.", ()) == told
    assert still_to_say(draft, "It is waterproof, and it weighs 450 g.", ()) == ()
    assert still_to_say(draft, "Yes, it is waterproof.", ()) == told[1:]
