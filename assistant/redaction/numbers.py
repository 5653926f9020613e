"""Phone and card numbers, in figures, in words, and mixed: "four one five, 555 oh one double two".

A price or a size is never that long: "one hundred and fifty" is one number, not a row of
figures, and what stands around "and", "to" or "by" is not joined.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.redaction.found import Found, Personal

PHONE_LEAST = 7
"""Figures of a number without its area; shops' own numbers are shorter or hold letters."""
CARD = range(13, 20)
"""Figures of a payment card, ISO/IEC 7812."""

_ONES = dict(
    zip(
        "zero one two three four five six seven eight nine".split(),  # noqa: SIM905
        "0123456789",
        strict=True,
    )
) | {"oh": "0", "o": "0", "nought": "0"}
_TEENS = dict(
    zip(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),  # noqa: SIM905
        map(str, range(10, 20)),
        strict=True,
    )
)
_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),  # noqa: SIM905
        map(str, range(20, 100, 10)),
        strict=True,
    )
)
_TIMES = {"double": 2, "triple": 3}
_TOKEN = re.compile(r"[A-Za-z]+|\d+|\S")
_JOINS = frozenset("-–.()/+,")
"""Between the figures of one number. A comma only between words or groups of two or more."""
_WRITTEN = re.compile(r"(?<![\w$€£.])\+?\(?\d(?:[ ().\-–/]{0,2}\d){6,18}(?!\w)")
_GROUPS = re.compile(r"\d+")
_PHONE_GROUPS = {(3, 4), (3, 3, 4), (1, 3, 3, 4), (3, 7), (6, 4), (1, 10)}
"""As they are written in North America."""
_LONG = 10
"""Figures that are a number in any groups, but for a row of sizes: "8 9 10 11 12 13"."""


@dataclass(slots=True)
class _Row:
    """Figures that follow one another."""

    start: int
    end: int
    figures: str
    words: int
    """How many of its parts were words."""


def numbers_in(text: str) -> Iterator[Found]:
    """Yield the phone and card numbers of a text."""
    for match in _WRITTEN.finditer(text):
        parts = _GROUPS.findall(match.group())
        groups = tuple(map(len, parts))
        is_long = sum(groups) >= _LONG and not _is_counting(parts)
        if is_long or groups in _PHONE_GROUPS or (set(groups) == {1} and not _is_counting(parts)):
            kind = _kind(sum(groups))
            yield Found(match.start(), match.end(), kind)
    for row in _rows(text):
        if row.words >= 2 and len(row.figures) >= PHONE_LEAST:
            yield Found(row.start, row.end, _kind(len(row.figures)))


def spoken_figures(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield every row of figures in a text as (start, end, figures), of any length."""
    for row in _rows(text):
        yield row.start, row.end, row.figures


def _is_counting(parts: list[str]) -> bool:
    """Say whether numbers only go up, as sizes do in a list."""
    return len(parts) > 2 and all(int(a) < int(b) for a, b in pairwise(parts))


def _kind(figures: int) -> Personal:
    return Personal.CARD if figures in CARD else Personal.PHONE


def _rows(text: str) -> Iterator[_Row]:
    row: _Row | None = None
    times = 1
    tens: str | None = None
    for match in _TOKEN.finditer(text):
        token = match.group().casefold()
        if token in _TIMES:
            times = _TIMES[token]
            continue
        if token in _JOINS and row is not None:
            continue
        figures, tens = _figures(token, tens)
        if figures is None:
            if row is not None:
                yield row
            row, times, tens = None, 1, None
            continue
        if row is None:
            row = _Row(match.start(), match.end(), "", 0)
        if figures.startswith("~"):  # the ones of "forty one", whose tens stand there already
            row.figures = row.figures[:-1] + figures[1:]
        else:
            row.figures += figures * times
        row.end = match.end()
        row.words += not token.isdigit()
        times = 1
    if row is not None:
        yield row


def _figures(token: str, tens: str | None) -> tuple[str | None, str | None]:
    """Return the figures of one token, and its tens where ones may follow."""
    if token.isdigit():
        return token, None
    if token in _ONES:
        one = _ONES[token]
        return (f"~{one}" if tens and one != "0" else one), None
    if token in _TEENS:
        return _TEENS[token], None
    if token in _TENS:
        return _TENS[token], token
    return None, None
