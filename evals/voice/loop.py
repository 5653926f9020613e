"""An event loop that does not wait when nobody works: it moves the clock on to the next timer.

While something is at work (a function in an executor, what `Work` was told of, a connection
over the network) it waits as every loop does, so that work takes as long as it takes.
"""

import asyncio
import os
import selectors
import socket
from asyncio import Future
from collections.abc import Callable
from typing import Any, TypeVarTuple

from evals.voice.clock import VirtualClock, Work

_Ts = TypeVarTuple("_Ts")


class _SkippingSelector(selectors.DefaultSelector):
    """Waits for nothing but work."""

    def __init__(self, clock: VirtualClock, work: Work) -> None:
        super().__init__()
        self._clock, self._work = clock, work
        self._connections: set[int] = set()

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        key = super().register(fileobj, events, data)
        if _is_connection(key.fd):
            self._connections.add(key.fd)
        return key

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        key = super().unregister(fileobj)
        self._connections.discard(key.fd)
        return key

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        waits = timeout is None or timeout <= 0 or not self._clock.may_skip
        if waits or self._work.busy or self._connections:
            return super().select(timeout)
        assert timeout is not None
        ready = super().select(0)
        if not ready:
            self._clock.skip(timeout)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Skips what would only be waited.

    Args:
        clock: What it moves on; the `time` module may tell it as well.
        work: What else is at work.
    """

    def __init__(self, clock: VirtualClock, work: Work) -> None:
        self._virtual, self._work = clock, work
        super().__init__(_SkippingSelector(clock, work))

    def time(self) -> float:
        return self._virtual.monotonic()

    def run_in_executor(
        self, executor: Any, func: Callable[[*_Ts], Any], *args: *_Ts
    ) -> "Future[Any]":
        future = super().run_in_executor(executor, func, *args)
        self._work.begin()
        future.add_done_callback(lambda _: self._work.end())
        return future


def _is_connection(fd: int) -> bool:
    """Say whether a descriptor is a connection over the network, not a pipe within the machine."""
    try:
        with socket.socket(fileno=os.dup(fd)) as opened:
            return opened.family in (socket.AF_INET, socket.AF_INET6)
    except OSError:
        return False
