"""Tails of the normal, Student's t and the chi-squared distribution, without SciPy.

A server needs these three numbers only, and SciPy is 100 MB of it. Checked against SciPy to 1e-9
in the tests.

Source: Press et al., Numerical Recipes, 3rd ed. (2007), sections 6.2 (incomplete gamma) and 6.4
(incomplete beta): the continued fractions, by Lentz's method.
"""

from collections.abc import Callable
from math import erfc, exp, inf, isinf, lgamma, log, log1p, sqrt

_STEPS = 500
_TINY = 1e-300
_CLOSE = 1e-15


def normal_tail(z: float) -> float:
    """Return the share of a standard normal beyond `z` on both sides."""
    return erfc(abs(z) / sqrt(2))


def t_tail(t: float, freedom: float) -> float:
    """Return the share of Student's t beyond `t` on both sides.

    Args:
        t: Any number.
        freedom: Degrees, above 0; infinite for the normal distribution.
    """
    if isinf(freedom):
        return normal_tail(t)
    if isinf(t):
        return 0.0
    return _beta(freedom / 2, 0.5, freedom / (freedom + t * t))


def t_quantile(tail: float, freedom: float) -> float:
    """Return the t beyond which, on both sides, a share `tail` lies: 0.05 for a 95 % interval."""
    high = 1.0
    while t_tail(high, freedom) > tail:
        high *= 2
    low = 0.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if t_tail(middle, freedom) > tail else (low, middle)
    return (low + high) / 2


def chi_squared_tail(value: float, freedom: int) -> float:
    """Return the share of the chi-squared distribution above `value`."""
    if value <= 0:
        return 1.0
    a, x = freedom / 2, value / 2
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for step in range(1, _STEPS * 10):
            term *= x / (a + step)
            total += term
            if term < total * _CLOSE:
                break
        return max(0.0, 1 - front * total)
    return min(1.0, front / _lentz(lambda k: -k * (k - a), lambda k: x + 1 - a + 2 * k))


def _beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _beta_fraction(b, a, 1 - x) / b
    return front * _beta_fraction(a, b, x) / a


def _beta_fraction(a: float, b: float, x: float) -> float:
    def above(k: int) -> float:
        m = k // 2
        if k % 2:
            return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))

    return 1 / _lentz(above, lambda _: 1.0)


def _lentz(above: Callable[[int], float], below: Callable[[int], float]) -> float:
    """Return b0 + a1 / (b1 + a2 / (b2 + ...)), with a by `above` and b by `below`."""
    value = below(0) or _TINY
    c, d = value, 0.0
    for k in range(1, _STEPS * 10):
        d = below(k) + above(k) * d or _TINY
        c = below(k) + above(k) / c or _TINY
        d = 1 / d
        value *= c * d
        if abs(c * d - 1) < _CLOSE * 10:
            break
    return value


INFINITE = inf
"""Degrees of freedom of the normal distribution."""
