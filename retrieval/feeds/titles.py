"""One title for all variants of a product: without the size and colour of one of them."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from retrieval.feeds.row import Row

_ENDS: Final = " \t-–—/|,:·+("
_EMPTY_BRACKETS = re.compile(r"\(\s*[,/|-]?\s*\)|\[\s*\]")
_MARKS_LEFT = re.compile(r"(?:\s*[-–—/|,]\s*){2,}")
_BLANKS = re.compile(r"\s+")
_KEPT: Final = 0.4
"""Of the shortest title: less of it in common is the brand, not the product."""


def common_title(rows: Sequence[Row]) -> str:
    """Return the title of a product of which `rows` are the variants; the titled ones count."""
    titled = [row for row in rows if row.title]
    if not titled:
        return ""
    first = titled[0].title
    if len(titled) == 1 or all(row.title == first for row in titled):
        return first
    stripped = [_stripped(row) for row in titled]
    if all(title == stripped[0] for title in stripped) and stripped[0]:
        return stripped[0]
    prefix = _common_words(row.title for row in titled)
    if len(prefix) >= _KEPT * min(len(row.title) for row in titled):
        return prefix
    return stripped[0] or first


def _stripped(row: Row) -> str:
    title = row.title
    values = [*row.sizes, *row.colours, *(value for _, value in row.options)]
    for value in sorted(filter(None, values), key=len, reverse=True):
        word = re.compile(rf"(?<![\w'])(?:size |colou?r )?{re.escape(value)}(?![\w'])", re.I)
        title = _last_out(word, title)
    title = _EMPTY_BRACKETS.sub("", title)
    title = _MARKS_LEFT.sub(" - ", title)
    return _BLANKS.sub(" ", title).strip(_ENDS + ")" if "(" not in title else _ENDS)


def _last_out(word: re.Pattern[str], title: str) -> str:
    matches = list(word.finditer(title))
    if not matches:
        return title
    last = matches[-1]
    return title[: last.start()] + title[last.end() :]


def _common_words(titles: Iterable[str]) -> str:
    split = [re.split(r"(\s+|(?<=\S)-(?=\S))", title) for title in titles]
    common: list[str] = []
    for pieces in zip(*split, strict=False):
        if len({piece.casefold() for piece in pieces}) > 1:
            break
        common.append(pieces[0])
    return "".join(common).strip(_ENDS)
