"""Values made comparable: "women's" is women, "boots" is boot, "gray" is grey, 8.0 is 8."""

import re
from functools import lru_cache

from evals.words import words_of

_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’]")
_LONG_PLURALS = ("sses", "shes", "ches", "xes", "zes")
_SHORTEST_PLURAL = 4
"""Letters: "gas" and "bus" are none."""
_CENTLESS = re.compile(r"(\d+)\.0+")


@lru_cache(maxsize=8192)
def plain(value: str) -> str:
    """Return a value without case, punctuation, plurals and British spellings.

    Args:
        value: Such as a category, a size or a colour.

    Returns:
        Words that are equal where people mean the same by both.
    """
    words = words_of(_POSSESSIVE.sub("", value))
    return " ".join(_singular(_CENTLESS.sub(r"\1", word)) for word in words)


def folded(text: str) -> str:
    """Return text without case, double spaces and curly apostrophes, for "the reply says"."""
    return " ".join(text.replace("’", "'").casefold().split())


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    return word[:-2] if word.endswith(_LONG_PLURALS) else word[:-1]
