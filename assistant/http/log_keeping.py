"""What `aisle serve` does for the intent log beside conversations: its tables, and what expires.

Also reads ahead what the first analyst would wait for.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress

from assistant.analyst.reading_ahead import read_ahead
from assistant.analytics.catching_up import keep_caught_up
from assistant.config import DEFAULT_TENANT, Settings
from assistant.http.doors import Doors
from assistant.privacy.daily import keep_expiring


class EveryShop:
    """The settings of each tenant's shop; may be gone through again and again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __iter__(self) -> Iterator[Settings]:
        for tenant in (DEFAULT_TENANT, *self._settings.tenants):
            yield self._settings.of_tenant(tenant)


@asynccontextmanager
async def log_kept(doors: Doors) -> AsyncIterator[None]:
    """Bring the log to its tables while the block runs, and remove what is over its time."""
    settings = doors.settings
    shops = EveryShop(settings)
    keeping = (
        asyncio.create_task(keep_caught_up(shops, settings.log.catch_up_s, doors.caught_up)),
        asyncio.create_task(keep_expiring(shops, settings)),
        asyncio.create_task(
            read_ahead(shops, doors.stores, lambda: doors.metrics.sessions_open() > 0)
        ),
    )
    try:
        yield
    finally:
        for task in keeping:
            task.cancel()
        for task in keeping:
            with suppress(asyncio.CancelledError):
                await task
