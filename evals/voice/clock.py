"""A clock that runs as every clock does, and can be moved on.

`install` makes the `time` module tell it, so that a process as a whole lives by it. It must
be called before libraries that take `time.time` into their own names (`from time import`,
defaults of models) are imported. What C code reads, `datetime.now` and the waiting of threads
stay real.
"""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_BINDS_EARLY = ("livekit.agents", "speech.whisper_stt", "assistant.session")
"""Keep `time.time` and its like under names of their own from the moment they are imported."""


class VirtualClock:
    """Real seconds, and those that were skipped.

    Args:
        flows: Whether time passes while something works, as it does for a listener. If not, work
            takes no time where waiting may be skipped: nothing depends on how busy the machine
            is, and no latency means anything.
    """

    def __init__(self, *, flows: bool = True) -> None:
        self.flows = flows
        self._stands_since: float | None = None
        """Real seconds (`real`) at which time was stopped."""
        self._time, self._monotonic, self._perf = time.time, time.monotonic, time.perf_counter
        self._open = 0
        self.skipped_s = 0.0
        """Waiting that cost nothing."""
        self._stood_s = 0.0
        """Work that took no time."""

    def time(self) -> float:
        """Return the wall-clock time in s; as `time.time`."""
        return self._time() + self._ahead_s()

    def monotonic(self) -> float:
        """Return seconds as `time.monotonic`."""
        return self._monotonic() + self._ahead_s()

    def perf_counter(self) -> float:
        """Return seconds as `time.perf_counter`."""
        return self._perf() + self._ahead_s()

    def real(self) -> float:
        """Return seconds of which none was skipped."""
        return self._monotonic()

    def _ahead_s(self) -> float:
        stands_s = 0.0 if self._stands_since is None else self.real() - self._stands_since
        return self.skipped_s - self._stood_s - stands_s

    def skip(self, seconds: float) -> None:
        """Move on."""
        self.skipped_s += max(0.0, seconds)

    @property
    def may_skip(self) -> bool:
        """Whether waiting may be skipped now."""
        return self._open > 0

    @contextmanager
    def skipping(self) -> Iterator[None]:
        """Let waiting be skipped within the block; elsewhere it lasts as long as it does."""
        self._open += 1
        if not self.flows and self._stands_since is None:
            self._stands_since = self.real()
        try:
            yield
        finally:
            self._open -= 1
            if not self._open and self._stands_since is not None:
                self._stood_s += self.real() - self._stands_since
                self._stands_since = None

    def install(self) -> bool:
        """Make the `time` module of this process tell this clock.

        Returns:
            False if that comes too late: a library that keeps the real one was imported.
        """
        if any(name in sys.modules for name in _BINDS_EARLY):
            return False
        for name, tells in (
            ("time", self.time),
            ("monotonic", self.monotonic),
            ("perf_counter", self.perf_counter),
            ("time_ns", lambda: int(self.time() * 1e9)),
            ("monotonic_ns", lambda: int(self.monotonic() * 1e9)),
            ("perf_counter_ns", lambda: int(self.perf_counter() * 1e9)),
        ):
            setattr(time, name, tells)
        return True


class Work:
    """How much is being worked on outside the event loop. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0

    @property
    def busy(self) -> bool:
        """Whether anything is at work."""
        return self._count > 0

    def begin(self) -> None:
        """Note that something begins."""
        with self._lock:
            self._count += 1

    def end(self) -> None:
        """Note that something is done, and that the loop has been told what came of it.

        In this order: a loop that finds nothing at work and nothing told skips to the next timer.
        """
        with self._lock:
            self._count -= 1

    @contextmanager
    def during(self) -> Iterator[None]:
        """Count the block as work."""
        self.begin()
        try:
            yield
        finally:
            self.end()
