"""A quick look at whether a text can hold a name that `people` or `spelled_names` finds."""

import re
from functools import reduce
from operator import or_

from assistant.redaction.around_words import FAR_HINTS, HINTS, LEADS, NEXT
from assistant.redaction.around_words import PAUSES as FILLERS
from assistant.redaction.called import NEVER_FIRST
from assistant.redaction.gazetteer import FIRST, SURE, kinds_of
from assistant.redaction.spelled_names import PAUSES, SPOKEN_LETTERS

_PREFIXED = re.compile(r"\b[od]['’]\w", re.IGNORECASE)
_TOLD = frozenset(("as", "like", "for", "is"))
_TOLD_MOST = 8
"""Words from a letter to the next one, with the word that tells of it and pauses."""
_FAR = 14
_LEADS_MOST = 3
"""Words right before a name that may announce it together."""
_BEHIND = 5
_SPELLED_LEAST = 3
SIGNS = frozenset(".,!?;:-()\"'“‘…[/")
"""Of a text, those that a clause may begin behind."""
_BEFORE = LEADS | SIGNS
_SKIPPED = SIGNS | FILLERS


def may_be_named(text: str, words: list[str]) -> bool:
    """Say whether a text is worth reading for names.

    Args:
        text: As it is written.
        words: Of the text, in lower case, and its signs.
    """
    bits = more = kinds_of(words)
    seen = reduce(or_, bits, 0)
    if seen & SURE:
        return True
    if seen:
        bits = [0 if word in NEVER_FIRST else one for word, one in zip(words, bits, strict=True)]
        if _is_hinted(words, bits) or _is_followed(words, bits, more):
            return True
        if not text.islower() and _has_capital(text, words, bits):
            return True
    if ("'" in text or "’" in text) and _PREFIXED.search(text):
        return True
    return not SPOKEN_LETTERS.isdisjoint(words) and _is_spelled(words)


def _is_spelled(words: list[str]) -> bool:
    """Say whether letters follow one another, or two with words that tell of them."""
    run, last, has_double = 0, -1, "double" in words
    for at, word in enumerate(words):
        if word not in SPOKEN_LETTERS:
            continue
        between = words[last + 1 : at]
        run += 1
        if last < 0 or not PAUSES.issuperset(between):
            run = 1
            if last >= 0 and at - last < _TOLD_MOST and _is_told(words[last], between):
                return True
        is_told = has_double or not _TOLD.isdisjoint(words[at + 1 : at + 2])
        if run >= _SPELLED_LEAST or (run > 1 and is_told):
            return True
        last = at
    return False


def _is_told(letter: str, between: list[str]) -> bool:
    """Say whether a word tells of the letter before it: "k as in kilo"."""
    if not between or between[0] not in _TOLD:
        return False
    return any(word.startswith(letter[0]) for word in between[1:3])


def _is_hinted(words: list[str], bits: list[int]) -> bool:
    """Say whether something that announces names stands before a word that may be one."""
    if HINTS.isdisjoint(words):
        return False
    for at, one in enumerate(bits):
        if not one:
            continue
        if not FAR_HINTS.isdisjoint(words[max(0, at - _FAR) : at]):
            return True
        on, left = at - 1, _LEADS_MOST
        while on >= 0 and left:
            if words[on] in HINTS:
                return True
            left -= words[on] not in _SKIPPED
            on -= 1
        if not HINTS.isdisjoint(words[at + 1 : at + _BEHIND]):
            return True
    return False


def _is_followed(words: list[str], bits: list[int], more: list[int]) -> bool:
    """Say whether a name that is a word too stands where one may begin, before what people do or
    before another name."""
    last = len(words) - 1
    for at, one in enumerate(bits):
        if not one or at == last:
            continue
        on = at + 1 + (words[at + 1] in SIGNS)
        behind = words[on] if on <= last else ""
        is_first = at == 0 or words[at - 1] in _BEFORE
        if one & FIRST and (behind in NEXT or len(behind) == 1) and is_first:
            return True
        if more[at + 1] and (is_first or (at + 2 <= last and words[at + 2] in NEXT)):
            return True
    return False


def _has_capital(text: str, words: list[str], bits: list[int]) -> bool:
    """Say whether one of the words is written with a capital."""
    return any(one and word.capitalize() in text for word, one in zip(words, bits, strict=True))
