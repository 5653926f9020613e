"""Where spans go: to the collector that OpenTelemetry's own environment variables name, or nowhere.

Without OTEL_EXPORTER_OTLP_ENDPOINT (or the one for traces alone) nothing of OpenTelemetry's SDK is
imported, no span is made and nothing is connected to. The provider is Aisle's own, not the
process's global one: spans of libraries do not end up in it.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

    from assistant.tracing.turn_traces import TurnTraces

ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_OFF: Final = "OTEL_SDK_DISABLED"
_EXPORTER: Final = "OTEL_TRACES_EXPORTER"


def is_wanted(environ: Mapping[str, str]) -> bool:
    """Say whether the environment asks for traces."""
    if environ.get(_OFF, "").strip().lower() == "true" or environ.get(_EXPORTER) == "none":
        return False
    return any(environ.get(name, "").strip() for name in ENDPOINTS)


@contextmanager
def traces(
    exporter: "SpanExporter | None" = None, environ: Mapping[str, str] | None = None
) -> "Iterator[TurnTraces | None]":
    """Open what turns are traced with; what is not sent yet is sent at the end.

    Args:
        exporter: Where spans go; over OTLP, as the environment says, if None.
        environ: The environment; the process's own by default.

    Yields:
        None where nobody asked for traces.
    """
    if exporter is None and not is_wanted(os.environ if environ is None else environ):
        yield None
        return
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource  # noqa: PLC0415 - see above
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import (  # noqa: PLC0415
        BatchSpanProcessor,
        SimpleSpanProcessor,
    )

    from assistant.tracing.turn_traces import TurnTraces  # noqa: PLC0415

    named = Resource.create()
    if str(named.attributes.get(SERVICE_NAME, "unknown_service")).startswith("unknown_service"):
        named = named.merge(Resource({SERVICE_NAME: "aisle"}))
    provider = TracerProvider(resource=named, shutdown_on_exit=False)
    if exporter is None:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
            OTLPSpanExporter,
        )

        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    else:
        provider.add_span_processor(SimpleSpanProcessor(exporter))
    try:
        yield TurnTraces(provider.get_tracer("aisle"))
    finally:
        provider.shutdown()
