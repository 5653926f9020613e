"""What must never be: one case of it is news, whatever a test says of so few.

It is told by name, and a gate breaks on it; but it is no proof that B is worse than A. A system
that does it once in a thousand replies did so in one of two equal runs in every fourth pair.
"""

from collections.abc import Iterable
from typing import Final

from evals.measures.measure import Measure
from evals.measures.scored import ScoredTrial
from evals.statistics.comparison import Violation
from evals.statistics.pairs import Pairs, cell_of, key_of, points_of

MUSTS: Final = {"facts_wrong": 0.0, "cart_untouched": 1.0}
"""What every point of these measures must be."""


def broken(measure: Measure, trials: Iterable[ScoredTrial]) -> tuple[Violation, ...]:
    """Return every point of `measure` that is not what it must be; none for other measures."""
    must = MUSTS.get(measure.name)
    if must is None:
        return ()
    return tuple(
        Violation(measure.name, key_of(trial), point.turn, point.why)
        for trial in trials
        for point in points_of(trial, measure.name)
        if point.value != must
    )


def new_violations(measure: Measure, pairs: Pairs) -> tuple[Violation, ...]:
    """Return what B broke in scenarios where A broke nothing."""
    if measure.name not in MUSTS:
        return ()
    before = {cell_of(trial) for trial in pairs.a if broken(measure, (trial,))}
    return broken(measure, (trial for trial in pairs.b if cell_of(trial) not in before))
