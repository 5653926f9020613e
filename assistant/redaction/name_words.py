"""One word of a name where it stands, with its particles, hyphens and initials: "al-hassan"."""

from assistant.redaction.common_words import COMMON
from assistant.redaction.gazetteer import (
    FIRST,
    GIVEN,
    LISTED,
    STRANGE,
    SURE,
    SURNAME,
    english_words,
    kinds,
)
from assistant.redaction.naming import PARTICLES
from assistant.redaction.tokens import Tokens

_JOINED_MOST = 6
"""Tokens of one word of a name, with its hyphens: "al-hassan-reyes"."""


def is_cased(tokens: Tokens, place: int) -> bool:
    """Say whether a word has a capital and then small letters, as a name is written."""
    start = tokens.starts[place] if 0 <= place < len(tokens) else 0
    return (
        tokens.text[start : start + 1].isupper()
        and not tokens.text[start + 1 : start + 2].isupper()
    )


def unit_at(tokens: Tokens, first: int) -> tuple[int, int]:
    """Return the place behind one word of a name, with its hyphens and particles, and its bits."""
    place = first
    while tokens.at(place) in PARTICLES and place - first < 4 and _is_joined_to(tokens, place):
        place += 2 if tokens.at(place + 1) in ("-", ".") else 1
    if not tokens.is_word(place):
        return first, 0
    bits = kinds(tokens.low[place]) if len(tokens.low[place]) > 1 else 0
    if place > first and bits:
        bits |= SURNAME
    place += 1
    while (
        place - first < _JOINED_MOST
        and tokens.at(place) in ("-", "'", "’")
        and tokens.is_glued(place)
        and tokens.is_glued(place + 1)
        and tokens.is_word(place + 1)
    ):
        more = kinds(tokens.low[place + 1])
        both = {tokens.low[place - 1], tokens.low[place + 1]}
        is_plain = both <= english_words() and not (
            bits & more & LISTED and both.isdisjoint(COMMON)
        )
        bits = 0 if is_plain and not is_cased(tokens, place + 1) else _joined(bits, more)
        place += 2
    return place, bits


def _joined(bits: int, more: int) -> int:
    """Return the bits of two words with a hyphen between: "mei-ling", "smith-jones"."""
    if not (bits and more and (bits | more) & LISTED):
        return 0
    is_pair = bits & LISTED and more & LISTED
    if (bits | more) & SURE or is_pair:
        return (bits | more) & (GIVEN | SURNAME) | (GIVEN if bits & FIRST else SURNAME)
    return bits | more | (GIVEN if more & STRANGE and bits & FIRST else 0)


def _is_joined_to(tokens: Tokens, place: int) -> bool:
    on = place + 1
    if tokens.at(on) in ("-", "."):
        on += 1
    if tokens.at(on) in PARTICLES:
        on += 1
    return tokens.is_word(on) and bool(kinds(tokens.low[on]))


def behind_initials(tokens: Tokens, place: int) -> int:
    """Return the place behind middle initials: "B.", "R"."""
    on = place
    while len(tokens.at(on)) == 1 and tokens.is_word(on) and on - place < 4:
        on += 1 + (tokens.at(on + 1) == ".")
    return on
