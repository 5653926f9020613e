"""Amounts and sizes as a shopper says them: "a hundred and fifty", "eight and a half"."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from evals.shoppers.phrases.wishes import (
    LETTER_SIZES,
    NUMBER_SIZES,
    NUMBER_SIZES_TERSE,
    OTHER_SIZES,
    WORD_SIZES,
)

Pick = Callable[[Sequence[str]], str]
"""Chooses one of several texts."""

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_WORDS_BELOW: Final = 10_000
"""Above it, and with cents, nobody minds digits."""
_UNITS = {
    "ft": "feet", "in": "inches", "oz": "ounces", "lb": "pounds", "cm": "centimeters",
    "gb": "gigabytes", "tb": "terabytes", "ml": "milliliters", "l": "liters", "kg": "kilos",
}  # fmt: skip
_AN = ("a", "e", "i", "o", "u")
_NOT_AN = ("uni", "usb", "eu", "one")


def number_words(number: int) -> str:
    """Return a whole number from 0 to 9,999 in words: "a hundred and fifty"."""
    if number < len(_ONES):
        return _ONES[number]
    if number < _HUNDRED:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    if number < _THOUSAND:
        hundreds, rest = divmod(number, _HUNDRED)
        head = "a hundred" if hundreds == 1 else f"{_ONES[hundreds]} hundred"
        return f"{head} and {number_words(rest)}" if rest else head
    hundreds, rest = divmod(number, _HUNDRED)
    if not rest and hundreds % 10:
        return f"{number_words(hundreds)} hundred"
    thousands, rest = divmod(number, _THOUSAND)
    head = "a thousand" if thousands == 1 else f"{number_words(thousands)} thousand"
    tail = number_words(rest).replace("a hundred", "one hundred") if rest else ""
    return f"{head}{' and' if 0 < rest < _HUNDRED else ''} {tail}".strip()


def amount_ways(amount: Decimal) -> tuple[str, ...]:
    """Return ways to say an amount of dollars, the likeliest first."""
    whole = amount == amount.to_integral_value()
    digits = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    if not whole or amount >= _WORDS_BELOW:
        return (f"${digits}", f"{digits} dollars")
    words = number_words(int(amount))
    return (f"{words} dollars", words, f"${digits}", f"{words} bucks", f"{digits} dollars")


def size_ways(size: str, terse: bool = False) -> tuple[str, ...]:
    """Return ways to say a size of the catalog's: "M", "8.5", "queen", "8 x 10 ft"."""
    if size in LETTER_SIZES:
        return LETTER_SIZES[size]
    if re.fullmatch(r"\d+(?:\.5)?", size):
        said = (_in_words(size), size)
        if terse:
            return tuple(way.format(v=v) for way in NUMBER_SIZES_TERSE for v in said)
        eight = size.split(".", maxsplit=1)[0] in ("8", "11", "18")
        ways = tuple(w for w in NUMBER_SIZES if not (eight and w == "a {v}"))
        return tuple(way.format(v=v) for way in ways for v in said)
    ways = WORD_SIZES if size.isalpha() else OTHER_SIZES
    return tuple(way.format(v=_unit_words(size)) for way in ways)


def _in_words(size: str) -> str:
    whole, _, half = size.partition(".")
    return number_words(int(whole)) + (" and a half" if half else "")


def _unit_words(size: str) -> str:
    """Return "8 by 10 feet" for "8 x 10 ft"."""
    said = re.sub(r"(?<=\d) x (?=\d)", " by ", size)
    said = re.sub(r"(?<=\d)-(?=\d)", " to ", said)
    return re.sub(r"(?<=\d) (\w+)$", lambda m: " " + _UNITS.get(m[1].lower(), m[1]), said)


def article_of(noun: str) -> str:
    """Return "a" or "an", whichever stands before a noun."""
    low = noun.lower()
    return "an" if low.startswith(_AN) and not low.startswith(_NOT_AN) else "a"
