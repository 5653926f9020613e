"""Whether a confidence says how often it is right.

Source: Guo et al., On Calibration of Modern Neural Networks (2017), section 2: expected
calibration error over bins of equal width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of about the same confidence."""

    low: float
    high: float
    n: int
    confidence: float
    """The mean claimed, 0..1."""
    right: float
    """The share that was right, 0..1."""


def reliability(claims: Sequence[tuple[float, bool]], bins: int = BINS) -> tuple[Bin, ...]:
    """Return the bins that hold a claim, from low to high.

    Args:
        claims: Confidence 0..1 with whether it was right.
        bins: How many of equal width.
    """
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in claims:
        held.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, right))
    return tuple(
        Bin(
            low=place / bins,
            high=(place + 1) / bins,
            n=len(mine),
            confidence=sum(c for c, _ in mine) / len(mine),
            right=sum(r for _, r in mine) / len(mine),
        )
        for place, mine in sorted(held.items())
    )


def calibration_error(claims: Sequence[tuple[float, bool]], bins: int = BINS) -> float:
    """Return the mean distance of confidence and share right, weighted by bin size, 0..1.

    Raises:
        ValueError: There are no claims.
    """
    if not claims:
        raise ValueError("There is no claim to judge; pass at least one.")
    table = reliability(claims, bins)
    return sum(b.n * abs(b.confidence - b.right) for b in table) / len(claims)
