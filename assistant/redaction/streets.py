"""Streets told number last or abroad: "my street is Oak Lane 22", "Mozartgasse 9, Wien"."""

from collections.abc import Iterator

from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.found import Found, Personal
from assistant.redaction.gazetteer import english_words
from assistant.redaction.houses import house_after
from assistant.redaction.naming import capital, strange
from assistant.redaction.places import FOLLOWS, NO_STREET, STREETS, WEAK_STREETS
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.town_names import town_at
from assistant.redaction.towns import tail_after
from assistant.redaction.units import unit_before

STREET_ENDINGS = (
    *("gasse", "strasse", "straße", "str", "weg", "platz", "allee", "damm", "ufer", "chaussee"),
    *("straat", "laan", "gracht", "plein", "gatan", "vägen", "veien"),
)
"""German, Dutch and Scandinavian streets are one word with the kind at its end."""
STREETS_BEFORE = word_set(
    "rue via calle avenida rua viale corso piazza carrer bd chemin impasse allée quai vicolo"
    " jalan jl"
)
"""The kind comes first in French, Italian, Spanish and Portuguese."""
_SURE_STREETS = STREETS - WEAK_STREETS
_PARTICLES = word_set("de la du des le les del della di da do dos das el los las san santa saint")
_NO_NAME = word_set(
    """
    usps ups fedex dhl email mail paypal apple google amazon bluetooth usb hdmi text phone wifi
    """
)
_UNITS = word_set(
    """
    inch inches cm mm ft feet foot oz lb lbs ml pack pcs piece pieces x % day days hours hour gb
    tb dollars
    """
)
_ENDING_MOST = 8
"""Letters of the longest ending."""
_NAME_MOST = 3
_HOUSE_MOST = 4
_POSTAL = (4, 5)
_LOOK_ON = 6


def streets_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the streets of a text whose number follows or whose kind is another language's."""
    for place, word in enumerate(tokens.low):
        span = None
        if word in STREETS_BEFORE:
            span = _kind_first(tokens, place)
        elif word == "street" and tokens.at(place + 1) in ("is", "'s", ":", "address", "name"):
            span = _told(tokens, place)
        elif word in _SURE_STREETS and tokens.at(place + 1) in ("number", "no"):
            span = _numbered(tokens, place)
        elif tokens.is_word(place) and word.endswith(STREET_ENDINGS) and _is_long(word):
            span = _kind_last(tokens, place)
        if span is not None:
            first, after = unit_before(tokens, span[0]), span[1]
            yield Found(tokens.starts[first], tokens.ends[after - 1], Personal.ADDRESS)


def _is_long(word: str) -> bool:
    """Say whether more than the kind of street stands in a word: not "Strasse", "plein"."""
    return len(word) > _ENDING_MOST or not word.startswith(STREET_ENDINGS)


def _told(tokens: Tokens, head: int) -> tuple[int, int] | None:
    """Read "my street is Larkspur Lane number 22"."""
    if tokens.at(head - 1) not in ("my", "our", "the", "home", "his", "her", "their"):
        return None
    first = head + 1
    while tokens.at(first) in ("is", "'s", ":", "address", "name", "called"):
        first += 1
    place, kind = first, None
    while (tokens.is_word(place) or tokens.at(place) == "'s") and place - first < _LOOK_ON:
        word = tokens.low[place]
        if word in FIGURE_WORDS or word in ("number", "no"):
            break
        if word in STREETS and place > first:
            kind = place
            place += 1
            break
        if word in NO_STREET:
            break
        place += 1
    if place == first:
        return None
    after = _number_after(tokens, place)
    if after > place and (kind is not None or capital(tokens, first) or strange(tokens, first)):
        return first, tail_after(tokens, after).end
    if kind is not None:
        return first, tail_after(tokens, kind + 1).end
    is_over = tokens.at(place) == "" or tokens.at(place) in FOLLOWS
    is_named = place == first + 1 and is_over and tokens.low[first] not in english_words()
    return (first, place) if is_named else None  # "my street is Willowbrook"


def _numbered(tokens: Tokens, kind: int) -> tuple[int, int] | None:
    """Read "Larkspur Lane number 22"."""
    first = kind
    while first > 0 and kind - first < _NAME_MOST and (
        capital(tokens, first - 1) or strange(tokens, first - 1)
    ):  # fmt: skip
        first -= 1
    if tokens.at(first - 1) in ("st", "nd", "rd", "th") and tokens.is_figures(first - 2):
        first -= 2  # "5th avenue number 210"
    after = _number_after(tokens, kind + 1)
    return (first, tail_after(tokens, after).end) if first < kind and after > kind + 1 else None


def _kind_last(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Read "Mozartgasse 9, 1040 Wien" and "Goethestr. 5"."""
    on = place + 1 + (tokens.at(place + 1) == ".")
    after = _number_after(tokens, on)
    if after > on:
        return place, _town_abroad(tokens, after)
    town = _town_abroad(tokens, on)
    is_before = tokens.is_figures(place - 1) and len(tokens.low[place - 1]) <= _HOUSE_MOST
    return (place - 1, town) if is_before and town > on else None  # "12 kerkstraat, amsterdam"


def _kind_first(tokens: Tokens, kind: int) -> tuple[int, int] | None:
    """Read "via Dante 6, 50122 Firenze" and "12 rue des Lilas"."""
    place = kind + 1
    while tokens.at(place) in _PARTICLES:
        place += 1
    has_particle, name = place > kind + 1, place
    while tokens.is_word(place) and place - name < _NAME_MOST:
        word = tokens.low[place]
        is_name = capital(tokens, place) or strange(tokens, place) or tokens.is_capital(place)
        if word in _NO_NAME or not (is_name or word in _PARTICLES):
            break
        place += 1
    if place == name:
        return None
    on = place + (tokens.at(place) == ",")
    after = _number_after(tokens, on)
    town = _town_abroad(tokens, after if after > on else place)
    before = kind - 1 - (tokens.at(kind - 1) == ",")
    is_before = tokens.is_figures(before) and len(tokens.low[before]) <= _HOUSE_MOST
    if tokens.at(before) in FIGURE_WORDS:
        is_before = True  # "eighteen rue Saint Honoré"
        while before > 0 and tokens.low[before - 1] in FIGURE_WORDS:
            before -= 1
    has_town = town > (after if after > on else place)
    if is_before and (has_particle or tokens.is_capital(name) or has_town):
        return before, town
    if after > on and (has_town or (tokens.is_capital(name) and strange(tokens, name))):
        return kind, town
    return None


def _number_after(tokens: Tokens, place: int) -> int:
    """Return the place behind a house number that is no measure, or the place itself."""
    on = place + (tokens.at(place) == "," and tokens.at(place + 1) in ("number", "no"))
    while tokens.at(on) in ("number", "no", "#", "nr") or (tokens.at(on) == "." and on > place):
        on += 1
    if on >= len(tokens) or (len(tokens.low[on]) > _HOUSE_MOST and tokens.is_figures(on)):
        return place
    after = house_after(tokens, on)
    return place if after is None or tokens.at(after) in _UNITS else after


def _town_abroad(tokens: Tokens, place: int) -> int:
    """Return the place behind a postal code and a town, else the place itself."""
    on = place + (tokens.at(place) == ",")
    if 0 < len(tokens.at(on)) <= 2 and tokens.at(on + 1) == "-":  # "A-1070 Wien", "CH-8001"
        on += 2
    if not tokens.is_figures(on) or len(tokens.low[on]) not in _POSTAL:
        return tail_after(tokens, place).end
    after = on + 1
    named = town_at(tokens, after)
    while tokens.is_capital(after) and after - on <= _NAME_MOST:
        after += 1
    return max(after, named)
