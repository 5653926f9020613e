"""Sizes as a column states them: one, or all that a product is made in."""

import re
from functools import lru_cache
from typing import Final

from retrieval.feeds.plain_text import plain_line
from retrieval.feeds.record import Value
from retrieval.feeds.values import read_lines
from retrieval.wordset import wordset

MAX_SIZES: Final = 60
"""Of one row."""

_LETTERS = re.compile(r"(?:xxs|xs|s|m|l|xl|xxl|xxxl|[2-6]xl|[23]xs|s/m|m/l|l/xl)", re.I)
_MARKS = re.compile(r"\s*[,;|\n]\s*")
_NONE: Final = wordset(
    """
    n/a, na, none, -, default title, default, not applicable, no size
    """,
    ",",
)
_ONE: Final = wordset(
    """
    one size, os, onesize, one-size, o/s, one size fits all, osfa, free size
    """,
    ",",
)
_MANY: Final = {"xxxl": "3XL", "2xl": "XXL", "2xs": "XXS"}


def read_sizes(value: Value) -> tuple[str, ...]:
    """Return sizes in the order of the feed, none twice."""
    return _of_text(read_lines(value))


@lru_cache(maxsize=10_000)
def _of_text(text: str) -> tuple[str, ...]:
    lines = (plain_line(line) for line in text.split("\n"))
    sizes = (_spelled(part) for line in lines for part in _MARKS.split(line))
    return tuple(dict.fromkeys(size for size in sizes if size))[:MAX_SIZES]


def _spelled(part: str) -> str:
    size = part.strip().removeprefix("Size ").removeprefix("size ")
    low = size.casefold()
    if low in _NONE or len(size) > 40:
        return ""
    if low in _ONE:
        return "one size"
    return _MANY.get(low, size.upper() if _LETTERS.fullmatch(size) else size)
