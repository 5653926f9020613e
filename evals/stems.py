"""Words compared as people do: "watches" is "watch", "grey" is "gray".

A few suffix rules of English plurals are enough for the short words of a shop's goods; this is
no stemmer for prose.
"""

import re

_WORD = re.compile(r"[a-z0-9]+")
_SPELLINGS = {"grey": "gray", "colour": "color", "jewellery": "jewelry", "aluminium": "aluminum"}
_S_ENDINGS = ("ss", "us", "is")
"""Singular as they are: "dress", "hummus", "tennis"."""


def stem(word: str) -> str:
    """Return a word without its plural ending, in American spelling and lower case."""
    word = word.lower()
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("ches", "shes", "sses", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and len(word) > 3 and not word.endswith(_S_ENDINGS):
        word = word[:-1]
    return _SPELLINGS.get(word, word)


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text's words, in order."""
    return tuple(stem(word) for word in _WORD.findall(text.lower()))


def same_words(expected: str, said: str) -> bool:
    """Return whether `said` ends with the expected words: "men's trousers" for "trousers"."""
    wanted, have = stems(expected), stems(said)
    return bool(wanted) and have[-len(wanted) :] == wanted
