"""Whether work grows with its size, not with the square of it; others share the machine."""

from collections.abc import Callable
from time import process_time
from typing import Final

SMALL, LARGE = 1_000, 8_000
BETWEEN: Final = 28
"""Eight times is linear, 64 times its square; a busy machine doubles either."""
QUICK_S: Final = 0.5
"""Of the processor: work that ends in it is not looked at further."""


def is_linear(work: Callable[[int], object]) -> bool:
    """Say whether `work` of a large size takes not much more than its share of a small one."""
    work(SMALL // 2)
    small = min(_took_s(work, SMALL) for _ in range(3))
    # The best of some: what others do at the same time only ever adds.
    return any(_took_s(work, LARGE) < max(QUICK_S, BETWEEN * small) for _ in range(3))


def _took_s(work: Callable[[int], object], size: int) -> float:
    start = process_time()
    work(size)
    return process_time() - start
