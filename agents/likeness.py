"""Whether what was found can be what was named: no umbrella states the word "umbrella" here.

A dense search always finds something, and its cosine does not tell an umbrella
from a rain jacket. Where a short wish names a thing that none of the first
products mentions anywhere, the reply says that it is not sure. Pure.
"""

import re
from collections.abc import Sequence

from agents.constraints import Kind
from agents.state import DialogueState
from retrieval.product import Product
from retrieval.query import Candidate
from retrieval.terms import Field, Term

NAMING_WORDS = 3
"""Longer wishes describe rather than name."""
LOOKED_AT = 3
"""The products that are spoken of."""
_WORD = re.compile(r"[a-z]{3,}")
_LOOSE = frozenset(
    (
        *("the", "and", "for", "with", "some", "any", "something", "anything", "thing", "things"),
        *("nice", "good", "new", "great", "cool", "best", "really", "very", "want", "need", "like"),
    )
)


def unlike(query: str, found: Sequence[Candidate]) -> bool:
    """Say whether a short wish in words shares no word with any of the first products."""
    wanted = _stems(query) - _LOOSE
    if not wanted or len(query.split()) > NAMING_WORDS:
        return False
    return not any(wanted & _stems(_text(c.product)) for c in found[:LOOKED_AT])


def another_thing(state: DialogueState, found: Sequence[Candidate]) -> bool:
    """Say whether none of the first products can be the thing that was just named.

    Args:
        state: What is wanted; a thing that no category is called after is a `Kind.TYPE`.
        found: What its search brought.

    Returns:
        True where no product states every word of the name: a USB cable is no HDMI cable.
    """
    named = [
        _stems(str(c.value)) - _LOOSE
        for c in state.constraints
        if c.kind is Kind.TYPE and c.wanted and c.turn == state.turn
    ]
    texts = [_stems(_text(c.product)) for c in found[:LOOKED_AT]]
    return any(words and not any(words <= text for text in texts) for words in named)


def unheard_of(state: DialogueState, found: Sequence[Candidate]) -> tuple[Term, ...]:
    """Return the values wanted that the catalog does not have, where no product speaks of them.

    They filter nothing, so that what is shown may lack them, and the reply is to say so.
    """
    texts = [_stems(_text(c.product)) for c in found]
    return tuple(
        Term(Field(c.kind.value), str(c.value))
        for c in state.constraints
        if c.wanted
        and c.hard
        and not c.known
        and c.kind in _SOLD_BY
        and (words := _stems(str(c.value)))
        and not any(words <= text for text in texts)
    )


_SOLD_BY = (Kind.BRAND, Kind.COLOUR, Kind.MATERIAL, Kind.SIZE)


def _text(product: Product) -> str:
    return " ".join(
        (
            *(product.title, product.category, product.department, product.description),
            *(product.audience or "", *product.features, *product.materials, *product.colours),
            *(name.replace("_", " ") for name in product.attributes),
        )
    )


def _stems(text: str) -> set[str]:
    """Return the words of a text without their endings, so that "jogging" finds "jog"."""
    return {re.sub(r"(?:ing|ers?|es|s|y)$", "", w) or w for w in _WORD.findall(text.casefold())}
