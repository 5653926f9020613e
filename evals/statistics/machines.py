"""How much of a difference in time is the machines' own."""

from collections.abc import Iterable

import numpy as np

from evals.measures.measure import Measure, Stage
from evals.measures.scored import ScoredRun, ScoredTrial
from evals.statistics.comparison import Machines
from evals.statistics.pairs import Pairs

SLOWER_BY = 0.25
"""A run must be slower by this share of the other to be called so. The noise of a whole run on a
busy machine is the same for all its scenarios, so that no test over scenarios sees it: of five
equal runs on 2 cores with 10 to 20 others wanting them, medians were 58 to 87 ms and 95th
percentiles 193 to 342 ms, with medians of the tick of 1.8 to 2.4 ms and 95th percentiles of 9 to
20 ms."""


def machines_of(a: ScoredRun, b: ScoredRun, pairs: Pairs) -> Machines:
    """Return what is known of the machines that two runs ran on."""
    return Machines(
        a=_cpu(a),
        b=_cpu(b),
        tick_a_ms=_tick(pairs.a, 0.5),
        tick_b_ms=_tick(pairs.b, 0.5),
        tick_p95_a_ms=_tick(pairs.a, 0.95),
        tick_p95_b_ms=_tick(pairs.b, 0.95),
    )


def is_timed(measure: Measure) -> bool:
    """Say whether a measure depends on how fast the machine is."""
    return measure.stage is Stage.LATENCY


def slower_at_least(difference: float, low: float, high: float, before: float) -> bool:
    """Say whether a difference is beyond what a busy machine makes.

    Args:
        difference: B less A.
        low: Of its interval.
        high: Of its interval.
        before: Of A.
    """
    least = SLOWER_BY * abs(before)
    return low > least if difference > 0 else high < -least


def _cpu(run: ScoredRun) -> str | None:
    cpu = run.stamp.get("cpu")
    return cpu if isinstance(cpu, str) else None


def _tick(trials: Iterable[ScoredTrial], q: float) -> float | None:
    ticks = [trial.tick_ms for trial in trials if trial.tick_ms]
    return float(np.quantile(ticks, q)) if ticks else None
