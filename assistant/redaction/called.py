"""A name where it stands: how far it goes, and how surely it is one.

given [initial] [particle] surname[-surname] [junior]
"""

from dataclasses import dataclass
from functools import lru_cache

from assistant.redaction.brands import FAMOUS
from assistant.redaction.common_words import COMMON, MONEY
from assistant.redaction.first_names import BRANDS
from assistant.redaction.gazetteer import (
    FIRST,
    GIVEN,
    LISTED,
    STRANGE,
    SURE,
    SURNAME,
    kinds,
)
from assistant.redaction.known_words import known_words
from assistant.redaction.name_words import behind_initials, is_cased, unit_at
from assistant.redaction.naming import ALSO_NAMES, PARTICLES
from assistant.redaction.titles import TITLES
from assistant.redaction.tokens import Tokens, word_set

FULL, SINGLE, LIKELY, POSSIBLE = 3, 2, 1, 0
"""How surely a name is one: of several words; a given name; one of a list; perhaps one."""
_WORDS_MOST = 5
_SUFFIXES = word_set("jr sr junior senior ii iii")
NEVER = word_set(
    """
    will may can must would should could might shall has have had does do did is was are were be
    let lets if so no not now then when where who what how why and or but for to with from by at on
    in of off up out the a an i you he she it we they me him her us them my your his its our their
    theres wheres heres
    yes yeah please thanks thank hi hello hey ok okay sorry love like want need say see know go get
    """
)
"""Never the last word of a name in small letters."""
FOLLOWS = word_set(
    """
    . , ! ? ; : ) - & + hp tel mob ph
    and or at in on to from for with who whose whom that which but because as if
    is 's was has had will would can could should wants needs likes loves said says asked asks told
    ordered placed bought paid signed lives works moved turns turning getting having wanted needed
    liked loved called picks picking going coming speaking calling here again please thanks thank
    my the his her their our your i it he she they we not no yes so by about since when where then
    email phone mobile cell number order card address account flat unit apt apartment suite po plot
    hates wears hated wore knows thinks found uses lost helped promised shipped suggested doesn't
    didn't isn't wasn't won't can't couldn't don't does become becomes feels asks sees saw thought
    a an some xx xxx xoxo
    yesterday today tomorrow tonight last next before after already later first second earlier
    enjoy hope off
    are were have left dropped brought delivered stitched engraved printed embroidered written
    now put comma whether still around
    there instead maybe thank never always just did does been got get signed bin born
    house d re ve ll m " ' ( / … dot too instead also deserves sent gave gets used recommended
    """
) | {""}
"""What may follow a name; goods do not."""
_NO_FIRST = word_set("san santa los las saint st new north south east west lower upper lake mount")
"""Begin the names of places."""
_ROMANCE = word_set("de del la le di da do dos du")
"""Particles that other languages have in every sentence."""
_NEAR, _ODD_LEAST = 5, 2
"""Words around a name, and how many that are neither English nor names tell of another language."""
_MODALS = frozenset(("will", "mark"))
_COLOURS = frozenset(("tan",))
"""Surnames before two given names: "Tan Wei Ling"."""
_MONTHS = _MODALS | {"may", "june", "april", "august", "christian", "austin", "florence"}

_VERBS = word_set("said says say told tell went came come goes wants wanted asked thought got")
"""Of everyday words, those that follow whoever does something: "my friend said"."""
NEVER_FIRST = (COMMON - ALSO_NAMES - _MODALS - _COLOURS) | _NO_FIRST | MONEY | _VERBS
"""Everyday words that begin no name, although some are somewhere in the world."""
ANDS = frozenset(("&", "and", "n"))
_NEVER = _NO_FIRST | MONEY | _VERBS | {"siri", "cortana", "bixby", "alexa"}
_BEGINS = PARTICLES | BRANDS.keys() | {pair.partition("_")[0] for pair in FAMOUS}


@dataclass(frozen=True, slots=True)
class Called:
    """A name that may stand in a text."""

    after: int
    """The place behind its last token."""
    sure: int
    words: int


@lru_cache(maxsize=65_536)
def may_begin(word: str) -> bool:
    """Say whether a word in lower case may begin the name of a person or of a brand."""
    return word in _BEGINS or (word not in NEVER_FIRST and bool(kinds(word)))


def called(tokens: Tokens, first: int) -> Called | None:
    """Return the name that begins at a place; None where none can, or where it is a brand's."""
    word = tokens.at(first)
    bits = kinds(word)
    if not bits and not (word in PARTICLES and tokens.is_word(first + 1)):
        return None
    if word in _NEVER or (word in COMMON and not _may_be_meant(tokens, first, bits)):
        return None
    place, bits = unit_at(tokens, first)
    if not bits:
        return None
    seen, words = [bits], 1
    if tokens.at(place) == "&" and tokens.at(first) in BRANDS:
        return None
    while words < _WORDS_MOST:
        on = behind_initials(tokens, place)
        after, more = unit_at(tokens, on)
        if not more or not _may_follow(tokens, on, after, more, seen):
            break
        seen.append(more)
        place, words = after, words + 1
    is_verb = words == 1 and word in NEVER and not is_cased(tokens, first)
    if is_verb or is_famous(tokens, first, place) or is_foreign(tokens, first, place, seen):
        return None
    sure = _sure(tokens, first, place, seen)
    return Called(_suffixed(tokens, place), sure, words)


def _may_be_meant(tokens: Tokens, first: int, bits: int) -> bool:
    """Say whether an everyday word may be a name here: "Mr Price", "will stone", "May"."""
    word = tokens.at(first)
    if word in _COLOURS:
        return bool(kinds(tokens.at(first + 1)) & SURE and kinds(tokens.at(first + 2)))
    if word not in ALSO_NAMES | _MODALS:
        return False
    titles = tokens.at(first - 1 - (tokens.at(first - 1) == "."))
    is_told = titles in TITLES or tokens.at(first - 1) in ("surname", "name")
    return is_cased(tokens, first) or is_told or bool(bits & FIRST and word in _MONTHS)


def is_famous(tokens: Tokens, first: int, after: int) -> bool:
    """Say whether a name is a brand's, a character's or a public figure's."""
    word, behind = tokens.at(first), tokens.at(first + 1)
    if behind in BRANDS.get(word, ()) or f"{word}_{behind}" in FAMOUS:
        return True
    if after - first > 1 and f"{tokens.at(after - 2)}_{tokens.at(after - 1)}" in FAMOUS:
        return True
    if tokens.at(after) in ANDS and f"{tokens.at(after - 1)}_{tokens.at(after + 1)}" in FAMOUS:
        return True
    return tokens.at(first - 1) in ANDS and f"{tokens.at(first - 2)}_{word}" in FAMOUS


def is_foreign(tokens: Tokens, first: int, after: int, seen: list[int]) -> bool:
    """Say whether a row of words is of a text in another language: "ancho de banda ubicuas".

    Args:
        tokens: Of the text.
        first: Place of the first word.
        after: Place behind the last.
        seen: Bits of the words, with their particles.
    """
    is_joined = after - first > len(seen) and not PARTICLES.isdisjoint(tokens.low[first:after])
    if is_joined and is_cased(tokens, first) and not is_cased(tokens, after - 1):
        return True  # "Housse de couette"
    if is_cased(tokens, first):
        return False
    near = [*tokens.low[max(0, first - _NEAR) : first], *tokens.low[after : after + _NEAR]]
    if sum(1 for word in near if kinds(word) == STRANGE) >= _ODD_LEAST:
        return True
    if any(bits & GIVEN for bits in seen):
        return False
    word, lead = tokens.low[first], tokens.at(first - 1)
    is_odd_lead = bool(kinds(lead) & STRANGE) or lead in PARTICLES
    if word in _ROMANCE:
        return is_odd_lead or not kinds(tokens.at(first + 1)) & LISTED
    return is_odd_lead and bool(seen[-1] & STRANGE)


def _sure(tokens: Tokens, first: int, after: int, seen: list[int]) -> int:
    given, last = seen[0], seen[-1]
    if len(seen) == 1:
        if given & GIVEN:
            return SINGLE
        is_odd = given & STRANGE and is_cased(tokens, first)
        return LIKELY if given & SURNAME or is_odd else POSSIBLE
    is_written = is_cased(tokens, first)
    if not is_written and known_words().issuperset(tokens.low[first:after]):
        return POSSIBLE
    if (given | last) & SURE and (given & SURE or is_written):
        is_thing = not is_written and tokens.low[after - 1] in known_words()
        return LIKELY if is_thing else FULL
    is_likely = (given | last) & SURE or (given & FIRST and last & STRANGE)
    return LIKELY if is_likely else POSSIBLE


def _may_follow(tokens: Tokens, on: int, after: int, bits: int, seen: list[int]) -> bool:
    word = tokens.at(on)
    if word in NEVER and not (is_cased(tokens, on) and bits & LISTED and word not in ("i", "a")):
        return False
    if is_cased(tokens, on - 1) and not is_cased(tokens, after - 1) and not seen[-1] & STRANGE:
        return False
    if seen[-1] & STRANGE and not seen[-1] & LISTED and bits & STRANGE and not bits & LISTED:
        return False
    if bits & (GIVEN | SURNAME):
        return True
    if seen[0] & SURE and bits & LISTED and kinds(tokens.at(after)) & SURE:
        return True  # "Lim Jun Hao"
    is_cut = tokens.at(after) in FOLLOWS or tokens.is_figures(after)
    if bits & STRANGE:
        return is_cased(tokens, on) or is_cut or bool(kinds(tokens.at(after)) & SURE)
    if word in COMMON and not is_cased(tokens, on):
        return word in ALSO_NAMES and is_cut and bool(seen[0] & SURE) and len(seen) == 1
    return (is_cased(tokens, on) and is_cased(tokens, on - 1)) or is_cut


def _suffixed(tokens: Tokens, place: int) -> int:
    on = place + (tokens.at(place) == ",")
    if tokens.at(on) in _SUFFIXES:
        return on + 1
    return place
