"""Which turn showed a product, what changed, and which arm: pure, without a shop."""

from collections import Counter

import pytest

from agents.boards import Board, Saved
from agents.state import CartItem
from assistant.events.event import Action
from assistant.http.refused import Refused
from assistant.journal.changes import Change, changes
from assistant.journal.experiments import drawn, named, of_header
from assistant.journal.shown import CONVERSATIONS, ShownProducts


def cart(*lines: tuple[str, str | None, int]) -> tuple[CartItem, ...]:
    return tuple(CartItem(*line) for line in lines)


ADD, REMOVE, SAVE = Action.ADD_TO_CART, Action.REMOVE_FROM_CART, Action.SAVE


@pytest.mark.parametrize(
    ("before", "after", "made"),
    [
        (cart(), cart(), []),
        (cart(), cart(("a", "a-9", 1)), [Change(ADD, "a", "a-9", 1)]),
        (cart(("a", "a-9", 1)), cart(("a", "a-10", 1)), []),
        (cart(("a", "a-9", 1)), cart(("a", "a-10", 2)), [Change(ADD, "a", "a-10", 1)]),
        (cart(("a", None, 3)), cart(("a", None, 1)), [Change(REMOVE, "a", None, 2)]),
        (
            cart(("a", None, 1), ("b", None, 1)),
            cart(("c", None, 2)),
            [
                Change(ADD, "c", None, 2),
                Change(REMOVE, "a", None, 1),
                Change(REMOVE, "b", None, 1),
            ],
        ),
    ],
)
def test_what_changed_of_a_cart(
    before: tuple[CartItem, ...], after: tuple[CartItem, ...], made: list[Change]
) -> None:
    assert list(changes(before, after)) == made


def test_saved_is_what_a_board_did_not_have() -> None:
    before = (Board("a", (Saved("1"),)),)
    after = (Board("a", (Saved("1"), Saved("2"))), Board("b", (Saved("1"),)))
    assert changes((), (), before, after) == (Change(SAVE, "2"), Change(SAVE, "1"))
    assert changes((), (), after, before) == ()


def test_an_answer_leaves_the_list_with_the_turn_that_found_it() -> None:
    shown = ShownProducts()
    shown.show("c", "q0", 0, ["a", "b"], searched=True)
    shown.show("c", "q1", 1, ["b", "a"], searched=False)
    shown.show("c", "q2", 2, ["b", "a", "x"], searched=False)
    assert [shown.of("c", p).query_id for p in "abx"] == ["q0", "q0", "q2"]  # type: ignore[union-attr]
    shown.show("c", "q3", 3, ["b"], searched=True)
    found = shown.of("c", "b")
    assert found is not None
    assert (found.query_id, found.turn, found.ordinal) == ("q3", 3, 1)
    assert shown.turn_of("c", "q1") == (True, 1)
    assert shown.turn_of("d", "q1") == (False, None)


def test_a_withdrawn_turn_never_was() -> None:
    shown = ShownProducts()
    shown.show("c", "q0", 0, ["a"], searched=True)
    shown.show("c", "q1", 1, ["a", "b"], searched=True)
    shown.withdraw("c", "q1")
    assert shown.of("c", "b") is None
    assert shown.of("c", "a") is not None and shown.of("c", "a").query_id == "q0"  # type: ignore[union-attr]
    assert shown.turn_of("c", "q1") == (False, None)
    shown.withdraw("c", "q0")  # something was heard of it: it stays
    assert shown.turn_of("c", "q0") == (True, 0)


def test_memory_has_an_end() -> None:
    shown = ShownProducts()
    for number in range(CONVERSATIONS + 5):
        shown.show(f"c{number}", f"q{number}", 0, ["a"], searched=True)
    assert not shown.knows("c4")
    assert shown.knows("c5")
    assert shown.conversation_of(f"q{CONVERSATIONS}") == f"c{CONVERSATIONS}"
    for number in range(400):
        shown.show("long", f"l{number}", number, [f"p{number}"], searched=True)
    assert shown.of("long", "p0") is None
    assert shown.of("long", "p399") is not None


def test_arms_are_the_same_everywhere_and_even() -> None:
    experiments = {"greeting": ("a", "b"), "layout": ("x", "y", "z")}
    assert drawn(experiments, "anna") == drawn(experiments, "anna")
    counts = Counter(drawn(experiments, f"shopper {n}")["greeting"] for n in range(4_000))
    assert 1_850 < counts["a"] < 2_150
    both = Counter(tuple(drawn(experiments, f"{n}").values()) for n in range(6_000))
    assert min(both.values()) > 850, "independent of each other"


def test_arms_that_a_client_names() -> None:
    assert of_header(" layout = b ,copy=short,") == {"layout": "b", "copy": "short"}
    for bad in ("x", "=a", "a=", "a=<b>", "a=b c", f"{'a' * 41}=b"):
        with pytest.raises(Refused):
            of_header(bad)
    with pytest.raises(Refused):
        named({f"e{n}": "a" for n in range(9)}, "x")
    with pytest.raises(Refused):
        named({"a": 1}, "x")
