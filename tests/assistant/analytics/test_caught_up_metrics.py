"""What Prometheus is told of the tables."""

from prometheus_client import CollectorRegistry, generate_latest

from assistant.analytics.catching_up import CaughtUp
from assistant.analytics.caught_up_metrics import CaughtUpMetrics


def _told(state: CaughtUp) -> str:
    registry = CollectorRegistry()
    registry.register(CaughtUpMetrics(state))
    return generate_latest(registry).decode()


def test_what_has_not_happened_yet_is_not_told() -> None:
    told = _told(CaughtUp())
    assert "aisle_log_tables_failures 0.0" in told
    assert "aisle_log_tables_records_total 0.0" in told
    assert "timestamp" not in told
    assert "build_seconds" not in told


def test_the_age_and_the_failures_are_told() -> None:
    told = _told(CaughtUp(records=12, failures=3, last_s=0.5, at=1_700_000_000.0))
    assert "aisle_log_tables_records_total 12.0" in told
    assert "aisle_log_tables_failures 3.0" in told
    assert "aisle_log_tables_build_seconds 0.5" in told
    assert "aisle_log_tables_caught_up_timestamp_seconds 1.7e+09" in told
