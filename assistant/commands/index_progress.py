"""How far `aisle index` is: one line that renews itself, or one every few seconds in a log."""

import sys
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from retrieval.progress import Progress, Stage

RENEWED_S = 0.1
"""Between two looks of the line on a terminal."""

LOGGED_S = 5.0
"""Between two lines where the output is no terminal."""

_WINDOW_S = 20.0
"""What the speed is taken over: what was remembered goes by faster than what is embedded."""

_MB = 1e6


class ProgressLine:
    """Writes progress to `out`, and wipes its line when it is done."""

    def __init__(self, clock: Callable[[], float], out: TextIO | None = None) -> None:
        """Begin.

        Args:
            clock: seconds; only differences are used.
            out: standard error if None.
        """
        self._clock = clock
        self._out = out or sys.stderr
        self._terminal = self._out.isatty()
        self._written: float | None = None
        self._stage: Stage | None = None
        self._points: deque[tuple[float, int]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def tell(self, now: Progress) -> None:
        """Note how far it is, and write it if the last line is old enough."""
        at = self._clock()
        begins = now.stage is not self._stage
        if begins:
            self._stage = now.stage
            self._points.clear()
            self._written = self._written if self._terminal else at
        self._points.append((at, now.done))
        while self._points[0][0] < at - _WINDOW_S and len(self._points) > 2:
            self._points.popleft()
        pause = RENEWED_S if self._terminal else LOGGED_S
        if self._written is None or at - self._written >= pause or (begins and self._terminal):
            self._written = at
            self._write(self._line(now))

    def clear(self) -> None:
        """Wipe the line from a terminal."""
        if self._terminal and self._written is not None:
            self._out.write("\r\x1b[K")
            self._out.flush()

    def _line(self, now: Progress) -> str:
        speed = self._speed()
        left = f", {_span((now.total - now.done) / speed)} left" if speed and now.total else ""
        match now.stage:
            case Stage.READING:
                of = f", {now.done / _MB:,.0f} of {now.total / _MB:,.0f} MB" if now.total else ""
                return f"Reading: {now.products:,} products{of}{left}"
            case Stage.INDEXING:
                rate = f", {speed:,.0f} a second" if speed else ""
                return f"Indexing: {now.done:,} of {now.total:,} products{rate}{left}"
            case Stage.FINISHING:
                return "Finishing: building the search graph"

    def _speed(self) -> float:
        """Return what is done a second; 0 before that can be said."""
        (first, before), (last, done) = self._points[0], self._points[-1]
        return (done - before) / (last - first) if last > first else 0.0

    def _write(self, line: str) -> None:
        self._out.write(f"\r{line}\x1b[K" if self._terminal else f"{line}\n")
        self._out.flush()


def _span(seconds: float) -> str:
    """Return "40 s", "12 min" or "3 h 5 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
