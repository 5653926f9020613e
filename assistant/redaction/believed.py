"""Whether a name is believed behind what announces one: "my name is", "for", "thank you"."""

from assistant.redaction.around import CUTS, TELLS, is_greeted
from assistant.redaction.around_words import DEARS, MORE_TITLES, SAYS, WILL
from assistant.redaction.called import LIKELY, SINGLE, Called
from assistant.redaction.common_words import COMMON
from assistant.redaction.gazetteer import (
    FIRST,
    GIVEN,
    STRANGE,
    SURNAME,
    english_words,
    kinds,
)
from assistant.redaction.known_words import known_words
from assistant.redaction.name_words import is_cased
from assistant.redaction.titles import TITLES
from assistant.redaction.tokens import Tokens, word_set

STUFF = word_set(
    """
    wood woods glass stone silver gold rose marble steel cotton silk wool linen leather brown green
    white black gray grey blue red pine oak cherry ash birch olive copper brass iron pearl ivory
    crystal moon day light bloom garden field bush berry bean brook rain snow frost winter summer
    """
)
"""Behind another word they are stuffs and colours: "cherry wood"."""
_ELDERS = word_set("auntie aunty granny gran grandma grandpa grandad nana nan uncle")
_PEOPLES = ("ian", "ish", "ese", "ean", "man", "dutch", "french", "swiss", "greek")
"""Ends of what somebody says to be besides a name: "I'm Irish"."""
_STOPS = frozenset((",", ".", "", "!", "?", "and", "not", "or"))


def is_believed(tokens: Tokens, first: int, one: Called, follow: int) -> bool:
    word = tokens.low[first]
    bits = kinds(word)
    is_written = is_cased(tokens, first)
    if word in DEARS and one.words == 1 and not is_written:
        return False  # "thank you darling"
    if (
        tokens.at(first - 1) in SAYS
        and not is_written
        and known_words().issuperset(tokens.low[first : one.after])
    ):
        return bool(bits & FIRST)  # "hand wash"
    if one.words > 1 or bits & GIVEN or tokens.at(first - 1) in TITLES:
        return True
    if is_cased(tokens, first):
        return follow >= CUTS or bool(bits & FIRST)
    is_end = tokens.at(one.after) in (",", ".", "")
    is_plain = is_end and word in english_words() and tokens.at(first - 1) in ("by", "of", "was")
    if is_plain and not bits & FIRST:
        return False  # "i go by train", "chips instead of fries", "the lady was rude"
    return follow >= CUTS and (
        bool(bits & (FIRST | SURNAME))
        or is_end
        or (bool(bits & STRANGE) and (follow == TELLS or tokens.at(one.after) in WILL))
    )


def is_led(tokens: Tokens, first: int, one: Called, follow: int, *, is_called: bool) -> bool:
    bits, word, sign = kinds(tokens.low[first]), tokens.low[first], tokens.at(one.after)
    if tokens.at(first - 1) == "with" and not is_called and one.sure < SINGLE:
        return False  # "with Acacia Wood"
    if one.sure >= SINGLE:
        is_cut = sign in COMMON and tokens.at(first - 1) in ("for", "to", "from")
        return follow >= CUTS or is_cut or (is_called and sign not in known_words())
    if one.words == 1 and word.endswith(_PEOPLES) and word in known_words():
        return False  # "I'm Christian and I need a cross"
    if tokens.at(first - 1) in _ELDERS and follow >= CUTS:
        return bool(bits)
    if follow == TELLS or tokens.at(first - 1) in MORE_TITLES:
        return bool(bits & (FIRST | SURNAME)) or (bool(bits) and is_cased(tokens, first))
    if follow < CUTS:
        return False
    if one.words == 1:
        if not is_called:
            return False
        if is_greeted(tokens, first) and bits & FIRST:
            return word not in DEARS and (
                sign != "" or is_cased(tokens, first) or word not in COMMON
            )
        is_told = bits & SURNAME or (bits & FIRST and is_cased(tokens, first))
        return bool(is_told) and sign in _STOPS and not word.endswith(_PEOPLES)
    if one.sure == LIKELY:
        return True
    if is_cased(tokens, first):
        return is_called or word not in COMMON
    return is_called and bool(bits & FIRST) and tokens.low[one.after - 1] not in STUFF
