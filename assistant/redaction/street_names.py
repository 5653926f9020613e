"""Streets behind a house number: "Oak Street", "Avenue B", "Bedok North Ave 3", "Kingsway"."""

from assistant.redaction.figures import FIGURE_WORDS, ONES, PAUSES
from assistant.redaction.houses import corrected_first, house_after
from assistant.redaction.placed import is_placed_at
from assistant.redaction.places import FOLLOWS, HOUSES, NO_STREET, STREETS, WEAK_STREETS
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.town_names import town_at
from assistant.redaction.towns import tail_after
from assistant.redaction.units import ORDINALS, UNITS, unit_after, unit_before
from assistant.redaction.unkind_streets import SIDES, has_flat, without_kind

ADJECTIVES = word_set("old new all great")
"""Of streets as well as of what is sold: "old mill road"."""
KINDS = STREETS | HOUSES
_ROUTES = word_set("highway route road hwy rte rd")
"""Kinds of street that a number follows: "county road 12"."""
_COUNTED = word_set("avenue ave street st road rd drive dr lane crescent")
_COUNT_MOST = 2
"""Figures of the number of a street that is counted."""
_WORDS_MOST = 4
_SAID_BEHIND = 8
"""Tokens behind a street in which it is called an address."""
_NAME_MOST = 2
"""Words of a street in a text that is nothing else."""
_OPENINGS = PAUSES | word_set("it it's its 's is that that's yes yeah sure , . : my address hi")
_HOMES = frozenset(("flat", "apartment", "apt", "penthouse", "block", "blk"))
_PARTS = frozenset(("/", "slash"))
_FULL = frozenset(("apartments", "mansions", "residences", "residency"))
_SOLD = word_set(
    "piece pc pcs pack inch foot ft light lamp picture photo cm mm way eighths quarters"
)
"""Stand before such a kind in goods: "a 12 piece place"."""


def street_after(tokens: Tokens, first: int, place: int) -> int | None:
    """Return the place behind the street that follows a house number; None where none does.

    Args:
        tokens: Of the text.
        first: Where the number begins.
        place: Behind the number.
    """
    while tokens.at(place) == "," or tokens.at(place) in PAUSES:
        place += 1
    start = place
    while tokens.at(place) in SIDES or (tokens.at(place) == "." and tokens.is_glued(place)):
        place += 1
    is_placed = is_placed_at(tokens, first)
    has_sides = place > start
    words = 0
    while words <= _WORDS_MOST:
        word = tokens.at(place)
        is_kind = word in KINDS and (words > 0 or has_sides) and _ends_here(tokens, place, words)
        if is_kind:
            after = _kind_after(tokens, place)
            if tokens.at(after) in STREETS:  # "Martin Luther King Drive Court"
                after += 1
            is_sure = is_placed or _is_all(tokens, first) or _is_sure_number(tokens, first, start)
            if _is_street(tokens, place, after, is_placed=is_sure, has_sides=has_sides):
                return after
        if word == "avenue" and words == 0 and tokens.is_word(place + 1):  # "Avenue B"
            is_long = tokens.is_figures(first) and len(tokens.low[first]) > _COUNT_MOST
            is_stars = tokens.at(place + 1) == "of" and not (is_placed or is_long)
            return None if is_stars else _of_after(tokens, place)
        is_ordinal = tokens.is_figures(place) and tokens.at(place + 1) in ("st", "nd", "rd", "th")
        if is_ordinal and tokens.is_glued(place + 1):
            place += 2
            words += 1
            continue
        if not _is_name(tokens, place, words):
            break
        words += tokens.is_word(place)
        place += 1
    return without_kind(tokens, first, start, is_placed=is_placed)


def _is_all(tokens: Tokens, first: int) -> bool:
    """Say whether a text is nothing else: "it's 742 evergreen terrace", no "4 picture frames"."""
    last = len(tokens) - 1 - (tokens.at(len(tokens) - 1) == ".")
    is_number = tokens.is_figures(first) or tokens.low[first] != "one"  # "one garden gate"
    is_begun = is_number and _OPENINGS.issuperset(tokens.low[:first])
    last -= tokens.at(last) in ("please", "thanks")
    words = tokens.low[house_after(tokens, first) or first + 1 : last]
    is_short = 0 < len(words) <= _NAME_MOST and tokens.at(last) in STREETS | _FULL
    return is_begun and is_short and tokens.at(last - 1) not in _SOLD


def _is_sure_number(tokens: Tokens, first: int, after: int) -> bool:
    """Say whether "18/1", "number 12" or "371, sorry, 45" is a house's, whatever follows."""
    if tokens.at(first - 1) == "number" and tokens.at(after) == ",":
        return True
    if not _HOMES.isdisjoint(tokens.low[unit_before(tokens, first) : first]):
        return True  # "top flat sixteen Dorset Square"
    is_parted = not _PARTS.isdisjoint(tokens.low[first:after])
    return is_parted or corrected_first(tokens, first) < first


def _is_name(tokens: Tokens, place: int, words: int) -> bool:
    """Say whether a token may belong to the name of a street."""
    word = tokens.at(place)
    if tokens.is_word(place):
        is_the = word == "the" and words == 0 and tokens.at(place + 1) in STREETS
        is_old = word in ADJECTIVES and _has_kind(tokens, place + 1)
        return is_the or is_old or word not in NO_STREET or word in PAUSES
    if word in FIGURE_WORDS and tokens.at(place + 1) in ORDINALS:
        return True
    return words > 0 and (word in ("-", "'s") or (word == "." and len(tokens.at(place - 1)) <= 2))


def _has_kind(tokens: Tokens, place: int) -> bool:
    return any(tokens.at(on) in STREETS for on in range(place, place + 3))


def _is_street(tokens: Tokens, kind: int, after: int, *, is_placed: bool, has_sides: bool) -> bool:
    """Say whether the word at `kind` is one of a street, by what stands around it."""
    tail = tail_after(tokens, unit_after(tokens, after))
    if tail.is_sure or _is_called_address(tokens, after):
        return True
    is_titled = (
        tokens.is_capital(kind) and tokens.is_capital(kind - 1) and tokens.low[kind] in (_TITLED)
    )
    behind = tokens.at(after)
    is_over = (
        behind == "" or behind in FOLLOWS or behind in UNITS or behind in SIDES
        or tokens.is_capital(after)
    )  # fmt: skip
    if has_flat(tokens, after):
        return True
    if tokens.low[kind] in WEAK_STREETS or tokens.low[kind] not in STREETS:
        return is_over and (is_placed or has_sides or is_titled)
    return is_over or is_placed or tail.end > after


def _is_called_address(tokens: Tokens, after: int) -> bool:
    """Say whether "... if you need the address" follows, and no "address labels"."""
    return any(
        tokens.at(place) == "address" and tokens.at(place - 1) in _ITS
        for place in range(after + 1, after + _SAID_BEHIND)
    )


_ITS = frozenset(("the", "my", "our", "is", "'s", "delivery", "shipping", "billing"))
_TITLED = word_set(
    """
    estate apartments mansions towers residency lodge
    court circle place terrace square way trail gardens close mews alley plaza pl ter sq hill
    heights walk path grove ridge vista landing bend cove point highway crescent wharf quay crest
    croft rise parade
    """
)
"""Of the weak kinds, those that capitals make sure."""


def _kind_after(tokens: Tokens, kind: int) -> int:
    """Return the place behind a kind of street and what belongs to it."""
    after = kind + 1
    if tokens.at(after) == "." and tokens.is_glued(after) and tokens.at(after + 1):
        after += 1
    if tokens.low[kind] in _ROUTES and tokens.is_figures(after) and len(tokens.low[after]) <= 4:
        return after + 1
    if tokens.low[kind] in _ROUTES and tokens.at(after) in FIGURE_WORDS:
        said = house_after(tokens, after) or after  # "county road nineteen"
        after = said if tokens.at(said) in FOLLOWS | {""} else after
    if tokens.low[kind] in _COUNTED and _is_count(tokens, after):  # "Bedok North Ave 3"
        return after + 1
    if tokens.at(after) in ("lower", "upper") and tokens.at(after + 1) in FOLLOWS | {""}:
        return after + 1  # "Rathmines Road Lower"
    return _of_after(tokens, kind) if tokens.low[kind] == "avenue" else after


def _is_count(tokens: Tokens, place: int) -> bool:
    """Say whether one or two figures that number a street stand at a place."""
    word, behind = tokens.at(place), tokens.at(place + 1)
    is_short = (word.isdigit() and len(word) <= _COUNT_MOST) or word in ONES
    is_over = behind in ("", ",", "#", "hash", ".") or behind in UNITS
    return is_short and (is_over or town_at(tokens, place + 1) > place + 1)


def _of_after(tokens: Tokens, kind: int) -> int:
    """Return the place behind "avenue of the americas" or "avenue B"."""
    if tokens.at(kind + 1) == "of":
        on = kind + 2 + (tokens.at(kind + 2) == "the")
        return on + 1 if tokens.is_word(on) else kind + 1
    is_letter = len(tokens.at(kind + 1)) == 1 and tokens.is_word(kind + 1)
    is_first = tokens.is_word(kind + 1) and not tokens.is_word(kind - 1)
    return kind + 2 if is_letter or is_first else kind + 1


def _ends_here(tokens: Tokens, place: int, words: int) -> bool:
    """Say whether a word is the end of a street's name: not the saint of "St James Road"."""
    begins = tokens.low[place] in ("st", "court", "park", "mill") and words == 0
    return not (begins and tokens.at(place + 1) in STREETS)
