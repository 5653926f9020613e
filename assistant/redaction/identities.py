"""Numbers of people at authorities and banks, where something announces them.

    NIE X1234567L        my d n i is four eight two seven one nine three oh z
    Y4471290P, that's my residence permit        BSB 062-184 acc 1044 7729

What announces one says how much of a number has to follow: "passport" less than "pan".
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from assistant.redaction.coded import code_at
from assistant.redaction.figures import PAUSES
from assistant.redaction.found import Found, Personal
from assistant.redaction.identity_words import (
    BANK,
    BANK_LONG,
    FAR,
    FEW,
    PAPERS,
    PAY_IDS,
    SHORT_NAMES,
)
from assistant.redaction.phrases import Phrases
from assistant.redaction.tokens import Tokens, word_set


class _Kind(Enum):
    PAPER = "paper"
    SHORT = "short"
    """Called by a word that is another word too."""
    BANK = "bank"
    BANK_LONG = "bank, long"
    FEW = "few"
    """A part of an account, three figures or more."""
    PAY = "pay"


_HEADS = Phrases(
    {
        _Kind.PAPER: PAPERS,
        _Kind.SHORT: SHORT_NAMES,
        _Kind.BANK: BANK,
        _Kind.BANK_LONG: BANK_LONG,
        _Kind.FEW: FEW,
        _Kind.PAY: PAY_IDS,
    },
    spelled=6,
)
_PAYS = Phrases({_Kind.PAY: PAY_IDS}, spelled=3)
_LEAST = {_Kind.PAPER: 5, _Kind.SHORT: 7, _Kind.BANK: 6, _Kind.BANK_LONG: 8, _Kind.FEW: 3}
"""Letters and figures of what follows."""
_FIGURES_LEAST = 3
_LINKS = PAUSES | word_set(
    """
    is 's was are : = . , ; - # ( the my it its it's number numbers no num nr id card code please
    reads says said be would should to changed from you 'll need want be's for use with there
    """
)
_BRIDGE_MOST = 6
_UNITS = word_set("cm mm inch inches litre litres l ml kg g mah milliamps watt watts dollars usd")
_LAST_MOST = 3
"""Letters behind the last figure: "seven seven one four t a"."""
_DOTTED = re.compile(r"\d[\d.\-/ ]{5,18}\d(?:-?[\dkKxX])?(?![\w])")
_SORT = re.compile(r"(?<![\d-])\d\d-\d\d-\d\d(?![\d-])(?:[ ,;]{1,3}\d{8}(?!\d))?")
"""A British sort code, with the account behind it."""
IDENTITY_CUES = _HEADS.firsts | {"-"}
"""One of them stands in every text with such a number."""
IDENTITY_FIRSTS = _HEADS.cues
"""One of them stands in every text in which `may_hold_identity` is true."""


def may_hold_identity(words: Sequence[str], *, has_figures: bool) -> bool:
    """Say quickly whether a text may hold what `identities_in` finds."""
    return (_HEADS if has_figures else _PAYS).may_stand(words)


def identities_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the numbers of papers and of accounts of a text."""
    is_parted = {"transit", "institution"}.issubset(tokens.low)
    for first, after, kind in _HEADS.in_text(tokens):
        if kind is _Kind.FEW and not is_parted:
            continue
        span = _pay_id(tokens, after) if kind is _Kind.PAY else _number(tokens, after, kind)
        if span is None and kind in (_Kind.PAPER, _Kind.SHORT):
            span = _before(tokens, first)
        if span is not None:
            is_paper = kind in (_Kind.PAPER, _Kind.SHORT)
            personal = Personal.ID if is_paper else Personal.ACCOUNT
            yield Found(tokens.starts[span[0]], tokens.ends[span[1] - 1], personal)
    yield from _sort_codes(tokens)


def _number(tokens: Tokens, after: int, kind: _Kind) -> tuple[int, int] | None:
    """Return the number that follows a head."""
    on = after
    while on - after <= _BRIDGE_MOST:
        end = _code_after(tokens, on, _LEAST[kind])
        if end is not None:
            return on, end
        if tokens.at(on) not in _LINKS:
            return None
        on += 1
    return None


def _code_after(tokens: Tokens, first: int, least: int) -> int | None:
    """Return the place behind a number of papers that begins here; None where none does."""
    if first >= len(tokens):
        return None
    word = tokens.low[first]
    if word in ("a", "i") and not _goes_on(tokens, first + 1):
        return None
    dotted = _DOTTED.match(tokens.text, tokens.starts[first])
    if dotted and sum(c.isdigit() for c in dotted[0]) >= max(least, 6):
        return _place_at(tokens, first, dotted.end())
    code = code_at(tokens, first)
    if code is None or code.first != first or code.is_round or tokens.at(code.after) in _UNITS:
        return None
    tail = _letters_behind(tokens, code.after)
    if code.size + tail < least or code.figures < _FIGURES_LEAST - (tail > 0):
        return None
    if tokens.low[first].isdigit() and (
        tokens.low[first].endswith("000") or "x" in tokens.low[first : code.after]
    ):
        return None  # "10000 points", "200x300x10"
    after, letters = code.after, 0
    while letters < _LAST_MOST and len(tokens.at(after)) == 1 and tokens.is_word(after):
        after, letters = after + 1, letters + 1
    is_word = letters and tokens.low[after - 1] in ("i", "a") and tokens.at(after) != ""
    return code.after if is_word else max(after, code.after + (tail > 0))


def _letters_behind(tokens: Tokens, place: int) -> int:
    """Return how many capitals stand behind a code, as on a number plate: "AB12 CDE"."""
    word = tokens.text[tokens.starts[place] : tokens.ends[place]] if place < len(tokens) else ""
    is_tail = word.isalpha() and word.isupper() and 1 < len(word) <= _LAST_MOST
    return len(word) if is_tail and not tokens.text.isupper() else 0


def _goes_on(tokens: Tokens, place: int) -> bool:
    word = tokens.at(place)
    return len(word) == 1 or code_at(tokens, place) is not None


def _place_at(tokens: Tokens, first: int, end: int) -> int:
    after = first
    while after < len(tokens) and tokens.starts[after] < end:
        after += 1
    return after


def _before(tokens: Tokens, head: int) -> tuple[int, int] | None:
    """Return what is called so behind it: "C01X00T47 is my German ID card"."""
    on = head - 1
    while tokens.at(on) in FAR and head - on < _BRIDGE_MOST:
        on -= 1
    if tokens.at(on) not in ("is", "'s", "thats", "was") or head - on < 2:
        return None
    while tokens.at(on) in ("is", "'s", "thats", "that", "was", "it", ",", "."):
        on -= 1
    first = on
    while first > 0 and tokens.is_glued(first):
        first -= 1
    spoken = on
    while spoken > 0 and code_at(tokens, spoken - 1) is not None and on - spoken < 20:
        spoken -= 1
    first = min(first, spoken)
    end = _code_after(tokens, first, _LEAST[_Kind.PAPER]) if first >= 0 else None
    return (first, on + 1) if end is not None and end > on else None


def _pay_id(tokens: Tokens, after: int) -> tuple[int, int] | None:
    """Return a name of an account for payments: "meera dot iyer at y b l"."""
    on = after
    while tokens.at(on) in _LINKS:
        on += 1
    at = next((p for p in range(on, min(len(tokens), on + 12)) if tokens.low[p] in ("at", "@")), 0)
    if at <= on:
        end = _code_after(tokens, on, _LEAST[_Kind.BANK])
        return None if end is None else (on, end)
    end = at + 1
    while end - at < 5 and len(tokens.at(end)) == 1 and tokens.is_word(end):
        end += 1
    if end - at < 2:
        end = at + 2 + (tokens.at(at + 1) in ("ok", "p", "i"))
    return on, min(end, len(tokens))


def _sort_codes(tokens: Tokens) -> Iterator[Found]:
    """Yield "30-98-11, 22417760", and sort codes that "sort code" stands far from."""
    if "-" not in tokens.text:
        return
    is_told = "sort" in tokens.low and "code" in tokens.low
    for match in _SORT.finditer(tokens.text):
        if is_told or match.end() - match.start() > len("00-00-00"):
            yield Found(match.start(), match.end(), Personal.ACCOUNT)
