"""The events of one call, together with what they have cost so far."""

from collections.abc import AsyncGenerator
from types import TracebackType

from agents.models.call import ModelEvent
from agents.models.partial import Partial
from agents.models.usage import Usage


class Asked(AsyncGenerator[ModelEvent, None]):
    """The events of one call; `usage` is what it has cost so far."""

    def __init__(self, events: AsyncGenerator[ModelEvent, None], partial: Partial) -> None:
        self._events = events
        self._partial = partial

    @property
    def usage(self) -> Usage:
        """What was read and generated until now; all zero if nothing can have been billed."""
        return self._partial.usage()

    async def asend(self, value: None) -> ModelEvent:
        """Return the next event."""
        return await self._events.asend(value)

    async def athrow(
        self,
        typ: type[BaseException] | BaseException,
        val: BaseException | object = None,
        tb: TracebackType | None = None,
    ) -> ModelEvent:
        """Raise inside the stream."""
        if isinstance(typ, BaseException):
            return await self._events.athrow(typ)
        return await self._events.athrow(typ, val, tb)

    async def aclose(self) -> None:
        """Close the connection if the answer is not over."""
        await self._events.aclose()
