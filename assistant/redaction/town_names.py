"""Towns by name, which say that what stands before them was a street."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from assistant.redaction.common_words import PLACES
from assistant.redaction.known_words import known_words
from assistant.redaction.tokens import Tokens

_HYPHENS = ("-", ".")
_STEPS_MOST = 8
"""Tokens of the longest name, with its hyphens and dots: "newcastle-upon-tyne", "st. louis"."""


@cache
def _names() -> Mapping[str, frozenset[tuple[str, ...]]]:
    """Return the words of every name by its first; read once."""
    text = (files("assistant") / "data" / "town_names.txt").read_text("utf-8")
    lines = " ".join(line for line in text.splitlines() if not line.startswith("#"))
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for name in lines.split(" | "):
        words = tuple(name.split())
        by_first.setdefault(words[0], set()).add(words)
    return {first: frozenset(names) for first, names in by_first.items()}


def town_at(tokens: Tokens, place: int) -> int:
    """Return the place behind the longest name of a town that begins at one, else the place."""
    names = _names().get(tokens.at(place))
    if names is None:
        return place
    words: list[str] = []
    best = on = place
    while on < len(tokens) and on - place < _STEPS_MOST:
        if tokens.low[on] in _HYPHENS and words and tokens.is_word(on + 1):
            on += 1
            continue
        words.append(tokens.low[on])
        on += 1
        if tuple(words) in names:
            best = on
    return best


def is_only_a_town(tokens: Tokens, place: int, after: int) -> bool:
    """Say whether the name of a town is no everyday word: "leeds", "san jose", not "bath"."""
    if after - place > 1:
        return True
    word = tokens.at(place)
    return word in PLACES or word not in known_words()
