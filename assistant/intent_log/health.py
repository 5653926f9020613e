"""How the writing of the log goes: for Prometheus, for readiness, and for tests. Numbers only."""

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

WRITE_BOUNDS_S: Final = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
"""5 ms is the goal; from 1 s on, turns no longer wait."""


@dataclass(frozen=True, slots=True)
class LogHealth:
    """What happened since the process began, and how it is now."""

    queued: int = 0
    """Records in memory that are not on disk yet."""
    oldest_s: float = 0.0
    """How long the oldest of them has waited."""
    outage: str | None = None
    """Why nothing can be written now, without content; None where it can."""
    written: int = 0
    """Records that are on disk."""
    written_bytes: int = 0
    batches: int = 0
    """Writes that they took: each was one wait for the disk."""
    late: int = 0
    """Records whose caller was told that they were not on disk yet."""
    lost: int = 0
    """Records that were never written: too many waited, or the process ended first."""
    failures: int = 0
    """Times that the disk refused."""
    write_seconds: float = 0.0
    """Of all records, from being handed over until they were on disk."""
    write_buckets: tuple[int, ...] = field(default=(0,) * (len(WRITE_BOUNDS_S) + 1))
    """Records by how long that took: up to each of `WRITE_BOUNDS_S`, and beyond the last."""

    def cumulative(self) -> tuple[tuple[str, int], ...]:
        """Return the buckets as Prometheus counts them: (upper bound, records up to it)."""
        bounds = [*map(str, WRITE_BOUNDS_S), "+Inf"]
        return tuple(zip(bounds, accumulate(self.write_buckets), strict=True))
