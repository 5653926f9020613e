"""An event loop whose seconds pass at once although servers and clients talk over loopback in it.

So a test of a server's timing has exact moments, however busy the machine is. What it cannot do:
wait for another process or thread, other than one of the loop's own executor.
"""

import asyncio
import functools
import selectors
from asyncio import Future
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ParamSpec, TypeVar, TypeVarTuple

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")

_ARRIVES_WITHIN_S = 0.005
"""Real. A byte over loopback is there when its writer goes on; the kernel may put that off."""
_NEVER_SKIPPED_S = 10.0
"""Timers as far away guard against a hang (an SDK's 600 s): nothing may run into them at once."""
_LOOKS_AGAIN_S = 0.5
_OF_THE_LOOP = 1
"""Descriptors: with which other threads wake it."""
_TICK_S = 1e-6
"""Passes with each step: what waits for a remainder of a float would wait for ever."""


class _Selector(selectors.DefaultSelector):
    """Waits for bytes that are under way and for executors; else moves the clock on."""

    def __init__(self) -> None:
        super().__init__()
        self.now_s = 0.0
        self.at_work = 0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self.now_s += _TICK_S
        if timeout is not None and timeout <= 0:
            return super().select(0)
        if timeout is None or timeout > _NEVER_SKIPPED_S or self.at_work:
            return super().select(_LOOKS_AGAIN_S)
        alone = len(self.get_map()) <= _OF_THE_LOOP
        ready = super().select(0 if alone else _ARRIVES_WITHIN_S)
        if not ready:
            self.now_s += timeout
        return ready


class LoopbackLoop(asyncio.SelectorEventLoop):
    """Skips to the next timer where nothing is under way."""

    def __init__(self) -> None:
        self._pace = _Selector()
        super().__init__(self._pace)

    def time(self) -> float:
        return self._pace.now_s

    def run_in_executor(
        self, executor: Any, func: Callable[[*_Ts], Any], *args: *_Ts
    ) -> "Future[Any]":
        future = super().run_in_executor(executor, func, *args)
        self._pace.at_work += 1
        future.add_done_callback(self._done)
        return future

    def _done(self, _: Awaitable[Any]) -> None:
        self._pace.at_work -= 1


def loop_s() -> float:
    """Return the running loop's seconds, to be given as a clock; 0 where none runs."""
    try:
        return asyncio.get_running_loop().time()
    except RuntimeError:
        return 0.0


def over_loopback(test: Callable[_P, Coroutine[Any, Any, _T]]) -> Callable[_P, _T]:
    """Run a test in such a loop; it reads moments off `asyncio.get_running_loop().time()`."""

    @functools.wraps(test)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        with asyncio.Runner(loop_factory=LoopbackLoop) as runner:
            return runner.run(test(*args, **kwargs))

    return run
