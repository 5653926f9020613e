"""What a sentence is made of for the guard: items, each some tokens and what they do there."""

from dataclasses import dataclass
from enum import Enum, auto

from agents.guard.figures import Figure
from agents.guard.known import Key
from agents.guard.metrics import Metric
from agents.guard.verdict import Fault
from retrieval.wordset import wordset


class Kind(Enum):
    """What an item does in its sentence."""

    NAME = auto()
    ONE = auto()
    MANY = auto()
    CLAIM = auto()
    FIGURE = auto()
    MORE = auto()
    MOST = auto()
    STOCK = auto()
    NEG = auto()
    AND = auto()
    COMMA = auto()
    BREAK = auto()
    THAN = auto()
    BE = auto()
    FILLER = auto()
    BAD = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """Some tokens of a sentence, and what they do there."""

    kind: Kind
    start: int
    stop: int
    low: str
    """Their words."""
    keys: frozenset[Key] = frozenset()
    places: frozenset[int] = frozenset()
    figure: Figure | None = None
    metric: Metric | None = None
    fault: Fault = Fault.UNKNOWN


BE = wordset("is are was were be being been am do does did has have had will would can")
NOUNS = wordset(
    "one ones option options pick picks pair pairs choice choices version model item product "
    "alternative alternatives candidate"
)
"""Nouns that stand for a product of the list: "the blue one"."""
