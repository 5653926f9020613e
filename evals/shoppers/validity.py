"""Whether a simulation is a valid one: whether its shopper did what the scenario says.

    problems(scenario, record, look)   # () for a valid one

An invalid simulation is thrown away and counted, never scored: an assistant is not to be blamed
for a shopper that forgot its own size. The checks read the record alone, know nothing of how the
simulation words anything or of its state, and hold for any shopper that plays a goal, a model
included. Whether the assistant did well must not matter: what a shopper did with what it
perceived is all that is looked at. Each problem begins with its kind, before the colon.
"""

from evals.runs.record import TrialRecord
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look
from evals.shoppers.conduct_checks import conduct_problems
from evals.shoppers.content_checks import Told, content_problems

_NOT_SHOPPERS = frozenset(("interrupt", "script"))
"""Moves that a driver or a script makes."""


def problems(scenario: Scenario, record: TrialRecord, look: Look | None = None) -> tuple[str, ...]:
    """Return what the shopper did that its scenario does not say; () for a valid simulation.

    Args:
        scenario: What was to be played. Scripts are always valid: they say what is written.
        record: What was played.
        look: Finds a product of the catalog; without it wishes that only a product's page shows
            are not looked at.

    Returns:
        Each as "kind: what is wrong", once.
    """
    if scenario.goal is None:
        return ()
    found = dict.fromkeys(conduct_problems(scenario.goal, scenario.persona, record, look))
    for at, turn in enumerate(record.turns):
        if turn.move not in _NOT_SHOPPERS:
            found |= dict.fromkeys(content_problems(Told(scenario.goal, record.turns, at)))
    return tuple(found)
