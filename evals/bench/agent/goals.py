"""Which words of a shopping goal are captured as constraints, in a shop that has other goods.

The goals are of Amazon's catalog, the vocabulary is of the sample catalog: most brands, colours and
types of the goals are unknown to it, as in every shop that sells something new.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agents.constraints import Constraint, Kind, Set
from agents.nodes.turn_state import Understands
from agents.reading import Reading, Shown
from evals.bench.figure import Figure
from evals.bench.stt.section import Section, share
from evals.goal_words import GOALS, HELD_OUT, KINDS, Goal, comparable, goals, words_of
from evals.rates import Tally

REACH = 0.90
LONGEST_SPAN = 8
"""Words that a constraint says it came from, at most: longer ones are no span of one thing."""
_KIND_OF = {
    Kind.COLOUR: "colour",
    Kind.SIZE: "size",
    Kind.MATERIAL: "material",
    Kind.TYPE: "type",
    Kind.CATEGORY: "type",
    Kind.DEPARTMENT: "type",
}


@dataclass(frozen=True, slots=True)
class Captured:
    """What of one goal was captured."""

    goal: Goal
    asked: dict[str, frozenset[str]]
    """Comparable words that a person marked, by kind."""
    held: dict[str, frozenset[str]]
    """Those of them that a constraint of the kind holds."""
    said: int
    """Constraints of these kinds; several values from the same words are one."""
    wrong: tuple[str, ...]
    """Those that share no word with what was marked."""


def goal_section(understander: Understands, data: Path | None, path: Path = HELD_OUT) -> Section:
    """Score the annotated goals; not measured where the goals themselves are not there."""
    if data is None or not (data / GOALS).is_file():
        names = ("goal_words_captured", *(f"goal_{kind}_captured" for kind in KINDS))
        return Section(tuple(Figure(n, None, "", 0, smaller_is_better=False) for n in names))
    all_captured = [
        captured(goal, understander.read(goal.text, Shown())) for goal in goals(data, path)
    ]
    figures = (
        _share("goal_words_captured", [_counts(one, KINDS) for one in all_captured], REACH),
        *(
            _share(f"goal_{kind}_captured", [_counts(one, (kind,)) for one in all_captured])
            for kind in KINDS
        ),
        _share(
            "goal_constraints_precision",
            [(one.said - len(one.wrong), one.said) for one in all_captured],
        ),
    )
    return Section(figures, tuple(_details(one) for one in all_captured if _missed(one)))


def captured(goal: Goal, readings: Sequence[Reading]) -> Captured:
    """Compare one goal's marked words with the constraints that were read."""
    constraints = [
        edit.constraint
        for reading in readings
        for edit in reading.edits
        if isinstance(edit, Set) and edit.constraint.wanted and edit.constraint.kind in _KIND_OF
    ]
    asked = {kind: words_of(goal.spans[kind]) for kind in KINDS}
    held = {kind: frozenset[str]() for kind in KINDS}
    maybe = words_of(goal.maybe) | words_of(goal.categories)
    said: dict[tuple[str, str], bool] = {}
    for constraint in constraints:
        kind = _KIND_OF[constraint.kind]
        words = _words(constraint)
        if constraint.kind is Kind.CATEGORY and constraint.value in goal.categories:
            words |= asked["type"]
        held[kind] |= asked[kind] & words
        group = (kind, constraint.words or str(constraint.value))
        said[group] = said.get(group, False) or bool(words & (asked[kind] | maybe))
    wrong = tuple(f"{kind}: {words}" for (kind, words), right in said.items() if not right)
    return Captured(goal, asked, held, len(said), wrong)


def _words(constraint: Constraint) -> frozenset[str]:
    """Return the words of the value and of the span that it came from."""
    span = comparable(constraint.words)
    own = comparable(str(constraint.value))
    return frozenset(own) | (frozenset(span) if len(span) <= LONGEST_SPAN else frozenset())


def _counts(one: Captured, kinds: Sequence[str]) -> tuple[int, int]:
    return sum(len(one.held[k]) for k in kinds), sum(len(one.asked[k]) for k in kinds)


def _share(name: str, counts: Sequence[tuple[int, int]], reach: float | None = None) -> Figure:
    tally = Tally(tuple(c for c, _ in counts), tuple(t for _, t in counts))
    return share(name, tally, reach=reach, smaller_is_better=False)


def _missed(one: Captured) -> bool:
    return bool(one.wrong) or one.held != one.asked


def _details(one: Captured) -> dict[str, Any]:
    return {
        "section": "goals",
        "text": one.goal.text,
        "missed": {
            k: sorted(one.asked[k] - one.held[k]) for k in KINDS if one.asked[k] - one.held[k]
        },
        "wrong": list(one.wrong),
    }
