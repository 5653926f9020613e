"""What the process serves, counted for Prometheus: sessions, turns, sound, refusals, its health.

One object an application, at `Doors.metrics`. Every series of a shop carries its tenant, and
`exposition` can leave out all but one tenant's. Labels are bounded: tenants are those of the
settings, codes those of our own errors; conversations, keys and shoppers never.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Final, Literal

import psutil
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from prometheus_client.samples import Sample

if TYPE_CHECKING:
    from assistant.turn_record import Outcome

_NAMESPACE: Final = "aisle"
_FIRST_AUDIO_S: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 5.0)
"""Dense up to 1.5 s, the goal of four conversations at once."""
_LAG_S: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0)
"""Sound comes every 0.02 s: what is later than that can be heard."""
LAG_EVERY_S: Final = 0.5
"""How often the event loop's lateness is measured: costs 0.01 % of a core."""

Door = Literal["realtime", "room", "text"]
"""Where a conversation came in."""


class ProcessMetrics:
    """Counts what the front doors do, in a registry of its own."""

    def __init__(self) -> None:
        self._is_ready = False
        self.registry = CollectorRegistry()
        registry = self.registry
        shop = ("tenant",)
        ProcessCollector(registry=registry)
        registry.register(_Children())
        self._open = Gauge(
            "sessions_open",
            "Conversations under way.",
            ("tenant", "door"),
            _NAMESPACE,
            registry=registry,
        )
        self._sessions = Counter(
            "sessions",
            "Conversations that began.",
            ("tenant", "door"),
            _NAMESPACE,
            registry=registry,
        )
        self._turns = Counter(
            "turns",
            "Turns that ended, and how.",
            ("tenant", "door", "outcome"),
            _NAMESPACE,
            registry=registry,
        )
        self._first_audio = Histogram(
            "first_audio_seconds",
            "From the end of speech to the first sound of the reply.",
            shop,
            _NAMESPACE,
            registry=registry,
            buckets=_FIRST_AUDIO_S,
        )
        self._audio = Counter(
            "audio_seconds",
            "Sound heard from shoppers and spoken to them.",
            ("tenant", "direction"),
            _NAMESPACE,
            registry=registry,
        )
        self._errors = Counter(
            "errors",
            "What went wrong, by the code that clients were told.",
            ("tenant", "code"),
            _NAMESPACE,
            registry=registry,
        )
        self._refused = Counter(
            "refused",
            "Who was turned away, by the code that they were told.",
            ("code",),
            _NAMESPACE,
            registry=registry,
        )
        self._lag = Histogram(
            "event_loop_lag_seconds",
            "How late the event loop does what is due.",
            (),
            _NAMESPACE,
            registry=registry,
            buckets=_LAG_S,
        )
        self._started = Gauge(
            "ready_after_seconds", "From the start of the process until it could answer.", (),
            _NAMESPACE, registry=registry,
        )  # fmt: skip

    @contextmanager
    def session(self, tenant: str, door: Door = "realtime") -> Iterator[None]:
        """Count a conversation that is open while the block runs."""
        self._sessions.labels(tenant, door).inc()
        gauge = self._open.labels(tenant, door)
        gauge.inc()
        try:
            yield
        finally:
            gauge.dec()

    def turn(self, tenant: str, outcome: "Outcome", door: Door = "realtime") -> None:
        """Count a turn that ended."""
        self._turns.labels(tenant, door, outcome).inc()

    def first_audio(self, tenant: str, seconds: float) -> None:
        """Note how long after the end of speech the reply was heard, in seconds."""
        self._first_audio.labels(tenant).observe(max(0.0, seconds))

    def audio(self, tenant: str, direction: Literal["heard", "spoken"], seconds: float) -> None:
        """Count sound, in seconds."""
        self._audio.labels(tenant, direction).inc(seconds)

    def error(self, tenant: str, code: str) -> None:
        """Count what went wrong in a conversation or a request.

        Args:
            tenant: Whose.
            code: Of our own errors; never a text that a client sent.
        """
        self._errors.labels(tenant, code).inc()

    def refused(self, code: str) -> None:
        """Count somebody who was turned away; `code` is that of an AccountError."""
        self._refused.labels(code).inc()

    def sessions_open(self) -> int:
        """Return how many conversations are under way."""
        series = next(iter(self._open.collect()))
        return round(sum(sample.value for sample in series.samples))

    def is_ready(self) -> None:
        """Note that the process can answer from now on."""
        if not self._is_ready:
            self._is_ready = True
            self._started.set(time.time() - psutil.Process().create_time())

    @asynccontextmanager
    async def watched_loop(self) -> AsyncIterator[None]:
        """Measure the event loop's lateness while the block runs."""
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()

    async def _watch(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            due = clock() + LAG_EVERY_S
            await asyncio.sleep(LAG_EVERY_S)
            self._lag.observe(max(0.0, clock() - due))

    def exposition(self, tenant: str | None = None, *, of_process: bool = True) -> bytes:
        """Return the series in Prometheus' text format.

        Args:
            tenant: Only this tenant's; every tenant's if None.
            of_process: Whether series of the process, which are no tenant's, are told too.
        """
        if tenant is None and of_process:
            return generate_latest(self.registry)
        return generate_latest(_Of(self.registry, tenant, of_process))


class _Of(Collector):
    """One tenant's series of a registry, and perhaps those of the process."""

    def __init__(self, registry: CollectorRegistry, tenant: str | None, of_process: bool) -> None:
        self._registry = registry
        self._tenant = tenant
        self._of_process = of_process

    def collect(self) -> Iterable[Metric]:
        for family in self._registry.collect():
            family.samples = [sample for sample in family.samples if self._is_told(sample)]
            if family.samples:
                yield family

    def _is_told(self, sample: Sample) -> bool:
        whose = sample.labels.get("tenant")
        return self._of_process if whose is None else self._tenant in (None, whose)


class _Children(Collector):
    """Memory of the processes that this one started: the voices."""

    def collect(self) -> Iterable[Metric]:
        family = Metric("aisle_children_memory_bytes", "Resident memory of the voices.", "gauge")
        total = 0
        for child in psutil.Process().children():
            try:
                total += child.memory_info().rss
            except psutil.Error:  # it has just ended
                continue
        family.add_sample(family.name, {}, total)
        return (family,)
