"""The figures of `aisle bench front`."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from evals.bench.figure import Figure, Report, bootstrap_interval, median_of, percentile_of
from evals.bench.stamp import stamp

ADDS_MS = 60.0
"""Asked: first audio through the WebSocket within so much of the figure in process."""


@dataclass(frozen=True, slots=True)
class Both:
    """One request, asked both ways; None where the answer came before its end, or never."""

    name: str
    inside_ms: float | None
    socket_ms: float | None


def report_of(asked: Sequence[Both], catalog: str | None) -> Report:
    """Return the figures of requests that were asked both ways."""
    inside = [both.inside_ms for both in asked if both.inside_ms is not None]
    socket = [both.socket_ms for both in asked if both.socket_ms is not None]
    pairs = [
        (both.inside_ms, both.socket_ms)
        for both in asked
        if both.socket_ms is not None and both.inside_ms is not None
    ]
    missing = 2 * len(asked) - len(inside) - len(socket)
    return Report(
        "front",
        (
            median_of("in process: first audio, median", inside, "ms"),
            percentile_of("in process: first audio, p95", inside, 95, "ms"),
            median_of("WebSocket: first audio, median", socket, "ms"),
            percentile_of("WebSocket: first audio, p95", socket, 95, "ms"),
            _difference(pairs),
            median_of("WebSocket: added to a request, median", [b - a for a, b in pairs], "ms"),
            Figure("requests without a figure", missing, "", 2 * len(asked)),
        ),
        stamp(catalog),
        tuple(
            {"request": both.name, "inside_ms": both.inside_ms, "socket_ms": both.socket_ms}
            for both in asked
        ),
    )


def _difference(pairs: Sequence[tuple[float, float]]) -> Figure:
    """Return the difference of the medians, its interval drawn from pairs."""
    name = "WebSocket: median less that in process"
    if not pairs:
        return Figure(name, None, "ms", 0, reach=ADDS_MS)

    def difference(drawn: Sequence[float]) -> float:
        chosen = [pairs[int(index)] for index in drawn]
        return median(socket for _, socket in chosen) - median(inside for inside, _ in chosen)

    numbers = [float(index) for index in range(len(pairs))]
    low, high = bootstrap_interval(numbers, difference)
    return Figure(name, difference(numbers), "ms", len(pairs), low, high, ADDS_MS)
