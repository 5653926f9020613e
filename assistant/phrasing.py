"""Who puts a planned reply into words while it is already spoken.

The default writes as the turn's decision says: the plan's own clauses, or a model's that
passed the fact guard (`agents.phrasing`). Another phraser stands in for benches.
"""

import contextlib
from collections.abc import AsyncGenerator
from typing import Protocol

from assistant.conversation import Planned


class Phraser(Protocol):
    """Phrases a reply, perhaps one that is never heard: the shopper may go on speaking."""

    def phrase(self, planned: Planned) -> AsyncGenerator[str, None]:
        """Yield the words of the reply, in pieces of any length.

        Closing the generator early must stop the work behind it.
        """
        ...


class AsWritten:
    """Says what the conversation's writer writes."""

    async def phrase(self, planned: Planned) -> AsyncGenerator[str, None]:
        """Yield the clauses of `planned`'s reply."""
        async with contextlib.aclosing(planned.clauses()) as clauses:
            async for clause in clauses:
                yield clause + " "
