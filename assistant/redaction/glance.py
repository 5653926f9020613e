"""A quick look at whether a text can hold anything that tells who somebody is.

Nothing that `redact` finds is missed by it, which a test checks; most searches of a shop are over
after it, in a few microseconds: each word is looked up once, and only what it may have to do with
is looked at again.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.redaction import cues
from assistant.redaction.births import may_hold_birth
from assistant.redaction.common_words import COMMON, MONTHS_AND_DAYS, PLACES
from assistant.redaction.cues import CUES
from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.identities import may_hold_identity
from assistant.redaction.known_words import known_words
from assistant.redaction.located import may_locate
from assistant.redaction.masked import is_masked
from assistant.redaction.may_name import SIGNS, may_be_named
from assistant.redaction.naming import ALSO_NAMES
from assistant.redaction.placed import may_be_placed
from assistant.redaction.recipients import RELATIVES
from assistant.redaction.respoken import may_be_bent
from assistant.redaction.secrets import may_hold_secret

_PLAIN = re.compile(r"[a-z\d ]*")
"""A text whose words are told by spaces alone."""
_WORDS = re.compile(r"[^\W_]+|[.,!?;:\-()\"'“‘…\[/]")
_SOFT_FAR = cues.SOFT - RELATIVES
_NEVER_NAMES = (COMMON | FIGURE_WORDS | PLACES | MONTHS_AND_DAYS) - ALSO_NAMES
"""Are nobody's name, with a capital or without."""
_MANY = re.compile(r"\d(?:[^\d\n]{0,6}\d){6}")
_DIGIT = re.compile(r"\d")
_FIGURES_MOST = 7
_LAST_FOUR = 4
_CODE_LEAST = 5
_ALONE_AS_CODE = re.compile(r"\b[A-Za-z]{0,4}-?\d{5}")
"""Begins a text that is nothing but a number: "um, 363855", "PO-80450"."""
_CODES = re.compile(
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{3}-\d\d-\d{4}|1Z|TBA|\b\d{5}\b"
)
_CAPITAL = re.compile(
    r"\b(?:[Ii]['’]m|[Ii] am|[Tt]his is|[Ii]t['’]s|to|with|[Cc]all me) [A-Z][a-z]"
)
_NAMES_NEAR = cues.MAYBE | cues.LINKS
_NEAR, _NEAR_LESS = 5, 3
"""Words and signs between a name and what may announce it."""
_AT = re.compile(r"\bat[^\w$]{1,3}[^\W_][^.]*\.\s*[^\W_]", re.IGNORECASE)
"""A dot within what follows; "at $20." is a price."""
_DOTS = frozenset(("dot", "point", "period"))
_SET_RIGHT = re.compile(r"\d [A-Za-z]+,? not \d")
"""As in "4519 Sycamore, not 4915"."""
_VOUCHER = re.compile(r"[A-Z\d]{4}-[A-Z\d]{4}")
_DASHES_LEAST = 2
_LETTERS_FEW = 2
_DOTS_MOST = 2
_SAID_LEAST = 5
_ANSWER_MOST = 10
"""Words of what somebody answers with a number and nothing else."""


def may_hold(text: str) -> bool:
    """Say whether a text is worth reading closely."""
    if "@" in text or "#" in text:
        return True
    low = text.lower()
    words = low.split() if _PLAIN.fullmatch(low) else _WORDS.findall(low)
    bits = list(map(CUES.__getitem__, words))
    seen = 0
    for bit in set(bits):
        seen |= bit
    if seen & cues.ALONE or _may_name(text, words, bits, seen):
        return True
    has_digits = _DIGIT.search(text) is not None
    has_figures = has_digits or seen & cues.FIGURE != 0
    has_cue = seen & cues.SECRET != 0 or "!" in text
    if has_cue and may_hold_secret(text, words, has_figures=has_figures):
        return True
    if seen & cues.IDENTITY and may_hold_identity(words, has_figures=has_figures):
        return True
    has_cue = seen & cues.BIRTH != 0 or has_digits
    if has_cue and may_hold_birth(text, words, has_figures=has_figures):
        return True
    plain = words if SIGNS.isdisjoint(words) else [word for word in words if word not in SIGNS]
    if not has_figures:
        is_there = seen & cues.LOCATED != 0 and may_locate(plain)
        return is_there or _may_spell(words, bits, seen) or _may_mail(text, words, seen)
    if has_digits and _has_written(text, plain):
        return True
    if _may_number(plain, bits, seen, has_digits=has_digits) or _may_spell(words, bits, seen):
        return True
    return may_be_bent(text, words) or _may_mail(text, words, seen)


def _may_number(words: list[str], bits: list[int], seen: int, *, has_digits: bool) -> bool:
    """Say whether figures stand among words, without signs, that are no price's and no size's."""
    if seen & cues.BESIDE_FIGURES or (seen & cues.PLACED and may_be_placed(words)):
        return True
    if seen & cues.ONE_LETTER and "c" in words and ("v" in words or "b" in words):
        return True  # "C V V"
    said = sum(1 for bit in bits if bit & cues.FIGURE)
    if said and said + 2 * has_digits >= _SAID_LEAST:
        return True
    single = said + sum(1 for word in words if len(word) == 1)
    if single < _SAID_LEAST - 1:
        return False
    return single >= _SAID_LEAST - (len(words) < _ANSWER_MOST)


def _has_written(text: str, words: list[str]) -> bool:
    """Say whether figures are written as those of phones, orders and vouchers are."""
    size = len(_DIGIT.findall(text))
    if size >= _FIGURES_MOST and _MANY.search(text):
        return True
    if "not" in words and _SET_RIGHT.search(text):
        return True
    if size >= _CODE_LEAST and (_CODES.search(text) or _ALONE_AS_CODE.search(text)):
        return True
    if not text.islower() and _CODES.search(text):
        return True
    if size >= _LAST_FOUR and is_masked(text):
        return True
    dashes = text.count("-")
    if text.count(".") > _DOTS_MOST or (dashes and len(words) < _ANSWER_MOST):
        return True
    return dashes >= _DASHES_LEAST and _VOUCHER.search(text) is not None


def _may_mail(text: str, words: list[str], seen: int) -> bool:
    if seen & cues.IS_WEB and "." in text:
        return True
    if not seen & cues.AT:
        return False
    return _AT.search(text) is not None or not _DOTS.isdisjoint(words)


def _may_spell(words: list[str], bits: list[int], seen: int) -> bool:
    """Say whether "that's" stands in a text with single letters, or "b" with "day"."""
    if not seen & cues.ONE_LETTER:
        return False
    if "b" in words and "day" in words:
        return True
    return seen & cues.THAT != 0 and sum(1 for one in bits if one & cues.ONE_LETTER) > _LETTERS_FEW


def _may_name(text: str, words: list[str], bits: list[int], seen: int) -> bool:
    if seen & cues.IS_SELF and seen & cues.GREETS:
        return True
    if seen & cues.CALLS and "me" in words:
        return True
    if seen & cues.UNKNOWN and _is_unknown_name(words, bits, seen):
        return True
    is_lower = text.islower()
    if seen & cues.IS_SOFT and (seen & cues.UNKNOWN or not is_lower):
        for word in _perhaps_names(text, words, bits, is_lower=is_lower):
            if _is_near(words, word, _SOFT_FAR, _NEAR) or _is_near(
                words, word, RELATIVES, _NEAR_LESS
            ):
                return True
    has_cue = seen & (cues.MAY_BE_NAME | cues.LETTER) != 0 or "'" in text or "’" in text
    if has_cue and may_be_named(text, words):
        return True
    return not is_lower and _CAPITAL.search(text) is not None


def _is_unknown_name(words: list[str], bits: list[int], seen: int) -> bool:
    """Say whether a word that no list holds stands near one that may announce a name."""
    is_linked = seen & cues.LINKS_NAMES != 0 and (
        words[0] == "under" or not cues.BEFORE_LINKS.isdisjoint(words)
    )
    if not is_linked and not seen & cues.IS_MAYBE:
        return False
    return any(
        bit & cues.UNKNOWN and not _NAMES_NEAR.isdisjoint(_around(words, at, _NEAR_LESS))
        for at, bit in enumerate(bits)
    )


def _perhaps_names(
    text: str, words: list[str], bits: list[int], *, is_lower: bool
) -> Iterator[str]:
    """Yield the words that are in no list, and those with a capital that are not everyday."""
    for word, bit in zip(words, bits, strict=True):
        if bit & cues.UNKNOWN:
            yield word
        elif not is_lower and _is_capital(text, word):
            is_everyday = word in known_words() and word in _NEVER_NAMES
            if not is_everyday:
                yield word


def _is_capital(text: str, word: str) -> bool:
    return word.isalpha() and (word.capitalize() in text or word.upper() in text)


def _around(words: Sequence[str], at: int, near: int) -> Sequence[str]:
    return words[max(0, at - near) : at + near + 1]


def _is_near(words: list[str], strange: str, heads: frozenset[str], near: int) -> bool:
    """Say whether a word stands near one that announces it."""
    at = -1
    for _ in range(words.count(strange)):
        at = words.index(strange, at + 1)
        if not heads.isdisjoint(_around(words, at, near)):
            return True
    return False
