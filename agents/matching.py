"""What is to match a product: "matching socks" are of its colour, and for the same people. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Constraint, Kind, Set
from agents.reading import Reading
from agents.state import DialogueState
from agents.understand.tokens import norms
from retrieval.product import Product

_MATCHING = re.compile(r"\b(?:matching|that match(?:es)?(?: it| them)?|in the same colou?r)\b")
_PEOPLE = ("women", "men", "kids", "baby")


def to_match(
    readings: tuple[Reading, ...], dialogue: DialogueState, screen: Sequence[Product]
) -> tuple[Reading, ...]:
    """Return `readings` with the colour and the people of the product that is to be matched.

    Both are wishes only: where no socks come in its colour, socks are shown all the same.
    """
    anchor = next((p for p in screen if p.id == dialogue.focus_id), None)
    anchor = anchor or (screen[0] if screen else None)
    if anchor is None:
        return readings
    return tuple(_one(reading, anchor, dialogue.turn) for reading in readings)


def _one(reading: Reading, anchor: Product, turn: int) -> Reading:
    words = " ".join(norms(reading.words))
    kinds = {e.constraint.kind for e in reading.edits if isinstance(e, Set)}
    if reading.act is not Act.FIND or Kind.CATEGORY not in kinds or not _MATCHING.search(words):
        return reading
    values = {
        Kind.COLOUR: anchor.colours[0] if anchor.colours else None,
        Kind.AUDIENCE: anchor.audience if anchor.audience in _PEOPLE else None,
    }
    added = tuple(
        Set(Constraint(kind, value, reading.words, turn, hard=False))
        for kind, value in values.items()
        if value and kind not in kinds
    )
    text = _MATCHING.sub(" ", reading.text).strip()
    return replace(reading, edits=(*reading.edits, *added), text=text)
