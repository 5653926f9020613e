"""How well a score tells which turns need the strong model: PGR, APGR, CPT.

A router with a score sends the turns with the highest scores to the strong model. With c the
share of turns that go there, r(c) the mean quality, and r_weak and r_strong those of either
model alone, PGR(c) = (r(c) - r_weak) / (r_strong - r_weak); APGR is its mean over c from 0 to
1, and CPT(x) the least c with PGR(c) >= x. Choosing at random gives an APGR of 0.5.

Turns with the same score are taken in random order: what is expected of that is exact here.

Source: Ong et al., RouteLLM: Learning to Route LLMs with Preference Data (2024),
arXiv:2406.18665, section 2.2. The paper sums PGR over ten shares of calls; here the integral
is exact over all of them.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """PGR over the share of strong calls, linear between the points."""

    share: Floats
    """float64 [k], from 0 to 1."""
    recovered: Floats
    """float64 [k], PGR there: 0 at the first, 1 at the last, outside 0..1 where the weak model
    is better on some turns."""

    @property
    def apgr(self) -> float:
        """Area under the curve."""
        mids = (self.recovered[1:] + self.recovered[:-1]) / 2
        return float(np.sum(np.diff(self.share) * mids))

    def cpt(self, recovered: float) -> float:
        """Return the least share of strong calls that recovers that much of the gap.

        Args:
            recovered: 0..1, such as 0.5 for CPT(50 %).
        """
        points = list(zip(self.share, self.recovered, strict=True))
        for (share, before), (then, after) in pairwise(points):
            if before >= recovered:
                return float(share)
            if after >= recovered:
                return float(share + (then - share) * (recovered - before) / (after - before))
        return 1.0


def curve(score: ArrayLike, weak: ArrayLike, strong: ArrayLike) -> Curve | None:
    """Return how much of the gap between two models a score recovers.

    Args:
        score: How much each turn needs the strong model; only the order counts. [turns]
        weak: Quality of the weak model's reply. [turns]
        strong: Quality of the strong one's. [turns]

    Returns:
        The curve; None where the strong model is no better on the whole, since there is no gap.
    """
    scores, low, high = (np.asarray(v, dtype=np.float64) for v in (score, weak, strong))
    gap = float(np.sum(high - low))
    if not len(scores) or gap <= 0:
        return None
    values, group = np.unique(-scores, return_inverse=True)
    size = np.bincount(group, minlength=len(values))
    gain = np.bincount(group, weights=high - low, minlength=len(values))
    share = np.concatenate([[0.0], np.cumsum(size) / len(scores)])
    return Curve(share, np.concatenate([[0.0], np.cumsum(gain) / gap]))
