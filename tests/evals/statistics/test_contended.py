"""A run that had others beside it for a part of the time is no slower assistant."""

import pytest

from evals.measures.measure import Stage
from evals.measures.scored import ScoredRun
from evals.statistics.compare import compare
from tests.evals.statistics.made import Made, run, trial

_MEASURES = [Made("turn_ms", 1, Stage.LATENCY, "median", "ms", "lower", margin=2.0)]


def _timed(name: str, turn_ms: float, worst_tick_ms: float) -> ScoredRun:
    """Return a run whose every tenth trial had `worst_tick_ms`, all others 2.5."""
    trials = [
        trial(
            f"s{i}",
            tick_ms=worst_tick_ms if i % 10 == 0 else 2.5,
            turn_ms=turn_ms * (0.9 + 0.2 * (i % 7) / 6),
        )
        for i in range(80)
    ]
    return run(trials, _MEASURES, name)


@pytest.mark.parametrize(("worst_tick_ms", "call"), [(2.6, "better"), (6.0, "cannot_tell")])
def test_the_worst_ticks_count_for_a_median_too(worst_tick_ms: float, call: str) -> None:
    found = compare(_timed("a", 54.0, worst_tick_ms), _timed("b", 32.0, 2.6))
    (verdict,) = [v for v in found.verdicts if v.measure == "turn_ms"]
    assert verdict.call == call
