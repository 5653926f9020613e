"""A sentence as items: names, claims, figures, comparisons, and the words that join them.

Every token ends up in exactly one item; a word that nothing explains becomes UNKNOWN. What reads
an item is in `agents.guard.scanning`, by what it reads.
"""

from collections.abc import Callable
from typing import Final

from agents.guard.index import SheetIndex
from agents.guard.item import Item
from agents.guard.scanning.facts import claim, figure, metric, size
from agents.guard.scanning.joints import joint, mark
from agents.guard.scanning.products import code, name, place
from agents.guard.scanning.sentence import Sentence
from agents.guard.scanning.several import several
from agents.guard.scanning.words import idiom, word
from agents.guard.text import Token

_READERS: Final[tuple[Callable[[Sentence, int], Item | None], ...]] = (
    *(mark, code, name, idiom, place, size, figure, metric, claim, joint, several),
)
"""The first that reads something at a token is right; what none reads is a word."""


def scan(tokens: list[Token], index: SheetIndex) -> list[Item]:
    """Return the items of one sentence, in order."""
    sentence = Sentence(tokens, index)
    found: list[Item] = []
    at = 0
    while at < len(tokens):
        item = _item(sentence, at)
        found.append(item)
        at = item.stop
    return found


def _item(sentence: Sentence, at: int) -> Item:
    for read in _READERS:
        item = read(sentence, at)
        if item is not None:
            return item
    return word(sentence, at)
