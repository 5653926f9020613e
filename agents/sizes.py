"""Sizes as shoppers say them and as the catalog spells them.

Covers exact matching ("ten", "size 10", "medium") and nearness ("what is
closest to a ten?"). Does not convert between systems of sizes.
"""

import re
from collections.abc import Sequence

_LADDER = ("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "xxxxl")
_LETTERS = {
    "extra extra small": "xxs",
    "extra small": "xs",
    "small": "s",
    "medium": "m",
    "extra extra extra large": "xxxl",
    "triple extra large": "xxxl",
    "extra extra large": "xxl",
    "double extra large": "xxl",
    "double xl": "xxl",
    "2xl": "xxl",
    "3xl": "xxxl",
    "4xl": "xxxxl",
    "extra large": "xl",
    "large": "l",
}
_UNDER_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_NUMBERS = {word: number for number, word in enumerate(_UNDER_TWENTY)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_HALF = re.compile(r"(\d+)(?: and)?(?: a)? (?:half|point 5)\b")
_TENS_AND_ONES = re.compile(r"\b(20|30|40|50|60)[ -]([1-9])\b")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FILLER = re.compile(r"\b(?:size|sized|a|an|the|in|please|us|uk|eu|one)\b")


def said_as(words: str) -> str:
    """Return spoken words with sizes in the catalog's manner: "ten and a half" to "10.5"."""
    text = words.lower().replace("-", " ").strip(" .,!?")
    for name, letters in _LETTERS.items():
        text = re.sub(rf"\b{name}\b", letters, text)
    for name, number in (*_TENS.items(), *_NUMBERS.items()):
        text = re.sub(rf"\b{name}\b", str(number), text)
    text = _TENS_AND_ONES.sub(lambda m: str(int(m[1]) + int(m[2])), text)
    return _HALF.sub(r"\1.5", text)


def match_size(asked: str, sizes: Sequence[str]) -> str | None:
    """Return the one of `sizes` that is meant by `asked`, spelled as in `sizes`.

    A number matches a size that holds no other number: "10" finds "US 10",
    not "10 x 12".
    """
    wanted = _plain(asked)
    for size in sizes:
        if _plain(size) == wanted or size.lower() == asked.lower():
            return size
    numbers = _NUMBER.findall(wanted)
    if len(numbers) == 1 and numbers[0] == wanted:
        found = [size for size in sizes if _NUMBER.findall(size) == numbers]
        if len(found) == 1:
            return found[0]
    return None


def nearest_sizes(asked: str, sizes: Sequence[str], limit: int = 4) -> tuple[str, ...]:
    """Return at most `limit` of `sizes`, those nearest to `asked`, in the order of `sizes`."""
    place = _place(asked)
    if place is None:
        return tuple(sizes[:limit])
    ladder, wanted = place

    def distance(size: str) -> float:
        other = _place(size)
        return abs(other[1] - wanted) if other and other[0] == ladder else float("inf")

    chosen = sorted(range(len(sizes)), key=lambda i: (distance(sizes[i]), i))[:limit]
    return tuple(sizes[i] for i in sorted(chosen))


def next_size(size: str, sizes: Sequence[str], step: int) -> str | None:
    """Return the nearest of `sizes` above (`step` 1) or below (-1) `size`; None if none is."""
    place = _place(size)
    if place is None:
        return None
    beyond = [
        (abs(other[1] - place[1]), s)
        for s in sizes
        if (other := _place(s)) and other[0] == place[0] and (other[1] - place[1]) * step > 0
    ]
    return min(beyond)[1] if beyond else None


def in_order(sizes: Sequence[str]) -> tuple[str, ...]:
    """Return sizes from small to large, as far as they stand on a ladder; others after them."""
    placed = [(_place(size), size) for size in sizes]
    return tuple(
        size for place, size in sorted(placed, key=lambda p: p[0] or ("without a place", 0.0))
    )


def _plain(size: str) -> str:
    text = said_as(size)
    bare = " ".join(_FILLER.sub(" ", text).split())
    return bare or text


def _place(size: str) -> tuple[str, float] | None:
    """Return the ladder that a size stands on, and where; None if it stands on none."""
    plain = _plain(size)
    if plain in _LADDER:
        return "letters", float(_LADDER.index(plain))
    numbers = _NUMBER.findall(plain)
    return ("numbers", float(numbers[0])) if numbers else None
