"""Codes that nothing announces and that are no model's: "W R 7 7 0", "G B dash 3 4 0 8 4"."""

import re
from collections.abc import Iterator

from assistant.redaction.coded import code_at
from assistant.redaction.figures import FIGURE_WORDS, ONES, PAUSES
from assistant.redaction.found import Found, Personal
from assistant.redaction.numbers import is_shops_own
from assistant.redaction.places import FOLLOWS
from assistant.redaction.postcodes import PHONETIC
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.traced import GOES_ON
from assistant.redaction.vouchers import VOUCHERS

_WRITTEN = re.compile(r"(?<![\w-])[A-Za-z]{1,4}-\d{5,}(?:-\d{2,})*(?![\w-])")
"""A model's number ends in letters or is shorter."""
_DASHES = frozenset(("dash", "hyphen"))
_WORDS_TOO = word_set("a i o x")
_LETTERS_MOST = 12
"""Tokens before the first figure of a code."""
_FIGURES_LEAST = 3
_VOUCHER_ON = word_set(
    "code card number is 's was : , the my on it it's its says certificate um uh"
)
_COPULAS = frozenset(("is", "'s", "was", ":", "says", "it's"))
_OPENS = word_set(
    "number code order says was reads be hi hello yes yep yeah got see track parcel ref mine"
    " ticket package about label called"
)
"""Stand before a code; a maker's name does before a model."""
_OF_GOODS = word_set(
    """
    hp pg cl tn dr lc cr lr ag sr rtx gtx rx ssd hdd usb hdmi ddr dp vga wh wf xm qn qe oled led
    ps xl xxl dw dcd wd jbl jvc lg tcl bmw vw dji gsb gsr aa aaa aaaa spf ip uv mr gu dd ddr ram
    """
)
_ARTICLES = frozenset(("a", "an", "the"))
_LEAST = 5
"""Letters and figures, said one by one."""


def loose_codes_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the codes of a text that are told by how they are said or written alone."""
    behind = 0
    for place, word in enumerate(tokens.low):
        if place < behind or not (len(word) == 1 or word in PHONETIC):
            continue
        behind = _spelled_after(tokens, place)
        if behind > place:
            yield Found(tokens.starts[place], tokens.ends[behind - 1], Personal.ORDER)
    if "-" not in tokens.text:
        return
    for match in _WRITTEN.finditer(tokens.text):
        place = next(p for p in range(len(tokens)) if tokens.starts[p] >= match.start())
        if not is_shops_own(tokens, place):
            yield Found(match.start(), match.end(), Personal.ORDER)


def _is_figure(word: str) -> bool:
    return word in ONES or (word.isdigit() and len(word) == 1)


def _spelled_after(tokens: Tokens, place: int) -> int:
    """Return the place behind a code that is said letter by letter, else the place itself."""
    word = tokens.low[place]
    is_letter = len(word) == 1 and word.isalpha()
    is_joined = tokens.is_glued(place) or tokens.is_glued(place + 1)
    if not (is_letter or word in PHONETIC) or is_joined:
        return place
    if word == "u" and tokens.at(place + 1) in ("s", "k"):  # "u s 9 1 0" is a size
        return place
    if word in _WORDS_TOO and not (len(tokens.at(place + 1)) == 1 and tokens.is_word(place + 1)):
        return place
    if not any(_is_figure(one) for one in tokens.low[place + 1 : place + _LETTERS_MOST]):
        return place
    if not _is_begun(tokens, place):
        return place
    code = code_at(tokens, place)
    if code is not None and not is_ended(tokens, code.after):
        return place  # "p g five four five ink"
    if code is None or code.figures < _FIGURES_LEAST or code.size < _LEAST or code.is_round:
        return place
    is_made = tokens.at(place - 2) in _ARTICLES and tokens.is_word(place - 1)
    if is_made and code.figures == _FIGURES_LEAST:
        return place  # "my oven's a siemens h b five seven eight"
    is_dashed = not _DASHES.isdisjoint(tokens.low[place : code.after])
    singles = sum(one in ONES or (one.isdigit() and len(one) == 1)
                  for one in tokens.low[place : code.after])  # fmt: skip
    is_said = singles >= _FIGURES_LEAST and singles >= code.figures - 1
    if not (is_said or (is_dashed and code.figures >= _LEAST)):
        return place
    by = any(tokens.low[on] == "x" and _is_by(tokens, on) for on in range(place, code.after))
    return place if by or tokens.at(place) == "x" or is_shops_own(tokens, place) else code.after


def _is_begun(tokens: Tokens, place: int) -> bool:
    """Say whether a code may begin here: not behind a maker, nor with a kind of goods' letters."""
    before = tokens.at(place - 1)
    is_free = not tokens.is_word(place - 1) or before in _OPENS or before in FOLLOWS | PAUSES
    return (is_free or before in GOES_ON) and not is_of_goods(tokens, place)


def is_of_goods(tokens: Tokens, place: int) -> bool:
    """Say whether letters are said here that goods are called by: "r t x", "h p", "s s d"."""
    after = place
    while len(tokens.at(after)) == 1 and tokens.is_word(after):
        after += 1
    return "".join(tokens.low[place:after]) in _OF_GOODS


def is_ended(tokens: Tokens, place: int) -> bool:
    """Say whether a code may end before a place: nothing that is sold follows."""
    word = tokens.at(place)
    return not tokens.is_word(place) or word in FOLLOWS or word in GOES_ON or word in PAUSES


def _is_by(tokens: Tokens, place: int) -> bool:
    """Say whether "x" parts two measures, "10 x 13", "w x 6": no letter of a code that is said."""
    return tokens.is_figures(place + 1) or _is_figure(tokens.at(place - 1))


def said_vouchers_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the codes of vouchers that are said: "the voucher is welcome seven h j three"."""
    for place, word in enumerate(tokens.low):
        if word not in VOUCHERS:
            continue
        first = place + 1
        while tokens.at(first) in _VOUCHER_ON and first - place < _LETTERS_MOST:
            first += 1
        is_told = tokens.at(first - 1) in _COPULAS
        has_word = is_told and tokens.is_word(first) and len(tokens.low[first]) > 1
        on = first + (has_word and tokens.low[first] not in FIGURE_WORDS | PHONETIC)
        code = code_at(tokens, on) if on < len(tokens) else None
        if code is None or code.is_round or code.figures == code.size:
            continue
        if " " not in tokens.text[tokens.starts[code.first] : tokens.ends[code.after - 1]]:
            continue  # written, as "SAVE20", which is everybody's
        size = code.size + (len(tokens.low[first]) if on > first else 0)
        if code.figures >= 2 and size >= _LEAST:
            yield Found(tokens.starts[first], tokens.ends[code.after - 1], Personal.SECRET)
