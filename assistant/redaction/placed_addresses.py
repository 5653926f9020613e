"""Addresses that are told by where something goes or somebody lives: "deliver it to 44 Kingsway".

Behind such words a number with a name is an address, whatever its street is called and whatever a
recogniser made of it, and so is a house's name with its street and town. It ends with the clause.
"""

from collections.abc import Iterator

from assistant.redaction.common_words import MONEY
from assistant.redaction.corrections import behind_correction
from assistant.redaction.figures import FIGURE_WORDS, PAUSES
from assistant.redaction.found import Found, Personal
from assistant.redaction.gazetteer import LISTED, kinds
from assistant.redaction.heads import is_any
from assistant.redaction.heard_numbers import MEASURED
from assistant.redaction.houses import corrected_first, house_after, led_first
from assistant.redaction.known_words import is_strange
from assistant.redaction.placed import is_home_at, is_placed_at
from assistant.redaction.places import (
    BUILDINGS,
    FOLLOWS,
    LOCATES,
    NO_STREET,
    STOPS,
    STREETS,
    WEAK_STREETS,
)
from assistant.redaction.street_names import ADJECTIVES
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.town_names import town_at
from assistant.redaction.towns import tail_after
from assistant.redaction.units import HEADS, counted_after, head_after, sign_after, unit_before
from assistant.redaction.unkind_streets import SIDES

_RIGHT_BEFORE = word_set("to at is 's : address from round in on as be was number no")
"""Stand right before an address that something announces."""
NO_NAME = (
    (NO_STREET - ADJECTIVES - STREETS)
    | (STOPS - {".", ",", "-"})
    | MONEY
    | word_set(
        """
        the parcel package pm am o'clock percent % stars weeks friends countries stores locations
        scale them january february march april may june july august september october
        november storey storeys stories story acres acre hectares bedrooms bathrooms
        december customers customer addresses times boxes units kids guests colleagues
        employees
        """
    )
)
"""Follow a number that is no house's, or end what may be a street's name."""
_BEHIND = word_set("address live lives living home house place office flat apartment stay")
"""What an address is called behind it: "... is where I live", "... as the delivery address"."""
_AREAS = word_set("area zone range")
_JOINTS = ("on", "of", "upon")
_LINKS = word_set("at in on to near")
_BEHIND_MOST = 6
_FAR = 24
"""Tokens from a house number to what an address is called behind it."""
_NEAR = 3
"""Words before a house number that say that somebody lives there."""
_WORDS_MOST = 6
_PARTS_MOST = 4
_SHORT = 3
"""Letters of "St." and "Ave.", whose stop ends no sentence."""
_FIRST_MOST = 3
"""Pauses and the like between what announces an address and it."""


def placed_addresses_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the addresses that something is sent to or somebody lives at."""
    for place in range(len(tokens)):
        if tokens.is_glued(place) and tokens.at(place - 1) not in (":", "#"):
            continue
        span = _numbered(tokens, place) or _bent(tokens, place) or _named(tokens, place)
        if span is not None:
            yield Found(tokens.starts[span[0]], tokens.ends[span[1] - 1], Personal.ADDRESS)


def _numbered(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Read "44 Kingsway" and "flat 3, Ashgrove House" where something is sent there."""
    word = tokens.low[place]
    if not (word.isdigit() or word in FIGURE_WORDS or word in HEADS or word == "#"):
        return None
    is_joined = word.isdigit() and tokens.is_glued(place + 1) and tokens.is_word(place + 1)
    if is_joined and len(tokens.at(place + 1)) > 1:  # "32gb"
        return None
    first = led_first(tokens, unit_before(tokens, corrected_first(tokens, place)))
    is_home = is_home_at(tokens, first)
    is_placed = is_home or _is_placed(tokens, first) or _is_at(tokens, first)
    if not is_placed and not is_any(tokens, place + 1, place + _FAR, _BEHIND | _AREAS):
        return None
    after = _number_after(tokens, place)
    is_sure = is_placed and not LOCATES.isdisjoint(tokens.low[max(0, first - _NEAR) : first])
    run = None if after is None else _run_after(tokens, after, is_sure=is_sure or not is_placed)
    if is_home and run is None and after is not None and after - place > 1:
        any_of = _run_after(tokens, after, is_sure=True)  # "my old place is one twelve Hillcrest"
        run = any_of if any_of is not None and tokens.at(any_of) in FOLLOWS | {""} else None
    if run is None:
        is_house = after is not None and _is_house(tokens, place, first, after)
        return (first, after) if after is not None and is_house else None
    if tokens.at(run) in MEASURED:
        return None  # "my house is sixteen hundred square feet"
    if not (is_placed or _is_told_behind(tokens, run)):
        run = _run_after(tokens, after or place)
        if run is None:
            return None
    end = _end_of(tokens, run)
    return (first, end) if is_placed or _is_told_behind(tokens, end) else None


def _is_placed(tokens: Tokens, first: int) -> bool:
    before = first - 1
    while first - before <= _FIRST_MOST and (
        tokens.at(before) in PAUSES or tokens.at(before) in (",", ":", "like")
    ):
        before -= 1
    is_range = tokens.at(before) == "to" and tokens.is_figures(before - 1)  # "from 1299 to 1499"
    is_told = tokens.at(before) in _RIGHT_BEFORE and not is_range
    return is_told and is_placed_at(tokens, first)


def _is_at(tokens: Tokens, first: int) -> bool:
    """Say whether "at 17 Low Fold" begins here: two capitals behind a number, no "at 5 Euros"."""
    is_at = tokens.at(first - 1) == "at" and tokens.is_figures(first)
    return is_at and tokens.is_capital(first + 1) and tokens.is_capital(first + 2)


def _is_house(tokens: Tokens, place: int, first: int, after: int) -> bool:
    """Say whether "27a" or "number 19" is a house's where something is left or somebody lives."""
    if not (tokens.at(after) == "" or tokens.at(after) in FOLLOWS):
        return False
    if tokens.at(place - 1) == "number" and tokens.at(place - 2) in ("at", "to", "with", "in"):
        is_there = tokens.at(place - 2) == "at" and is_placed_at(tokens, place - 1)
        return is_there or is_any(tokens, place - 8, place, _NEIGHBOURS)
    is_lettered = tokens.is_figures(place) and tokens.is_word(place + 1) and after == place + 2
    return is_lettered and tokens.at(first - 1) == "at" and is_placed_at(tokens, first)


_NEIGHBOURS = word_set(
    "neighbour neighbours neighbor neighbors door left leave put ask knock take nobody"
)


def _is_told_behind(tokens: Tokens, end: int) -> bool:
    if tokens.at(end) == "in":
        return tokens.at(end + 1) == "your" and is_any(tokens, end + 2, end + 4, _AREAS)
    if tokens.at(end) not in ("as", "is", "'s"):
        return False
    return is_any(tokens, end + 1, end + _BEHIND_MOST, _BEHIND)


def _number_after(tokens: Tokens, place: int) -> int | None:
    """Return the place behind units and a house number; None where neither begins."""
    after = max(head_after(tokens, place), sign_after(tokens, place))
    if after == place:
        after = house_after(tokens, place) or place
    on = after
    for _ in range(_PARTS_MOST):
        if on == place or on >= len(tokens):
            break
        on += tokens.at(on) == ","
        again = behind_correction(tokens, on)
        on = on if again is None else again
        more = max(counted_after(tokens, on), head_after(tokens, on))
        if more == on and (on < len(tokens)):
            more = house_after(tokens, on) or on
        if more == on:
            break
        after = on = more
    return after if after > place else None


def _run_after(tokens: Tokens, place: int, *, is_sure: bool = False) -> int | None:
    """Return the place behind the name of a street or a building; None without one.

    Args:
        tokens: Of the text.
        place: Behind the number.
        is_sure: Whether it is said that somebody lives there, so that any word may be the street's.
    """
    while tokens.at(place) == "," or tokens.at(place) in PAUSES:
        place += 1
    on, words = place, list[int]()
    while on < len(tokens) and len(words) <= _WORDS_MOST:
        word = tokens.low[on]
        if tokens.is_word(on):
            is_link = (word in _JOINTS and words) or (
                word == "the" and (not words or tokens.at(on - 1) in _JOINTS)
            )
            if word in NO_NAME and not (is_link and tokens.is_word(on + 1)):
                break
            words.append(on)
        elif not _is_joint(tokens, on) or not words:
            break
        on += 1
    if not words or not (is_sure or _is_name(tokens, words)):
        return None
    return words[-1] + 1


def _is_joint(tokens: Tokens, place: int) -> bool:
    word = tokens.low[place]
    if word == ".":
        return tokens.is_glued(place + 1) or len(tokens.low[place - 1]) <= _SHORT
    return word in ("'s", "-")


def _is_name(tokens: Tokens, words: list[int]) -> bool:
    """Say whether some words are a street's: its kind is last, or each may be a name's."""
    last = tokens.low[words[-1]]
    if (last in STREETS or last in BUILDINGS) and len(words) > 1:
        return True
    named = [_may_be_name(tokens, place) for place in words]
    return any(named) and all(
        one or tokens.low[place] in STREETS for one, place in zip(named, words, strict=True)
    )


def _may_be_name(tokens: Tokens, place: int) -> bool:
    word = tokens.low[place]
    return (
        tokens.is_capital(place)
        or is_strange(word)
        or word in SIDES
        or word in ("the", "of", "on", "upon", "saint", "st")
        or bool(kinds(word) & LISTED)
        or town_at(tokens, place) > place
    )


def _end_of(tokens: Tokens, after: int) -> int:
    """Return where an address ends, what corrects its street with it."""
    end = tail_after(tokens, counted_after(tokens, after)).end
    again = behind_correction(tokens, end)
    other = None if again is None else _run_after(tokens, again)
    return end if other is None else tail_after(tokens, other).end


def _named(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Read "The Cottage, Mill Lane, Shipton" where something is sent there."""
    if not tokens.is_word(place) or tokens.at(place - 1) not in _RIGHT_BEFORE - {"'s", "in", "on"}:
        return None
    comma = place
    while tokens.is_word(comma) and comma - place < _WORDS_MOST and (
        tokens.low[comma] not in (NO_NAME | FIGURE_WORDS | _LINKS) - {"the", "old"}
    ):  # fmt: skip
        comma += 1
    if comma == place or tokens.at(comma) != "," or not is_placed_at(tokens, place):
        return None
    tail = tail_after(tokens, place)
    is_house = tokens.low[place] == "the" or tokens.low[comma - 1] in BUILDINGS
    is_meant = tail.is_coded or tail.is_built or (tail.is_sure and is_house)
    return (place, tail.end) if is_meant and tail.end > comma else None


def _bent(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Read "AD266 Monor Road", where a recogniser wrote letters for the first figures."""
    is_bent = (
        tokens.is_word(place)
        and len(tokens.low[place]) <= _SHORT
        and tokens.is_glued(place + 1)
        and tokens.is_figures(place + 1)
        and tokens.is_capital(place + 2)
        and not tokens.is_glued(place + 2)
        and is_any(tokens, place + 3, place + 5, STREETS - WEAK_STREETS)
    )
    run = _run_after(tokens, place + 2) if is_bent else None
    return None if run is None else (place, _end_of(tokens, run))
