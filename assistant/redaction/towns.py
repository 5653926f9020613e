"""What follows a street: units, buildings, town, region, postal code and country."""

from dataclasses import dataclass

from assistant.redaction.figures import PAUSES
from assistant.redaction.known_words import is_strange
from assistant.redaction.places import (
    BUILDINGS,
    FOLLOWS,
    NO_STREET,
    STOPS,
    STREETS,
    WEAK_STREETS,
)
from assistant.redaction.postcodes import postcode_after
from assistant.redaction.regions import CODES, CODES_WORDS_TOO, region_at
from assistant.redaction.tokens import Tokens, word_set
from assistant.redaction.town_names import is_only_a_town, town_at
from assistant.redaction.units import counted_after

_PASSED = PAUSES | word_set(
    ", - – in zip code zipcode postcode postal pincode pin post eircode area near opposite opp"
    " behind off on the of at"
)
"""Stand between the parts of an address."""
_LINKS = frozenset(("in", "near", "opposite", "opp", "behind", "off", "on", "the", "of", "at"))
_POST_WORDS = frozenset(("zip", "code", "postcode", "zipcode", "postal", "pincode", "pin", "post"))
_KINDS_FIRST = frozenset(("jalan", "jl", "lorong", "rue", "via", "calle"))
"""Kinds of street that stand before its name."""
_TOWN_WORDS = frozenset(("new", "great", "old", "all", "st"))
"""Begin the names of towns, too."""
_WORDS_MOST = 5
_PART_MOST = 3
"""Words of a town or a quarter that no list holds."""
_TOKENS_MOST = 60
_QUARTER_MOST = 2
"""Figures of a town's quarter."""
_STEPS_MOST = 12
_ODD_LEAST = 2
_SHORT_CODE = 4
"""Figures of a postal code that could as well be a year or a measure."""


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a street."""

    end: int
    """Place behind it; the place asked for where nothing follows."""
    is_sure: bool
    """Whether there is a town, region or postal code, so that a street stands before it."""
    is_coded: bool
    """Whether there is a postal code of five figures or letters and more."""
    is_built: bool
    """Whether there is a building or another street."""
    units: int
    """Flats, floors, blocks and counted roads."""


def tail_after(tokens: Tokens, place: int) -> Tail:
    """Read what follows a street, or a unit, that ends before a place."""
    reader = _Reader(tokens, place)
    while reader.goes_on():
        pass
    return Tail(reader.end, reader.is_sure, reader.is_coded, reader.is_built, reader.units)


class _Reader:
    """Walks over what follows a street, part by part."""

    def __init__(self, tokens: Tokens, first: int) -> None:
        self._tokens, self._first, self._on = tokens, first, first
        self.end = first
        self.is_sure = self.is_coded = self.is_built = False
        self.units = 0
        self._words = 0
        """Since the last part that is known."""
        self._is_comma = False
        """Whether one stands right before."""
        self._is_odd = False
        """Whether the last word is no everyday one, so perhaps a quarter or a town."""
        self._part = first
        """Where the part begins that the last comma parted from the one before."""

    def goes_on(self) -> bool:
        """Read one part, and say whether another may follow."""
        tokens, on = self._tokens, self._on
        is_far = self._words > _WORDS_MOST or on - self._first > _TOKENS_MOST
        if on >= len(tokens) or is_far:
            return False
        word = tokens.low[on]
        if word in _PASSED or word == ".":
            return self._passes(word)
        if self._takes(_numbered_street(tokens, on)):
            self.is_built = True
            return True
        counted = counted_after(tokens, on) if on > self._first else on
        if self._takes(counted):
            self.units += counted > on + 1  # no bare number: "8, 9, 10"
            return True
        if self._takes(region_after(tokens, on)):
            self.is_sure = True
            return True
        if self._reads_code():
            return False
        town = town_at(tokens, on)
        if town > on and _is_town(tokens, on, town, is_comma=self._is_comma):
            self.is_sure = self._is_odd = True
            return self._takes(_numbered_after(tokens, town))
        return self._reads_word(word)

    def _takes(self, after: int) -> bool:
        """Say whether something stands where the reader is, and go behind it."""
        if after <= self._on:
            return False
        self._on = self.end = self._part = after
        self._words = 0
        return True

    def _passes(self, word: str) -> bool:
        tokens, on = self._tokens, self._on
        if word == ".":
            if not _goes_on(tokens, on, is_abbreviated=self._words > 0 or on == self._first):
                return False
        elif word in _LINKS and tokens.at(on + 1) in STOPS:
            return False
        elif word not in PAUSES:
            self._is_comma = word == ","
            self._part = on + 1 if self._is_comma else self._part
        self._on += 1
        return True

    def _reads_code(self) -> bool:
        """Read a postal code, with which an address ends."""
        tokens, on = self._tokens, self._on
        after, size = postcode_after(tokens, on)
        is_short = size == _SHORT_CODE
        is_told = not is_short or self.is_sure or (self._is_odd and _is_over(tokens, after))
        is_counted = tokens.at(on - 1) not in _POST_WORDS and _is_unit(tokens, after)
        if not size or not is_told or is_counted:
            return False
        self.end = _country_after(tokens, after)
        self.is_sure, self.is_coded = True, not is_short
        return True

    def _reads_word(self, word: str) -> bool:
        tokens, on = self._tokens, self._on
        is_stop = word in STOPS or (word in NO_STREET and word not in _TOWN_WORDS)
        if is_stop or not tokens.is_word(on):
            return False
        is_last = _is_over(tokens, on + 1)
        is_end = is_last or (_is_over(tokens, on + 2) and is_strange(tokens.at(on + 1)))
        is_street = word in STREETS and (word not in WEAK_STREETS or is_end)
        if word in _KINDS_FIRST and tokens.is_word(on + 1) and tokens.at(on + 1) not in STOPS:
            self.is_built = True
            return self._takes(on + 2)
        if (word in BUILDINGS or is_street) and self._words:
            self.is_built = True
            return self._takes(on + 1)
        is_named = tokens.is_capital(on) and len(word) > 1
        part = tokens.low[self._part + (tokens.at(self._part) == "in") : on + 1]
        is_part = len(part) == 1 or (len(part) <= _PART_MOST and tokens.at(self._part - 1) == ",")
        is_last = is_last and is_part and any(map(is_strange, part))
        if (is_named and (self._is_comma or self.end == on)) or is_last:
            self.end = on + 1
        self._is_odd = is_strange(word) or is_named
        self._words += 1
        self._on += 1
        self._is_comma = False
        return True


def _numbered_street(tokens: Tokens, place: int) -> int:
    """Return the place behind "5th St", else the place itself."""
    is_ordinal = tokens.is_figures(place) and tokens.at(place + 1) in ("st", "nd", "rd", "th")
    if not (is_ordinal and tokens.is_glued(place + 1) and tokens.at(place + 2) in STREETS):
        return place
    is_weak = tokens.low[place + 2] in WEAK_STREETS
    return place if is_weak or not _is_over(tokens, place + 3) else place + 3


def region_after(tokens: Tokens, place: int) -> int:
    """Return the place behind a region, a country or a state's letters, else the place itself."""
    after = region_at(tokens, place)
    if after > place:
        return after
    word = tokens.at(place)
    if len(word) == 1 and word + tokens.at(place + 1) in CODES:  # "B C" of British Columbia
        return place + 2 if postcode_after(tokens, place + 2)[1] > _SHORT_CODE else place
    if word not in CODES or (tokens.is_glued(place + 1) and tokens.is_figures(place + 1)):
        return place
    written = tokens.text[tokens.starts[place] : tokens.ends[place]]
    behind = tokens.at(place + 1)
    has_code = postcode_after(tokens, place + 1)[1] > 0
    is_upper = written.isupper() and not tokens.text.isupper()
    is_free = word not in CODES_WORDS_TOO and (behind == "" or behind in FOLLOWS)
    return place + 1 if is_upper or has_code or is_free else place


def _is_over(tokens: Tokens, place: int) -> bool:
    return tokens.at(place) == "" or tokens.at(place) in FOLLOWS


def _is_unit(tokens: Tokens, place: int) -> bool:
    """Say whether something is counted, so that a number before it is no postal code."""
    word = tokens.at(place)
    return word.startswith(("dollar", "pound", "rupee", "watt", "piece", "pack", "inch", "gram"))


def _is_town(tokens: Tokens, place: int, after: int, *, is_comma: bool) -> bool:
    """Say whether a town's name is meant as one: not "oak street reading lamp"."""
    if is_only_a_town(tokens, place, after):
        return True
    is_over = _is_over(tokens, after) or region_after(tokens, after) > after
    return is_over or (is_comma and postcode_after(tokens, after)[1] > _SHORT_CODE)


def _goes_on(tokens: Tokens, place: int, *, is_abbreviated: bool) -> bool:
    """Say whether an address goes on behind a full stop, "St. Louis", "Rd. Leeds"."""
    on = place + 1
    if town_at(tokens, on) > on or region_after(tokens, on) > on:
        return True
    if postcode_after(tokens, on)[1] > _SHORT_CODE:
        return True
    return is_abbreviated and len(tokens.at(place - 1)) <= 2 and tokens.is_word(on)


def _numbered_after(tokens: Tokens, town: int) -> int:
    """Return the place behind the number of a town's quarter, "dublin 22", "praha 1"."""
    on = town
    if len(tokens.at(on)) <= _QUARTER_MOST and tokens.is_word(on) and tokens.is_glued(on + 1):
        on += 1  # "London N8"
    is_number = tokens.is_figures(on) and len(tokens.low[on]) <= _QUARTER_MOST
    return on + 1 if is_number and _is_over(tokens, on + 1) else town


def _country_after(tokens: Tokens, place: int) -> int:
    """Return the place behind a town, region or country that follows a postal code."""
    end, on, is_named = place, place, False
    while on < len(tokens) and on - place < _STEPS_MOST:
        named = max(town_at(tokens, on), region_at(tokens, on))
        if named > on:
            on = end = named
            is_named = True
        elif tokens.low[on] in (",", "-"):
            on += 1
        elif on == end and not is_named and tokens.is_word(on) and _is_odd_town(tokens, on):
            on = end = on + 1
        else:
            break
    return end


def _is_odd_town(tokens: Tokens, place: int) -> bool:
    """Say whether a town that no list holds may stand behind its postal code."""
    word = tokens.low[place]
    is_stop = word in STOPS or word in NO_STREET or word in FOLLOWS or len(word) < _ODD_LEAST
    if is_stop or "\n" in tokens.text[tokens.ends[place - 1] : tokens.starts[place]]:
        return False
    return is_strange(word) or tokens.is_capital(place)
