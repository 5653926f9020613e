"""What the process counts, and who is shown what."""

from assistant.http.process_metrics import ProcessMetrics


def _names(told: bytes) -> set[str]:
    return {
        line.split("{")[0].split(" ")[0] for line in told.decode().splitlines() if line[0] != "#"
    }


def test_a_tenant_sees_its_own_series_only() -> None:
    metrics = ProcessMetrics()
    for tenant in ("default", "boots"):
        metrics.turn(tenant, "completed")
        metrics.first_audio(tenant, 0.7)
        metrics.audio(tenant, "heard", 3.0)
    metrics.error("default", "session_trouble")
    metrics.refused("invalid_api_key")
    with metrics.session("boots"):
        own = metrics.exposition("boots", of_process=False)
        assert metrics.sessions_open() == 1
    assert metrics.sessions_open() == 0
    assert b'tenant="default"' not in own
    assert b'aisle_sessions_open{door="realtime",tenant="boots"} 1.0' in own
    assert "process_resident_memory_bytes" not in _names(own)
    assert "aisle_refused_total" not in _names(own)
    installation = metrics.exposition("default")
    assert b'tenant="boots"' not in installation
    assert {"aisle_refused_total", "aisle_errors_total", "process_cpu_seconds_total"} <= _names(
        installation
    )
    assert b'tenant="boots"' in metrics.exposition()
