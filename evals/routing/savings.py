"""What a routed set of turns costs against closed-only baselines, with intervals.

For each baseline also what it would take to reach 90 %: the share of turns that must ask no model
at all, if those that do ask one cost what they cost here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from evals.routing.baselines import Baseline, Prompted, baselines
from evals.routing.clustered import Estimate, by_cluster, estimate

ASKED: Final = 0.9
"""The saving that is aimed at."""


@dataclass(frozen=True, slots=True)
class Priced:
    """One turn: what it cost as routed, and what a baseline would have been asked."""

    conversation: str
    usd: float
    """Expected, of all models that were asked."""
    asking: float
    """Likelihood that any model was asked, 0..1."""
    prompted: Prompted
    at: datetime


@dataclass(frozen=True, slots=True)
class Saving:
    """Against one baseline."""

    baseline: Baseline
    per_1000: float
    """Dollars that 1,000 turns of the baseline cost."""
    share: Estimate
    """Saved of that; below 0 the baseline is cheaper."""
    without_model: float | None
    """Share of turns that must ask no model for a saving of 90 %; None where no turn asks one."""


@dataclass(frozen=True, slots=True)
class Bill:
    """What the turns cost as routed."""

    per_1000: Estimate
    """Dollars per 1,000 turns."""
    per_conversation: Estimate
    """Dollars."""
    asking: Estimate
    """Share of turns that ask a model."""
    savings: tuple[Saving, ...]


def bill_of(turns: Sequence[Priced], against: Sequence[Baseline] | None = None) -> Bill:
    """Return what turns cost, and what is saved against each baseline.

    Args:
        turns: At least one.
        against: All baselines by default.
    """
    names = [turn.conversation for turn in turns]
    ones = np.ones(len(turns))
    usd = np.array([turn.usd for turn in turns])
    asking = np.array([turn.asking for turn in turns])
    sums = by_cluster(names, (ones, usd, asking))
    each = np.column_stack([sums, np.ones(len(sums))])
    n = len(turns)
    return Bill(
        per_1000=estimate(sums, lambda s: 1_000 * s[..., 1] / s[..., 0], n),
        per_conversation=estimate(each, lambda s: s[..., 1] / s[..., 3], n),
        asking=estimate(sums, lambda s: s[..., 2] / s[..., 0], n),
        savings=tuple(
            _saving(baseline, turns, usd, asking)
            for baseline in (baselines() if against is None else against)
        ),
    )


def _saving(
    baseline: Baseline,
    turns: Sequence[Priced],
    usd: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    asking: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> Saving:
    paid = np.array([baseline.usd(turn.prompted, turn.at) for turn in turns])
    sums = by_cluster([turn.conversation for turn in turns], (usd, paid))
    share = estimate(sums, lambda s: 1 - s[..., 0] / s[..., 1], len(turns))
    asked = float(asking.sum())
    needed = None
    if asked > 0 and usd.sum() > 0:
        an_asking_turn = float(usd.sum()) / asked
        needed = max(0.0, 1 - (1 - ASKED) * float(paid.mean()) / an_asking_turn)
    return Saving(baseline, 1_000 * float(paid.mean()), share, needed)
