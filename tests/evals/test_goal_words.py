"""The annotated goals are well-formed, and captured words are counted as people would."""

import json
from pathlib import Path

import pytest

from agents.acts import Act
from agents.constraints import Constraint, Kind, Set
from agents.reading import Reading
from evals.bench.agent.goals import captured, goal_section
from evals.goal_words import DEV, HELD_OUT, KINDS, Goal, comparable, goals, words_of
from evals.stems import same_words, stem
from tests.sample import sample_products


def _keys(path: Path) -> list[str]:
    return [json.loads(line)["key"] for line in path.read_text("utf-8").splitlines()]


def test_no_goal_is_in_both_files_or_twice() -> None:
    keys = _keys(DEV) + _keys(HELD_OUT)
    assert len(keys) == len(set(keys))
    assert (len(_keys(DEV)), len(_keys(HELD_OUT))) == (100, 200)


def test_only_marked_words_are_kept_and_categories_exist() -> None:
    categories = {p.category for p in sample_products()}
    for path in (DEV, HELD_OUT):
        for line in path.read_text("utf-8").splitlines():
            marked = json.loads(line)
            assert set(marked) <= {"key", "maybe", "categories", *KINDS}
            assert set(marked.get("categories", ())) <= categories


def test_every_marked_word_is_in_its_goal(shared_data: Path) -> None:
    for path in (DEV, HELD_OUT):
        for goal in goals(shared_data, path):
            for span in (*(s for spans in goal.spans.values() for s in spans), *goal.maybe):
                assert span in goal.text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("xx-large", "XXL"),
        ("extra large", "XL"),
        ("medium", "M"),
        ("3x-large", "3XL"),
        ("6 feet", "6ft"),
        ("12-feet", "12 ft"),
        ("six inch", '6 in'),
        ("33x31x33 centimeter", "33 x 31 x 33 cm"),
        ("sixteen by twenty-four inches", "16 x 24 in"),
        ("12w x 48h", "12 x 48"),
        ("size nine", "9"),
        ("grey", "gray"),
        ("solid wood", "wood"),
        ("1.5 ounces", "1.5 oz"),
    ],
)  # fmt: skip
def test_two_spellings_of_one_thing_are_equal(one: str, other: str) -> None:
    assert words_of([one]) == words_of([other])


def test_different_sizes_differ() -> None:
    spellings = ("S", "M", "L", "XL", "XXL", "XXXL", "8", "8.5", "8 ft", "8 in")
    assert len({comparable(text) for text in spellings}) == len(spellings)


def test_captured_counts_words_of_the_kind_and_what_was_not_marked() -> None:
    spans = {"type": ("hdmi cable",), "colour": ("purple",), "size": ("6 feet",), "material": ()}
    goal = Goal("a purple hdmi cable of 6 feet with gold plugs", spans, maybe=("gold",))
    edits = (
        Set(Constraint(Kind.CATEGORY, "charging cables", "cable", 0)),
        Set(Constraint(Kind.COLOUR, "purple", "purple", 0, known=False)),
        Set(Constraint(Kind.COLOUR, "gold", "gold", 0)),
        Set(Constraint(Kind.MATERIAL, "plugs", "plugs", 0, known=False)),
        Set(Constraint(Kind.SIZE, "6 ft", "6 feet", 0, wanted=False)),
    )
    one = captured(goal, [Reading(Act.FIND, 1.0, goal.text, edits=edits)])
    assert one.held["type"] == {"cable"}
    assert one.held["colour"] == {"purple"}
    assert one.held["size"] == frozenset()
    assert one.said == 4
    assert one.wrong == ("material: plugs",)


def test_a_category_that_names_the_same_thing_counts() -> None:
    spans = {"type": ("drapes",), "colour": (), "size": (), "material": ()}
    goal = Goal("drapes", spans, categories=("curtains",))
    edits = (Set(Constraint(Kind.CATEGORY, "curtains", "drapes", 0)),)
    assert captured(goal, [Reading(Act.FIND, 1.0, "", edits=edits)]).held["type"] == {"drape"}


def test_a_span_as_long_as_the_goal_captures_nothing_by_itself() -> None:
    text = "i want a very nice ukulele made of some dark wood and steel strings"
    goal = Goal(text, {"type": ("ukulele",), "colour": (), "size": (), "material": ("steel",)})
    edits = (Set(Constraint(Kind.MATERIAL, "wood", text, 0)),)
    assert captured(goal, [Reading(Act.FIND, 1.0, text, edits=edits)]).held["material"] == set()


def test_without_the_goals_nothing_is_measured(tmp_path: Path) -> None:
    class Nobody:
        def read(self, text: str, shown: object) -> tuple[Reading, ...]:
            raise AssertionError

    for data in (None, tmp_path):
        section = goal_section(Nobody(), data)
        assert {f.value for f in section.figures} == {None}


@pytest.mark.parametrize(
    ("word", "expected"),
    [("watches", "watch"), ("dresses", "dress"), ("dress", "dress"), ("knives", "knive"),
     ("batteries", "battery"), ("loafers", "loafer"), ("grey", "gray"), ("is", "is")],
)  # fmt: skip
def test_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_same_words_ends_with_what_is_expected() -> None:
    assert same_words("hammock", "camping hammocks")
    assert not same_words("hammock", "hammock stand")
    assert not same_words("", "hammock")
