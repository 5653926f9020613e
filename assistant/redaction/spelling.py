"""Names that somebody says to be spelling: "spelled K O W A L", "Okonkwo, that's o k o n k w o"."""

from assistant.redaction.common_words import COMMON
from assistant.redaction.naming import ALSO_NAMES, Spans, letters, strange
from assistant.redaction.tokens import Tokens, word_set

_NOT_SPELLED = word_set("name names email mail surname street address number it code")
_SPELLS = len("spells")
"""Of "spell" and "spells" only behind a name: not "how do you spell dessert"."""


def after_spelling(tokens: Tokens, place: int) -> Spans:
    """ "spelled K O W A L", and one word where the recogniser has joined the letters."""
    on = place + 1
    while tokens.at(on) in (":", ",", "like", "it", "'s", "is", "uh", "um", "as"):
        on += 1
    found = list(letters(tokens, on))
    if found:
        yield from found
        before = place - 1 - (tokens.at(place - 1) == ",")
        word = tokens.at(before)
        if tokens.is_word(before) and word not in COMMON - ALSO_NAMES and word not in _NOT_SPELLED:
            yield before, before + 1
    elif (
        tokens.is_word(on)
        and tokens.low[on] not in COMMON
        and (
            not tokens.low[place].startswith("spell")
            or len(tokens.low[place]) > _SPELLS
            or strange(tokens, place - 1)
        )
    ):
        yield on, on + 1
        if strange(tokens, place - 1):
            yield place - 1, place


def after_that(tokens: Tokens, place: int) -> Spans:
    """ "Okonkwo, that's o k o n k w o": the letters, and the name before them."""
    is_joined = tokens.low[place] == "thats"
    if not is_joined and tokens.at(place + 1) not in ("'s", "is"):
        return
    found = list(letters(tokens, place + 2 - is_joined))
    if not found:
        return
    spelled = "".join(
        c for c in tokens.low[found[0][0] : found[0][1]] if c.isalpha() and len(c) == 1
    )
    if spelled in _ABBREVIATIONS:
        return
    yield from found
    first = place
    while tokens.at(first - 1) in (",", "."):
        first -= 1
    if first > 0 and tokens.low[first - 1] == spelled:
        yield first - 1, first


_ABBREVIATIONS = word_set(
    "abc abcd xyz usa usb led lcd dvd gps bpa xxl xxxl diy rgb hdmi hdtv asap msrp"
)
