"""What a conversation remembers: its stored form, its bounds, and what edits leave of it."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from agents.acts import Act
from agents.constraints import Constraint, Drop, Edit, Kind, Set
from agents.edits import apply
from agents.references import Scene
from agents.state import CONSTRAINTS_KEPT, STEPS_KEPT, TOPICS_KEPT, DialogueState, OnScreen
from retrieval.query import PriceRange
from tests.agents.say import reading
from tests.agents.shop import BOOTS

SCENE = Scene(BOOTS[:3], spoken=3)
_VALUES: dict[Kind, st.SearchStrategy[str | PriceRange | Decimal]] = {
    Kind.COLOUR: st.sampled_from(["blue", "red", "green"]),
    Kind.MATERIAL: st.sampled_from(["leather", "mesh"]),
    Kind.BRAND: st.sampled_from(["Ostra", "Tarnholm"]),
    Kind.CATEGORY: st.sampled_from(["hiking boots", "mugs", "tents"]),
    Kind.RATING: st.sampled_from([Decimal("4.0"), Decimal("4.5")]),
    Kind.PRICE: st.builds(PriceRange, st.just(None), st.integers(5, 500).map(Decimal)),
}


@st.composite
def sets(draw: st.DrawFn) -> Set:
    kind = draw(st.sampled_from(sorted(_VALUES)))
    value = draw(_VALUES[kind])
    wanted = draw(st.booleans()) or kind in (Kind.PRICE, Kind.RATING)
    return Set(Constraint(kind, value, str(value), draw(st.integers(0, 9)), wanted=wanted))


def edits() -> st.SearchStrategy[Edit]:
    drops = st.sampled_from(sorted(_VALUES)).map(lambda kind: Drop(kind, "forget it"))
    return st.one_of(sets(), drops)


TURNS = st.lists(
    st.tuples(st.sampled_from([Act.FIND, Act.REFINE]), st.lists(edits(), max_size=4)), max_size=12
)
Turns = list[tuple[Act, list[Edit]]]


def talked(turns: Turns) -> DialogueState:
    state = DialogueState()
    cards = tuple(OnScreen(p.id) for p in BOOTS[:3])
    for act, made in turns:
        state = apply(reading(act, *made, text="some words"), state, SCENE).state
        state = state.showing(cards, 3)
    return state


@given(TURNS)
def test_a_state_survives_its_stored_form(turns: Turns) -> None:
    state = talked(turns)
    stored = json.loads(json.dumps(state.to_json()))
    assert DialogueState.from_json(stored) == state


@given(TURNS)
def test_at_most_one_price_and_one_rating_are_wanted(turns: Turns) -> None:
    for kind in (Kind.PRICE, Kind.RATING):
        held = [c for c in talked(turns).constraints if c.kind is kind and c.wanted]
        assert len(held) <= 1


@given(TURNS, sets())
def test_what_is_dropped_is_gone_and_nothing_else(turns: Turns, made: Set) -> None:
    state = talked(turns)
    kind = made.constraint.kind
    after = apply(reading(Act.REFINE, made, Drop(kind, "forget it")), state, SCENE).state
    assert not [c for c in after.constraints if c.kind is kind]
    if kind is not Kind.CATEGORY:
        kept = [c for c in state.constraints if c.kind is not kind]
        assert [c for c in after.constraints if c.kind is not kind] == kept


@given(TURNS)
def test_a_value_is_never_wanted_and_unwanted(turns: Turns) -> None:
    held = talked(turns).constraints
    assert len({(c.kind, str(c.value)) for c in held}) == len(held)


def test_a_state_stays_small_whatever_is_said() -> None:
    state = DialogueState()
    for n in range(300):
        wanted = Constraint(Kind.FEATURE, f"feature {n}", "words " * 200, n)
        act = Act.FIND if n % 7 == 0 else Act.REFINE
        state = apply(reading(act, Set(wanted), text="talk " * 500), state, SCENE).state
        state = state.about(f"product-{n}").showing(
            tuple(OnScreen(f"p{n}-{k}") for k in range(6)), 3
        )
    assert len(state.constraints) <= CONSTRAINTS_KEPT
    assert len(state.topics) <= TOPICS_KEPT
    assert len(state.steps) <= STEPS_KEPT
    assert len(json.dumps(state.to_json())) < 200_000


def test_a_state_of_an_earlier_release_still_loads() -> None:
    stored = DialogueState(turn=3).to_json()
    dialogue = stored["dialogue"]
    assert isinstance(dialogue, dict)
    for newer in ("steps", "singled_out", "group"):
        del dialogue[newer]
    assert DialogueState.from_json(stored).turn == 3


def test_a_wish_stored_as_one_text_is_still_searched_for() -> None:
    stored = DialogueState(turn=3).to_json()
    dialogue = stored["dialogue"]
    assert isinstance(dialogue, dict)
    del dialogue["said"]
    dialogue["query"] = "garden tools"
    dialogue["topics"] = [{"category": None, "constraints": [], "query": "mugs", "ideas": False}]
    state = DialogueState.from_json(stored)
    assert state.query == "garden tools"
    assert [topic.query for topic in state.topics] == ["mugs"]
