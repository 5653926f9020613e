"""How late a server's event loop was, as its own /metrics tell."""

import urllib.request
from dataclasses import dataclass

from evals.bench.load.server import Measured

_SERIES = "aisle_event_loop_lag_seconds"


@dataclass(frozen=True, slots=True)
class Lags:
    """Counts up to a moment."""

    count: float
    sum_s: float
    within: dict[float, float]
    """How many were no later than so many seconds."""


def lags(server: Measured) -> Lags | None:
    """Ask a server; None if it does not say."""
    request = urllib.request.Request(f"{server.url}/metrics", headers=server.headers)
    try:
        with urllib.request.urlopen(request, timeout=10.0) as response:
            told = response.read().decode()
    except OSError:
        return None
    return lags_of(told)


def lags_of(told: str) -> Lags | None:
    """Read Prometheus' text format."""
    count = total = None
    within: dict[float, float] = {}
    for line in told.splitlines():
        name, _, value = line.rpartition(" ")
        if name == f"{_SERIES}_count":
            count = float(value)
        elif name == f"{_SERIES}_sum":
            total = float(value)
        elif name.startswith(f'{_SERIES}_bucket{{le="') and "+Inf" not in name:
            within[float(name.split('"')[1])] = float(value)
    return None if count is None or total is None else Lags(count, total, within)


@dataclass(frozen=True, slots=True)
class Lateness:
    """Between two moments."""

    n: int
    mean_ms: float
    late_share: float
    """Of the looks: more than 50 ms."""


LATE_S = 0.05
"""Two and a half frames of a microphone: can be heard in what is played without a buffer."""


def lateness(before: Lags | None, after: Lags | None) -> Lateness | None:
    """Return how late the loop was between two moments; None if nobody looked."""
    if before is None or after is None or after.count <= before.count:
        return None
    n = after.count - before.count
    in_time = after.within[LATE_S] - before.within[LATE_S]
    return Lateness(round(n), (after.sum_s - before.sum_s) / n * 1000, 1 - in_time / n)
