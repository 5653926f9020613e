"""What the shopper meant by a turn, as far as anybody says: a script's file, or the simulation."""

from collections.abc import Mapping
from typing import Any

from agents.acts import Act
from evals.measures.measure import Case
from evals.measures.script_turns import line_turns
from evals.runs.record import TurnSeen
from evals.scenarios.expectations import Expect, Wish


def wishes_meant(case: Case, place: int) -> tuple[Wish, ...] | None:
    """Return all wishes that hold once a turn is said; None where nobody says.

    Args:
        case: The trial.
        place: Of the turn in the record.
    """
    expect = _expect_of(case, place)
    if expect is not None and expect.constraints is not None:
        return expect.constraints
    wishes = case.record.turns[place].meant.wishes
    if wishes is None or _is_cut(case, place):
        return None
    return tuple(_wish(one) for one in wishes)


def acts_meant(case: Case, place: int) -> tuple[Act, ...] | None:
    """Return the acts of a turn; None where nobody says."""
    expect = _expect_of(case, place)
    if expect is not None and expect.acts is not None:
        return expect.acts
    return None if _is_cut(case, place) else case.record.turns[place].meant.acts


def _expect_of(case: Case, place: int) -> Expect | None:
    """Return what a script expects of the turn, if it is the one that its line is judged by."""
    for group in line_turns(case.record.turns):
        if group.own[-1] == place and group.line < len(case.scenario.turns):
            return case.scenario.turns[group.line].expect
    return None


def _is_cut(case: Case, place: int) -> bool:
    """Say whether an utterance became several turns: no one of them holds all that was meant."""
    turns = case.record.turns
    later = place + 1 < len(turns) and _is_rest(turns[place + 1])
    return later or _is_rest(turns[place])


def _is_rest(turn: TurnSeen) -> bool:
    return not turn.said


def _wish(plain: Mapping[str, Any]) -> Wish:
    return Wish.model_validate(plain)
