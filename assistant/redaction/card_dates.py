"""Until when a card is good, told by a month's name: "it expires april twenty nine".

Only behind a word that says so, of a card or of nothing else, or right behind a card's number.
"""

from collections.abc import Iterator, Sequence

from assistant.redaction.figures import PAUSES, Row, part_at
from assistant.redaction.found import Found, Personal
from assistant.redaction.heads import CARD_HEADS
from assistant.redaction.numbers import CARD_LEAST
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.whole_dates import MONTHS

_EXPIRES = word_set("expires expiry expiration exp expiring valid good until thru through")
_SURE = word_set("expires expiry expiration exp")
_ON = PAUSES | word_set("is 's was on in of : , date the end it until thru through")
_OF_IT = word_set("it card visa mastercard amex this the and its") | {""}
"""Stand before "expires" where it is no coupon's and no milk's."""
_YEARS = range(24, 45)
_BACK_MOST = 5
_NEAR = 4
"""Tokens from a card's number to its date."""


def card_dates_in(tokens: Tokens, rows: Sequence[Row]) -> Iterator[Found]:
    """Yield the months and years until which cards are good.

    Args:
        tokens: Of the text.
        rows: Its rows of figures.
    """
    ends = {row.after for row in rows if len(row.figures) >= CARD_LEAST}
    for place, word in enumerate(tokens.low):
        if word not in MONTHS:
            continue
        after = _year_after(tokens, place + 1)
        if after is None:
            continue
        is_near = not ends.isdisjoint(range(place - _NEAR, place + 1))
        if is_near or _is_told(tokens, place):
            yield Found(tokens.starts[place], tokens.ends[after - 1], Personal.SECRET)


def _is_told(tokens: Tokens, month: int) -> bool:
    place = month - 1
    while month - place <= _BACK_MOST and tokens.at(place) in _ON - _EXPIRES:
        place -= 1
    if tokens.at(place) not in _EXPIRES:
        return False
    is_own = tokens.low[place] in _SURE and tokens.at(place - 1) in _OF_IT
    return is_own or not CARD_HEADS.isdisjoint(tokens.low)


def _year_after(tokens: Tokens, place: int) -> int | None:
    """Return the place behind a year to come, of two figures or four; None for others."""
    on, figures = place, ""
    while len(figures) < len("2028") and on - place < _NEAR:
        if tokens.at(on) in (",", ".", "of", "'", "-", "/"):
            on += 1
            continue
        part = part_at(tokens, on)
        if part is None:
            break
        figures += part.figures
        on = part.after
        if len(figures) == 2 and figures != "20":
            break
    is_year = figures.isdigit() and len(figures) in (2, 4) and figures[:-2] in ("", "20")
    return on if is_year and int(figures[-2:]) in _YEARS else None
