"""What is to be erased outside of the stores when a conversation or a shopper is.

Other packages may keep things that were made from conversations, such as scenarios for evals.
Each offers a function in the entry-point group `aisle.erasers`; `assistant` imports none of them.
"""

from collections.abc import Callable
from importlib.metadata import entry_points

from assistant.config import Settings

Eraser = Callable[[Settings, str | None, str | None], int]
"""Takes settings, a conversation's id and a shopper's id, one of which is given; says how many
things it erased. Raises an `AssistantError` when it could not."""


def erase_elsewhere(
    settings: Settings, *, conversation_id: str | None = None, shopper_id: str | None = None
) -> int:
    """Erase what was made from a conversation, or from all of a shopper's.

    Returns:
        How many things there were.

    Raises:
        AssistantError: Something could not be erased; may be tried again.
    """
    erased = 0
    for point in entry_points(group="aisle.erasers"):
        eraser: Eraser = point.load()
        erased += eraser(settings, conversation_id, shopper_id)
    return erased
