"""How long a routing decision takes, with a policy larger than the shipped one."""

from collections.abc import Sequence
from time import perf_counter_ns

from agents.routing.router import PolicyRouter
from agents.routing.situation import Situation
from agents.routing.source import PolicySource
from evals.bench.figure import Figure, percentile_of
from evals.routing.large_policy import large_policy

_REACH_MS = 1.0
_ROUNDS = 10


def deciding_figures(situations: Sequence[Situation]) -> tuple[Figure, ...]:
    """Return the p95 of deciding each situation, milliseconds.

    Args:
        situations: Such as those of the scenario mix.
    """
    shipped = _times_ms(PolicySource("shipped"), situations)
    with large_policy() as path:
        large = _times_ms(PolicySource(path), situations)
    return (
        percentile_of("decision p95, shipped policy", shipped, 95, "ms", reach=_REACH_MS),
        percentile_of("decision p95, 12 models, 40 rules", large, 95, "ms", reach=_REACH_MS),
    )


def _times_ms(source: PolicySource, situations: Sequence[Situation]) -> list[float]:
    router = PolicyRouter(source, keys=lambda _name: True)
    for situation in situations:
        router.decide(situation)
    times = []
    for _ in range(_ROUNDS):
        for situation in situations:
            started = perf_counter_ns()
            router.decide(situation)
            times.append((perf_counter_ns() - started) / 1e6)
    return times
