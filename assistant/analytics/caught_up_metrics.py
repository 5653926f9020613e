"""How the log's tables are kept up to date, for Prometheus: numbers only, no tenant among them."""

from collections.abc import Iterable

from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from assistant.analytics.catching_up import CaughtUp


class CaughtUpMetrics(Collector):
    """Reads how it goes whenever the series are asked for."""

    def __init__(self, state: CaughtUp) -> None:
        self._state = state

    def collect(self) -> Iterable[Metric]:
        """Return the series; what has not happened yet is not among them."""
        state = self._state
        yield CounterMetricFamily(
            "aisle_log_tables_records", "Records brought to the tables.", value=state.records
        )
        yield GaugeMetricFamily(
            "aisle_log_tables_failures",
            "Failures to bring the log to its tables, in a row; 0 is well.",
            value=state.failures,
        )
        if state.last_s is not None:
            yield GaugeMetricFamily(
                "aisle_log_tables_build_seconds", "How long the last took.", value=state.last_s
            )
        if state.at is not None:
            yield GaugeMetricFamily(
                "aisle_log_tables_caught_up_timestamp_seconds",
                "When everything logged until then was in the tables.",
                value=state.at,
            )
