"""Equal systems compared again and again: how often are they called different?

Playing 80 runs takes hours. Of K runs of one system with different seeds, the trials of one
scenario and number are K draws from the same distribution, independent of each other. Two of
them, picked anew for each scenario and number, make a pair of runs that is distributed as two
fresh runs are; so each repeat is a fair test of what the comparison does. Repeats share their
trials, so that their number says less than as many fresh pairs would: K = 5 gives 20 ordered
picks a trial. Times are not independent within a run (a busy minute slows all its trials), so
that they are compared between whole runs only, all pairs of them.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from evals.measures.measure import Stage
from evals.measures.scored import ScoredRun, ScoredTrial
from evals.statistics.compare import compare
from evals.statistics.comparison import Comparison

REPEATS = 40
_SEED = 20_261_123
_NO_PARTS = ("",)
"""A tag that nothing has: tags are another family, and take most of the time."""


def again(runs: Sequence[ScoredRun], repeats: int = REPEATS) -> Iterator[Comparison]:
    """Yield comparisons of pairs that are put together anew, times left out."""
    dice = np.random.default_rng(_SEED)
    measures = tuple(m for m in runs[0].measures if m.stage is not Stage.LATENCY)
    cells = _cells(runs)
    for _ in range(repeats):
        a, b = list[ScoredTrial](), list[ScoredTrial]()
        for trials in cells:
            first, second = dice.choice(len(trials), size=2, replace=False)
            a.append(trials[first])
            b.append(trials[second])
        yield compare(
            ScoredRun("a", tuple(a), measures, seed=1),
            ScoredRun("b", tuple(b), measures, seed=2),
            _NO_PARTS,
        )


def whole(runs: Sequence[ScoredRun]) -> Iterator[Comparison]:
    """Yield the comparisons of all pairs of whole runs."""
    for a, b in combinations(runs, 2):
        yield compare(a, b, _NO_PARTS)


def _cells(runs: Sequence[ScoredRun]) -> list[list[ScoredTrial]]:
    """Return the trials of each scenario, number and condition that all runs have."""
    found: dict[tuple[str, int, str], list[ScoredTrial]] = {}
    for run in runs:
        for trial in run.trials:
            found.setdefault((trial.scenario, trial.trial, trial.condition), []).append(trial)
    return [trials for trials in found.values() if len(trials) == len(runs)]
