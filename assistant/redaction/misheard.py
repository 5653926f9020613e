"""What announces short numbers where a recogniser or haste has bent it.

"set code" for zip code, "C B B" for CVV, "it ends in four two four two". Each is only believed next
to figures as many as it would have.
"""

from collections.abc import Iterator, Sequence

from assistant.redaction.figures import PAUSES, Row, part_at
from assistant.redaction.found import Found
from assistant.redaction.heads import CARD_HEADS
from assistant.redaction.heard_codes import heard_chains_in, heard_codes_in
from assistant.redaction.heard_domains import heard_domains_in
from assistant.redaction.heard_emails import heard_emails_in
from assistant.redaction.heard_names import heard_names_in
from assistant.redaction.heard_numbers import heard_numbers_in
from assistant.redaction.tokens import Tokens, word_set

_ZIPS = word_set("set sip zip zit zep sit dip zipp sipp ship's tip zap cip said")
_CODES = word_set("code cold coat codes coda goat kote cod")
"""How "zip code" is heard."""
_BETWEEN = PAUSES | word_set("is 's was : , it my the number")
_CVVS = {tuple(word) for word in ("cvv", "cbb", "cvb", "cbv", "cvc", "csc", "cvd", "ccv", "cbc")}
_LETTERS = {"see": "c", "sea": "c", "cee": "c", "vee": "v", "bee": "b", "be": "b"}
_LOOK_BACK = 6
_ENDS = word_set("ends end ending finishes finish ended")
_ITS = word_set("it that one mine which card visa mastercard amex number")
_SINGLE_LEAST = 3
"""Figures said one by one, as those of a card are and years are not."""
_FOUR = 4
_YEARS = ("18", "19", "20")


def is_like_zip(tokens: Tokens, place: int) -> bool:
    """Say whether "set code is" or the like stands before a place."""
    for back in range(place - 1, max(0, place - 1 - _LOOK_BACK), -1):
        if tokens.low[back] in _CODES:
            return tokens.low[back - 1] in _ZIPS
        if tokens.low[back] not in _BETWEEN:
            return False
    return False


def is_spelled_cvv(tokens: Tokens, place: int) -> bool:
    """Say whether "C V V" or what it is heard as stands before a place, letter by letter."""
    back, most = place - 1, place - _LOOK_BACK
    while back > max(1, most) and tokens.low[back] in _BETWEEN | {"code"}:
        back -= 1
    if back < 1:
        return False
    letters = [word for word in tokens.low[max(0, back - 4) : back + 1] if word not in (".", "-")]
    return tuple(_LETTERS.get(word, word) for word in letters[-3:]) in _CVVS


def is_ending(tokens: Tokens, place: int) -> bool:
    """Say whether "it ends in" stands before a place: of a card, where it is no year."""
    back = place - 1
    is_linked = tokens.at(back) in ("in", "with")
    back -= is_linked
    if tokens.at(back) not in _ENDS:
        return False
    if not CARD_HEADS.isdisjoint(tokens.low[max(0, back - 4) : back]):
        return True
    if tokens.at(back - 1) in _ITS and _is_last_four(tokens.at(place)):
        return True
    if tokens.at(back - 1) not in _ITS and back > 0:
        return False
    is_short = is_linked or tokens.low[back] == "ending"
    part, singles = part_at(tokens, place), 0
    while part is not None and len(set(part.figures)) == 1 and part.is_said:
        singles += len(part.figures)
        part = part_at(tokens, part.after)
    return singles >= (_SINGLE_LEAST if is_short else _FOUR)


def _is_last_four(word: str) -> bool:
    """Say whether four figures are neither a year nor round: "mine ends in 6604"."""
    return len(word) == _FOUR and word.isdigit() and word[:2] not in _YEARS and word[2:] != "00"


def heard_in(tokens: Tokens, rows: Sequence[Row]) -> Iterator[Found]:
    """Yield what a recogniser bent.

    Args:
        tokens: Of the text.
        rows: Its rows of figures.
    """
    if rows:
        yield from heard_numbers_in(tokens, rows)
        yield from heard_chains_in(tokens)
    yield from heard_codes_in(tokens)
    yield from heard_emails_in(tokens)
    yield from heard_domains_in(tokens)
    yield from heard_names_in(tokens)
