"""Flats, floors, blocks and plots, before a house or behind a street: "flat no. 4", "unit 3B"."""

from assistant.redaction.figures import FIGURE_WORDS, PAUSES, part_at
from assistant.redaction.houses import house_after
from assistant.redaction.tokens import Tokens, word_set

UNITS = word_set(
    """
    apartment apt unit suite ste floor fl flat room rm building bldg #
    hash number lot plot block blk
    tower wing villa bungalow studio penthouse level sector phase stage
    """
)
"""Come before a number or a letter."""
HEADS = word_set(
    """
    flat apartment apt unit suite plot villa bungalow block blk tower house door shop room rm lot
    h d penthouse studio box hse erf hostel dorm dormitory
    """
)
"""Of those, and with a "no." behind them, what an address may begin with."""
_NUMBERED = frozenset(("house", "hse", "door", "shop", "h", "d"))
"""Only with "number": "house no 12", "H.No. 371"."""
_NUMBER = frozenset(("number", "no", "num", "#", "nr"))
_SIGNS = frozenset((".", "#", ":", "-"))
_LEVELS = word_set("floor flr level storey main cross block stage phase sector lane")
"""Counted by what stands before: "7th cross", "second floor"."""
_SIDES = frozenset(("left", "right", "front", "rear", "back"))
"""Of a floor: "third floor left, 15 Argyle Place"."""
_ROADS = word_set(
    "road street lane soi lorong gali pocket site rr wing gate box district ward barangay kav"
)
"""Behind a unit, what is counted as units are: "house 22, road 11", "villa 18, street 4B"."""
ORDINALS = word_set(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth ground basement top
    lower upper
    """
)
FLATS = ("flat", "apartment")
_SIGNS_MOST = 4
_BACK_MOST = 9


def counted_after(tokens: Tokens, place: int) -> int:
    """Return the place behind a unit or a counted road, "road 11", else the place itself."""
    after = max(unit_after(tokens, place), _sector_after(tokens, place))
    if after > place or tokens.at(place) not in _ROADS or place + 1 >= len(tokens):
        return after
    on = place + 1
    while tokens.at(on) in ("no", "number") or (tokens.at(on) == "." and on > place + 1):
        on += 1
    behind = house_after(tokens, on) if on < len(tokens) else None
    return place if behind is None else behind


def _sector_after(tokens: Tokens, place: int) -> int:
    """Return the place behind "F-8/3" or "9/F" before a comma, else the place itself."""
    after = tokens.chunk(place) if place < len(tokens) else place
    after -= tokens.at(after - 1) == ","
    written = tokens.low[place:after]
    is_sector = len(written) > 2 and any(map(str.isdigit, written)) and not written[1].isalnum()
    letters = [word for word in written if word.isalpha()]
    is_short = len(letters) == 1 and len(letters[0]) == 1
    return after if is_sector and is_short and tokens.at(after) == "," else place


def unit_after(tokens: Tokens, place: int) -> int:
    """Return the place behind a unit that begins at one, else the place itself."""
    on = place
    while on - place < _SIGNS_MOST and (
        tokens.at(on) in (",", ".", "-") or (tokens.at(on) in PAUSES and on > place)
    ):
        on += 1
    level = _level_after(tokens, on)
    if level > on:
        return level
    if tokens.at(on) not in UNITS:
        part = part_at(tokens, on) if tokens.is_figures(on) else None
        return on + 1 if part is not None and len(part.figures) < 4 and on == place else place
    after = value_after(tokens, on + 1)
    return place if after == on + 1 else after


def head_after(tokens: Tokens, place: int) -> int:
    """Return the place behind a unit that an address begins with, else the place itself."""
    word = tokens.at(place)
    if word not in HEADS:
        return place
    on = place + 1
    while tokens.at(on) == "." and tokens.is_glued(on):
        on += 1
    if word in _NUMBERED and tokens.at(on) not in _NUMBER:
        return place
    after = value_after(tokens, on)
    return place if after == on else after


def sign_after(tokens: Tokens, place: int) -> int:
    """Return the place behind "#42", "B-204" or "house 14", else the place itself."""
    word = tokens.at(place)
    if word in ("#", "house", "door"):
        after = value_after(tokens, place + 1)
        return place if after == place + 1 else after
    is_said = tokens.at(place + 1) in FIGURE_WORDS - {"o", "oh"} and len(tokens.at(place - 1)) != 1
    if is_said and len(word) == 1 and word.isalpha() and word != "o":
        return value_after(tokens, place + 1)  # "b two oh four"
    is_letter = len(word) == 1 and word.isalpha() and tokens.at(place + 1) in ("-", "/")
    if is_letter and tokens.is_glued(place + 1) and tokens.is_figures(place + 2):
        return place + 3
    return place


def unit_before(tokens: Tokens, first: int) -> int:
    """Return where an address begins whose unit comes first: "unit 5, 27 Oak Road"."""
    best, on = first, first - 1
    if tokens.at(on) in ("number", "no"):
        best = on
    while on >= 0 and first - on <= _BACK_MOST:
        word = tokens.low[on]
        is_value = tokens.is_figures(on) or part_at(tokens, on) is not None or len(word) == 1
        level = _ordinal_before(tokens, on) if word in _LEVELS or word in FLATS else on
        if level < on and _level_after(tokens, level) > on:
            best = on = level
        elif (word in UNITS or word in HEADS) and tokens.at(on + 1) != ",":
            is_head = head_after(tokens, on) > on or unit_after(tokens, on) > on
            if is_head and not (word in _NUMBERED and len(word) == 1 and on < first - 6):
                best = on
        elif not (
            is_value
            or word == ","
            or word in _NUMBER
            or word in PAUSES
            or word in ("and", "hundred", "thousand")
            or (word in _SIDES and tokens.at(on - 1) in _LEVELS)
        ):
            break
        on -= 1
    return best


def _ordinal_before(tokens: Tokens, place: int) -> int:
    """Return where "3rd" or "third" before a place begins, or the place before it."""
    if tokens.at(place) in FLATS and tokens.at(place - 1) in _LEVELS:  # "ground floor flat"
        place -= 1
    is_written = tokens.at(place - 1) in ("st", "nd", "rd", "th") and tokens.is_figures(place - 2)
    return max(0, place - 2 if is_written else place - 1)


def _level_after(tokens: Tokens, place: int) -> int:
    """Read "7th cross", "second floor", "ground floor flat"."""
    on = place
    if tokens.is_figures(on) and tokens.at(on + 1) in ("st", "nd", "rd", "th"):
        on += 2
    elif tokens.at(on) in ORDINALS:
        on += 1
    else:
        return place
    if tokens.at(on) not in _LEVELS and not (tokens.at(on) in FLATS and on > place):
        return place
    return on + 1 + (tokens.at(on + 1) in (*FLATS, "road", "main"))


def value_after(tokens: Tokens, place: int) -> int:
    """Return the place behind what a unit is called, "no. 4", "3C", "eight B", else the place."""
    on = place
    while on - place < _SIGNS_MOST and (
        tokens.at(on) in _SIGNS or tokens.at(on) in _NUMBER or tokens.at(on) in PAUSES
    ):
        on += 1
    if on >= len(tokens):
        return place
    after = house_after(tokens, on)
    if after is None:
        word = tokens.low[on]
        is_letter = tokens.is_word(on) and (
            (len(word) == 1 and word not in ("i", "a"))
            or (len(word) == 1 and tokens.is_capital(on))
            or (tokens.is_glued(on + 1) and tokens.is_figures(on + 1))
        )
        if not is_letter:
            return place
        after = tokens.chunk(on)
        while after > on + 1 and not tokens.at(after - 1).isalnum():
            after -= 1
        behind = after + (tokens.at(after) == "-")
        figures = house_after(tokens, behind) if after == on + 1 and behind < len(tokens) else None
        after = figures or after  # "B 204", "a twelve"
    letter = tokens.at(after)
    is_last = len(letter) == 1 and letter.isalpha() and letter not in ("i", "a")
    return after + (is_last and not tokens.is_glued(after + 1))
