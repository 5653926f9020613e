"""Where somebody is to be found without a house number: a street, a town, a postal code.

"the only house on Old Quarry Lane", "I live in Little Snoring", "d zero eight f six x two is my
eircode", "ship to K1A 0B1 in Ottawa". Each is only believed beside words that say so.
"""

from collections.abc import Collection, Iterator

from assistant.redaction.cottages import COTTAGES, cottages_in
from assistant.redaction.figures import FIGURE_WORDS, PAUSES, TENS
from assistant.redaction.found import Found, Personal
from assistant.redaction.heads import is_any
from assistant.redaction.houses import house_after
from assistant.redaction.known_words import is_strange
from assistant.redaction.placed import is_placed_at
from assistant.redaction.places import FOLLOWS, LOCATES, NO_STREET, STOPS, STREETS, WEAK_STREETS
from assistant.redaction.postcodes import postcode_after
from assistant.redaction.regions import region_at
from assistant.redaction.street_names import ADJECTIVES
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.town_names import is_only_a_town, town_at
from assistant.redaction.towns import tail_after
from assistant.redaction.units import ORDINALS, counted_after
from assistant.redaction.unkind_streets import SIDES

_ON = word_set("on off behind in at to near opposite from along by")
_HOUSES = LOCATES | word_set(
    """
    house flat home place farm office shop meet cottage bungalow neighbour neighbor 'm 're am stay
    staying based just door sister mum mom
    """
)
"""One of them stands before "on Old Quarry Lane" where somebody is there."""
_OWN = word_set("i we me my our he she they his her their it it's 's 're 'm us")
"""One of them, too: "The House on Mango Street" is a book."""
_HOUSES_FAR = 9
_NAME_MOST = 3
_ROUTE_MOST = 4
_CODES = word_set("postcode eircode zip zipcode pincode postal post pin")
_IS = PAUSES | word_set("is 's : , it the my our code will be was should")
_IS_MOST = 5
_CODE_LEAST = 6
"""Letters and figures of a code that is said before what it is called."""
_BACK_MOST = 26
_DOORS = frozenset(("house", "door", "flat", "apartment", "home"))
_LIVING = frozenset(("live", "lives", "living", "based"))
_SELVES = frozenset(("i", "we", "he", "she", "they"))
_BEING = frozenset(("'m", "'re", "am", "are", "live", "lives", "living", "based", "located", "im"))
_MEASURES = word_set("gb tb mb lb kg ml pk mm cm kw hz")
_CORNER_MOST = 7
_TOWN_MOST = 3
_LIVING_WORDS = word_set("live lives living based")
_SURE_STREETS = STREETS - WEAK_STREETS | {"promenade"}
_CORNERS = frozenset(("corner", "cnr", "intersection"))
MAY_LOCATE = _LIVING_WORDS | _CORNERS | _SURE_STREETS
"""One of them stands in every text in which `may_locate` is true."""
LOCATE_CUES = _CODES | _ON | _CORNERS | {"number", "no"}
"""One of them stands in every text with something of the kind."""


def may_locate(words: Collection[str]) -> bool:
    """Say whether words without any figure may tell where somebody is; a quick look."""
    if "in" in words and not _LIVING_WORDS.isdisjoint(words):
        return True
    if not _CORNERS.isdisjoint(words) and ("of" in words or "cnr" in words):
        return True
    return not _SURE_STREETS.isdisjoint(words) and not _ON.isdisjoint(words)


def located_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the streets, towns and postal codes of a text that somebody is said to be at."""
    if not COTTAGES.isdisjoint(tokens.low):
        yield from cottages_in(tokens)
    for place, word in enumerate(tokens.low):
        span = None
        if word in _CODES:
            span = _code_behind(tokens, place) or _code_before(tokens, place)
        elif word in ("to", "at") and is_placed_at(tokens, place + 1):
            span = _code(tokens, place + 1)
        elif word in ("to", "in"):
            span = _written_code(tokens, place + 1)
        elif word in _CORNERS:
            span = _corner(tokens, place)
        elif word == "between":
            span = _between(tokens, place)
        if span is None and word in _ON:
            span = _street(tokens, place)
            if span is None and word in ("in", "near"):
                span = _town(tokens, place)
        if span is None and word in ("number", "no"):
            span = _house(tokens, place)
        if span is not None:
            yield Found(tokens.starts[span[0]], tokens.ends[span[1] - 1], Personal.ADDRESS)


def _code(tokens: Tokens, first: int) -> tuple[int, int] | None:
    """Read a code with letters at a place, and the town behind it."""
    if first >= len(tokens):
        return None
    after, size = postcode_after(tokens, first)
    if size < _CODE_LEAST - 1 or all(map(tokens.is_figures, range(first, after))):
        return None
    return first, max(after, tail_after(tokens, after).end)


def _written_code(tokens: Tokens, first: int) -> tuple[int, int] | None:
    """Read "ba2 3bn" behind "same day to", where it is no measure: not "up to m2 1tb"."""
    span = _code(tokens, first)
    if span is None or not (tokens.is_glued(first + 1) and tokens.is_figures(first + 1)):
        return None
    is_measure = tokens.low[span[1] - 1] in _MEASURES
    return None if is_measure or not _is_over(tokens, span[1]) else span


def _corner(tokens: Tokens, head: int) -> tuple[int, int] | None:
    """Read "the corner of Elm and 3rd", "cnr King & Bathurst"."""
    first = head + 1 + (tokens.at(head + 1) == "of")
    if tokens.low[head] != "cnr" and first == head + 1:
        return None
    place, has_and = first, False
    while place < len(tokens) and place - first < _CORNER_MOST:
        word = tokens.low[place]
        is_and = word in ("and", "&")
        if (word in STOPS or word in FOLLOWS) and not is_and:
            break
        has_and = has_and or is_and
        place += 1
    is_named = any(
        tokens.is_capital(p) or tokens.low[p] in STREETS | ORDINALS or tokens.is_figures(p)
        for p in range(first, place)
    )
    return (first, place) if has_and and is_named and tokens.at(place - 1) != "and" else None


def _between(tokens: Tokens, head: int) -> tuple[int, int] | None:
    """Read "on Hawthorne between 34th and 35th"."""
    ends = [_counted_street_after(tokens, head + 1)]
    if ends[0] is None or tokens.at(ends[0]) not in ("and", "&"):
        return None
    last = _counted_street_after(tokens, ends[0] + 1)
    if last is None or not _is_over(tokens, last):
        return None
    on = next((p for p in range(head - 2, head - 5, -1) if tokens.at(p) == "on"), None)
    is_there = on is not None and tokens.at(on - 1) in _BEING | {
        "is",
        "'s",
        "it's",
        "house",
        "place",
    }
    return (on + 1, last) if on is not None and is_there else None


def _counted_street_after(tokens: Tokens, place: int) -> int | None:
    """Return the place behind "34th" or "thirty fourth"; None for others."""
    on = place + (tokens.at(place) in TENS)
    is_written = tokens.is_figures(place) and tokens.at(place + 1) in ("st", "nd", "rd", "th")
    if is_written:
        return place + 2
    return on + 1 if tokens.at(on) in ORDINALS else None


def _code_behind(tokens: Tokens, head: int) -> tuple[int, int] | None:
    """Read "the eircode is d zero eight f six x two"."""
    first = head + 1
    while tokens.at(first) in _IS and first - head <= _IS_MOST:
        first += 1
    if tokens.low[head] in ("post", "pin") and tokens.at(head + 1) != "code":
        return None
    return _code(tokens, first)


def _code_before(tokens: Tokens, head: int) -> tuple[int, int] | None:
    """Read "s e eight four p a that's the postcode"."""
    last = head
    while last > 0 and tokens.low[last - 1] in _IS | {"that", "that's", "thats", "for", "as"}:
        last -= 1
    is_bare = last == head and tokens.low[head] in ("eircode", "postcode", "zip")
    if (last == head and not is_bare) or is_any(tokens, last, last + 1, frozenset((",", "the"))):
        return None
    for first in range(max(0, last - _BACK_MOST), last):
        after, size = postcode_after(tokens, first)
        is_whole = size >= _CODE_LEAST - (tokens.low[head] == "zip")
        if after == last and (is_whole or (size == _CODE_LEAST - 1 and not is_bare)):
            return first, after
    return None


def _street(tokens: Tokens, on: int) -> tuple[int, int] | None:
    """Read "the only house on Old Quarry Lane", "saint brigid's road number twelve"."""
    first = on + 1
    near = tokens.low[max(0, on - _HOUSES_FAR) : on + (tokens.low[on] == "behind")]
    is_own = not (_HOUSES.isdisjoint(near) or _OWN.isdisjoint(near))
    if not is_own and tokens.low[on] != "behind":
        return None
    place, words = first, 0
    while tokens.is_word(place) or tokens.at(place) in ("'s", "-", "."):
        word = tokens.low[place]
        if word in STREETS and words and word not in ("st", "saint"):
            break
        is_named = word not in NO_STREET and word not in STOPS and word not in PAUSES
        if not (is_named or word in ADJECTIVES or word in ("'s", "-", ".")) or words > _NAME_MOST:
            return None
        words += tokens.is_word(place)
        place += 1
    if tokens.at(place) not in STREETS or not words:
        return None
    after = place + 1 + (tokens.at(place + 1) in SIDES)
    is_route = tokens.low[place] in ("road", "highway", "route", "hwy", "rd")
    after += is_route and tokens.is_figures(after) and len(tokens.low[after]) <= _ROUTE_MOST
    if is_route and tokens.at(after) in FIGURE_WORDS:
        after = house_after(tokens, after) or after  # "on county road eleven"
    is_over = tokens.at(after) == "" or tokens.at(after) in FOLLOWS or tokens.at(after) == "past"
    is_odd = any(tokens.is_capital(p) or is_strange(tokens.low[p]) for p in range(first, place))
    is_there = is_placed_at(tokens, first) or not _BEING.isdisjoint(near)
    is_sure = tokens.low[place] not in WEAK_STREETS or (is_odd and is_there)
    end = tail_after(tokens, counted_after(tokens, after)).end
    return (first, end) if is_over and is_sure else None


def _house(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Read "the house is number 3", "my house number is 12": the number."""
    before, behind = tokens.at(place - 1), tokens.at(place + 1)
    is_told = before in ("is", "'s") and tokens.at(place - 2) in _DOORS
    is_asked = before in _DOORS and behind in ("is", "'s", ":")
    on = place + 1 + is_asked
    if not (is_told or is_asked) or on >= len(tokens):
        return None
    after = house_after(tokens, on)
    return None if after is None else (on, after)


def _town(tokens: Tokens, on: int) -> tuple[int, int] | None:
    """Read "I live in Little Snoring"; not a country, nor a region, nor where somebody just is."""
    is_own = tokens.at(on - 1) in _LIVING and tokens.at(on - 2) in _SELVES | {"'m", "'re", "am"}
    first = on + 1
    if not is_own or region_at(tokens, first) > first:
        return None
    town = town_at(tokens, first)
    if town > first and (is_only_a_town(tokens, first, town) or _is_over(tokens, town)):
        return first, tail_after(tokens, first).end
    place = first
    while tokens.is_word(place) and place - first < _TOWN_MOST and (
        tokens.low[place] not in STOPS and tokens.low[place] not in NO_STREET
    ):  # fmt: skip
        place += 1
    is_odd = any(tokens.is_capital(p) or is_strange(tokens.low[p]) for p in range(first, place))
    return (first, place) if place > first and is_odd and _is_over(tokens, place) else None


def _is_over(tokens: Tokens, place: int) -> bool:
    return tokens.at(place) == "" or tokens.at(place) in FOLLOWS
