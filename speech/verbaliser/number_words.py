"""Numbers as an American shop assistant says them.

Cardinals come from num2words; the rest (prices, half sizes, model names, years) is
said by convention and lives here. Every function is total over digit strings.
"""

import re
import unicodedata
from functools import lru_cache

from num2words import num2words

DIGIT_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_LONGEST_CARDINAL = 12
"""Digits. Longer ones are barcodes and serial numbers, which are read out digit by digit."""

_FRACTIONS = {
    ("1", "2"): "one half",
    ("1", "3"): "one third",
    ("2", "3"): "two thirds",
    ("1", "4"): "one quarter",
    ("3", "4"): "three quarters",
    ("1", "8"): "one eighth",
    ("3", "8"): "three eighths",
    ("5", "8"): "five eighths",
    ("7", "8"): "seven eighths",
    ("1", "16"): "one sixteenth",
    ("1", "10"): "one tenth",
}

_RULER = frozenset(("4", "5", "6", "8", "10", "12", "16", "32", "64"))


def digits(text: str) -> str:
    """Return each digit of `text` by name: "0047" is "zero zero four seven"."""
    return " ".join(DIGIT_NAMES[int(c)] for c in text if c.isdecimal())


@lru_cache(maxsize=4096)
def cardinal(text: str) -> str:
    """Return an integer, with or without thousands commas, in words.

    Leading zeros and more than 12 digits are read digit by digit.
    """
    plain = text.replace(",", "")
    if len(plain) > _LONGEST_CARDINAL or (len(plain) > 1 and int(plain[0]) == 0):
        return digits(plain)
    # num2words puts a comma after "thousand", which the voice would make a pause.
    return str(num2words(int(plain))).replace(",", "")


def number(text: str) -> str:
    """Return an integer or a decimal: "4.6" is "four point six"."""
    whole, point, part = text.partition(".")
    if not point:
        return cardinal(whole)
    return f"{cardinal(whole) if whole else 'zero'} point {digits(part)}"


def size_number(text: str) -> str:
    """Return a size: "9.5" is "nine and a half", "8.0" is "eight"."""
    whole, _, part = text.partition(".")
    rest = part.rstrip("0")
    if rest == "5" and whole.strip("0"):
        return f"{cardinal(whole)} and a half"
    return cardinal(whole) if not rest and whole else number(text)


def ordinal(text: str) -> str:
    """Return "22" as "twenty-second"; more than 12 digits are read digit by digit."""
    plain = text.replace(",", "")
    if len(plain) > _LONGEST_CARDINAL:
        return digits(plain)
    return str(num2words(int(plain), to="ordinal")).replace(",", "")


def fraction(top: str, bottom: str) -> str | None:
    """Return "3", "4" as "three quarters"; None for a pair that nobody says as a fraction."""
    fixed = _FRACTIONS.get((top, bottom))
    if fixed is None and bottom in ("8", "16", "32", "64") and top[-1] in "13579":
        return ruler_fraction(top, bottom)
    return fixed


def ruler_fraction(top: str, bottom: str) -> str | None:
    """Return "5", "16" as "five sixteenths", for lengths; None if it is none of a ruler."""
    if not (top.isdecimal() and bottom in _RULER and 0 < int(top) < int(bottom)):
        return None
    part = ordinal(bottom) if bottom != "4" else "quarter"
    return f"{cardinal(top)} {part}{'' if int(top) == 1 else 's'}"


def year(text: str) -> str:
    """Return a year of four digits: "2024" is "twenty twenty-four"."""
    return str(num2words(int(text), to="year"))


def decade(text: str) -> str:
    """Return "90" or "1990" as "nineties", "nineteen nineties"."""
    head = year(text) if len(text) == 4 else cardinal(text)
    if head.endswith("y"):
        return head[:-1] + "ies"
    return head + "s"


def model_number(text: str) -> str:
    """Return the digits of a model name: "200" is "two hundred", "1080" is "ten eighty".

    Names are read in pairs; "205" is "two oh five", "2000" is "two thousand", and of
    five digits the first two go together: "13700" is "thirteen seven hundred".
    """
    if int(text[0]) == 0 or len(text) > 5:
        return digits(text)
    if len(text) == 5:
        head, tail = text[:2], text[2:]
        return f"{cardinal(head)} {model_number(tail)}" if tail[0] != "0" else digits(text)
    if len(text) <= 2 or text.endswith("000"):
        return cardinal(text)
    head, tail = text[:-2], text[-2:]
    if int(tail) == 0:
        return f"{cardinal(head)} hundred"
    if int(tail[0]) == 0:
        return f"{cardinal(head)} oh {cardinal(tail[1])}"
    return f"{cardinal(head)} {cardinal(tail)}"


def price(amount: str, unit: str, units: str, cents: str) -> str:
    """Return an amount of money, "19.99" as "nineteen dollars and ninety-nine cents".

    Args:
        amount: digits with optional thousands commas and decimals.
        unit: the currency's name in the singular; `units` in the plural.
        units: see `unit`.
        cents: its hundredth in the plural ("cents", "pence"); "" if it has none.
    """
    whole, _, part = amount.replace(",", "").partition(".")
    whole = whole.lstrip("0") or "0"
    if len(part) > 2 or (part and not cents):
        if part.strip("0"):
            return f"{number(f'{whole}.{part}')} {units}"
        part = ""
    hundredths = int(part.ljust(2, "0")) if part else 0
    said = [f"{cardinal(whole)} {unit if whole == '1' else units}"]
    if hundredths:
        one = {"cents": "cent", "pence": "penny"}.get(cents, cents)
        small = f"{cardinal(str(hundredths))} {one if hundredths == 1 else cents}"
        if whole == "0":
            return small
        said.append(small)
    return " and ".join(said)


def other_digits(char: str) -> str:
    """Return the name of a digit-like character that `int` refuses ("²", "①")."""
    found = re.search(r"\d+", unicodedata.normalize("NFKC", char))
    return cardinal(found.group()) if found else ""
