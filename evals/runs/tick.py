"""How fast the machine is right now: what a fixed piece of arithmetic takes.

Two runs whose latencies differ as much as their ticks do differ by the machine, not by the
assistant. On an idle core of 2.5 GHz it takes 3 ms, three times that where six others compute.
"""

import hashlib
import time
from collections.abc import Callable
from statistics import median

_ROUNDS = 3
_STEPS = 20_000
_BYTES = bytes(512 * 1024)


def tick_ms(clock: Callable[[], float] = time.perf_counter) -> float:
    """Return milliseconds, the median of three times.

    Args:
        clock: Seconds.
    """
    return round(median(_once(clock) for _ in range(_ROUNDS)), 3)


def _once(clock: Callable[[], float]) -> float:
    began, number = clock(), 1
    for _ in range(_STEPS):
        number = (number * 1_103_515_245 + 12_345) & 0x7FFFFFFF
    hashlib.sha256(_BYTES).digest()
    return (clock() - began) * 1000
