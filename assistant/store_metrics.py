"""How storing every tenant's dialogues goes, as Prometheus reads it. Touches no disk."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from agents.kept_states import StoreHealth

_GAUGES: Final[tuple[tuple[str, str, "Callable[[StoreHealth], float]"], ...]] = (
    ("aisle_dialogues_waiting", "Dialogues in memory that are not on disk.", lambda h: h.waiting),
    ("aisle_dialogues_outage", "1 while none can be stored.", lambda h: h.outage is not None),
)
_COUNTERS: Final[tuple[tuple[str, str, "Callable[[StoreHealth], float]"], ...]] = (
    ("aisle_dialogues_late", "States told before they were on disk.", lambda h: h.late),
    ("aisle_dialogues_lost", "Dialogues whose end never came to disk.", lambda h: h.lost),
)
_LABELS: Final = ("tenant",)

Healths = Callable[[], "Iterable[tuple[str, StoreHealth]]"]
"""How it goes in every shop that is open now, with its tenant."""


class StoreMetrics(Collector):
    """Reads the stores' health whenever the series are asked for."""

    def __init__(self, healths: Healths) -> None:
        self._healths = healths

    def collect(self) -> Iterable[Metric]:
        """Return the series of every shop."""
        found = list(self._healths())
        for name, about, value in _GAUGES:
            gauge = GaugeMetricFamily(name, about, labels=_LABELS)
            for tenant, health in found:
                gauge.add_metric((tenant,), value(health))
            yield gauge
        for name, about, value in _COUNTERS:
            counter = CounterMetricFamily(name, about, labels=_LABELS)
            for tenant, health in found:
                counter.add_metric((tenant,), value(health))
            yield counter
