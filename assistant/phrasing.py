"""Who puts a planned reply into words while it is already spoken.

The default writes as the turn's decision says: the plan's own clauses, or a model's that
passed the fact guard (`agents.phrasing`). Another phraser stands in for benches.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import Protocol

from assistant.planned import Planned

AT_ONCE_S = 0.01
"""A clause that is there within it belongs to the text before; one that is not is waited for."""

END_OF_CLAUSE = "\n"
"""Tells the voice to speak what it has. It waits for the next word otherwise, to see whether a
sentence ends: a first sentence of ours was heard 0.9 s later while a model was silent behind it."""


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
        """Yield the clauses of `planned`'s reply, and where one is waited for, say so."""
        async with contextlib.aclosing(planned.clauses()) as clauses:
            upcoming = asyncio.ensure_future(anext(clauses, None))
            try:
                while (clause := await upcoming) is not None:
                    yield clause + " "
                    upcoming = asyncio.ensure_future(anext(clauses, None))
                    await asyncio.wait([upcoming], timeout=AT_ONCE_S)
                    if not upcoming.done():
                        yield END_OF_CLAUSE
            finally:
                if not upcoming.done():
                    upcoming.cancel()
                    await asyncio.wait([upcoming])
