"""Dates of birth, and until when a card is good, where something announces them."""

import re
from collections.abc import Iterator

from assistant.redaction.card_told import has_card
from assistant.redaction.figures import PAUSES, part_at
from assistant.redaction.found import Found, Personal
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.whole_dates import MONTHS, ORDINALS

_BIRTH = word_set("born birthday birthdate birth dob bday bdate yob")
_EXPIRES = word_set("expires expiry expiration exp expire out thru through until")
DATE_CUES = _BIRTH | _EXPIRES | {"b", "day", "slash"}
"""One of them stands in every text with such a date."""
_ON = word_set(
    """
    is 's was on in date of : , . it the my her his - d o b birth day year and ( on = ) should read
    shows says be as i s
    """
)
_LINKS = word_set("/ - . , the of in ' hundred and slash")
_LINKS_OF_BIRTH = _LINKS | {"on"}
_MONTH_AND_YEAR = re.compile(r"(?:0[1-9]|1[0-2])(?:2[4-9]|3\d)")
"""Of a card, written in one."""
_YEAR = 4
_LONG_YEAR = 6
"""Figures of a month with a year of four."""
_FAR = 8


def dates_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the dates of birth and the expiry dates of cards of a text."""
    is_card: bool | None = None
    for place, word in enumerate(tokens.low):
        is_letters = word == "b" and tokens.low[max(0, place - 4) : place : 2] == ["d", "o"]
        if word in _BIRTH or is_letters or (word == "day" and _is_b_day(tokens, place)):
            yield from _announced(tokens, place, Personal.BIRTH)
        elif word == "slash" and tokens.at(place - 2) in ("zero", "oh", "o"):
            first = place - 2
            if _is_month_and_year(tokens, first):
                after = _date_after(tokens, first, Personal.SECRET)
                end = len(tokens) if after is None else after
                yield Found(tokens.starts[first], tokens.ends[end - 1], Personal.SECRET)
        elif word in _EXPIRES:
            if is_card is None and (word.startswith("expir") or word == "exp"):
                is_card = (
                    tokens.at(place + 1) in ("date", ":", "is")
                    or _MONTH_AND_YEAR.fullmatch(tokens.at(place + 1)) is not None
                    or _is_month_and_year(tokens, place + 1)
                    or has_card(tokens)
                )
            if is_card is None:
                is_card = has_card(tokens)
            if is_card:
                yield from _announced(tokens, place, Personal.SECRET)


def _is_b_day(tokens: Tokens, place: int) -> bool:
    """Say whether "b-day" or "b day" ends at a place."""
    before = tokens.at(place - 1)
    return before == "b" or (before == "-" and tokens.at(place - 2) == "b")


def _is_month_and_year(tokens: Tokens, place: int) -> bool:
    """Say whether a month and a year to come are said: "oh four twenty seven"."""
    figures, said, slashes, first = "", 0, 0, place
    while tokens.at(place) in ("is", "'s", "on", "in", ":", "date", "it"):
        place += 1
    while place < len(tokens) and place - first < _FAR:
        part = part_at(tokens, place)
        if part is not None:
            figures += part.figures
            said += part.is_said
            place = part.after
        elif tokens.low[place] in ("slash", "/", ",") or tokens.low[place] in PAUSES:
            slashes += tokens.low[place] in ("slash", "/")
            place += 1
        else:
            break
    if len(figures) == _LONG_YEAR and figures[-4:-2] == "20":
        figures = figures[:2] + figures[-2:]
    is_said = (said > 1 and figures.startswith("0")) or slashes == 1
    return is_said and _MONTH_AND_YEAR.fullmatch(figures) is not None


def _announced(tokens: Tokens, head: int, kind: Personal) -> Iterator[Found]:
    place = head + 1
    while place < len(tokens) and place - head <= _FAR:
        after = _date_after(tokens, place, kind)
        if after is not None:
            yield Found(tokens.starts[place], tokens.ends[after - 1], kind)
            return
        if tokens.low[place] not in _ON and tokens.low[place] not in PAUSES:
            return
        place += 1


def _date_after(tokens: Tokens, first: int, kind: Personal) -> int | None:
    """Return the place behind a date that begins at `first`; None where none does."""
    if tokens.low[first] in _LINKS_OF_BIRTH:
        begins = tokens.low[first] == "the" and _is_day(tokens, first + 1)
        if not begins:
            return None
    place, after, months, numbers = first, first, 0, 0
    while place < len(tokens) and place - first <= 14:
        word = tokens.low[place]
        part = part_at(tokens, place)
        if word in MONTHS:
            months += 1
            place = after = place + 1
        elif part is not None:
            numbers += 1
            place = after = part.after
        elif _is_day(tokens, place):
            numbers += 1
            place += 2 if tokens.is_figures(place) else 1
            after = place
        elif word in (_LINKS_OF_BIRTH if kind is Personal.BIRTH else _LINKS):
            place += 1
        else:
            break
    if after == first:
        return None
    if months and (numbers or kind is Personal.BIRTH):
        return after
    if kind is Personal.SECRET and _MONTH_AND_YEAR.fullmatch(tokens.low[first]):
        return after
    least = 2 if kind is Personal.SECRET else 3
    written = tokens.text[tokens.starts[first] : tokens.ends[after - 1]]
    is_year = kind is Personal.BIRTH and (
        (numbers == 1 and len(written) in (_YEAR, 8)) or tokens.low[first] == "nineteen"
    )
    return after if numbers >= least or is_year else None


def _is_day(tokens: Tokens, place: int) -> bool:
    """Say whether "third" or "21st" stands at a place."""
    if tokens.at(place) in ORDINALS:
        return True
    return (
        tokens.is_figures(place)
        and tokens.is_glued(place + 1)
        and tokens.at(place + 1) in ("st", "nd", "rd", "th")
    )
