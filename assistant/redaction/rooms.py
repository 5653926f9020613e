"""Flats and rooms that are told with their building, or as somebody's own.

my dorm's Kresge Hall, room 319        my unit's seventeen F        I'm in flat nine, not six
"""

from collections.abc import Iterator

from assistant.redaction.figures import PAUSES
from assistant.redaction.found import Found, Personal
from assistant.redaction.gazetteer import LISTED, kinds
from assistant.redaction.known_words import is_strange
from assistant.redaction.places import BUILDINGS, FOLLOWS, NO_STREET, STOPS
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.towns import tail_after
from assistant.redaction.units import head_after, value_after

_ROOMS = word_set("flat apartment apt unit room villa suite")
ROOM_CUES = _ROOMS | {"ward"}
"""One of them stands in every text with something of the kind."""
_BEING = word_set("'m 're am are live lives living staying based i'm we're he's she's")
_OWNERS = word_set("my our his her their")
_IS = PAUSES | word_set("is 's : number no ,")
_LEADS = word_set("tower complex building dorm dormitory estate society halls residence")
_MANY = word_set("apartments residences mansions towers chambers heights court hall lodge")
"""Of many flats: two words before one of them are its name."""
_NAME_MOST = 3
_MEASURED = frozenset(("by", "x"))


def rooms_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the flats and rooms of a text in which somebody is or lives."""
    for place, word in enumerate(tokens.low):
        if word in _ROOMS:
            span = _own(tokens, place) or _within(tokens, place) or _behind(tokens, place)
            if span is not None:
                yield Found(tokens.starts[span[0]], tokens.ends[span[1] - 1], Personal.ADDRESS)


def _is_over(tokens: Tokens, place: int) -> bool:
    return tokens.at(place) == "" or tokens.at(place) in FOLLOWS - _MEASURED


def _own(tokens: Tokens, head: int) -> tuple[int, int] | None:
    """Read "my unit's seventeen F"."""
    if tokens.at(head - 1) not in _OWNERS or tokens.at(head + 1) not in ("is", "'s", ":", "number"):
        return None
    place = head + 1
    while tokens.at(place) in _IS:
        place += 1
    after = value_after(tokens, place) if place < len(tokens) else place
    return (place, after) if after > place and _is_over(tokens, after) else None


def _within(tokens: Tokens, head: int) -> tuple[int, int] | None:
    """Read "I'm in flat nine, not six" and "she's in room 12B, Oakfield Lodge"."""
    if tokens.at(head - 1) != "in" or head + 1 >= len(tokens):
        return None
    near = tokens.low[max(0, head - 4) : head - 1]
    after = head_after(tokens, head)
    if _BEING.isdisjoint(near) or after <= head + 1:
        return None
    tail = tail_after(tokens, after)
    if tail.is_built or tail.is_sure:
        return head, tail.end
    return (head, after) if _is_over(tokens, after) else None


def _behind(tokens: Tokens, head: int) -> tuple[int, int] | None:
    """Read "Marina Heights apartment 2106", "the complex is Villa Rosa, unit 31"."""
    after = head_after(tokens, head)
    if after <= head + 1 or not _is_over(tokens, after):
        return None
    last = head - 1 - (tokens.at(head - 1) == ",")
    first = last + 1
    while last - first < _NAME_MOST and _is_name(tokens, first - 1):
        first -= 1
    if first > last:
        return None
    lead = first - 1
    while tokens.at(lead) in ("is", "'s", ":"):
        lead -= 1
    is_led = lead < first - 1 and tokens.at(lead) in _LEADS
    is_built = last - first > 1 and tokens.at(last) in _MANY
    is_built = is_built or (
        tokens.at(last) in BUILDINGS
        and any(
            tokens.is_capital(p) or is_strange(tokens.low[p]) or kinds(tokens.low[p]) & LISTED
            for p in range(first, last)
        )
    )
    return (first, tail_after(tokens, after).end) if is_led or is_built else None


def _is_name(tokens: Tokens, place: int) -> bool:
    word = tokens.at(place)
    return tokens.is_word(place) and word not in NO_STREET and word not in STOPS | {"at", "to"}
