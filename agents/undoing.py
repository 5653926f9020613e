"""What "undo that" takes back: the last change of the wish, or of the cart. Pure."""

from dataclasses import replace

from agents.acts import Act
from agents.constraints import Undo
from agents.reading import Reading
from agents.state import DialogueState
from agents.understand.cart import CART_WORDS


def undoing(reading: Reading, dialogue: DialogueState) -> Reading:
    """Return the reading as the taking back of whichever was changed last."""
    undoes = any(isinstance(e, Undo) for e in reading.edits)
    wish = bool(dialogue.constraints or dialogue.query)
    if reading.act is Act.CART_UNDO and undoes and wish and not dialogue.cart_came_last:
        return replace(reading, act=Act.REFINE)
    nothing_in_it = not (dialogue.cart or dialogue.carts) and not CART_WORDS.search(
        reading.words.lower()
    )
    if reading.act is Act.CART_UNDO and nothing_in_it and wish and not reading.references:
        # "Undo that last thing" with a cart that never held anything takes back the wish.
        return replace(reading, act=Act.REFINE, edits=(Undo(reading.words),))
    alone = undoes and len(reading.edits) == 1 and not reading.text
    if reading.act is Act.REFINE and alone and dialogue.cart_came_last:
        return replace(reading, act=Act.CART_UNDO, edits=())
    return reading
