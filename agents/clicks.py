"""What a shopper does by hand, on the screen: changes of the cart and of the boards. Types only.

A click is plain data, since the dialogue keeps the clicks of the turn under way: a turn that
was planned before a click and is committed after it must not undo it (`agents.clicked`).
"""

from dataclasses import dataclass
from enum import StrEnum

CLICKS_KEPT = 100
"""Of one turn; with more, a turn that was planned before the first of them forgets it."""


class Deed(StrEnum):
    """What was done."""

    ADD = "add"
    """Put into the cart."""
    CHANGE = "change"
    """Another number of pieces, or another form, of a line that is there."""
    REMOVE = "remove"
    """A line of the cart."""
    EMPTY = "empty"
    """The whole cart."""
    UNDO = "undo"
    """The last change of the cart."""
    SAVE = "save"
    """On a board, which is made if there is none; without a product only that."""
    TAKE_OFF = "take_off"
    """Off a board."""
    DROP_BOARD = "drop_board"


@dataclass(frozen=True, slots=True)
class Click:
    """One change by hand."""

    deed: Deed
    product_id: str = ""
    variant_id: str | None = None
    """Which variant: of a line that is there, or the one that is wanted."""
    size: str | None = None
    """The size wanted, where no variant is named, or the line's new one."""
    colour: str | None = None
    """The same for the colour."""
    quantity: int | None = None
    """Pieces to add, 1 if None; or all pieces of a line, as they are if None."""
    board: str = ""
