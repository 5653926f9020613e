"""What Prometheus and readiness are told of the log's writing."""

from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from assistant.errors import LogLate
from assistant.intent_log.health import WRITE_BOUNDS_S
from assistant.intent_log.log import IntentLog
from assistant.intent_log.metrics import LogMetrics
from tests.assistant.intent_log.disks import Ailing
from tests.assistant.intent_log.records import a_turn


def test_every_log_has_its_series(tmp_path: Path) -> None:
    well, full = IntentLog(tmp_path / "a"), IntentLog(tmp_path / "b", 1.0, Ailing(is_full=True))
    well.append(a_turn())
    well.append(a_turn())
    with pytest.raises(LogLate):
        full.append(a_turn())
    registry = CollectorRegistry()
    registry.register(LogMetrics(lambda: [("default", well), ("shoes", full)]))
    told = generate_latest(registry).decode()
    for line in (
        'aisle_log_queued{tenant="default"} 0.0',
        'aisle_log_queued{tenant="shoes"} 1.0',
        'aisle_log_outage{tenant="default"} 0.0',
        'aisle_log_outage{tenant="shoes"} 1.0',
        'aisle_log_records_total{tenant="default"} 2.0',
        'aisle_log_late_total{tenant="shoes"} 1.0',
        'aisle_log_write_seconds_count{tenant="default"} 2.0',
    ):
        assert line in told
    assert told.count("aisle_log_write_seconds_bucket") == 2 * (len(WRITE_BOUNDS_S) + 1)
    assert "boots" not in told
