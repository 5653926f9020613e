"""How the writing of every tenant's log goes, as Prometheus reads it. Touches no disk."""

from collections.abc import Callable, Iterable
from typing import Final

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from assistant.intent_log.health import LogHealth
from assistant.intent_log.log import IntentLog

_GAUGES: Final[tuple[tuple[str, str, Callable[[LogHealth], float]], ...]] = (
    ("aisle_log_queued", "Records in memory that are not on disk.", lambda h: h.queued),
    ("aisle_log_oldest_seconds", "How long the oldest of them has waited.", lambda h: h.oldest_s),
    ("aisle_log_outage", "1 while nothing can be written.", lambda h: h.outage is not None),
)  # fmt: skip
_COUNTERS: Final[tuple[tuple[str, str, Callable[[LogHealth], float]], ...]] = (
    ("aisle_log_records", "Records that are on disk.", lambda h: h.written),
    ("aisle_log_bytes", "What they take.", lambda h: h.written_bytes),
    ("aisle_log_syncs", "Waits for the disk that they took.", lambda h: h.batches),
    ("aisle_log_late", "Records that came to disk later than a turn waits.", lambda h: h.late),
    ("aisle_log_lost", "Records that never came to disk.", lambda h: h.lost),
    ("aisle_log_failed", "Times that the disk refused.", lambda h: h.failures),
)
_LABELS: Final = ("tenant",)

Logs = Callable[[], Iterable[tuple[str, IntentLog]]]
"""Every log that is open now, with its tenant."""


class LogMetrics(Collector):
    """Reads the logs' health whenever the series are asked for."""

    def __init__(self, logs: Logs) -> None:
        self._logs = logs

    def collect(self) -> Iterable[Metric]:
        """Return the series of every log."""
        found = [(tenant, log.health()) for tenant, log in self._logs()]
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
        writes = HistogramMetricFamily(
            "aisle_log_write_seconds",
            "From a record's being handed over until it was on disk.",
            labels=_LABELS,
        )
        for tenant, health in found:
            writes.add_metric((tenant,), health.cumulative(), health.write_seconds)
        yield writes
