"""Bringing the log to its tables while Aisle serves, in a process of its own and last in line.

Where nothing was logged no process is started. A failure is told and tried again; nothing is lost
by it. The process is asked the settings of the shop.
"""

import asyncio
import logging
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from assistant import last_in_line
from assistant.config import Settings
from assistant.intent_log.segments import live, sealed

_log = logging.getLogger(__name__)

SHARE: Final = 0.1
"""Of the time that may go into builds: after one of 20 s the next waits for 180 s."""
LONGEST_S: Final = 3600.0
"""A build that takes longer hangs; it is ended and tried again."""


@dataclass(slots=True)
class CaughtUp:
    """How it goes, for metrics and readiness."""

    records: int = 0
    """Taken in since the start."""
    failures: int = 0
    """In a row; 0 when the last went well."""
    last_s: float | None = None
    """How long the last took; None before the first."""
    at: float | None = None
    """Unix time at which everything logged until then was in the tables."""


async def keep_caught_up(
    shops: Iterable[Settings], every_s: float, told: CaughtUp | None = None
) -> None:
    """Bring what was logged to the tables again and again, until cancelled.

    Args:
        shops: Settings of each tenant's shop; asked anew each time.
        every_s: From the end of one build to the beginning of the next, at least.
        told: Kept up to date.
    """
    state = told or CaughtUp()
    first = True
    while True:
        began, started = time.monotonic(), time.time()
        failed: last_in_line.NotDone | None = None
        for settings in shops:
            try:
                state.records += await caught_up(settings, anyway=first)
            except last_in_line.NotDone as error:
                failed = error  # another shop's may go well
        if failed is None:
            if state.failures:
                _log.warning("the log's tables are up to date again")
            state.failures, state.at, first = 0, started, False
        else:
            state.failures += 1
            if state.failures == 1:
                _log.error("the log's tables could not be brought up to date: %s", failed)
        state.last_s = time.monotonic() - began
        await asyncio.sleep(max(every_s, state.last_s * (1 - SHARE) / SHARE))


async def caught_up(settings: Settings, *, anyway: bool = False) -> int:
    """Bring one shop's log to its tables and count its topics; return how many records were new.

    Args:
        settings: Of the shop.
        anyway: Also where nothing was logged since: tables may have been brought from elsewhere.

    Raises:
        NotDone: It failed; may be tried again.
    """
    if not await asyncio.to_thread(_is_behind, settings) and not (
        anyway and settings.tables_path.is_dir()
    ):
        return 0
    asked = settings.model_dump_json()
    told = await last_in_line.answered("assistant.analytics.catching_up", asked, LONGEST_S)
    return int(told["records"])


def _is_behind(settings: Settings) -> bool:
    try:
        waiting = (*live(settings.log_path), *sealed(settings.log_path))
        return any(path.stat().st_size > 0 for path in waiting)
    except OSError:
        return True  # a segment that was renamed just now, or a folder that the build will tell of


def main() -> int:
    """Bring the log of the settings on standard input to its tables."""
    asked = last_in_line.taken()
    from assistant.analytics.opening import open_store  # noqa: PLC0415 - loads DuckDB
    from assistant.analytics.topics.freshening import ShopTopics  # noqa: PLC0415
    from assistant.errors import AssistantError  # noqa: PLC0415

    def work() -> dict[str, int]:
        settings = Settings.model_validate_json(asked)
        with closing(open_store(settings)) as store:
            records = store.catch_up()
            ShopTopics(settings, store).catch_up()
        return {"records": records}

    return last_in_line.answer(work, (AssistantError, OSError))


if __name__ == "__main__":
    sys.exit(main())
