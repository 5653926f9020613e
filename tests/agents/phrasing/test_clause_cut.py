"""Sentences out of a stream: wherever it is chopped, never within a price or a placeholder."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.phrasing.clause_cut import ClauseCut, Cut

TEXT = (
    "Sure, the {1.name} is {1.price}. It weighs 1.5 kg, e.g. less than the St. Ives at $1,299.50! "
    "The J. Crew one costs $5. No, it isn't... The Dr. Martens is {2.rating}."
)
WHOLE = [
    "Sure, the {1.name} is {1.price}.",
    "It weighs 1.5 kg, e.g. less than the St. Ives at $1,299.50!",
    "The J. Crew one costs $5.",
    "No, it isn't...",
    "The Dr. Martens is {2.rating}.",
]


def cut(pieces: list[str], first: bool = False, complete: bool = True) -> list[Cut]:
    cutter = ClauseCut(["Dr. Martens 1460"], first=first)
    found: list[Cut] = []
    for piece in pieces:
        found += cutter.feed(piece)
    return found + cutter.end(complete)


@given(st.lists(st.integers(0, len(TEXT)), max_size=30))
def test_however_it_is_chopped_the_sentences_are_the_same(at: list[int]) -> None:
    bounds = [0, *sorted(at), len(TEXT)]
    pieces = [TEXT[a:b] for a, b in pairwise(bounds)]
    assert [c.text for c in cut(pieces)] == WHOLE


@given(st.lists(st.integers(0, len(TEXT)), max_size=30))
def test_however_it_is_chopped_nothing_is_lost_after_a_first_clause(at: list[int]) -> None:
    bounds = [0, *sorted(at), len(TEXT)]
    found = cut([TEXT[a:b] for a, b in pairwise(bounds)], first=True)
    assert " ".join(c.text for c in found) == TEXT
    assert all(c.text.count("{") == c.text.count("}") for c in found)
    assert all(c.whole for c in found[1:])


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("For wet trails, the {1.name} is best", "For wet trails,"),
        ("The {1.name} is waterproof, and so", "The {1.name} is waterproof,"),
        ("It costs $1,299, or so", "It costs $1,299,"),
        ("The {1.name}, the {2.name} and the {3.name} are light", None),
        ("Sure, the {1.name}", None),
        ("Sure", None),
        ("It costs $1,", None),
    ],
)
def test_the_first_clause_leaves_where_a_sentence_can_go_on(text: str, clause: str | None) -> None:
    found = ClauseCut().feed(text)
    assert [c.text for c in found] == ([clause] if clause else [])
    assert not any(c.whole for c in found)


def test_what_is_unfinished_is_dropped_unless_the_model_ended_it() -> None:
    assert [c.text for c in cut(["It is red. And it"], complete=False)] == ["It is red."]
    assert [c.text for c in cut(["It is red. And it is big"])] == ["It is red.", "And it is big"]
    assert [c.text for c in cut(["It is red. The {1.na"])] == ["It is red."]


def test_lines_are_sentences() -> None:
    assert [c.text for c in cut(["Here they are:\n- one\n- two"])] == [
        "Here they are:", "- one", "- two",
    ]  # fmt: skip
