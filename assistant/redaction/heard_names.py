"""What a recogniser left of a name: "Leipoldine. Leipoldine's Wick", "Johnson, Spell BROWN".

It writes names that it does not know as other words, with a capital in the middle of a sentence,
and joins letters that were spelled to one word in capitals.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.redaction.common_words import COMMON, MONTHS_AND_DAYS, PLACES
from assistant.redaction.found import Found, Personal
from assistant.redaction.naming import Spans, capital, name_after, strange, strong
from assistant.redaction.titles import TITLES
from assistant.redaction.tokens import Tokens, word_set

_SPELLS = word_set("spell spells spelled spelt spelling")
_OF_NAMES = frozenset(("name", "names", "surname"))
_WHOSE = word_set("my the his her our their first last full middle family of 's")
_IS = word_set("is 's was are : s")
_OWN = word_set("my his her our their first last full")
_NOT = word_set("and but please so i i'm it is for at calling speaking here that what with")
_NO_BEGIN = word_set(
    """
    not wrong on in misspelled spelled correct incorrect the a an my your already also still right
    missing different same there under of to no unknown important irrelevant nobody everything
    """
)
"""Follow "my name is" where no name does."""
_CLAUSE_ENDS = frozenset(("", ".", ",", "!", "?", ";", "and", "please", "calling", "speaking"))
_BETWEEN = word_set(", . - ! call that 's it its is thats spell spelled spells")
"""Stand between a name and the same name again, or its letters."""
_BETWEEN_MOST = 4
_CAPITALS = range(3, 14)
"""Letters of a name that were joined to one word."""
_NO_LETTERS = word_set(
    "usa usb led lcd dvd gps diy rgb hdmi hdtv asap msrp xxl xxxl nike ikea asos"
)
_ALIKE = 0.6
"""Likeness of a name and the same name again; of "flint" and "flynt" it is .8."""
_LONGEST = 3
_RELATIVES = word_set(
    """
    wife husband son daughter sister brother mom mum mother dad father friend partner girlfriend
    boyfriend neighbor neighbour boss assistant cousin aunt uncle niece nephew colleague roommate
    """
)
_DO = word_set(
    "has have needs wants told said ordered likes is was will would can wanted needed loves at and"
)
_TELLS = word_set("again speaking calling phoning ringing")
_SELVES = word_set("'m am im")
_ASIDES = (("by", "the", "way"), ("calling",), ("speaking",), ("here",), ("phoning",))


def heard_names_in(tokens: Tokens) -> Iterator[Found]:
    """Yield the names that a recogniser bent."""
    for place, word in enumerate(tokens.low):
        spans: Spans = iter(())
        if word in _OF_NAMES:
            spans = _announced(tokens, place)
        elif word in _SPELLS:
            spans = _spelled(tokens, place)
        elif word in _RELATIVES:
            spans = _relative(tokens, place)
        elif word in _SELVES:
            spans = _self(tokens, place)
        elif word in ("'s", "is", "its"):
            spans = _again(tokens, place)
        for first, after in spans:
            yield Found(tokens.starts[first], tokens.ends[after - 1], Personal.NAME)


def _announced(tokens: Tokens, head: int) -> Spans:
    """Read on behind a name: "The names Ignats call KOLB", "Leipoldine. Leipoldine's Wick"."""
    on = head + 1
    is_the = tokens.low[head] == "names" and capital(tokens, on)
    if tokens.at(head - 1) in _WHOSE and (is_the or tokens.at(on) in _IS):
        found = tuple(strong(tokens, on))
        for first, after in found:
            yield from _after(tokens, first, after)
        if not found and tokens.at(head - 1) in _OWN:
            yield from _whatever(tokens, on + 1)


def _whatever(tokens: Tokens, first: int) -> Spans:
    """Read "my name is hard grease.": a word or two that end the clause."""
    after = first
    while after - first < _LONGEST and tokens.is_word(after) and tokens.low[after] not in _NOT:
        after += 1
    if after > first and tokens.at(after) in _CLAUSE_ENDS and tokens.at(first) not in _NO_BEGIN:
        yield first, after


def _after(tokens: Tokens, first: int, after: int) -> Spans:
    """Yield a name with what is said of it behind it, if anything is."""
    if tokens.at(after) in ("'s", "-") and _is_odd(tokens, after + 1):
        yield first, after + 2
        return
    on = after
    while on - after < _BETWEEN_MOST and tokens.at(on) in _BETWEEN:
        on += 1
    if on == after:
        return
    end = on
    while end - on < _LONGEST and (_is_capitals(tokens, end) or _is_odd(tokens, end)):
        end += 1
        if tokens.at(end) == "'s" and _is_odd(tokens, end + 1):
            end += 1
    said, again = "".join(tokens.low[first:after]), "".join(tokens.low[on:end])
    if end > on and _is_capitals(tokens, on):
        yield first, end
    elif end > on and _alike(said, again):
        yield on, end


def _spelled(tokens: Tokens, place: int) -> Spans:
    """Read "Johnson Spell BROWN"."""
    on = place + 1 + (tokens.at(place + 1) in (",", ":", "as"))
    if not _is_capitals(tokens, on):
        return
    yield on, on + 1
    before = place - 1 - (tokens.at(place - 1) == ",")
    if _is_odd(tokens, before):
        yield before, before + 1


def _relative(tokens: Tokens, place: int) -> Spans:
    """Read "my neighbor, Lucodamico has it"."""
    on = place + 1 + (tokens.at(place + 1) == ",")
    if tokens.at(place - 1) not in ("my", "our", "his", "her") or not _is_odd(tokens, on):
        return
    after = name_after(tokens, on, is_sure=True)
    if after is not None and tokens.at(after) in _DO:
        yield on, after


def _self(tokens: Tokens, place: int) -> Spans:
    """Read "I am Clodled by the way", "I'm Cartwell calling about my order"."""
    on = place + 1
    if tokens.at(place - 1) != "i" and tokens.low[place] != "im":
        return
    after = on
    while after - on < _LONGEST and _is_odd(tokens, after):
        after += 1
    is_aside = any(tuple(tokens.low[after : after + len(one)]) == one for one in _ASIDES)
    if after > on and is_aside and (capital(tokens, on) or strange(tokens, on)):
        yield on, after


def _again(tokens: Tokens, place: int) -> Spans:
    """Read "It's a mecha Caxberg again", "this is Morgan of Dame speaking"."""
    if tokens.at(place - 1) not in ("it", "this") and tokens.low[place] != "its":
        return
    on = place + 1 + (tokens.at(place + 1) in TITLES)
    after = on
    while after - on < _LONGEST + 1 and tokens.is_word(after) and tokens.low[after] not in _TELLS:
        after += 1
    is_name = any(_is_odd(tokens, p) for p in range(on, after))
    if on < after <= on + _LONGEST and tokens.at(after) in _TELLS and is_name:
        yield on, after


def _is_odd(tokens: Tokens, place: int) -> bool:
    """Say whether a word with a capital stands here that is no everyday word, whatever its end."""
    word = tokens.at(place)
    return (
        tokens.is_capital(place)
        and len(word) > 1
        and word not in COMMON
        and word not in PLACES
        and word not in MONTHS_AND_DAYS
    )


def _is_capitals(tokens: Tokens, place: int) -> bool:
    """Say whether letters that were spelled stand here as one word."""
    if not 0 <= place < len(tokens) or tokens.low[place] in _NO_LETTERS:
        return False
    word = tokens.text[tokens.starts[place] : tokens.ends[place]]
    return word.isalpha() and word.isupper() and len(word) in _CAPITALS


def _alike(said: str, again: str) -> bool:
    size = len(said)
    return (
        max(
            SequenceMatcher(None, said, again).ratio(),
            SequenceMatcher(None, said, again[:size]).ratio(),
        )
        >= _ALIKE
    )
