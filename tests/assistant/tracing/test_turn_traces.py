"""Spans of a turn: which there are, when, and that none holds a word."""

import subprocess
import sys

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from agents.phrasing.said import Account
from agents.turn import Spent, Utterance
from assistant.tracing.opening import is_wanted, traces
from assistant.turn_clock import TurnClock
from assistant.turn_record import Origin, TurnRecord, failure_of, record_of
from tests.planned import planned_turn

WORDS = "marmalade trombone"
CLOCK = TurnClock(
    speech_ended_at=100.0,
    final_ready_at=100.2,
    planned_at=100.3,
    committed_at=100.35,
    first_text_at=100.32,
    first_audio_at=100.5,
)


def record(spoken: bool = True) -> TurnRecord:
    turn = planned_turn(Utterance(WORDS, spoken=spoken), WORDS, conversation_id=WORDS)
    object.__setattr__(turn, "spent", Spent(understand_ms=20.0, retrieve_ms=30.0, reply_ms=10.0))
    origin = Origin(client_id=WORDS, door="realtime", experiments={"a": WORDS})
    return record_of(turn, CLOCK.timings(turn), Account(WORDS, "template"), origin=origin)


def test_the_spans_of_a_turn() -> None:
    exporter = InMemorySpanExporter()
    with traces(exporter, {}) as turns:
        assert turns is not None
        turns.turn(record(), CLOCK, 102.0, 102.004)
    spans = {span.name: span for span in exporter.get_finished_spans()}
    assert set(spans) == {"turn", "understand", "retrieve", "phrase", "speak", "log write"}
    root = spans["turn"]
    assert all(s.parent is None or s.parent.span_id == root.context.span_id for s in spans.values())

    def at(name: str) -> tuple[float, float]:
        span = spans[name]
        assert span.start_time is not None and span.end_time is not None
        return round(span.start_time / 1e9, 4), round(span.end_time / 1e9, 4)

    assert at("understand") == (100.24, 100.26)
    assert at("retrieve") == (100.26, 100.29)
    assert at("speak") == (100.32, 100.5)
    assert at("log write") == (102.0, 102.004)
    assert at("turn") == (100.0, 102.004)
    for span in spans.values():
        assert "marmalade" not in span.to_json() and "trombone" not in span.to_json()
    assert root.resource.attributes["service.name"] == "aisle"
    assert root.attributes is not None and root.attributes["aisle.tier"] == "template"


def test_a_failed_turn_is_told_too() -> None:
    exporter = InMemorySpanExporter()
    with traces(exporter, {}) as turns:
        assert turns is not None
        turns.turn(failure_of("c", Utterance(WORDS)), TurnClock(), 1.0, 2.0)
    names = [span.name for span in exporter.get_finished_spans()]
    assert names == ["log write", "turn"]
    assert not exporter.get_finished_spans()[1].status.is_ok


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": ""}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://x"}, True),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x", "OTEL_SDK_DISABLED": "true"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://x", "OTEL_TRACES_EXPORTER": "none"}, False),
        ({"OTEL_SERVICE_NAME": "shop"}, False),
    ],
)
def test_traces_are_made_only_where_they_are_asked_for(
    environ: dict[str, str], wanted: bool
) -> None:
    assert is_wanted(environ) is wanted
    if not wanted:
        with traces(environ=environ) as turns:
            assert turns is None


def test_nothing_of_opentelemetry_is_loaded_where_nobody_asks() -> None:
    code = (
        "import sys\nfrom assistant.tracing.opening import traces\n"
        "with traces(environ={}): assert not [m for m in sys.modules if 'opentelemetry' in m]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_livekits_own_spans_stay_in_the_process() -> None:
    """With a provider that somebody set up for the process, as monitoring does."""
    code = """
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
trace.set_tracer_provider(provider)
from livekit.agents.telemetry import tracer
with tracer.start_as_current_span("before") as span:
    span.set_attribute("lk.pii.user_transcript", "marmalade")
assert [s.name for s in exporter.get_finished_spans()] == ["before"], "the test can fail"
exporter.clear()
from assistant.tracing.quiet import keep_quiet
keep_quiet()
with tracer.start_as_current_span("after") as span:
    span.set_attribute("lk.pii.user_transcript", "marmalade")
    trace.get_current_span().set_attribute("lk.pii.response", "trombone")
assert exporter.get_finished_spans() == ()
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
