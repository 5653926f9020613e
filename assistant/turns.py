"""The turns of one conversation: planned, committed, ended and logged, in that order.

Shared by the spoken session and the typed one. Nothing is stored by `plan`;
`commit` makes a plan the conversation's state; `end` writes the record.
"""

import asyncio
import time

from agents.phrasing.said import Account
from agents.turn import Reply, Utterance
from assistant.held import Held
from assistant.holdings import Holdings
from assistant.journal.journal import Cut, Journal
from assistant.journal.turn_log import WENT, Ending, TurnLog
from assistant.parts import Parts
from assistant.planned import Planned, reply_of
from assistant.recordings.sound import Sound
from assistant.turn_record import Outcome, Timings


class Turns:
    """One conversation's turns.

    Args:
        parts: The process's parts.
        conversation_id: Resumes the dialogue that was stored under it.
        shopper_id: Whose taste is used and learned; None for a stranger.
    """

    def __init__(self, parts: Parts, conversation_id: str, shopper_id: str | None = None) -> None:
        self.id = conversation_id
        self.journal = Journal(parts, conversation_id, shopper_id)
        self._held = Held(parts, conversation_id, shopper_id)
        self._turn_log = TurnLog(parts, self.journal, conversation_id)
        self._shopping = parts.shopping
        self._writer = parts.writer
        self._readers = parts.routing.readers if parts.routing else None
        self._tenant = parts.settings.router.tenant
        self._shown = parts.shown
        self._forgotten_at = 0.0
        """Of turns that were planned before, nothing is logged any more."""
        self._order = asyncio.Lock()

    async def plan(self, utterance: Utterance) -> Planned:
        """Return what would be answered to `utterance`; stores nothing."""
        async with self._order:  # an earlier commit first
            taste, boards = await self._held.known()
            turn = await self._shopping.plan(self.id, utterance, taste, boards, self._tenant)
            planned = Planned(turn, self._writer)
        planned.clock.planned_at = time.time()
        return planned

    def shows(self, planned: Planned) -> None:
        """Note that the turn's products are on the screen, though it is not committed yet."""
        turn = planned.turn
        ids = [candidate.product.id for candidate in turn.products]
        searched = turn.query is not None
        self._shown.show(self.id, planned.turn.query_id, turn.index, ids, searched=searched)

    def withdraws(self, planned: Planned) -> None:
        """Note that a turn whose products were on the screen never was."""
        self._shown.withdraw(self.id, planned.turn.query_id)

    async def commit(self, planned: Planned) -> None:
        """Make the planned turn the conversation's state; nothing of one that was forgotten."""
        async with self._order:
            if self._is_forgotten(planned):
                return
            before = await self._held.before()
            missed = await self._shopping.commit(planned.turn)
            self.shows(planned)
            planned.changes = await self._held.follow(before, planned.turn, missed)
        if missed:
            self._held.tell(await self.holdings())

    @property
    def is_stored(self) -> bool:
        """Whether the dialogue is on disk as it is; else it waits in memory for the disk."""
        return self._shopping.is_stored(self.id)

    async def holdings(self) -> Holdings:
        """Return the cart and the boards as they are now."""
        return await self._held.now()

    async def end(
        self,
        planned: Planned,
        *,
        outcome: Outcome = "completed",
        heard: str | None = None,
        cut: Cut = WENT,
    ) -> Timings:
        """Write the turn's record; returns once it is on disk, or within `log.write_within_s`.

        Args:
            planned: A turn that was committed.
            outcome: How it ended.
            heard: What of the reply was spoken, when it was cut off.
            cut: How it was cut off.

        Raises:
            LogUnwritable: The record is not on disk; a LogLate still comes to be.
        """
        account = await planned.account()
        try:
            if outcome != "failed":
                async with self._order:
                    await self._note(planned, account, heard)
        finally:
            timings = planned.clock.timings(planned.turn)
            readings = self._readers.drain(self.id, planned.turn.index) if self._readers else ()
            if not self._is_forgotten(planned):
                ending = Ending(outcome, heard, cut)
                await self._turn_log.write(planned, ending, account, readings)
        return timings

    async def note_heard(self, index: int, heard: str) -> None:
        """Correct what was heard of the last reply, whose turn has ended already."""
        async with self._order:
            await self._shopping.note_heard(self.id, heard, index)

    async def fail(self, utterance: Utterance, door: str | None = None) -> None:
        """Write the record of an utterance that could not be answered.

        Raises:
            LogUnwritable: The record could not be written.
        """
        await self._turn_log.fail(utterance, door)

    def heard(self, text: str, sound: Sound) -> None:
        """Hold the sound of words that are answered later, where the shopper agreed to that."""
        self._turn_log.heard(text, sound)

    @property
    def records(self) -> bool:
        """Whether the shopper's voice is kept: they agreed, and the settings allow it."""
        return self._turn_log.records

    async def consents(self, *, audio: bool) -> bool:
        """Note whether the shopper agrees to recordings, as of `TurnLog.consents`."""
        async with self._order:
            return await self._turn_log.consents(audio=audio)

    @property
    def was_forgotten(self) -> bool:
        """Whether it was erased; what followed since then is stored under its id again."""
        return self._forgotten_at > 0.0

    def _is_forgotten(self, planned: Planned) -> bool:
        return (planned.clock.planned_at or 0.0) < self._forgotten_at

    async def _note(self, planned: Planned, account: Account, heard: str | None) -> None:
        """Tell the dialogue what was said and heard, where that is not what was planned."""
        if account.text and account.whole != planned.turn.reply.text:
            await self._shopping.note_said(self.id, planned.turn.index, account.whole)
        if account.text:
            planned.turn = planned.turn.said_as(reply_of(account))
        elif planned.left_to_client:
            planned.turn = planned.turn.said_as(Reply((), planned.turn.reply.tier))
        if heard is not None:
            await self._shopping.note_heard(self.id, heard, planned.turn.index)
