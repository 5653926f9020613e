"""Days of the calendar that are written in figures, which make no card's and no phone's number.

    2026-11-01 to 2026-11-22      01.11.2026-22.11.2026      2026-11-01 10:00:00

Only a valid month, day and year of four figures are one; a card's groups of four are not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.found import Found, Personal
from assistant.redaction.heads import CARD_HEADS, PHONE_HEADS, head_before, head_behind
from assistant.redaction.tokens import Tokens, word_set

_MONTH, _DAY, _YEAR = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])", r"(?:19|20)\d\d"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?"
_ZONE = r"(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)"
_WRITTEN = re.compile(
    rf"(?<![\w/.])(?:{_YEAR}([-/.]){_MONTH}\1{_DAY}"
    rf"|{_DAY}([-/.]){_MONTH}\2{_YEAR}|{_MONTH}([-/.]){_DAY}\3{_YEAR})"
    rf"(?:(?:[Tt]|,? ){_CLOCK}{_ZONE}?)?(?!\w|[/.:]\d)"
)
_WHEN = word_set("from of on since by before after until till between dated to and")
"""Before a day on which something was ordered: "my order from 2026-11-01"."""
_HEADS = {Personal.CARD: CARD_HEADS, Personal.PHONE: PHONE_HEADS}
_KINDS = _HEADS.keys() | {Personal.ORDER}
_LETTERS = re.compile(r"[A-Za-z]+")


def calendar_dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each day begins and ends in a text, its time of day with it."""
    return (match.span() for match in _WRITTEN.finditer(text))


def figures_of_days(text: str) -> int:
    """Return how many figures of a text are of days."""
    return sum(sum(map(str.isdigit, text[first:after])) for first, after in calendar_dates(text))


def without_dates(tokens: Tokens, found: Iterable[Found]) -> Iterator[Found]:
    """Yield what was found, but for numbers that nothing announces and that are nothing but days.

    Args:
        tokens: Of the text.
        found: In it, in any order.
    """
    days: list[tuple[int, int]] | None = None
    for one in found:
        if one.kind in _KINDS:
            days = list(calendar_dates(tokens.text)) if days is None else days
            if days and _is_of_days(tokens.text, one, days) and not _is_announced(tokens, one):
                continue
        yield one


def _is_of_days(text: str, one: Found, days: list[tuple[int, int]]) -> bool:
    """Say whether all figures of what was found are of days, said ones too."""
    rest = list(text[one.start : one.end])
    for first, after in days:
        for at in range(max(first, one.start), min(after, one.end)):
            rest[at - one.start] = " "
    left = "".join(rest)
    is_said = not FIGURE_WORDS.isdisjoint(_LETTERS.findall(left.lower()))
    return not is_said and not any(map(str.isdigit, left))


def _is_announced(tokens: Tokens, one: Found) -> bool:
    """Say whether something right beside calls it a number of a card, a phone or an order."""
    first = bisect_left(tokens.starts, one.start)
    if one.kind is Personal.ORDER:
        return tokens.at(first - 1) not in _WHEN
    after = bisect_left(tokens.starts, one.end)
    heads = _HEADS[one.kind]
    return (
        head_before(tokens, first, heads, near=True) is not None
        or head_behind(tokens, after, heads) is not None
    )
