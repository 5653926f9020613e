"""Ends of turn on their way from the recogniser to AgentSession, so that one can be undone.

The recogniser runs ahead of its events, and AgentSession takes an end in over several
steps of the event loop. An end that is taken back meanwhile is dropped on the way, or
refused when it arrives.
"""

import asyncio


class EndsOfTurn:
    """What is on its way."""

    def __init__(self) -> None:
        self.told = 0
        """Decided by the recogniser, with words."""
        self.seen = 0
        """Whose events came through here."""
        self.dropping = False
        """The next end is not to be passed on: it was taken back."""
        self.taken_back = False
        """The end that AgentSession is taking in was taken back."""
        self.arrived = asyncio.Event()
        """Cleared while AgentSession takes one in."""
        self.arrived.set()

    async def wait(self, timeout_s: float) -> None:
        """Wait until AgentSession has taken the last end in; it may have refused it."""
        try:
            await asyncio.wait_for(self.arrived.wait(), timeout_s)
        except TimeoutError:
            self.arrived.set()
            self.taken_back = False
