"""What says that somebody is at an address, or has something sent there."""

import re

from assistant.redaction.figures import FIGURE_WORDS, PAUSES
from assistant.redaction.places import HOUSES, LOCATES, MOVES
from assistant.redaction.tokens import Tokens, word_set

_BEFORE_AT = word_set("'m am 're are live office is 's here house them it sister that's it's")
"""Stand before "at" where somebody is to be found."""
_HOMES = word_set("place house home farm flat apartment office parents mum's mom's")
_FROM = word_set("up collect it them calling ringing phoning writing speaking here")
PLACE_CUES = LOCATES | MOVES | _HOMES | HOUSES | {"at", "area", "zone", "eircode", "pincode"}
"""One of them stands in every text with a number that is only told to be a house's."""
_SURE = LOCATES | {"eircode", "pincode"}
_OWNERS = word_set("my our your")
_TOLD = _HOMES | {"area", "zone"}
_BEFORE = word_set("to at is s from round in on as be was number no address door")
"""Stand right before a number that is a house's."""
_CODE = re.compile(r"[a-z]{1,2}\d[a-z\d]?(?:\d[a-z]{2})?")
_HOUSES_FAR = 5
_FAR = 8
"""Tokens before an address in which something may say so."""


def may_be_placed_by(word: str) -> bool:
    """Say whether a word, in lower case, is one of those `may_be_placed` looks for."""
    return word in PLACE_CUES or _CODE.fullmatch(word) is not None


def may_be_placed(words: list[str]) -> bool:
    """Say whether a number among some words may be told to be a house's; a quick look.

    Args:
        words: Of the text, in lower case, without signs.
    """
    if PLACE_CUES.isdisjoint(words):
        return any(map(_CODE.fullmatch, words))
    if not _SURE.isdisjoint(words):
        return True
    if not (_OWNERS.isdisjoint(words) or _TOLD.isdisjoint(words)):
        return True
    for place, word in enumerate(words):
        if word not in FIGURE_WORDS and not word[0].isdigit() and not _CODE.fullmatch(word):
            continue
        if not HOUSES.isdisjoint(words[place + 1 : place + _HOUSES_FAR]):
            return True
        before = place - 1
        while before >= 0 and words[before] in PAUSES:
            before -= 1
        if before >= 0 and words[before] in _BEFORE:
            return True
    return False


def is_home_at(tokens: Tokens, first: int) -> bool:
    """Say whether "my old place" or "my parents' place is" stands right before a number."""
    on = first - 1
    while tokens.at(on) in ("is", "'s", ":", ",", "at") or tokens.at(on) in PAUSES:
        on -= 1
    if tokens.at(on) not in _HOMES:
        return False
    return any(tokens.at(p) in _OWNERS or tokens.at(p) == "'s" for p in range(on - 3, on))


def is_placed_at(tokens: Tokens, first: int) -> bool:
    """Say whether something before says that somebody is there or has something sent there."""
    for back in range(first - 1, max(-1, first - 1 - _FAR), -1):
        word = tokens.low[back]
        if word in LOCATES and tokens.at(back + 1) != "room":
            return True
        if word == "at" and tokens.at(back - 1) in _BEFORE_AT:
            return True
        if word in ("is", "'s") and tokens.at(back - 1) in _HOMES:
            return True
        if word == "from" and tokens.at(back - 1) in _FROM:
            return True
        if word in ("to", "at", "round", ":") and any(
            tokens.at(p) in MOVES for p in range(max(0, back - 7), back)
        ):
            return True
    return False
