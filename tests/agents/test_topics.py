"""Coming back to an earlier wish."""

import pytest

from agents.acts import Act
from agents.constraints import Kind
from agents.edits import apply
from agents.references import Scene
from agents.state import DialogueState
from tests.agents.say import reading, under, want

EMPTY = Scene(())
TENTS = reading(
    Act.FIND, want(Kind.CATEGORY, "tents"), under("300"), want(Kind.COLOUR, "green"), text="tents"
)
MUGS = reading(Act.FIND, want(Kind.CATEGORY, "mugs"), text="mugs")


def talked(*readings: object) -> DialogueState:
    state = DialogueState()
    for each in readings:
        state = apply(each, state, EMPTY).state  # type: ignore[arg-type]  # readings, all of them
    return state


def values(state: DialogueState) -> list[str]:
    return [str(c.value) for c in state.constraints]


BACK = reading(Act.FIND, want(Kind.CATEGORY, "tents"), words="go back to the tents", text="back")


def test_going_back_restores_what_was_wanted_and_leaves_the_other_topic_behind() -> None:
    tents, mugs = talked(TENTS), talked(TENTS, MUGS)
    state = apply(BACK, mugs, EMPTY).state
    assert values(state) == values(tents)
    assert state.query == tents.query
    assert [t.category for t in state.topics] == ["mugs"]


def test_going_back_can_change_what_was_wanted() -> None:
    blue = reading(
        Act.FIND,
        want(Kind.CATEGORY, "tents"),
        want(Kind.COLOUR, "blue"),
        words="back to the tents, but in blue",
    )
    state = apply(blue, talked(TENTS, MUGS), EMPTY).state
    assert "blue" in values(state)
    assert "green" not in values(state)
    assert "PriceRange(low=None, high=Decimal('300'))" in values(state)


@pytest.mark.parametrize(
    ("words", "category"),
    [("show me tents", "tents"), ("back to the mugs", "mugs"), ("back to lamps", "lamps")],
)
def test_a_fresh_wish_is_not_a_way_back(words: str, category: str) -> None:
    fresh = reading(Act.FIND, want(Kind.CATEGORY, category), words=words)
    assert values(apply(fresh, talked(TENTS, MUGS), EMPTY).state) == [category]
