"""What the first analyst's page would wait for, read after a start while nobody speaks.

A server that was just started knows nothing of the log's tables: the first page would load DuckDB
and read the sums of every day. They are read here in steps short enough that speech, which comes
first, waits for none of them and neither does the server's end. Only files are read ahead: a
Postgres has what was read before in its own memory.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Final

from assistant.analyst.stores import Stores
from assistant.config import Settings

AFTER_S: Final = 5.0
"""Since the start: whoever starts a server tries it first."""
LOOKS_AGAIN_S: Final = 2.0
"""While somebody speaks."""
PAUSE_S: Final = 0.05
"""Between two steps, for what else there is to do."""
DAYS_A_STEP: Final = 14
SHOPS_MOST: Final = 4
"""Each that is read keeps a DuckDB open; the others are opened when somebody asks."""

_log = logging.getLogger(__name__)


async def read_ahead(
    shops: Iterable[Settings],
    stores: Stores,
    is_busy: Callable[[], bool],
    after_s: float = AFTER_S,
    again_s: float = LOOKS_AGAIN_S,
) -> None:
    """Read what an overview asks of every shop's log; a failure is logged and no more.

    Args:
        shops: Settings of each.
        stores: Where it is kept afterwards.
        is_busy: Says whether somebody speaks now: then it waits.
        after_s: How long it waits at first.
        again_s: How long until it looks again whether somebody speaks.
    """
    await asyncio.sleep(after_s)
    for tenant in _with_tables(shops):
        steps = steps_of(stores, tenant)
        try:
            while True:
                if is_busy():
                    await asyncio.sleep(again_s)
                elif await asyncio.to_thread(next, steps, False):
                    await asyncio.sleep(PAUSE_S)
                else:
                    break
        except Exception as error:  # noqa: BLE001  # nobody asked: the page will say what is wrong
            kind = type(error).__name__
            _log.warning("the log's tables were not read ahead", extra={"error": kind})


def steps_of(stores: Stores, tenant: str) -> Iterator[bool]:
    """Read what an overview asks of one shop's log, a step at each turn; each yields True.

    Raises:
        ConfigError, StoreUnusable: As of `Stores.store`, and where a file cannot be read.
    """
    store = stores.store(tenant)
    yield True
    from assistant.analyst.doors import DEFAULT_DAYS  # noqa: PLC0415 - as the doors, later
    from assistant.analytics.figure import Wanted  # noqa: PLC0415
    from assistant.analytics.figures import figures  # noqa: PLC0415
    from assistant.analytics.filters import Filters  # noqa: PLC0415
    from assistant.analytics.period import newest_day, span_of  # noqa: PLC0415
    from assistant.analytics.segments import segments  # noqa: PLC0415

    newest, span = newest_day(store), span_of(store)
    if newest is None or span is None:
        return
    yield True
    for first, last in _stretches(span.first, span.last):
        figures(store, Wanted(("turns",)), Filters(first, last))
        yield True
    segments(store, Filters(newest - timedelta(days=DEFAULT_DAYS - 1), newest))
    yield True


def _stretches(first: date, last: date) -> Iterable[tuple[date, date]]:
    """Yield the days in stretches, the last ones first: they are asked for most."""
    step = timedelta(days=DAYS_A_STEP)
    while last >= first:
        begin = max(first, last - step + timedelta(days=1))
        yield begin, last
        last = begin - timedelta(days=1)


def _with_tables(shops: Iterable[Settings]) -> list[str]:
    """Return the tenants whose log is in files that were built before."""
    from assistant.analytics.manifest import NAME  # noqa: PLC0415

    in_files = (shop for shop in shops if shop.log.url is None)
    found = (shop.tenant for shop in in_files if (shop.tables_path / NAME).is_file())
    return list(islice(found, SHOPS_MOST))
