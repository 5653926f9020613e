"""A brand or a property as the answer to "which one?": "Rokanda" picks the one that is. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from agents.acts import Act
from agents.constraints import Kind, Set
from agents.pending import Slot
from agents.reading import Reading, Reference
from agents.references import fits
from agents.state import DialogueState
from agents.understand.confidence import LIKELY
from retrieval.product import Product

ANSWER_WORDS = 4
"""Longer than "the waterproof Rokanda please" is a wish of its own."""
_TELLING = frozenset({Kind.BRAND, Kind.COLOUR, Kind.MATERIAL, Kind.FEATURE, Kind.CATEGORY})


def picked(reading: Reading, dialogue: DialogueState, screen: Sequence[Product]) -> Reading:
    """Return a bare value as the choice that was asked for, where one product on the screen has it.

    Args:
        reading: One reading of the utterance.
        dialogue: The state before it.
        screen: What is shown, in order.
    """
    pending = dialogue.pending
    if pending is None or pending.slot is not Slot.WHICH or reading.references:
        return reading
    if reading.act not in (Act.FIND, Act.REFINE) or len(reading.words.split()) > ANSWER_WORDS:
        return reading
    sets = [e.constraint for e in reading.edits if isinstance(e, Set) and e.constraint.wanted]
    if not sets or len(sets) != len(reading.edits) or reading.text:
        return reading
    if not {c.kind for c in sets} <= _TELLING:
        return reading
    descriptors = tuple((c.kind, str(c.value)) for c in sets)
    reference = Reference(reading.words, descriptors=descriptors)
    if sum(fits(product, reference) for product in screen) != 1:
        return reading
    sure = max(reading.confidence, LIKELY)
    return replace(reading, act=Act.SELECT, edits=(), references=(reference,), confidence=sure)
