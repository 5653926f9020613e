"""How speech over a reply reaches it: AgentSession, the loudspeaker and the turn behind."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from livekit.agents import AgentSession
from livekit.agents.types import TimedString

from agents.turn import Turn
from assistant.spoken_turns import SpokenTurns

STOPPED_WITHIN_S = 0.3
"""Longest wait for AgentSession to cancel a reply's tasks, which takes some ms."""


class SessionReplies:
    """Pauses, stops and withdraws the reply of one session.

    Args:
        session: Ends a reply, before or while it is played; its speaker holds the sound, if
            it can.
        turns: Knows the reply's words and its turn.
    """

    def __init__(self, session: AgentSession[None], turns: SpokenTurns) -> None:
        self._session = session
        self._turns = turns
        self._stopping: asyncio.Future[None] | None = None

    def pause(self) -> bool:
        """Hold the sound; say whether it can be held."""
        speaker = self._session.output.audio
        if speaker is None or not speaker.can_pause:
            return False
        speaker.pause()
        return True

    def resume(self) -> None:
        """Let it go on."""
        if (speaker := self._session.output.audio) is not None:
            speaker.resume()

    def stop(self) -> None:
        """End the reply for good."""
        with suppress(RuntimeError):  # the session is closing: it ends the reply itself
            self._stopping = self._session.interrupt()

    async def stopped(self) -> None:
        """Return when AgentSession has put away what was stopped, soon at any rate."""
        stopping, self._stopping = self._stopping, None
        if stopping is not None:
            await asyncio.wait([stopping], timeout=STOPPED_WITHIN_S)

    def withdraw(self) -> bool:
        """Undo the last turn if nothing was heard of its reply; say whether that was so."""
        withdrawn = self._turns.withdraw()
        if withdrawn:
            self.stop()
        return withdrawn

    def words(self) -> Sequence[TimedString]:
        """Return the words of the reply that is played."""
        return self._turns.words

    def turn(self) -> Turn | None:
        """Return the turn whose reply is played."""
        return self._turns.turn
