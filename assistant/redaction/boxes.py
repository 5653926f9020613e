"""Addresses that are no street's: what "my address is" announces, and boxes at a post office."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from assistant.redaction.figures import PAUSES
from assistant.redaction.found import Found, Personal
from assistant.redaction.houses import house_after
from assistant.redaction.places import NO_ADDRESS
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.towns import tail_after

_IS = word_set("is 's : was will would 'd be")
_LEADS = PAUSES | word_set(", now different it 's its")
_ENDS = frozenset((".", ";", "?", "!"))
_NEXT = word_set("and but please thanks so do does can could")
_BOX_WORDS = word_set("p o . po post office gpo locked private mail postal")
_BOX_FIRST = word_set("p po post gpo locked private postal")
_BEFORE_RURAL = word_set("is it's its to at , : in 's")
_LEAST = 2
_MOST = 20
"""Tokens of an address that only its announcement tells of."""


def announced_in(tokens: Tokens, known: AbstractSet[int]) -> Iterator[Found]:
    """Yield what follows "my address is", unless it is an address that is known already.

    Args:
        tokens: Of the text.
        known: Where those begin.
    """
    for place, word in enumerate(tokens.low):
        if word == "address":
            span = _announced(tokens, place)
            if span is not None and span[0] not in known:
                yield Found(tokens.starts[span[0]], tokens.ends[span[1] - 1], Personal.ADDRESS)


def boxes_in(tokens: Tokens) -> Iterator[Found]:
    """Yield "P.O. box 1234" with its town."""
    for place, word in enumerate(tokens.low):
        if word in ("box", "bag", "rd", "d"):
            span = _box(tokens, place) if word in ("box", "bag") else _rural(tokens, place)
            if span is not None:
                yield Found(tokens.starts[span[0]], tokens.ends[span[1] - 1], Personal.ADDRESS)


def _announced(tokens: Tokens, head: int) -> tuple[int, int] | None:
    place = head + 1
    if tokens.at(head - 1) in ("e-mail", "email", "mail", "ip", "web") or (
        tokens.at(head - 1) == "-"
    ):
        return None
    while tokens.at(place) in _IS:
        place += 1
    if place == head + 1:
        return None
    while tokens.at(place) in _LEADS:
        if tokens.at(place) == "different" and tokens.at(place + 1) not in ("it", "its", ","):
            return None
        place += 1
    if place >= len(tokens) or tokens.low[place] in NO_ADDRESS:
        return None
    behind = (tokens.at(place + 1), tokens.at(place + 2))
    is_same = behind[0] not in ("old", "new") or behind[1] in ("one", "address", "")
    if tokens.low[place] == "the" and behind[0] in NO_ADDRESS and is_same:
        return None
    end = place
    while end < len(tokens) and end - place < _MOST and tokens.low[end] not in _ENDS:
        if tokens.low[end] in _NEXT and end > place:
            break
        end += 1
    return (place, end) if end - place >= _LEAST else None


def _rural(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Read "RD 3, Te Awamutu 3873" and "r d two hamilton", as in New Zealand."""
    first = place - (tokens.low[place] == "d")
    is_begun = first == 0 or tokens.at(first - 1) in _BEFORE_RURAL
    if not is_begun or tokens.at(first) not in ("r", "rd") or place + 1 >= len(tokens):
        return None
    after = house_after(tokens, place + 1)
    tail = None if after is None else tail_after(tokens, after)
    return (first, tail.end) if tail is not None and tail.is_sure else None


def _box(tokens: Tokens, box: int) -> tuple[int, int] | None:
    first = box
    if tokens.is_figures(box - 1) and tokens.at(box - 2) in ("route", "rr", "hc"):
        after = house_after(tokens, box + 1) if box + 1 < len(tokens) else None
        start = box - 2 - (tokens.at(box - 3) == "rural")
        return None if after is None else (start, tail_after(tokens, after).end)
    while first > 0 and tokens.low[first - 1] in _BOX_WORDS:
        first -= 1
    if first == box or tokens.low[first] not in _BOX_FIRST:
        return None
    place = box + 1
    while (
        tokens.at(place) in ("number", "#", "no", ".", "is", "'s", "was")
        or tokens.at(place) in PAUSES
    ):
        place += 1
    after = house_after(tokens, place) if place < len(tokens) else None
    return None if after is None else (first, tail_after(tokens, after).end)
