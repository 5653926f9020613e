"""Rules for numbers that are names: telephones, orders, parcels, zip codes.

They are read digit by digit, in groups, since nobody counts them.
"""

import re

from speech.verbaliser import number_words as say
from speech.verbaliser.reader import Reader

PHONE = (
    r"(?:\+?(?P<country>[0-9]{1,2})[\s.-])?(?:\((?P<in>[0-9]{3})\)\s?|(?P<area>[0-9]{3})[\s.-])"
    r"(?P<first>[0-9]{3})[\s.-](?P<last>[0-9]{4})(?![\w-])"
)
LOCAL_PHONE = r"(?P<first>[0-9]{3})-(?P<last>[0-9]{4})(?![\w-])"
NUMBERED = r"(?P<mark>(?:No\.|no\.|#)\s?)?(?P<n>[0-9]{3,})(?![\w%]|[.,:/x×-][0-9])"
PARCEL = r"(?=[A-Z0-9]*[A-Z])[A-Z0-9]{10,40}(?![\w-])"

_CALLS = re.compile(
    r"\b(?:call|phone|dial|tel\.?|telephone|text|fax)\b[\s:]*(?:us |me )?(?:at |on )?$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?P<word>order|tracking|confirmation|ticket|serial|sku|invoice|account|zip|pin|reference|"
    r"case|item|model|part|postal)\b[\s:]*(?P<marker>(?:(?:number|code|no\.|id|is|#)[\s:]*){0,2})$",
    re.IGNORECASE,
)
_ALWAYS_A_NAME = frozenset(("tracking", "confirmation", "serial", "sku", "invoice", "zip", "pin"))
"""After these a number is never a count; after "order" and the like it is one if four digits or
fewer ("order 1000 of them")."""

_LOOK_BACK_CHARS = 40
_LONG_NUMBER = 5
"""Digits from which "#48213" is no rank."""

_PARCEL_DIGITS = 5
_GROUP = 3


def phone(m: re.Match[str], _reader: Reader) -> str:
    groups = (m["country"], m["in"] or m["area"], m["first"], m["last"])
    return ", ".join(say.digits(group) for group in groups if group)


def local_phone(m: re.Match[str], reader: Reader) -> str | None:
    before = reader.text[max(0, m.start() - _LOOK_BACK_CHARS) : m.start()]
    if not (_CALLS.search(before) or m["last"][0] == "0"):
        return None
    return f"{say.digits(m['first'])}, {say.digits(m['last'])}"


def numbered(m: re.Match[str], reader: Reader) -> str | None:
    """Read "order #48213" digit by digit; None for "order 1000 of them" and "#3"."""
    digits, mark = m["n"], m["mark"] or ""
    before = reader.text[max(0, m.start() - _LOOK_BACK_CHARS) : m.start()]
    listed = _LISTED.search(before)
    named = listed is not None and (
        bool(listed["marker"])
        or bool(mark)
        or listed["word"].lower() in _ALWAYS_A_NAME
        or (listed["word"].lower() == "order" and len(digits) >= _LONG_NUMBER)
    )
    if not (named or (mark and len(digits) >= _LONG_NUMBER)):
        return None
    return ("number " if mark else "") + _grouped(digits)


def parcel(m: re.Match[str], _reader: Reader) -> str | None:
    code = m.group()
    if sum(c.isdigit() for c in code) < _PARCEL_DIGITS:
        return None
    return " ".join(say.digits(c) or c for c in code)


def _grouped(digits: str) -> str:
    if len(digits) <= 2 * _GROUP:
        return say.digits(digits)
    groups: list[str] = []
    while len(digits) > _GROUP + 1:
        groups.append(digits[:_GROUP])
        digits = digits[_GROUP:]
    return ", ".join(say.digits(group) for group in (*groups, digits))
