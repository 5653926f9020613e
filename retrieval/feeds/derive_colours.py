"""Colours read out of a product's own text, where its feed states none.

Only what the text says of the whole product: a colour in the title, and in a
description one right before the product's own noun. Precision comes first; what is
doubtful stays unknown. When a colour word is none is in `retrieval.feeds.sense`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from retrieval.feeds.colours import COLOURS, SHADES
from retrieval.feeds.plurals import singular_noun
from retrieval.feeds.sense import (
    BACKED_OFF,
    NO_COLOUR_SHELVES,
    SCENTED,
    SCENTS,
    is_colour_between,
)
from retrieval.feeds.text_words import MAX_READ_CHARS, without_brand, words_of
from retrieval.wordset import wordset

_JOINERS: Final = frozenset(("and", "&", "/", ",", "+"))

_NAMES: Final = {"grey": "gray", "off-white": "off-white", "offwhite": "off-white"}
"""Other spellings in English prose; a column's other languages are in `colours`."""

TAIL: Final = re.compile(
    r"[-/](?P<size>x{0,3}s|m|x{0,4}l|[2-5]xl|\d{2})[-/](?P<colour>[a-z][a-z ]*)$", re.I
)
"""What shop software puts behind the names of variants: "Chaz Hoodie-XS-Black"."""


def derive_colours(
    title: str, description: str, shelves: Sequence[str], brand: str | None
) -> tuple[str, ...]:
    """Return the colours of the product as a whole; empty if its text does not say.

    Args:
        title: as shown.
        description: plain text; "" where it may speak of one form of several.
        shelves: category and path; on some a colour word is no colour.
        brand: its words are no colours.
    """
    if is_uncoloured(tuple(shelves)):
        return ()
    if tail := TAIL.search(title):
        return _colours_in_title(words_of(tail["colour"]))
    in_title = words_of(title)
    found = _colours_in_title(without_brand(in_title, brand))
    if found or not description or _SETS & set(in_title):
        return found
    nouns = _nouns(title, shelves)
    return _colours_before_noun(words_of(description[:MAX_READ_CHARS]), nouns)


@lru_cache(maxsize=10_000)
def is_uncoloured(shelves: tuple[str, ...]) -> bool:
    """Say whether colour words on these shelves are tastes, scents, plants or titles."""
    words = {word for shelf in shelves for word in words_of(shelf)}
    return bool(words & NO_COLOUR_SHELVES)


def _colours_in_title(words: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    is_scented = bool(SCENTED & set(words))
    for place, word in enumerate(words):
        if word in BACKED_OFF and word != "in" and (found or place):
            break
        colour = _colour_at(words, place)
        if colour and not (is_scented and colour in SCENTS):
            found.append(colour)
    return tuple(dict.fromkeys(found))


def _colour_at(words: Sequence[str], place: int) -> str | None:
    """Return the colour that the word at `place` means, without its shade; None if none."""
    word = _NAMES.get(words[place], words[place])
    if word == "off-white":
        return word
    if "-" in word:
        return _hyphenated(word)
    if word not in COLOURS:
        return None
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if not is_colour_between(word, before, after) or after.startswith(("tone", "plated")):
        return None
    if after in ("blue", "green") and word in ("navy", "olive", "teal", "aqua"):
        return None if word != "navy" else "navy"
    if word == "blue" and before == "navy":
        return None
    if word == "gold" and before == "rose":
        return "rose gold"
    return "off-white" if word == "white" and before == "off" else word


def _hyphenated(word: str) -> str | None:
    """Return the colour of "navy-blue" or "deep-red"; None for "tape-red" and "red-soled"."""
    parts = [_NAMES.get(part, part) for part in word.split("-")]
    if parts[-1] in COLOURS and all(part in COLOURS or part in SHADES for part in parts):
        return "navy" if parts[0] == "navy" else parts[-1]
    return None


@lru_cache(maxsize=10_000)
def _shelf_nouns(shelves: tuple[str, ...]) -> frozenset[str]:
    words = (word for shelf in shelves for word in words_of(shelf))
    return frozenset(singular_noun(word) for word in words if len(word) > 2)


def _nouns(title: str, shelves: Sequence[str]) -> frozenset[str]:
    """Return what the product is called: the title's last words and its shelves."""
    words = [word for word in words_of(title) if word[0].isalpha()]
    cut = next((n for n, word in enumerate(words) if word in BACKED_OFF and n > 1), len(words))
    return _shelf_nouns(tuple(shelves)) | {singular_noun(word) for word in words[:cut][-2:]}


_DECLARED: Final = wordset(
    """
    this these our
    """
)
_BARRED: Final = wordset(
    """
    with against any or not no like between features featuring feature has have includes
    include paired including boasts and
    """
)
"""Between "this" and a colour: then it is the colour of a part, or of something else."""

_SETS: Final = wordset(
    """
    set sets bundle ensemble collection duo trio kit pack couple assortment pair scene
    """
)
"""Several things, whose colours differ."""

_REACH: Final = 8
"""Words from "this" to the colour: "this sleek, durable and very light blue backpack"."""


def _colours_before_noun(words: list[str], nouns: frozenset[str]) -> tuple[str, ...]:
    """Return colours of the product's own noun: "this beige backpack", "these red boots".

    Up to two words may come between colour and noun ("black pullover hoodie"), no mark.
    Found in 45 hand-read descriptions without the "this": one in three was of a part.
    """
    for place in range(len(words)):
        colour = _colour_at(words, place)
        if colour is None:
            continue
        start = words[max(0, place - _REACH) : place]
        declared = max((n for n, word in enumerate(start) if word in _DECLARED), default=-1)
        joined = _joined_before(words, place)
        span = start[declared + 1 : len(start) - (2 if joined else 0)]
        if declared < 0 or _BARRED & set(span) or "." in span:
            continue
        for word in words[place + 1 : place + 4]:
            if not word[0].isalpha() or word in BACKED_OFF or word in _JOINERS or word in COLOURS:
                break
            if singular_noun(word) in nouns:
                return (joined, colour) if joined else (colour,)
    return ()


def _joined_before(words: Sequence[str], place: int) -> str | None:
    """Return the colour of "black and white" that stands before the one at `place`."""
    if place < 2 or words[place - 1] not in _JOINERS:
        return None
    return _colour_at(words, place - 2)
