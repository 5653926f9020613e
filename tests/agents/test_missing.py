"""What is said of wishes that do not go together."""

import pytest

from agents.acts import Act
from agents.constraints import Kind
from agents.edits import apply
from agents.references import Scene
from agents.reply.missing import without
from agents.reply.phrasing import Phrasing
from agents.requests import request_of
from agents.state import DialogueState
from agents.wishes import with_constraint
from retrieval.query import Relaxation
from retrieval.terms import Field, Term
from tests.agents.say import reading, want

BOOTS = Term(Field.CATEGORY, "hiking boots")
SUEDE = Term(Field.MATERIAL, "suede")
BLUE = Term(Field.COLOUR, "blue")
DRY = Term(Field.FEATURE, "waterproof")
WARM = Term(Field.FEATURE, "insulated")


@pytest.mark.parametrize(
    ("relaxation", "expected"),
    [
        (Relaxation(DRY, (SUEDE,)), "Nothing in suede that's waterproof."),
        (Relaxation(SUEDE, (BOOTS,)), "No hiking boots in suede."),
        (Relaxation(DRY, (BOOTS, SUEDE)), "No hiking boots in suede that are waterproof."),
        (Relaxation(WARM, (DRY,)), "Nothing that's insulated and that's waterproof."),
        # What holds only within a budget, or has no short sentence, is said as before.
        (Relaxation(SUEDE, (BOOTS,), bounded=True), "Nothing in suede."),
        (Relaxation(SUEDE, ()), "Nothing in suede."),
        (Relaxation(SUEDE, (Term(Field.DEPARTMENT, "Shoes"),)), "Nothing in suede."),
        (Relaxation(SUEDE, (BOOTS, Term(Field.CATEGORY, "tents"))), "Nothing in suede."),
        (Relaxation(BLUE, (BOOTS, SUEDE, DRY, WARM)), "Nothing in blue."),
    ],
)
def test_one_reason(relaxation: Relaxation, expected: str) -> None:
    assert without((relaxation.term,), False, Phrasing(0), (relaxation,)) == expected


def test_two_reasons_are_too_long_to_say() -> None:
    both = (Relaxation(DRY, (SUEDE,)), Relaxation(BLUE, (SUEDE,)))
    said = without((DRY, BLUE), False, Phrasing(0), both)
    assert said == "Nothing that's waterproof or in blue."


def test_features_add_up_and_other_wishes_replace_one_another() -> None:
    state = DialogueState()
    for kind, value, turn in (
        (Kind.FEATURE, "waterproof", 0),
        (Kind.COLOUR, "blue", 0),
        (Kind.FEATURE, "insulated", 1),
        (Kind.COLOUR, "red", 1),
        (Kind.FEATURE, "insulated", 2),
    ):
        state = with_constraint(state, want(kind, value, turn=turn).constraint)
    terms = [(term.field, term.value) for term in request_of(state).wanted]
    assert sorted(terms) == [
        (Field.COLOUR, "red"),
        (Field.FEATURE, "insulated"),
        (Field.FEATURE, "waterproof"),
    ]


def test_what_was_said_last_is_given_up_last() -> None:
    state = DialogueState()
    for value, turn in (("lightweight", 0), ("waterproof", 0), ("insulated", 1)):
        state = with_constraint(state, want(Kind.FEATURE, value, turn=turn).constraint)
    wanted = [term.value for term in request_of(state).wanted]
    assert wanted == ["insulated", "lightweight", "waterproof"]


def test_another_kind_of_thing_needs_none_of_the_features() -> None:
    scene = Scene((), None)
    boots = reading(Act.FIND, want(Kind.CATEGORY, "hiking boots"), want(Kind.FEATURE, "waterproof"))
    state = apply(boots, DialogueState(), scene).state
    mug = reading(Act.REFINE, want(Kind.CATEGORY, "mugs", turn=1))
    wanted = request_of(apply(mug, state, scene).state).wanted
    assert [term.value for term in wanted] == ["mugs"]
