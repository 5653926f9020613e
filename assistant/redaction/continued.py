"""Numbers that were found in part: what a recogniser bent behind or before them belongs to them.

"[card], W502, Aigne, 08" and "[card]-M4-8, 0-8-M6-6" are one card: groups of figures, letters
among them, and one strange word between two groups, up to as many figures as such a number has.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from assistant.redaction.figures import FIGURE_WORDS, ONES, PAUSES, TIMES
from assistant.redaction.found import Found, Personal
from assistant.redaction.known_words import is_strange
from assistant.redaction.tokens import Tokens, word_set

_WHOLE = {Personal.CARD: 16, Personal.PHONE: 10}
"""Figures of a number that lacks none."""
_SIGNS = frozenset(",-.")
_BENT = PAUSES | word_set("far fore tree free ate won for to too and then i 'm a m um")
_STEP_MOST = 4
"""Signs and bent words between two groups."""
_GROUP_MOST = 5
_CHUNK_MOST = 6
_LETTERS_MOST = 2
_TWO = 2
"""Figures of "fourteen" and "forty"."""


def continued(tokens: Tokens, found: Iterable[Found]) -> Iterator[Found]:
    """Yield what was found, numbers with what goes on behind them.

    Args:
        tokens: Of the text.
        found: In it, in any order.
    """
    for one in found:
        yield one
        most = _WHOLE.get(one.kind)
        if most is None:
            continue
        first = bisect_left(tokens.starts, one.start)
        after = bisect_left(tokens.starts, one.end)
        begin, end = _chunk(tokens, first, after)
        if (begin, end) != (first, after):
            yield Found(tokens.starts[begin], tokens.ends[end - 1], one.kind)
        size = _size(tokens.text[one.start : one.end])
        if 0 < size < most:
            begin = _begin(tokens, first, most - size)
            size += _size(tokens.text[tokens.starts[begin] : one.start])
            last = _last(tokens, after, most - size)
            end = tokens.ends[last] if last is not None else one.end
            yield Found(tokens.starts[begin], end, one.kind)


def _chunk(tokens: Tokens, first: int, after: int) -> tuple[int, int]:
    """Return the borders of codes that a number is written in one with: "S9-121-0041845"."""
    begin, end = first, after
    for _ in range(_CHUNK_MOST):
        on = begin - 1 - (tokens.at(begin - 1) == "-")
        is_one = on >= 0 and tokens.is_glued(begin) and tokens.is_glued(on + 1)
        if not (is_one and _is_of_code(tokens.low[on])):
            break
        begin = on
    for _ in range(_CHUNK_MOST):
        on = end + (tokens.at(end) == "-")
        is_one = on < len(tokens) and tokens.is_glued(end) and tokens.is_glued(on)
        if not (is_one and _is_of_code(tokens.low[on])):
            break
        end = on + 1
    return begin, end


def _is_of_code(word: str) -> bool:
    return word.isdecimal() or (word.isalpha() and len(word) <= _LETTERS_MOST)


def _begin(tokens: Tokens, first: int, lacks: int) -> int:
    """Return where figures begin that stand before a number, at most so many as it lacks."""
    begin = place = first
    while place > 0 and begin - place < _STEP_MOST:
        place -= 1
        word = tokens.low[place]
        if tokens.is_figures(place) or word in ONES:
            size = len(word) if tokens.is_figures(place) else 1
            if size > min(lacks, _GROUP_MOST):
                break
            lacks, begin = lacks - size, place
        elif word not in _SIGNS and word not in TIMES and word not in PAUSES:
            break
    return begin


def _last(tokens: Tokens, on: int, lacks: int) -> int | None:
    """Return the place of the last figures behind a number, at most so many as it lacks."""
    last, step, strange, place = None, 0, 0, on
    while place < len(tokens) and step <= _STEP_MOST:
        word = tokens.low[place]
        if tokens.is_figures(place) or word in ONES:
            size = len(word) if tokens.is_figures(place) else 1
            if size > min(lacks, _GROUP_MOST):
                break
            lacks, last, step, strange = lacks - size, place, 0, 0
        elif word in FIGURE_WORDS:
            if lacks < _TWO:
                break
            lacks, last, step = lacks - _TWO, place, 0
        elif word in _SIGNS or word in _BENT or (len(word) == 1 and tokens.is_capital(place)):
            step += 1
        elif is_strange(word) and not strange and tokens.is_capital(place) and last is not None:
            strange, step = 1, step + 1
        else:
            break
        place += 1
    return last


def _size(text: str) -> int:
    """Return how many figures a text has, those in words too."""
    words = text.replace(",", " ").replace("-", " ").split()
    said = sum(word.lower() in FIGURE_WORDS for word in words)
    return sum(letter.isdecimal() for letter in text) + said
