"""Dates with a day and a month: "16 July 2024", "04/03/91", "the second of june ninety one"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.redaction.figures import ONES, PAUSES, part_at
from assistant.redaction.tokens import Tokens, word_set

MONTHS = word_set(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec
    """
)
_UNITS = word_set("first second third fourth fifth sixth seventh eighth ninth")
ORDINALS = _UNITS | word_set(
    """
    tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth
    nineteenth twentieth thirtieth
    """
)
_WRITTEN = re.compile(
    r"(?P<a>\d{1,2})([./-])(?P<b>\d{1,2})\2(?P<year>\d{4}|\d{2})(?![\d./-]\d|\d)"
    r"|(?P<first>\d{4})([./-])(?P<c>\d{1,2})\6(?P<d>\d{1,2})(?!\d)"
)
_BETWEEN = word_set(", . of in the - and '") | PAUSES
_BETWEEN_MOST = 3
_SEPARATORS = word_set("slash dash / - . of the")
_DAYS, _MONTHS_OF_YEAR = 31, 12
_FULL = 4
_YEARS = range(1900, 2040)
_PARTS_MOST = 7


@dataclass(frozen=True, slots=True)
class Date:
    """A day of a month, perhaps of a year."""

    first: int
    """Place of the first token, "the" left out."""
    after: int
    year: int | None
    """Of four figures; "ninety one" is 1991, "24" is 2024."""
    is_named: bool
    """Whether the month is a word."""


def dates_of(tokens: Tokens) -> Iterator[Date]:
    """Yield the dates of a text in which a month is named or which are written with signs."""
    place = 0
    while place < len(tokens):
        date = date_at(tokens, place)
        if date is not None:
            yield date
        place = place + 1 if date is None else date.after


def date_at(tokens: Tokens, place: int) -> Date | None:
    """Return the date that begins at a place; None where none does."""
    if tokens.is_figures(place) and (match := _WRITTEN.match(tokens.text, tokens.starts[place])):
        return _of_signs(tokens, place, match)
    month_first = tokens.at(place) in MONTHS
    on = _over_month(tokens, place) if month_first else place
    day = _day_after(tokens, on + (month_first and tokens.at(on) == "the"))
    if day is None:
        return None
    if not month_first:
        day += tokens.at(day) in ("of", "-")
        if tokens.at(day) not in MONTHS:
            return None
        day = _over_month(tokens, day)
    year, after = _year_behind(tokens, day)
    return Date(place, after, year, is_named=True)


def said_date_at(tokens: Tokens, first: int) -> Date | None:
    """Return a date that is said in figures alone: "oh three eleven ninety five"."""
    figures: list[str] = []
    place = after = first
    while len(figures) < _PARTS_MOST:
        while figures and tokens.at(place) in _SEPARATORS:
            place += 1
        part = part_at(tokens, place)
        if part is None:
            break
        if figures and figures[-1] == "0" and len(part.figures) == 1:
            figures[-1] = f"0{part.figures}"
        else:
            figures.append(part.figures)
        place = after = part.after
    if len(figures) not in (3, 4) or max(map(len, figures[:2])) > 2:
        return None
    if min(map(len, figures[2:])) < 2:  # "one two three four"
        return None
    day, month = sorted((int(figures[0]), int(figures[1])), reverse=True)
    year = _full_year("".join(figures[2:]))
    if not 0 < month <= _MONTHS_OF_YEAR or day > _DAYS or year is None:
        return None
    return Date(first, after, year, is_named=False)


def _of_signs(tokens: Tokens, place: int, match: re.Match[str]) -> Date | None:
    pair = (match["a"], match["b"]) if match["a"] else (match["c"], match["d"])
    month, day = sorted(map(int, pair))
    if not 0 < month <= _MONTHS_OF_YEAR or day > _DAYS:
        return None
    after = place
    while after < len(tokens) and tokens.starts[after] < match.end():
        after += 1
    return Date(place, after, _full_year(match["year"] or match["first"]), is_named=False)


def _over_month(tokens: Tokens, place: int) -> int:
    return place + 1 + (tokens.at(place + 1) == "." and tokens.is_glued(place + 1))


def _day_after(tokens: Tokens, place: int) -> int | None:
    """Return the place behind a day of a month, else None."""
    word = tokens.at(place)
    if tokens.is_figures(place):
        if not 0 < int(word[:3]) <= _DAYS:
            return None
        has_end = tokens.is_glued(place + 1) and tokens.at(place + 1) in ("st", "nd", "rd", "th")
        is_german = tokens.at(place + 1) == "." and tokens.at(place + 2) in MONTHS
        return place + 1 + (has_end or is_german)
    if word in ORDINALS:
        return place + 1
    behind = place + 1 + (tokens.at(place + 1) == "-")
    if word in ("twenty", "thirty") and tokens.at(behind) in _UNITS:
        return behind + 1
    part = part_at(tokens, place)
    if part is None or part.is_round or not 0 < int(part.figures[:3]) <= _DAYS:
        return None
    return part.after


def _year_behind(tokens: Tokens, place: int) -> tuple[int | None, int]:
    """Return the year behind a day and a month, and the place behind all of it."""
    on = place
    while on - place < _BETWEEN_MOST and tokens.at(on) in _BETWEEN:
        on += 1
    figures, after = "", on
    while (part := part_at(tokens, after)) is not None and len(figures) < _FULL:
        if part.is_round and figures:
            break
        if part.is_round and part.figures != "2000":
            break
        figures += "20" if part.is_round else part.figures
        after = part.after
        if part.is_round:
            more = after + (tokens.at(after) == "and")
            one = ONES.get(tokens.at(more)) or tokens.at(more)
            if len(one) == 1 and one.isdigit():
                return int(f"200{one}"), more + 1
            after = more if part_at(tokens, more) is not None else after
            if more == after and part_at(tokens, more) is None:
                return 2000, after
    year = _full_year(figures)
    return (None, place) if year is None else (year, after)


def _full_year(figures: str) -> int | None:
    if len(figures) == 2:
        return int(f"20{figures}") if int(figures) < 30 else int(f"19{figures}")
    if len(figures) == _FULL and int(figures) in _YEARS:
        return int(figures)
    return None
