"""How edits change what is wanted: a table of utterances and what they leave."""

from decimal import Decimal

import pytest

from agents.acts import Act
from agents.constraints import Constraint, Drop, Edit, Exclude, Kind, Order, Relative, Set, Shift
from agents.edits import apply
from agents.references import Scene
from agents.state import DialogueState
from agents.wishes import with_constraint
from retrieval.query import PriceRange, Sort
from tests.agents.say import nth, reading, under, want
from tests.agents.shop import BOOTS

SCENE = Scene(BOOTS[:4], spoken=3)
BOOTS_WANTED = want(Kind.CATEGORY, "hiking boots")


def state_with(*edits: Set) -> DialogueState:
    state = DialogueState()
    for edit in edits:
        state = with_constraint(state, edit.constraint)
    return state


def told(state: DialogueState) -> list[str]:
    """Say each constraint in short: "+colour blue", "-brand Ostra", "+price ..150"."""
    return [_told(c) for c in state.constraints]


def _told(constraint: Constraint) -> str:
    value = constraint.value
    if isinstance(value, PriceRange):
        text = f"{value.low if value.low is not None else ''}..{value.high or ''}"
    else:
        text = str(value)
    return f"{'+' if constraint.wanted else '-'}{constraint.kind.value} {text}"


TABLE: list[tuple[str, tuple[Set, ...], tuple[Edit, ...], list[str]]] = [
    ("a colour is added", (BOOTS_WANTED,), (want(Kind.COLOUR, "blue"),),
     ["+category hiking boots", "+colour blue"]),
    ("actually blue", (want(Kind.COLOUR, "red"),), (want(Kind.COLOUR, "blue"),), ["+colour blue"]),
    ("blue or green", (want(Kind.COLOUR, "blue"),),
     (Set(want(Kind.COLOUR, "green").constraint, also=True),), ["+colour blue", "+colour green"]),
    ("not Ostra after not Tarnholm", (want(Kind.BRAND, "Tarnholm", wanted=False),),
     (want(Kind.BRAND, "Ostra", wanted=False),), ["-brand Tarnholm", "-brand Ostra"]),
    ("leather after not leather", (want(Kind.MATERIAL, "leather", wanted=False),),
     (want(Kind.MATERIAL, "leather"),), ["+material leather"]),
    ("not leather after leather", (want(Kind.MATERIAL, "leather"),),
     (want(Kind.MATERIAL, "leather", wanted=False),), ["-material leather"]),
    ("blue keeps not red", (want(Kind.COLOUR, "red", wanted=False),),
     (want(Kind.COLOUR, "blue"),), ["-colour red", "+colour blue"]),
    ("the later budget wins", (under("50"),), (under("60"),), ["+price ..60"]),
    ("over 20 and under 50", (want(Kind.PRICE, PriceRange(low=Decimal(20))),),
     (Set(under("50").constraint, also=True),), ["+price 20..50"]),
    ("forget the budget", (BOOTS_WANTED, under("150")), (Drop(Kind.PRICE, "forget it"),),
     ["+category hiking boots"]),
    ("start over", (BOOTS_WANTED, under("150")), (Drop(None, "start over"),), []),
    ("not that brand", (BOOTS_WANTED,), (Exclude(Kind.BRAND, "that brand"),),
     ["+category hiking boots", "-brand Fernhollow"]),
    ("cheaper", (BOOTS_WANTED, under("150")), (Shift(Relative.CHEAPER, "cheaper"),),
     ["+category hiking boots", "+price ..79.49"]),
    ("cheaper without a budget", (BOOTS_WANTED,), (Shift(Relative.CHEAPER, "cheaper"),),
     ["+category hiking boots", "+price ..79.49"]),
    ("nicer", (BOOTS_WANTED,), (Shift(Relative.DEARER, "nicer"),),
     ["+category hiking boots", "+price 145.01.."]),
    ("a size up", (want(Kind.SIZE, "9"),), (Shift(Relative.BIGGER, "bigger"),), ["+size 10"]),
    ("a size down", (want(Kind.SIZE, "9"),), (Shift(Relative.SMALLER, "smaller"),), ["+size 8"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "before", "edits", "after"), TABLE, ids=[row[0] for row in TABLE])
def test_a_refinement_leaves(
    what: str, before: tuple[Set, ...], edits: tuple[Edit, ...], after: list[str]
) -> None:
    wish = apply(reading(Act.REFINE, *edits), state_with(*before), SCENE)
    assert told(wish.state) == after


def test_find_starts_afresh_and_keeps_the_old_topic() -> None:
    before = state_with(BOOTS_WANTED, under("150"))
    wish = apply(reading(Act.FIND, want(Kind.CATEGORY, "mugs"), text="mugs"), before, SCENE)
    assert told(wish.state) == ["+category mugs"]
    assert [t.category for t in wish.state.topics] == ["hiking boots"]
    assert wish.state.seen == ()


def test_another_category_keeps_budget_and_colour_but_not_the_size() -> None:
    before = state_with(
        BOOTS_WANTED, under("150"), want(Kind.COLOUR, "blue"), want(Kind.SIZE, "10")
    )
    jackets = want(Kind.CATEGORY, "rain jackets", turn=1)
    wish = apply(reading(Act.REFINE, jackets), before, SCENE)
    assert told(wish.state) == ["+price ..150", "+colour blue", "+category rain jackets"]


def test_cheaper_than_the_one_singled_out() -> None:
    scene = Scene(BOOTS[:4], focus=BOOTS[0], spoken=3)
    wish = apply(reading(Act.REFINE, Shift(Relative.CHEAPER, "cheaper")), DialogueState(), scene)
    assert told(wish.state) == ["+price ..128.99"]
    other = reading(Act.REFINE, Shift(Relative.CHEAPER, "cheaper"), references=nth(3))
    assert told(apply(other, DialogueState(), scene).state) == ["+price ..98.99"]


def test_cheaper_has_a_second_try_and_a_way_back_that_keep_the_other_edits() -> None:
    edits = (Shift(Relative.CHEAPER, "c"), want(Kind.MATERIAL, "leather", wanted=False))
    wish = apply(reading(Act.REFINE, *edits), state_with(under("150")), SCENE)
    assert wish.nearer is not None and wish.fallback is not None
    assert told(wish.nearer) == ["+price ..98.99", "-material leather"]
    assert told(wish.fallback) == ["+price ..150", "-material leather"]
    assert wish.fallback.sort is Sort.CHEAPEST


def test_cheaper_with_nothing_shown_sorts() -> None:
    wish = apply(reading(Act.REFINE, Shift(Relative.CHEAPER, "c")), DialogueState(), Scene(()))
    assert wish.state.sort is Sort.CHEAPEST
    assert wish.state.constraints == ()


def test_others_leaves_out_what_was_seen() -> None:
    state = DialogueState(seen=("boot-1", "boot-2"))
    wish = apply(reading(Act.REFINE, Shift(Relative.OTHERS, "more")), state, SCENE)
    assert wish.exclude_ids == {"boot-1", "boot-2"}


def test_like_that_looks_for_the_same_kind_and_leaves_it_out() -> None:
    like = reading(Act.REFINE, Shift(Relative.LIKE_THAT, "like that"), references=nth(2))
    wish = apply(like, DialogueState(), SCENE)
    assert wish.exclude_ids == {"boot-2"}
    assert wish.state.category == "hiking boots"
    assert "Scree" in wish.state.query


def test_the_cheapest_is_an_order() -> None:
    wish = apply(reading(Act.REFINE, Order(Sort.CHEAPEST, "c")), DialogueState(), SCENE)
    assert wish.state.sort is Sort.CHEAPEST


def test_a_gift_is_for_a_person_not_of_one() -> None:
    gift = reading(Act.GIFT, want(Kind.AUDIENCE, "men"), under("50"), text="likes to cook")
    constraints = apply(gift, DialogueState(), SCENE).state.constraints
    assert [(c.kind, c.hard) for c in constraints] == [(Kind.AUDIENCE, False), (Kind.PRICE, True)]


def test_a_thing_without_a_category_takes_the_place_of_one_and_the_reverse() -> None:
    ukulele = Constraint(Kind.TYPE, "ukulele", "a ukulele", 1, known=False)
    boots = Constraint(Kind.CATEGORY, "hiking boots", "hiking boots", 2)
    guitar = Constraint(Kind.TYPE, "guitar", "a guitar", 3, known=False)
    state = DialogueState()
    first = Constraint(Kind.CATEGORY, "tents", "tents", 0)
    for each in (first, ukulele, boots, guitar):
        state = with_constraint(state, each)
        assert [c.value for c in state.constraints] == [each.value]
