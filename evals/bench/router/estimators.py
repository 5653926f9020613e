"""Whether the intervals of replayed quality hold what they promise: logs with a known truth."""

from evals.bench.figure import Figure, mean_of
from evals.routing.evidence import evidence_of
from evals.routing.quality import quality_of
from evals.routing.synthetic import World, simulated, truth

LOGS = 200
WORLD = World(conversations=120, explore=0.2)
_ASKED = 0.9


def coverage_figures(logs: int = LOGS, world: World = WORLD) -> tuple[Figure, ...]:
    """Return how often the 95 % interval of each estimator holds the truth."""
    true = truth()
    hits: dict[str, list[float]] = {"ips": [], "snips": [], "dr": []}
    for seed in range(logs):
        found = quality_of(evidence_of(simulated(world, seed)))
        for name, one in (("ips", found.ips), ("snips", found.snips), ("dr", found.dr)):
            if one.low is not None and one.high is not None:
                hits[name].append(float(one.low <= true <= one.high))
    return tuple(
        _at_least(mean_of(f"95 % intervals of {name} that hold the truth", held, reach=_ASKED))
        for name, held in hits.items()
    )


def _at_least(figure: Figure) -> Figure:
    return Figure(
        figure.name,
        figure.value,
        figure.unit,
        figure.n,
        figure.low,
        figure.high,
        figure.reach,
        smaller_is_better=False,
    )
