"""What the rules saw in a part of an utterance, as numbers that a head can weigh."""

import re

import numpy as np

from agents.acts import Act
from agents.constraints import Kind
from agents.reading import Reading
from agents.understand import confidence
from agents.understand.heads import Numbers
from agents.understand.part import Part
from agents.understand.words import ASKING_WORDS

ACTS = tuple(Act)

_WANTS = re.compile(
    r"\b(?:looking for|searching for|show me|find me|buy|buying|purchase|shop|shopping|do you "
    r"(?:have|sell|carry|stock)|(?:need|want|would like) (?:an?|some|new|the|\d)\b|recommend|"
    r"get me|something|anything)\b"
)
_ASKS = re.compile(
    r"^(?:what|which|who|where|why|when|how|is|are|was|does|did|can|could|do|will)\b"
)
_NAMED = 0.9
"""Strength of the catalog's own name for a type."""
_SPANS = (Kind.BRAND, Kind.COLOUR, Kind.MATERIAL, Kind.SIZE, Kind.PRICE, Kind.FEATURE)

FLAGS = 23
WIDTH = 2 * len(ACTS) + FLAGS
"""How many numbers `evidence` returns."""


def evidence(part: Part, reading: Reading) -> Numbers:
    """Return float32 [WIDTH]: the rule's act, sure or not, and what was found.

    Args:
        part: the words with what was found in them.
        reading: what the rules made of it.
    """
    told = np.zeros(WIDTH, dtype=np.float32)
    unsure = reading.confidence < confidence.LIKELY
    told[ACTS.index(reading.act) + (len(ACTS) if unsure else 0)] = 1.0
    told[2 * len(ACTS) :] = _flags(part, reading)
    return told


def wants(text: str) -> bool:
    """Tell whether a shopper's phrase is in normal words: "do you have", "I need a"."""
    return _WANTS.search(text) is not None


def asks(text: str) -> bool:
    """Tell whether normal words begin as a question does."""
    return _ASKS.search(text) is not None


def _flags(part: Part, reading: Reading) -> list[float]:
    shown, text, count = part.shown, part.text, len(part.line.tokens)
    types = part.of(Kind.CATEGORY)
    pointed = [r for r in part.references if r.words]
    known = sum(f.span.stop - f.span.start for f in part.found)
    return [
        float(any(f.strength >= _NAMED for f in types)),
        float(bool(types)),
        *(float(bool(part.of(kind))) for kind in _SPANS),
        float(bool(part.edits)),
        float(bool(pointed)),
        float(any(not r.deictic for r in pointed)),
        float(bool(shown.titles)),
        float(shown.asked == "yes_no"),
        float(bool(shown.asked) and shown.asked != "yes_no"),
        float(shown.added),
        float(part.asks),
        float(wants(text)),
        float(asks(text)),
        float(bool(text) and text.split()[0] in ASKING_WORDS),
        float(np.log1p(min(count, 40))) / 2,
        float(count <= 2),
        min(known / max(count, 1), 1.0),
        reading.confidence,
    ]
