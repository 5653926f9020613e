"""Typed turns: one at a time, from the words to the record, in the time that their reader takes.

A turn is stored and logged when it was read. Where reading ends in an error or is cancelled, as
when a client is gone, what was written so far counts as all that was read.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import Final

from agents.errors import AgentError
from agents.turn import Utterance
from assistant.errors import LogUnwritable
from assistant.planned import Planned, reply_of
from assistant.turn_record import Outcome, Timings
from assistant.turns import Turns

_UNCONNECTED: Final = ("text", "chat")
"""Doors that a client does not stay at: a visit begins with the first turn, and has no end."""


@dataclass(slots=True)
class TypedTurn:
    """A typed turn while it is answered."""

    planned: Planned
    timings: Timings | None = None
    """Known when it is over."""
    unlogged: LogUnwritable | None = None
    """Why its record is not on disk, where it is over and that is so."""
    is_stored: bool = True
    """Whether the dialogue was on disk when it was over; else it waits in memory for the disk."""


class TypedTurns:
    """The typed turns of one conversation.

    Args:
        turns: Plans, commits and logs.
    """

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.order = asyncio.Lock()
        """Held while a turn is answered."""

    @asynccontextmanager
    async def answered(
        self, utterance: Utterance, door: str | None, *, streamed: bool
    ) -> AsyncIterator[TypedTurn]:
        """Answer an utterance: the block asks for the reply's clauses, in its own time.

        Args:
            utterance: What was typed.
            door: Through which it came.
            streamed: Whether the clauses are shown as they come.

        Returns:
            The turn. A disk that refuses its record takes no reply from a shopper: `unlogged` says
            so when the block has ended.
        """
        sent_at = time.time()
        # A lone surrogate (a byte that is no UTF-8, in a shell) is no text to any store.
        clean = utterance.text.encode("utf-8", "replace").decode()
        utterance = replace(utterance, text=clean)
        async with AsyncExitStack() as one_at_a_time:
            planned = await self._next(utterance, door, one_at_a_time)
            planned.keep()
            planned.clock.speech_ended_at = sent_at  # nothing is transcribed
            typed = TypedTurn(planned)
            outcome: Outcome = "interrupted"
            try:
                yield typed
                outcome = "completed"
            finally:
                planned.clock.committed_at = time.time()
                if not streamed:
                    planned.clock.first_text_at = planned.clock.committed_at
                await asyncio.shield(self._end(typed, outcome))

    async def _next(self, utterance: Utterance, door: str | None, order: AsyncExitStack) -> Planned:
        """Return the plan of a turn, once those before it are over."""
        try:
            await order.enter_async_context(self.order)
            planned = await self._turns.plan(utterance)
        except BaseException:  # the client that is gone, too: what it sent is not answered
            with suppress(LogUnwritable):
                await asyncio.shield(self._turns.fail(utterance, door))
            raise
        planned.door = door
        if planned.turn.index == 0 and door in _UNCONNECTED:
            self._turns.journal.begins(door, resumed=False)
        return planned

    async def _end(self, typed: TypedTurn, outcome: Outcome) -> None:
        planned = typed.planned
        account = await planned.account()
        if account.text:
            planned.turn = planned.turn.said_as(reply_of(account))
        try:
            await self._turns.commit(planned)
        except AgentError:
            with suppress(LogUnwritable):
                await self._turns.end(planned, outcome="failed")
            raise
        heard = account.text if outcome == "interrupted" else None
        typed.timings = planned.clock.timings(planned.turn)
        try:
            typed.timings = await self._turns.end(planned, outcome=outcome, heard=heard)
        except LogUnwritable as error:
            typed.unlogged = error
        typed.is_stored = self._turns.is_stored
