"""The smallest difference that a comparison would have shown four times out of five.

Source: Cohen, Statistical Power Analysis (1988), ch. 2, for paired differences; the spread is
that of the two runs, so it says what this comparison could see, not whether what it saw is true.
"""

import numpy as np
from scipy.special import stdtrit

from evals.statistics.paired import SHOWN
from evals.statistics.sample import Floats

POWER = 0.8


def visible_difference(differences: Floats, tests: int, *, is_share: bool) -> float | None:
    """Return the smallest visible difference of the mean, as a positive number.

    Args:
        differences: One a scenario, float64 [scenarios].
        tests: Corrected for so many: the strictest step of Holm's procedure counts.
        is_share: Whether it is of shares. What breaks scenarios whole adds its own spread.

    Returns:
        None where no difference could have been shown with so few scenarios.
    """
    n = len(differences)
    level = SHOWN / max(1, tests)
    if n < 2 or 2.0 ** (1 - n) >= level:
        return None
    reach = _reach(level, n - 1)
    noise = float(np.var(differences, ddof=1))
    if not is_share:
        return reach * float(np.sqrt(noise / n)) if noise > 0 else None
    least = (1 + int(np.ceil(np.log2(1 / level)))) / n
    shift = _shift(noise, reach, n)
    return min(1.0, max(least if noise == 0 else 0.0, shift))


def _shift(noise: float, reach: float, n: int) -> float:
    """Solve d = reach * sqrt((noise + d (1 - d)) / n): a share d of scenarios breaks whole."""
    c = reach * reach / n
    return (c + float(np.sqrt(c * c + 4 * (1 + c) * c * noise))) / (2 * (1 + c))


def visible_shift(standard_error: float, scenarios: int, tests: int) -> float:
    """Return the smallest visible difference of something whose standard error is known."""
    level = SHOWN / max(1, tests)
    return _reach(level, max(1, scenarios - 1)) * standard_error


def _reach(level: float, freedom: int) -> float:
    """Return how many standard errors a difference must be to be shown with the power wanted."""
    return float(stdtrit(freedom, 1 - level / 2) + stdtrit(freedom, POWER))
