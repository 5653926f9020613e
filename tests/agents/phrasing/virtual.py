"""An event loop whose seconds pass at once: waiting costs no time, and every order is exact."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


class _NoWait(selectors.DefaultSelector):
    """Never waits: the loop's clock is moved instead."""

    def __init__(self, passes: Callable[[float], None]) -> None:
        super().__init__()
        self._passes = passes

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout is not None and timeout > 0:
            self._passes(timeout)
        elif not ready and timeout is None:
            raise AssertionError("everything waits, and nothing will ever happen")
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Jumps to the next timer."""

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_NoWait(self._pass))

    def time(self) -> float:
        return self._now

    def _pass(self, seconds: float) -> None:
        self._now += seconds


def run(work: Coroutine[Any, Any, _T]) -> _T:
    """Run `work` to its end in virtual time, and fail if it left a task behind."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:

        async def whole() -> _T:
            result = await work
            for _ in range(8):
                await asyncio.sleep(0)
            left = asyncio.all_tasks() - {asyncio.current_task()}
            assert not left, left
            return result

        return runner.run(whole())
