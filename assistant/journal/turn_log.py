"""What is written when a turn is over: its record, its events, its recording, its spans."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agents.ledger.entries import Entry
from agents.phrasing.said import Account
from agents.turn import Utterance
from assistant.events.event import Event
from assistant.journal.journal import Cut, Journal
from assistant.planned import Planned
from assistant.recordings.sound import Sound
from assistant.recordings.store import RecordingsUnusable
from assistant.turn_record import Outcome, failure_of, record_of

if TYPE_CHECKING:
    from assistant.parts import Parts

_log = logging.getLogger("aisle.journal")

WENT = Cut()

SOUNDS: Final = 4
"""Utterances that wait for their turn with their sound: a client that collects more loses some."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a turn ended."""

    outcome: Outcome = "completed"
    heard: str | None = None
    """What of the reply was spoken, when it was cut off."""
    cut: Cut = WENT
    """How it was cut off."""


class TurnLog:
    """Writes one conversation's turns.

    Args:
        parts: The shop's.
        journal: The conversation's.
        session_id: The conversation's, as it is stored.
    """

    def __init__(self, parts: "Parts", journal: Journal, session_id: str) -> None:
        self._log = parts.log
        self._journal = journal
        self._traces = parts.traces
        self._recordings = parts.recordings
        self._session_id = session_id
        self._may_record = parts.settings.log.keep_audio and parts.settings.log.audio_days > 0
        self.records = self._may_record and self._recordings.consented(session_id)
        """Whether the shopper's voice is kept: they agreed, and the settings allow it."""
        self._sounds: OrderedDict[str, Sound] = OrderedDict()
        """Of utterances whose turn comes later, by their words."""

    def heard(self, text: str, sound: Sound) -> None:
        """Hold the sound of words that are answered later, where it is to be kept."""
        if self.records:
            self._sounds[text] = sound
            while len(self._sounds) > SOUNDS:
                self._sounds.popitem(last=False)

    async def write(
        self, planned: Planned, ending: Ending, account: Account, readings: Sequence[Entry]
    ) -> None:
        """Write a turn's record and its events; returns when they are on disk.

        Args:
            planned: The turn, as it was said.
            ending: How it ended.
            account: How the reply came about.
            readings: Calls that read the utterance again.

        Raises:
            LogUnwritable: The record is not on disk; a LogLate still comes to be.
        """
        began = time.time()
        turn, clock, journal = planned.turn, planned.clock, self._journal
        is_stored = ending.outcome != "failed"
        # A recording goes by its turn's number, which of one that failed the next one has.
        audio = await self._recorded(planned) if is_stored else None
        record = record_of(
            turn,
            clock.timings(turn),
            account,
            origin=journal.origin(planned.door, audio, clock.committed_at),
            outcome=ending.outcome,
            heard=ending.heard,
            readings=readings,
        )
        events: list[Event] = []
        if not is_stored:
            record = record.model_copy(update={"turn": None})
        else:
            events = journal.of_turn(turn, planned.changes, planned.door)
        if ending.outcome == "interrupted":
            events.append(journal.interruption(planned.turn.query_id, turn.index, ending.cut))
        others = asyncio.create_task(journal.write(events))
        try:
            await self._log.append_async(record)
        finally:
            await others
            if self._traces is not None:
                self._traces.turn(record, clock, began, time.time())

    async def fail(self, utterance: Utterance, door: str | None) -> None:
        """Write the record of an utterance that could not be answered.

        Raises:
            LogUnwritable: The record is not on disk; a LogLate still comes to be.
        """
        others = asyncio.create_task(self._journal.error("turn_failed", door))
        origin = self._journal.origin(door)
        try:
            await self._log.append_async(failure_of(self._session_id, utterance, origin))
        finally:
            await others

    async def consents(self, *, audio: bool) -> bool:
        """Note that the shopper agrees to recordings, or no more: then those there are go at once.

        Returns:
            Whether recordings are kept from now on: the settings have to allow it too.

        Raises:
            RecordingsUnusable: It cannot be noted, or something not be erased; may be tried again.
        """
        if audio and self._may_record:
            await asyncio.to_thread(self._recordings.consent, self._session_id)
        elif not audio:
            self.records = False
            await self.erase_recordings()
        self.records = audio and self._may_record
        await self._journal.consent(audio=audio)
        return self.records

    async def erase_recordings(self) -> int:
        """Erase the conversation's recordings, and its consent; return how many there were.

        Raises:
            RecordingsUnusable: Something could not be erased; may be tried again.
        """
        self.records = False
        self._sounds.clear()
        return await asyncio.to_thread(self._recordings.erase, [self._session_id])

    async def _recorded(self, planned: Planned) -> str | None:
        """Keep the utterance's sound, where that is wanted; return what it is called."""
        sound, planned.sound = planned.sound, None
        utterance = planned.turn.utterance
        if sound is None and utterance.spoken:
            sound = self._sounds.pop(utterance.text, None)
        if sound is None or not self.records:
            return None
        keep = self._recordings.keep
        try:
            return await asyncio.to_thread(keep, self._session_id, planned.turn.index, sound)
        except RecordingsUnusable as error:
            _log.error("a recording was not kept: %s", error)
            return None
