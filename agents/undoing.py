"""What "undo that" takes back: the last change of the wish, or of the cart. Pure."""

from dataclasses import replace

from agents.acts import Act
from agents.constraints import Undo
from agents.reading import Reading
from agents.state import DialogueState


def undoing(reading: Reading, dialogue: DialogueState) -> Reading:
    """Return the reading as the taking back of whichever was changed last."""
    undoes = any(isinstance(e, Undo) for e in reading.edits)
    wish = bool(dialogue.constraints or dialogue.query)
    if reading.act is Act.CART_UNDO and undoes and wish and not dialogue.cart_came_last:
        return replace(reading, act=Act.REFINE)
    alone = undoes and len(reading.edits) == 1 and not reading.text
    if reading.act is Act.REFINE and alone and dialogue.cart_came_last:
        return replace(reading, act=Act.CART_UNDO, edits=())
    return reading
