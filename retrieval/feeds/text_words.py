"""Words of a product's text, as the derivation of attributes reads them."""

import re
from typing import Final

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[.!?;:,()/&+|]")

MAX_READ_CHARS: Final = 1_500
"""Of a description: what it is made of is said early."""


def words_of(text: str) -> list[str]:
    """Return the words and marks of `text` in lower case; a hyphenated word is one."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


def without_brand(words: list[str], brand: str | None) -> list[str]:
    """Take a brand's words out; a mark stays, so that its neighbours do not meet."""
    own = words_of(brand) if brand else []
    if not own:
        return words
    kept: list[str] = []
    place = 0
    while place < len(words):
        if words[place : place + len(own)] == own:
            kept.append("|")
            place += len(own)
        else:
            kept.append(words[place])
            place += 1
    return kept
