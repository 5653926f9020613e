"""Whether something is asked for more or less than before, and whether that can be told at all.

Sessions that ask for something come by chance. Given how many there were in both halves of a range,
those of the last half are binomial, with a chance that the ratio of the two rates decides: its
interval is that of a ratio of two Poisson rates. A rate is of all searching sessions, so that a
busier half is no trend.

Source: Przyborowski and Wilenski, Biometrika 31 (1940), with Wilson's interval in the place of the
exact one.
"""

from dataclasses import dataclass
from typing import Final, Literal

from assistant.analytics.intervals import wilson

FEW: Final = 30
"""Sessions in both halves together below which nothing is judged, as on every page."""

Direction = Literal["up", "down", "new", "cannot_tell", "too_few", "nothing_before"]


@dataclass(frozen=True, slots=True)
class Trend:
    """By how much a share of sessions grew, as a ratio less one: 0.5 is half as much again."""

    value: float | None
    """None where there was none of it before."""
    low: float | None
    """95 % interval; None where nothing is judged."""
    high: float | None
    """None where it has no upper end: there was none of it before."""
    direction: Direction
    """`cannot_tell`: the interval holds 0. `nothing_before`: nothing at all was asked then."""


def trend_of(before: int, after: int, all_before: int, all_after: int) -> Trend:
    """Return the trend of sessions that asked for one thing.

    Args:
        before: In the first half of a range.
        after: In the last half.
        all_before: That asked for anything, in the first half.
        all_after: In the last half.
    """
    if not all_before or not all_after:
        return Trend(None, None, None, "nothing_before")
    even = all_before / all_after
    value = after * even / before - 1 if before else None
    if before + after < FEW:
        return Trend(value, None, None, "too_few")
    # Without any before, the upper end is no number.
    ends = wilson(after / (before + after), before + after)
    chances = (ends[0], min(ends[1], 1 - 1e-12))
    low, high = (chance / (1 - chance) * even - 1 for chance in chances)
    if not before:
        return Trend(None, low, None, "new" if low > 0 else "cannot_tell")
    direction: Direction = "up" if low > 0 else "down" if high < 0 else "cannot_tell"
    return Trend(value, low, high, direction)
