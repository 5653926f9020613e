"""Being told to stop: Ctrl-C and SIGTERM end a run between two looks, with everything kept."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stop:
    """Whether a run is to stop, and why."""

    def __init__(self) -> None:
        self.why: str | None = None
        self.exit_code = 1

    def __call__(self) -> bool:
        return self.why is not None

    def ask(self, why: str, exit_code: int = 1) -> None:
        """Have the run stop at its next look; the first reason counts."""
        if self.why is None:
            self.why, self.exit_code = why, exit_code


@contextmanager
def stopping() -> Iterator[Stop]:
    """Yield what Ctrl-C and SIGTERM set while the block runs; a second Ctrl-C ends it at once."""
    stop = Stop()

    def told(number: int, _: FrameType | None) -> None:
        if stop.why is not None and number == signal.SIGINT:
            raise KeyboardInterrupt
        name = "Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name
        stop.ask(f"it was told to ({name})", 128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield stop  # only the main thread is told of signals
        return
    before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
