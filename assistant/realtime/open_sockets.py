"""The connections of one process, so that a session has only one at a time."""

from contextlib import suppress
from typing import Protocol


class OpenSocket(Protocol):
    async def taken_over(self) -> None:
        """Close for a newer connection; return when its turn is stored."""
        ...


class OpenSockets:
    """One an application."""

    def __init__(self) -> None:
        self._open: dict[str, OpenSocket] = {}

    def __len__(self) -> int:
        return len(self._open)

    async def take_over(self, conversation_id: str) -> bool:
        """Close the connection that has a conversation; say whether there was one.

        Args:
            conversation_id: As it is stored, with its owner in it.
        """
        found = self._open.pop(conversation_id, None)
        if found is not None:
            await found.taken_over()
        return found is not None

    def add(self, conversation_id: str, socket: OpenSocket) -> OpenSocket | None:
        """Note whose connection it is now; return another that came in between."""
        other = self._open.get(conversation_id)
        self._open[conversation_id] = socket
        return other

    def remove(self, conversation_id: str, socket: OpenSocket) -> None:
        """Forget a connection that ended."""
        with suppress(KeyError):
            if self._open[conversation_id] is socket:
                del self._open[conversation_id]
