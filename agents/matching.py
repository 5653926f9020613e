"""What is to match a product: "matching socks" are of its colour, and for the same people. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Constraint, Kind, Set
from agents.new_bundle import wanted
from agents.reading import Reading
from agents.state import DialogueState
from agents.understand.occasion import MATCH
from agents.understand.tokens import norms
from retrieval.product import Product

_MATCHING = re.compile(
    r"\b(?:matching|(?:that |to )match(?:es)?(?: it| them| that| this| these| those)?|"
    r"in the same colou?r|(?:(?:that |to |would |will |could |might |should )?go(?:es)? (?:well )?"
    r"(?:together )?with|to wear with) (?:it|them|that|this|these|those))\b"
)
_TOLD = frozenset({"match", "matches", "matching", "go", "goes", "wear", "well", "together"})
"""What is left of these words in a text tells nothing more."""
_SHELVES = frozenset({Kind.CATEGORY, Kind.DEPARTMENT})
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


def _one_thing(reading: Reading) -> bool:
    """Say whether what was read as a set names only one kind of thing."""
    if reading.act is not Act.BUNDLE or reading.topic is not None:
        return False
    asked = wanted(reading)
    return not asked.name and len(asked.pieces) == 1


def _one(reading: Reading, anchor: Product, turn: int) -> Reading:
    words = " ".join(norms(reading.words))
    if reading.act is Act.BUNDLE and reading.topic == MATCH:
        # "What goes with it?" is of the thing that there is, and no set of its own.
        return replace(reading, act=Act.INSPIRE)
    if _one_thing(reading) and _MATCHING.search(words):
        # "What shoes would go with it?" asks for shoes; a set of one piece is none.
        reading = replace(reading, act=Act.FIND, text="")
    kinds = {e.constraint.kind for e in reading.edits if isinstance(e, Set)}
    if reading.act is not Act.FIND or not kinds & _SHELVES or not _MATCHING.search(words):
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
    text = " ".join(w for w in _MATCHING.sub(" ", reading.text).split() if w not in _TOLD)
    own = tuple(e for e in reading.edits if not (isinstance(e, Set) and _is_told(e.constraint)))
    return replace(reading, edits=(*own, *added), text=text)


def _is_told(constraint: Constraint) -> bool:
    """Say whether "to match" was taken for a property of the thing."""
    return constraint.kind is Kind.FEATURE and str(constraint.value) in _TOLD
