"""Who puts a planned reply into words while it is already spoken.

The default says the plan's own clauses. A language model would stream here; what may
be asked of one, and what is checked of its words, is not decided in this module.
"""

from collections.abc import AsyncGenerator
from typing import Protocol

from agents.turn import Turn


class Phraser(Protocol):
    """Phrases a reply, perhaps one that is never heard: the shopper may go on speaking."""

    def phrase(self, turn: Turn) -> AsyncGenerator[str, None]:
        """Yield the words of the reply to `turn`, in pieces of any length.

        Closing the generator early must stop the work behind it.
        """
        ...


class AsPlanned:
    """Says the clauses that were planned."""

    async def phrase(self, turn: Turn) -> AsyncGenerator[str, None]:
        """Yield the clauses of `turn`'s reply."""
        for clause in turn.reply.clauses:
            yield clause + " "
