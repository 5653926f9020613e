"""Where somebody lives: house number, street, unit, town, and what begins with a flat."""

from collections.abc import Iterator

from assistant.redaction.boxes import announced_in, boxes_in
from assistant.redaction.contrasted import contrasted_in
from assistant.redaction.fielded import fielded_in
from assistant.redaction.figures import FIGURE_WORDS, PAUSES, TENS, part_at
from assistant.redaction.found import Found, Personal
from assistant.redaction.houses import corrected_first, house_after, led_first
from assistant.redaction.placed import is_placed_at
from assistant.redaction.places import FAMOUS, FOLLOWS, LOCATES, MOVES, NO_STREET, STREETS
from assistant.redaction.rooms import ROOM_CUES, rooms_in
from assistant.redaction.street_names import ADJECTIVES, street_after
from assistant.redaction.things import GOODS_BEHIND
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.towns import tail_after
from assistant.redaction.units import (
    HEADS,
    ORDINALS,
    counted_after,
    head_after,
    sign_after,
    unit_after,
    unit_before,
)

_HOME_UNITS = word_set("flat apartment apt plot villa house door h d penthouse bungalow unit suite")
"""Units in which people live; "block 10 toy tower" is one of bricks."""
_GROUND_UNITS = frozenset(("lot", "block", "blk", "hostel", "house"))
"""With another unit behind them: "lot nine, phase two", "block C, number 12"."""
_BEGINS = HEADS | FIGURE_WORDS | STREETS
"""Words at which an address may be told; else it is a letter, a sign or figures."""
_BEGUN = word_set("'s is to at : , it's um uh address")
"""Stand before "B 204 Shanti Apartments"."""
_UNITS_SURE = 2
"""Units behind one that are an address's whatever else is said: "unit 3, tower B, soi 24"."""
_NAMED_MOST = 9
"""Tokens of a house's name and its street's."""


def addresses_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the street addresses of a text, and flats with their buildings."""
    place, starts = 0, set[int]()
    size, low = len(tokens), tokens.low
    while place < size:
        word = low[place]
        if len(word) > 1 and word not in _BEGINS and not word.isdigit():
            place += 1
            continue
        found = _headed(tokens, place) or _numbered(tokens, place) or _named(tokens, place)
        if found is None:
            place += 1
            continue
        first, end = found
        starts.add(first)
        yield Found(tokens.starts[first], tokens.ends[end - 1], Personal.ADDRESS)
        place = place + 1 if low[place] in HEADS else max(end, place + 1)
    yield from contrasted_in(tokens)
    yield from fielded_in(tokens)
    if not ROOM_CUES.isdisjoint(low):
        yield from rooms_in(tokens)
    yield from announced_in(tokens, starts)
    yield from boxes_in(tokens)


def _numbered(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Read a number with a street behind it."""
    word = tokens.low[place]
    if not (word.isdigit() or word in FIGURE_WORDS) or (place and _in_number(tokens, place)):
        return None
    after = house_after(tokens, place)
    if after is None:
        return None
    end = street_after(tokens, place, after)
    if end is None:
        if tokens.at(after) != ",":
            return None
        tail = tail_after(tokens, after)  # "104, 1st Main, 2nd Block, Koramangala"
        return (place, tail.end) if tail.units >= _UNITS_SURE else None
    if not is_placed_at(tokens, place) and _is_title(tokens, place, after, end):
        return None
    first = led_first(tokens, unit_before(tokens, corrected_first(tokens, place)))
    for lead in (["a", "hundred", "and"], ["a", "hundred"]):
        if tokens.low[max(0, first - len(lead)) : first] == lead:
            first -= len(lead)
    if tokens.low[max(0, first - 2) : first] == ["r", "d"]:  # "R D 3, 137 Pukeko Road"
        first -= 2
    return corrected_first(tokens, first), tail_after(tokens, counted_after(tokens, end)).end


def _is_title(tokens: Tokens, place: int, after: int, end: int) -> bool:
    """Say whether "21 jump street" or "10 downing street mug" is a work's name, or goods'."""
    is_bare = not tail_after(tokens, unit_after(tokens, end)).is_sure
    name = "_".join(tokens.low[end - 2 : end])
    is_ordinal = after == place + 1 and tokens.low[place] in TENS and tokens.at(after) in ORDINALS
    return is_bare and (name in FAMOUS or is_ordinal or tokens.at(end) in GOODS_BEHIND)


def _headed(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Read a unit with a building or a town behind it: "Flat 4, Lake View, Pune"."""
    word = tokens.low[place]
    is_head = word in HEADS
    if not (is_head or word == "#" or (len(word) == 1 and word.isalpha())):
        return None
    after = head_after(tokens, place) if is_head else place
    is_sign = after == place
    if is_sign:  # "#42, 3rd main, Bangalore", "B-204, Green Park, Mumbai", "house 14"
        after = sign_after(tokens, place)
    if after == place:
        return None
    on = after + (tokens.at(after) == ",")
    next_unit = counted_after(tokens, on)
    is_led = word in _GROUND_UNITS and next_unit > on and not is_sign
    tail = tail_after(tokens, next_unit if is_led else after)
    is_pair = next_unit > on + 1 and _is_over(tokens, next_unit)  # "apartment 407, building C"
    is_ground = next_unit > on and (tail.is_built or tail.is_sure or _is_over(tokens, tail.end))
    is_both = tail.is_sure and tail.is_built
    is_home = word in _HOME_UNITS and (tail.is_sure or tail.is_built)
    is_both = is_both or (tail.is_sure and tail.units > 0) or tail.units >= _UNITS_SURE
    is_begun = tail.is_built and (place == 0 or tokens.low[place - 1] in _BEGUN)
    is_home = is_home or (word in _HOME_UNITS and (tail.units > 0 or is_pair))
    is_home = is_home or (word in _GROUND_UNITS and is_ground)
    is_meant = tail.is_coded or is_both or (is_home and not is_sign) or (is_sign and is_begun)
    return (unit_before(tokens, place), tail.end) if is_meant else None


def _is_over(tokens: Tokens, place: int) -> bool:
    return tokens.at(place) == "" or tokens.at(place) in FOLLOWS


def _named(tokens: Tokens, kind: int) -> tuple[int, int] | None:
    """Read a house without a number, before its postal code: "Rose Cottage, Mill Lane, OX7 5AB"."""
    if tokens.low[kind] not in STREETS or not tokens.is_word(kind - 1):
        return None
    tail = tail_after(tokens, kind + 1)
    if not (tail.is_coded or _is_listed(tokens, kind, tail.end)):
        return None
    first = kind
    while first > 0 and kind - first < _NAMED_MOST and _is_of_house(tokens, first - 1):
        first -= 1
    while tokens.at(first) == "," or tokens.at(first) in PAUSES:
        first += 1
    return (first, tail.end) if first < kind else None


def _is_listed(tokens: Tokens, kind: int, end: int) -> bool:
    """Say whether "Orchard House, High Street, Burford" is told by capitals and commas alone."""
    if not (tokens.is_capital(kind) and tokens.is_capital(kind - 1)):
        return False
    before = kind - 1 - tokens.is_capital(kind - 2)
    is_behind = tokens.at(kind + 1) == "," and tokens.is_capital(kind + 2) and end > kind + 2
    is_over = tokens.at(end) == "" or tokens.at(end) in FOLLOWS - {","}
    return is_behind and is_over and tokens.at(before - 1) == "," and tokens.is_capital(before - 2)


def _is_of_house(tokens: Tokens, place: int) -> bool:
    word = tokens.low[place]
    if word in (",", "'s", "-"):
        return place > 0 and tokens.is_word(place - 1)
    is_part = word == "the" or word in ADJECTIVES or (
        tokens.is_capital(place) and tokens.is_capital(place + 1)
    )  # fmt: skip
    is_verb = word in LOCATES or word in MOVES or word in ("hi", "hello", "hey", "yeah", "yes")
    return tokens.is_word(place) and not is_verb and (is_part or word not in NO_STREET)


def _in_number(tokens: Tokens, place: int) -> bool:
    """Say whether a number goes on from the word before, so that it begins earlier."""
    before = tokens.low[place - 1]
    if before in FIGURE_WORDS and part_at(tokens, place - 1) is not None:
        return True
    return before in ("#", "size", "sizes", "$", "€", "£", "eu", "uk", "us", ".") and (
        tokens.is_glued(place) or before not in (".",)
    )
