"""What is to be erased outside of the stores when a conversation or a shopper is.

Other packages may keep things that were made from conversations, such as scenarios for evals.
Each offers an `Eraser` in the entry-point group `aisle.erasers`; `assistant` imports none of them.
"""

from importlib.metadata import entry_points
from typing import Any, Protocol

from assistant.config import Settings


class Eraser(Protocol):
    """Erases, and tells, what one package made from conversations."""

    def __call__(
        self, settings: Settings, conversation_id: str | None, shopper_id: str | None, /
    ) -> int:
        """Erase what was made from a conversation or a shopper, one of which is given.

        Says how many things it was. Raises an `AssistantError` when it could not.
        """
        ...

    def held(
        self, settings: Settings, conversation_id: str | None, shopper_id: str | None, /
    ) -> list[Any]:
        """Return what was made from them, as plain data."""
        ...


def erase_elsewhere(
    settings: Settings,
    *,
    conversation_id: str | None = None,
    shopper_id: str | None = None,
    in_tables: bool = True,
) -> int:
    """Erase what was made from a conversation, or from all of a shopper's.

    A conversation's rows in the log's tables are among it: erase its records in the log first.
    What the tables hold of a shopper is erased by `assistant.privacy`, for all sessions at once:
    it says so with `in_tables=False`.

    Returns:
        How many things there were.

    Raises:
        AssistantError: Something could not be erased; may be tried again.
    """
    erased = 0
    if conversation_id is not None and in_tables:
        from assistant.analytics.logged import erase_in_tables  # noqa: PLC0415 - loads DuckDB

        erased += erase_in_tables(settings, conversation_id)
    for point in entry_points(group="aisle.erasers"):
        eraser: Eraser = point.load()
        erased += eraser(settings, conversation_id, shopper_id)
    return erased


def held_elsewhere(
    settings: Settings, *, conversation_id: str | None = None, shopper_id: str | None = None
) -> list[Any]:
    """Return what was made from a conversation, or from all of a shopper's, as plain data.

    Raises:
        AssistantError: Something could not be read.
    """
    found: list[Any] = []
    for point in entry_points(group="aisle.erasers"):
        eraser: Eraser = point.load()
        found += eraser.held(settings, conversation_id, shopper_id)
    return found
