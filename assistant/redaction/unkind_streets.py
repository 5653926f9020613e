"""Streets that are called by no kind: "1600 Broadway", "north michigan apartment 1406".

Told by the flat, or by the town and its postal code, that follows.
"""

from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.known_words import is_strange
from assistant.redaction.places import COUNTED, FOLLOWS, NO_STREET
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.town_names import is_only_a_town, town_at
from assistant.redaction.towns import tail_after
from assistant.redaction.units import unit_after

SIDES = word_set(
    """
    north south east west n s e w ne nw se sw northeast northwest southeast southwest
    """
)
_UNKIND = word_set("main broadway market state center front water michigan")
"""Streets that are called by no kind behind a side: "150 N Main"."""
_FLATS = word_set("apartment apt unit suite ste building bldg")
_UNKIND_MOST = 4
"""Words of a street that is called by no kind: "4389 Kingsway, Burnaby V5K 3M2"."""
_WORDS_MOST = 4
_NAME_MOST = 2


def without_kind(tokens: Tokens, first: int, start: int, *, is_placed: bool) -> int | None:
    """Return the place behind a street that is not called one: "1600 Broadway"."""
    if tokens.at(first - 1) in ("on", "at") and tokens.at(first - 2) in ("live", "living"):
        lives = start
        while lives < start + 2 and tokens.is_word(lives) and tokens.low[lives] not in NO_STREET:
            lives += 1
        return lives if lives > start else None
    named = _before_a_town(tokens, start)
    if named is not None:
        return named
    flatted = _before_a_flat(tokens, start)
    if flatted is not None:
        return flatted
    if not is_placed or not tokens.is_figures(first):
        return None
    place = start
    while (
        tokens.is_capital(place)
        and tokens.low[place] not in COUNTED
        and place - start < _WORDS_MOST
    ):
        place += 1
    return place if place > start else None


def _before_a_flat(tokens: Tokens, start: int) -> int | None:
    """Return the place behind "north michigan" or "broadway" before "apartment six C"."""
    place = start
    while tokens.at(place) in SIDES:
        place += 1
    is_over = tokens.at(place + 1) == "" or tokens.at(place + 1) in FOLLOWS
    if place > start and tokens.at(place) in _UNKIND and is_over:
        return place + 1
    for on in range(place, place + _NAME_MOST):
        if not tokens.is_word(on) or _is_none(tokens.low[on]):
            return None
        if has_flat(tokens, on + 1):
            return on + 1
    return None


def _before_a_town(tokens: Tokens, start: int) -> int | None:
    """Return the place behind a street between its number and a town with its postal code."""
    for place in range(start, start + _UNKIND_MOST):
        if not tokens.is_word(place) or _is_none(tokens.low[place]):
            return None
        is_cut = tokens.at(place + 1) == ","
        on = place + 1 + is_cut
        town = town_at(tokens, on)
        if town > on or (is_cut and tokens.is_capital(start) and tokens.is_capital(on)):
            tail = tail_after(tokens, place + 1)
            is_sure = tail.is_coded or (tail.units > 0 and tokens.is_capital(start))
            if is_sure or (is_cut and town > on and _is_the_town(tokens, start, on, town)):
                return place + 1
    return None


def _is_none(word: str) -> bool:
    return (word in NO_STREET and word != "the") or word in FIGURE_WORDS


def _is_the_town(tokens: Tokens, start: int, on: int, town: int) -> bool:
    """Say whether "19 the paddocks, wantage" ends here: no goods and where they are wanted."""
    is_odd = tokens.at(start) == "the" or tokens.is_capital(start) or is_strange(tokens.at(start))
    return is_odd and is_only_a_town(tokens, on, town) and tokens.at(town) in FOLLOWS | {""}


def has_flat(tokens: Tokens, place: int) -> bool:
    """Say whether ", apartment 6C" or "building two" follows, as behind no goods."""
    on = place + (tokens.at(place) == ",")
    return tokens.at(on) in _FLATS and unit_after(tokens, on) > on + 1
