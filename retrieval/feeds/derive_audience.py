"""Who a product is for and which size it is, read out of its title and its shelves."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from retrieval.feeds.derive_colours import TAIL
from retrieval.feeds.text_words import words_of
from retrieval.wordset import wordset

_PEOPLE: Final = {
    "women's": "women", "womens": "women", "women": "women", "ladies": "women", "ladies'": "women",
    "woman's": "women", "men's": "men", "mens": "men", "men": "men", "man's": "men",
    "girls": "kids", "girl's": "kids", "girls'": "kids", "boys": "kids", "boy's": "kids",
    "kids": "kids", "kid's": "kids", "kids'": "kids", "children's": "kids", "childrens": "kids",
    "children": "kids", "toddler": "kids", "toddlers": "kids", "toddler's": "kids",
    "youth": "kids", "baby": "baby", "baby's": "baby", "infant": "baby", "infants": "baby",
    "newborn": "baby", "unisex": "adults",
}  # fmt: skip
_NOT_PEOPLE_BEFORE: Final = wordset(
    """
    in will be of at scout scouts names
    """
)
_NOT_BABY_BEFORE: Final = wordset(
    """
    blue pink powder shower carrots spinach back grand oil bel doll dolls yoda
    """
)
_NOT_PEOPLE_AFTER: Final = wordset(
    """
    x mad bad old golden beastie backstreet beach spice gilmore powerpuff no not be
    """
)
"""Words beside which "boys" or "baby" is part of a saying, a show, a dish or a colour."""


def derive_audience(title: str, shelves: Sequence[str]) -> str | None:
    """Return who it is for, by its title and its place in the shop; None if they do not say."""
    for shelf in (*reversed(shelves), title):
        if audience := _audience_in(shelf):
            return audience
    return None


@lru_cache(maxsize=4_096)
def _audience_in(text: str) -> str | None:
    words = words_of(text)
    found: list[str] = []
    for place, word in enumerate(words):
        name = _PEOPLE.get(word)
        if name is None:
            if word in ("dog", "dogs", "cat", "cats") and _is_pets(words, place):
                found.append("dogs" if word.startswith("dog") else "cats")
            continue
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        if before in _NOT_PEOPLE_AFTER or after in _NOT_PEOPLE_BEFORE:
            continue
        if word == "baby" and after in _NOT_BABY_BEFORE:
            continue
        found.append(name)
    kinds = set(found)
    if not kinds:
        return None
    if "adults" in kinds or {"women", "men"} <= kinds:
        return "adults"
    return found[0] if len(kinds) == 1 else None


_PET_THINGS: Final = wordset(
    """
    supplies food bed beds collar collars leash leashes toy toys treats bowl bowls apparel
    coat coats crate crates carrier carriers harness harnesses litter tree trees
    """
)


def _is_pets(words: Sequence[str], place: int) -> bool:
    after = words[place + 1] if place + 1 < len(words) else ""
    return after in _PET_THINGS or (place > 0 and words[place - 1] == "for")


_SIZE = re.compile(
    r"(?:[,\-–—|(\[/]\s*|\b)size:?\s+(?P<named>x{0,3}[sl]|m|[2-5]xl|\d{1,2}(?:\.5)?|one size)\b"
    r"(?!\s*(?:mm|cm|in\b))|"
    r"(?:\s[\-–—|,]\s*|\s\(|,\s*)(?P<end>x{0,3}s|m|x{0,4}l|[2-5]xl|xx?-large|x-small|small|medium|large)\)?\s*$",
    re.I,
)  # fmt: skip
_LETTER: Final = {
    "small": "S",
    "medium": "M",
    "large": "L",
    "x-large": "XL",
    "xx-large": "XXL",
    "x-small": "XS",
}


def derive_size(title: str) -> str | None:
    """Return the size that a title ends with or names: "Rain Jacket - XL", "Boots, Size 9"."""
    if tail := TAIL.search(title):
        return tail["size"].upper()
    match = _SIZE.search(title)
    if match is None:
        return None
    size = match["named"] or match["end"]
    return _LETTER.get(size.lower(), "one size" if size.lower() == "one size" else size.upper())
