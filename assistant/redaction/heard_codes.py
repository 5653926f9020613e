"""Long numbers in which a recogniser wrote letters: "514756956337W1057", "far, far, 1, L"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.redaction.figures import ONES
from assistant.redaction.found import Found, Personal
from assistant.redaction.heads import CARD_HEADS, PHONE_HEADS, head_before
from assistant.redaction.heard_numbers import MEASURED
from assistant.redaction.numbers import CARD_LEAST, PHONE_LEAST, is_shops_own
from assistant.redaction.tokens import Tokens, word_set

_DIGIT = re.compile(r"\d")
_FEW = 3
_LIKE_ZIP = ("zip", "zep")
_CHAIN = word_set("for far fore four to too o oh a ate won tree free l i e")
"""What single figures are heard as, one after the other."""
_CHAIN_FIRST = _CHAIN - {"for", "to", "too", "i", "a"}
_CHAIN_SIGNS = frozenset((",", "-", ".", "uh", "um"))
_CHAIN_MOST = 4
_GARBLED_LEAST = 11
_GARBLED_MOST = 2
_HEADS = CARD_HEADS | PHONE_HEADS
_CHAIN_LEAST = 5
"""Figures that were heard as such."""


def heard_codes_in(tokens: Tokens) -> Iterator[Found]:
    """Yield long numbers with a letter in them: "514756956337W1057"."""
    if len(_DIGIT.findall(tokens.text)) < PHONE_LEAST:
        return
    place = 0
    while place < len(tokens):
        after = tokens.chunk(place)
        words = tokens.low[place:after]
        figures = sum(len(word) for word in words if word.isdigit())
        while len(words) > 1 and not words[-1].isalnum():
            words.pop()
        letters = sum(len(word) for word in words if not word.isdigit())
        is_bent = 0 < letters <= _GARBLED_MOST and "/" not in words
        is_told = figures >= PHONE_LEAST and head_before(tokens, place, _HEADS) is not None
        is_number = figures >= _GARBLED_LEAST or is_told
        if is_number and is_bent and not is_shops_own(tokens, place):
            kind = Personal.CARD if figures >= CARD_LEAST - 1 else Personal.PHONE
            end = tokens.ends[place + len(words) - 1]
            yield Found(tokens.starts[place], end, kind)
        place = after


def heard_chains_in(tokens: Tokens) -> Iterator[Found]:
    """Yield single figures in which some were heard as words: "far, far, A, free, 7, 1, L"."""
    if len(_DIGIT.findall(tokens.text)) < _FEW:
        return
    place = 0
    while place < len(tokens):
        first, after, figures, size = place, place, 0, 0
        while place < len(tokens):
            word = tokens.low[place]
            is_figure = word.isdigit() and len(word) <= _CHAIN_MOST
            if is_figure or word in ONES or (word in _CHAIN and (word in _CHAIN_FIRST or size)):
                figures += is_figure
                size += len(word) if word.isdigit() else 1
                after = place + 1
            elif word not in _CHAIN_SIGNS or after == first:
                break
            place += 1
        is_zip = figures >= _FEW and size > _FEW and tokens.at(first - 1).startswith(_LIKE_ZIP)
        is_long = figures >= _CHAIN_LEAST and size >= PHONE_LEAST
        if is_zip or (is_long and not _is_list(tokens, first, after)):
            kind = Personal.CARD if size >= CARD_LEAST - 1 else Personal.PHONE
            kind = Personal.ADDRESS if is_zip else kind
            yield Found(tokens.starts[first], tokens.ends[after - 1], kind)
        place = max(place, first + 1)


def _is_list(tokens: Tokens, first: int, after: int) -> bool:
    """Say whether numbers are sizes in a list, or are measured."""
    parts = [ONES.get(word, word) for word in tokens.low[first:after]]
    values = [int(part) for part in parts if part.isdigit()]
    ups = sum(a < b for a, b in pairwise(values))
    is_counted = ups in (0, len(values) - 1) or len(set(values)) == 1
    is_sold = is_shops_own(tokens, first)
    return is_counted or is_sold or tokens.at(after) in MEASURED
