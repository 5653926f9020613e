"""How long a test waits for what must happen: such a deadline ends a hang and proves nothing."""

import asyncio
import time
from collections.abc import Callable

PATIENCE_S = 60
"""Far beyond what a busy machine needs; below the limit of a whole test (pyproject.toml)."""
_LOOK_AGAIN_S = 0.01


async def until(happened: Callable[[], object]) -> None:
    """Wait until something is true, looking again and again.

    Raises:
        TimeoutError: it never became true.
    """
    async with asyncio.timeout(PATIENCE_S):
        while not happened():  # noqa: ASYNC110 - of many kinds, most of them without an event
            await asyncio.sleep(_LOOK_AGAIN_S)


def wait_until(happened: Callable[[], object]) -> None:
    """Do what `until` does where there is no event loop.

    Raises:
        TimeoutError: it never became true.
    """
    ends = time.monotonic() + PATIENCE_S
    while not happened():
        if time.monotonic() > ends:
            raise TimeoutError
        time.sleep(_LOOK_AGAIN_S)
