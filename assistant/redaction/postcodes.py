"""Postal codes behind an address, written, said and spelled.

"LS1 4BE", "bs74bx", "L S one four B E", "four three two two four", "4 1 1 0 7 3", "D02 X285",
"K1A 0B1", "1012 AB". Only read where an address stands before them.
"""

import re

from assistant.redaction.figures import ONES, PAUSES, TEENS, TENS, TIMES, part_at
from assistant.redaction.tokens import Tokens, word_set

PHONETIC = word_set(
    """
    alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike
    november oscar papa quebec romeo sierra tango uniform victor whiskey whisky yankee zulu
    """
)
_LETTERS = {"see": "c", "sea": "c", "cee": "c", "vee": "v", "bee": "b", "dee": "d", "gee": "g"}
_LETTERED = re.compile(
    r"[a-z]{1,2}\d[a-z\d]?\d[abd-hjlnp-uw-z]{2}|"  # British
    r"[a-z]\d[a-z]\d[a-z]\d|"  # Canadian
    r"[ac-fhknprtv-y]\d[\dw][a-z\d]{4}|"  # Irish
    r"s\d{6}|"  # Singapore's
    r"\d{4}[a-z]{2}"  # Dutch
)
_CODE_MOST = 8
"""Letters and figures of the longest of them."""
_STEPS_MOST = 30
_BETWEEN = PAUSES | word_set(", - – . space gap")
_NO_LETTERS = word_set(
    """
    is in do to me my so or we he it on of at as an am be by go if no up us uk
    """
)
"""Words of a sentence; letters of a code only where they are written in one with its figures."""
_FIGURES = (4, 5, 6, 9)
"""Australia and much of Europe, the USA, India, the USA with four more."""
_LONGEST = 9
_JOINED = 7
_JOINED_GROUPS = {3: 4, 4: 3}
"""Figures before and behind the hyphen of Japanese and Portuguese codes: "150-0002"."""
_WRITTEN = (5, 6)


def postcode_after(tokens: Tokens, place: int) -> tuple[int, int]:
    """Return the place behind a postal code and its size; the place itself and 0 without one."""
    lettered, size = _lettered_after(tokens, place)
    if lettered > place:
        return lettered, size
    return _figures_after(tokens, place)


def _lettered_after(tokens: Tokens, place: int) -> tuple[int, int]:
    got, on, best, size = "", place, place, 0
    while on < len(tokens) and on - place < _STEPS_MOST and len(got) < _CODE_MOST:
        word = tokens.low[on]
        if word in _BETWEEN and not (word in ("-", ".") and not got):
            if not got:
                break
            on += 1
            continue
        read, after = _symbols_at(tokens, on)
        if not read:
            break
        got += read
        on = after
        if _LETTERED.fullmatch(got):
            best, size = on, len(got)
    return best, size


def _symbols_at(tokens: Tokens, place: int) -> tuple[str, int]:
    """Return letters and figures that stand at a place, and the place behind; "" for others."""
    word = tokens.low[place]
    if word == "double" and tokens.at(place + 1) in ("u", "you"):
        return "w", place + 2
    if word in TIMES:
        letter = tokens.at(place + 1)
        one = ONES.get(letter, letter)
        return (one * TIMES[word], place + 2) if len(one) == 1 else ("", place)
    if word == "o" and place and tokens.at(place + 1) not in ("x", "l"):
        return "0", place + 1
    if word in PHONETIC:
        return word[0], place + 1
    if word in _LETTERS:
        return _LETTERS[word], place + 1
    is_singapore = tokens.at(place - 1) == "s" and tokens.is_glued(place) and len(word) == 6
    if word.isdigit() and (len(word) <= 4 or is_singapore):
        return word, place + 1
    if word in ONES or word in TEENS or word in TENS:
        part = part_at(tokens, place)
        return (part.figures, part.after) if part is not None and not part.is_round else ("", place)
    if word.isalpha() and len(word) <= 2:
        is_glued = tokens.is_glued(place) and tokens.at(place - 1).isdigit()
        if len(word) == 2 and word in _NO_LETTERS and not is_glued:
            return "", place
        after = place + 1
        if len(word) == 1 and tokens.at(after) == "as" and tokens.at(after + 1) in ("in", "for"):
            after += 3
        elif len(word) == 1 and tokens.at(after) in ("for", "like") and tokens.is_word(after + 1):
            after += 2
        return word, min(after, len(tokens))
    return "", place


def _figures_after(tokens: Tokens, place: int) -> tuple[int, int]:
    """Read codes of figures alone, the longest that ends where a part of the row does."""
    part = part_at(tokens, place)
    if part is None:
        return place, 0
    if part.is_round:  # "new south wales two thousand"
        is_code = len(part.figures) == _FIGURES[0] and part.is_said
        return (part.after, _FIGURES[0]) if is_code else (place, 0)
    size, after, best, best_size = 0, place, place, 0
    on = place
    while part is not None and not part.is_round and size + len(part.figures) <= _LONGEST:
        size, after = size + len(part.figures), part.after
        is_alone = size == len(part.figures) and not part.is_said
        if is_alone and (joined := _joined_after(tokens, after, size)):
            return joined, _JOINED
        if size in _FIGURES:
            best, best_size = after, size
        if is_alone and size in _WRITTEN:
            more = tokens.at(after) == "-" and tokens.is_glued(after + 1)
            is_four = more and tokens.is_figures(after + 1) and len(tokens.at(after + 1)) == 4
            return (after + 2, _LONGEST) if is_four else (after, size)
        on = after
        while tokens.at(on) in PAUSES or tokens.at(on) in (",", "-", "–"):
            on += 1
        part = part_at(tokens, on) if on < len(tokens) else None
    is_too_long = part is not None and best_size == size
    return (place, 0) if is_too_long and best_size < _WRITTEN[0] else (best, best_size)


def _joined_after(tokens: Tokens, place: int, size: int) -> int:
    """Return the place behind the second half of "4050-262", 0 without one."""
    more = tokens.at(place + 1)
    is_joined = tokens.at(place) == "-" and tokens.is_glued(place) and tokens.is_glued(place + 1)
    is_half = is_joined and more.isdigit() and len(more) == _JOINED_GROUPS.get(size)
    return place + 2 if is_half else 0
