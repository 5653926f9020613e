"""Whether what was found can be what was named: no umbrella states the word "umbrella" here.

A dense search always finds something, and its cosine does not tell an umbrella
from a rain jacket. Where a short wish names a thing that none of the first
products mentions anywhere, the reply says that it is not sure. Pure.
"""

import re
from collections.abc import Sequence

from retrieval.product import Product
from retrieval.query import Candidate

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


def _text(product: Product) -> str:
    return " ".join(
        (
            *(product.title, product.category, product.department, product.description),
            *(product.audience or "", *product.features, *product.materials),
            *(name.replace("_", " ") for name in product.attributes),
        )
    )


def _stems(text: str) -> set[str]:
    """Return the words of a text without their endings, so that "jogging" finds "jog"."""
    return {re.sub(r"(?:ing|ers?|es|s|y)$", "", w) or w for w in _WORD.findall(text.casefold())}
