"""What announces a number, and how near it has to stand."""

from collections.abc import Mapping
from typing import Final

from assistant.redaction.figures import PAUSES
from assistant.redaction.tokens import Tokens, word_set

PHONE_HEADS: Final = word_set(
    """
    phone telephone tel cell cellphone mobile call text ring reach whatsapp contact dial fax
    landline sms message number ph mob handphone
    """
)
CARD_HEADS: Final = word_set(
    """
    card visa mastercard amex express discover debit credit charge cc pan
    """
)
_NEUTRAL = PAUSES | word_set(
    """
    is 's was are : , - # number no num . code it i my the a of for me to says said reads be would
    should starts begins with as ( ) = and you that here over there on back its
    """
)
"""May stand between an announcement and a short number."""
_LOOK_BACK = 10
_LOOK_ON = 6


def head_before(
    tokens: Tokens, place: int, heads: frozenset[str], *, near: bool = False
) -> int | None:
    """Return where the nearest of `heads` stands before a place.

    Args:
        tokens: Of the text.
        place: Of the number's first token.
        heads: Words that announce it.
        near: Whether only words that say nothing may stand between.
    """
    for back in range(place - 1, max(-1, place - 1 - _LOOK_BACK), -1):
        word = tokens.low[back]
        if word in heads:
            return back
        if near and word not in _NEUTRAL:
            return None
    return None


def head_behind(tokens: Tokens, place: int, heads: frozenset[str]) -> int | None:
    """Return where one of `heads` stands after a number, as in "... is my cell"."""
    if tokens.at(place) not in ("is", "'s", "that", "thats", ",", ".", "-", "it"):
        return None
    for on in range(place, min(len(tokens), place + _LOOK_ON)):
        if tokens.low[on] in heads:
            return on
        if tokens.low[on] in ("and", "but", "i", "size"):
            return None
    return None


def is_any(tokens: Tokens, first: int, after: int, words: frozenset[str]) -> bool:
    """Say whether one of `words` stands between two places."""
    return any(tokens.at(place) in words for place in range(max(0, first), after))


def followed(tokens: Tokens, place: int, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    """Return the place behind the longest phrase that begins at a place, or the place itself."""
    best = place
    for phrase in phrases.get(tokens.at(place), ()):
        if tuple(tokens.low[place : place + len(phrase)]) == phrase:
            best = max(best, place + len(phrase))
    return best
