"""What a server does once a day for privacy, in a process of its own and last in line.

Erasures that a crash interrupted are finished, also when the server starts; then the three clocks
of `retention`. The process is asked a list: the settings of a shop, and those of the installation.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Iterable
from contextlib import closing
from typing import Final

from assistant import last_in_line
from assistant.config import Settings

_log = logging.getLogger("aisle.privacy")

EVERY_S: Final = 86_400.0
FIRST_AFTER_S: Final = 30.0
LONGEST_S: Final = 6 * 3600.0
"""One that takes longer hangs; it is ended and tried again the next day."""


async def keep_expiring(
    shops: Iterable[Settings], installation: Settings, every_s: float = EVERY_S
) -> None:
    """Expire what is over its time, soon and then every day, until cancelled.

    Args:
        shops: Settings of each tenant's shop; asked anew each time.
        installation: Settings of the whole.
        every_s: From one to the next.
    """
    await asyncio.sleep(FIRST_AFTER_S)  # a server that has just started has other things to do
    while True:
        for settings in shops:
            asked = f"[{settings.model_dump_json()},{installation.model_dump_json()}]"
            try:
                await last_in_line.answered("assistant.privacy.daily", asked, LONGEST_S)
            except last_in_line.NotDone as error:
                _log.error("what is over its time could not be removed: %s", error)
        await asyncio.sleep(every_s)


def main() -> int:
    """Finish erasures and expire, as the settings on standard input say."""
    asked = last_in_line.taken()
    from agents.errors import AgentError  # noqa: PLC0415 - loads much
    from assistant.analytics.opening import open_store  # noqa: PLC0415
    from assistant.errors import AssistantError  # noqa: PLC0415
    from assistant.privacy.erasing import finish_all  # noqa: PLC0415
    from assistant.privacy.retention import expire  # noqa: PLC0415
    from retrieval.errors import RetrievalError  # noqa: PLC0415

    def work() -> dict[str, object]:
        shop, whole = map(Settings.model_validate, json.loads(asked))
        finish_all(shop, whole)
        with closing(open_store(shop)) as store:
            return {"expired": expire(shop, store).json()}

    return last_in_line.answer(work, (AssistantError, AgentError, RetrievalError, OSError))


if __name__ == "__main__":
    sys.exit(main())
