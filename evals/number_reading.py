"""Number words as digits: "a hundred and fifty" and "150" become the same word.

Reads cardinals up to millions, decimals with "point", "and a half" and "and a quarter".
Does not guess at pairs: "one fifty" stays 1 and 50, since it may be 150 or 1.50.
"""

from collections.abc import Sequence
from decimal import Decimal

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_UP_TO_NINE = "zero one two three four five six seven eight nine"
_ONES = {word: value for value, word in enumerate(f"{_UP_TO_NINE} {_TEENS}".split())}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES = (("hundred", 100), ("thousand", 1_000), ("million", 1_000_000))
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}

_Read = tuple[Decimal, int] | None
"""A value and the index behind its words; None where no number starts."""


def numbers_as_digits(words: Sequence[str]) -> list[str]:
    """Return the words with every number as one word of digits.

    Args:
        words: Lower case, without punctuation; digits may hold one decimal point.

    Returns:
        Such as ["size", "9.5"] for "size nine and a half".
    """
    out: list[str] = []
    at = 0
    while at < len(words):
        read = _number(words, at)
        if read is None:
            out.append(words[at])
            at += 1
        else:
            value, at = read
            out.append(_written(value))
    return out


def _number(words: Sequence[str], at: int) -> _Read:
    read = _cardinal(words, at, len(_SCALES))
    if read is None:
        return None
    value, end = read
    if _at(words, end) == "point" and (decimals := _digits(words, end + 1)):
        value, end = Decimal(f"{value}.{decimals}"), end + 1 + len(decimals)
    part = _PARTS.get(_at(words, end + 2))
    if part and _at(words, end) == "and" and _at(words, end + 1) in ("a", "one"):
        value, end = value + part, end + 3
        if scale := dict(_SCALES).get(_at(words, end)):
            return value * scale, end + 1
    return value, end


def _cardinal(words: Sequence[str], at: int, scales: int) -> _Read:
    """Read a number whose greatest scale is one of the first `scales`."""
    if scales == 0:
        return _below_hundred(words, at)
    name, scale = _SCALES[scales - 1]
    read = _cardinal(words, at, scales - 1)
    if read is None and (start := at + (_at(words, at) == "a")) < len(words):
        read = (Decimal(1), start) if words[start] == name else None
    if read is None or _at(words, read[1]) != name:
        return read
    value, end = read[0] * scale, read[1] + 1
    rest = _cardinal(words, end + (_at(words, end) == "and"), scales - 1)
    # "Between one hundred and two hundred": the second is a number of its own.
    if rest is None or rest[0] >= scale or _at(words, rest[1]) == name:
        return value, end
    return value + rest[0], rest[1]


def _below_hundred(words: Sequence[str], at: int) -> _Read:
    word = _at(words, at)
    if word in _TENS:
        ones = _ONES.get(_at(words, at + 1), 0)
        return (
            (Decimal(_TENS[word] + ones), at + 2)
            if 1 <= ones <= 9
            else (Decimal(_TENS[word]), at + 1)
        )
    if word in _ONES:
        return Decimal(_ONES[word]), at + 1
    if word[:1].isdecimal() and word.replace(".", "", 1).isdecimal():
        return Decimal(word), at + 1
    return None


def _digits(words: Sequence[str], at: int) -> str:
    """Return the digits that follow a spoken "point"."""
    digits = ""
    while (value := _ONES.get(_at(words, at + len(digits)), 10)) < 10:
        digits += str(value)
    return digits


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if index < len(words) else ""


def _written(value: Decimal) -> str:
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
