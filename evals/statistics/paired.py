"""Tests of paired differences: does it matter which of two runs a scenario's value came from?

If the runs are the same, swapping the two values of a scenario changes nothing but the sign of
their difference; the share of all such swaps that give as large a difference is the p-value. It
needs no shape of the differences. For differences of -1, 0 and 1 it is McNemar's exact test.

Sources: Fisher, The Design of Experiments (1935), ch. 3; McNemar, Psychometrika 12 (1947);
Holm, Scand. J. Statistics 6 (1979); Besag and Clifford, Biometrika 78 (1991) for stopping early
where nothing is shown; Phipson and Smyth, Stat. Appl. Genetics 9 (2010) for the
"+ 1" of drawn swaps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from evals.statistics.resampling import SEED, weighted_quantiles
from evals.statistics.sample import Floats

SHOWN = 0.02
"""A difference is shown where its corrected p is below: at most this share of pairs of equal runs
is called different. At .05 more than 2 of 40 pairs could be in a third of all cases, at .02 in one
of 20; the smallest visible difference is a tenth larger for it."""
EXACT_MOST = 14
"""Differences other than 0 whose 2^n swaps are all counted (16,384)."""
DRAWN = 40_000
"""Swaps otherwise: a p-value of .001 is then sure to +- .0003 (two standard errors)."""
LOOKED_AT = 2_000
"""Swaps after which it is looked whether more are worth it."""
HOPELESS = 0.1
"""A p-value above it is not made more exact: it shows nothing (+- .013 at most)."""
DRAWN_QUANTILES = 4_000
"""Swaps of quantiles, which take a sorting each."""
_WIDTH = 64
"""Signs are drawn for so many scenarios at once, and serve fewer."""
_TIE = 1e-12


@dataclass(frozen=True, slots=True)
class Test:
    """What a test said."""

    p: float
    least: float
    """The smallest p that these differences could have had, whatever their signs: where it is
    not below `SHOWN` nothing can be shown, and nothing is corrected for it."""
    method: str


def sign_flips(differences: Floats) -> Test:
    """Test that the mean of paired differences is 0, two-sided.

    Args:
        differences: One a scenario, float64 [scenarios].
    """
    moved = differences[np.abs(differences) > _TIE]
    if not len(moved):
        return Test(1.0, 1.0, "nothing differs")
    seen = abs(float(moved.sum())) - _TIE * len(moved)
    least = min(1.0, 2.0 ** (1 - len(moved)))
    kind = "McNemar, exact" if np.all(np.abs(moved) == 1) else "sign flips, exact"
    if len(moved) <= EXACT_MOST:
        return Test(float(np.mean(np.abs(_every(len(moved)) @ moved) >= seen)), least, kind)
    first = int(np.sum(np.abs(_some(len(moved))[:LOOKED_AT] @ moved) >= seen))
    if first > HOPELESS * LOOKED_AT:
        return Test((first + 1) / (LOOKED_AT + 1), least, f"sign flips, {LOOKED_AT:,} drawn")
    as_large = int(np.sum(np.abs(_some(len(moved)) @ moved) >= seen))
    return Test((as_large + 1) / (DRAWN + 1), least, f"sign flips, {DRAWN:,} drawn")


@lru_cache(maxsize=EXACT_MOST)
def _every(n: int) -> Floats:
    """Return all rows of n signs, float64 [2^n, n]."""
    rows = np.arange(2**n)[:, None] >> np.arange(n)[None, :]
    return np.asarray(1.0 - 2.0 * (rows & 1), dtype=np.float64)


def _some(n: int) -> Floats:
    """Return rows of n signs, float64 [DRAWN, n]."""
    return _drawn_signs(-(-n // _WIDTH) * _WIDTH)[:, :n]


@lru_cache(maxsize=3)
def _drawn_signs(n: int) -> Floats:
    signs = np.random.default_rng(SEED).integers(0, 2, size=(DRAWN, n))
    return np.asarray(1.0 - 2.0 * signs, dtype=np.float64)


def quantile_swaps(a: Floats, b: Floats, owners: tuple[NDArray[np.intp], ...], q: float) -> Test:
    """Test that pooled quantiles of two runs are the same, swapping whole scenarios.

    Args:
        a: Points of run A, float64 [points of a].
        b: Of run B.
        owners: The place of each point's scenario, for a and for b.
        q: Which quantile.
    """
    scenarios = int(max(owners[0].max(), owners[1].max())) + 1
    stay = np.random.default_rng(SEED).integers(0, 2, size=(DRAWN_QUANTILES, scenarios))
    stay[0] = 1
    values = np.concatenate([a, b])
    of_a, of_b = stay[:, owners[0]], stay[:, owners[1]]
    first = weighted_quantiles(values, np.hstack([of_a, 1 - of_b]).astype(np.float64), q)
    second = weighted_quantiles(values, np.hstack([1 - of_a, of_b]).astype(np.float64), q)
    apart = np.abs(second - first)
    p = float(np.mean(apart >= apart[0] - _TIE))
    return Test(p, 1 / DRAWN_QUANTILES, f"swapped scenarios, {DRAWN_QUANTILES:,} drawn")


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Return Holm's corrected p-values, in the order given."""
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    corrected, running = [1.0] * len(ps), 0.0
    for rank, i in enumerate(order):
        running = max(running, min(1.0, (len(ps) - rank) * ps[i]))
        corrected[i] = running
    return tuple(corrected)
