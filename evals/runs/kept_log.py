"""The intent log of a run's assistant, which also hands its records over.

A record says what a turn cost in all and why the router chose as it did; the turn itself does not.
"""

import asyncio
from dataclasses import replace
from pathlib import Path

from assistant.events.event import Event
from assistant.intent_log.log import IntentLog
from assistant.parts import Parts
from assistant.turn_record import TurnRecord


class KeptLog(IntentLog):
    """Writes records as the real log does, and keeps those of open conversations in memory."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._kept: dict[str, list[TurnRecord]] = {}

    def append(self, record: TurnRecord | Event) -> None:
        """Write `record` and wait until it is on disk; see `IntentLog.append`."""
        super().append(record)
        self._keep(record)

    async def append_async(self, record: TurnRecord | Event) -> None:
        """Write `record` and wait until it is on disk; see `IntentLog.append_async`.

        In a thread: a clock that skips idle time would not wait for the disk otherwise.
        """
        await asyncio.to_thread(self.append, record)

    def _keep(self, record: TurnRecord | Event) -> None:
        if isinstance(record, TurnRecord):
            self._kept.setdefault(record.session_id, []).append(record)

    def take(self, session_id: str) -> list[TurnRecord]:
        """Return a conversation's records since the last time, oldest first."""
        return self._kept.pop(session_id, [])


def with_kept_log(parts: Parts) -> tuple[Parts, KeptLog]:
    """Return the same parts with such a log in the same folder, and the log."""
    log = KeptLog(parts.log.folder)
    return replace(parts, log=log), log
