"""A change of the cart while nothing is in it: "let's go in brown instead" is a wish. Pure."""

from dataclasses import replace

from agents.acts import Act
from agents.constraints import Constraint, Edit, Kind, Set
from agents.reading import Reading
from agents.state import DialogueState
from agents.understand.cart import CART_WORDS
from agents.understand.confidence import LIKELY


def wished_instead(reading: Reading, dialogue: DialogueState) -> Reading:
    """Return a new size or color as one of the wish, where no line of the cart can have it.

    Args:
        reading: One reading of the utterance.
        dialogue: The state before it.
    """
    form = ((Kind.SIZE, reading.size), (Kind.COLOUR, reading.colour))
    values = tuple((kind, value) for kind, value in form if value)
    pointed = any(not r.deictic or r.descriptors for r in reading.references)
    if reading.act is not Act.CART_CHANGE or dialogue.cart or dialogue.pending or pointed:
        return reading
    if not values or not dialogue.screen or CART_WORDS.search(reading.words.lower()):
        return reading
    edits: tuple[Edit, ...] = tuple(
        Set(Constraint(kind, value, reading.words, dialogue.turn)) for kind, value in values
    )
    return replace(
        reading, act=Act.REFINE, edits=edits, references=(), size=None, colour=None,
        quantity=None, topic=None, text="", confidence=max(reading.confidence, LIKELY),
    )  # fmt: skip
