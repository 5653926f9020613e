"""Values in what a simulated shopper said: numbers, colors, materials, sizes, audiences, names.

For the validation only, and independent of how the simulation words anything: a reader of plain
English that knows common words, not the phrasing tables.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from evals.measures.values import plain
from evals.words import words_of


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


COLOURS: Final = _set(
    "black white gray green blue navy red brown pink yellow teal orange beige purple burgundy"
    " charcoal turquoise magenta"
)
MATERIALS: Final = _set(
    "leather cotton wool linen silk suede velvet denim canvas nylon polyester cashmere bamboo"
    " titanium ceramic aluminum walnut corduroy"
)
AUDIENCES: Final = {
    "women": _set("women woman ladies lady wife girlfriend mother mom sister her"),
    "men": _set("men man gentlemen husband boyfriend father dad brother him"),
    "kids": _set("kids kid children child boy girl boys girls son daughter toddler"),
    "baby": _set("baby babies newborn infant"),
    "adults": _set("adults adult grown-ups grown-up"),
    "dogs": _set("dog dogs puppy"),
    "cats": _set("cat cats kitten"),
    "pets": _set("pet pets"),
}
_SIZES = {
    "XS": ("extra small", "xs"), "S": ("small", "s"), "M": ("medium", "m"),
    "L": ("large", "l"), "XL": ("extra large", "xl"),
    "XXL": ("double xl", "double extra large", "xxl", "extra extra large"),
}  # fmt: skip
_UNITS = {"ft": "foot", "in": "inch", "oz": "ounce", "lb": "pound", "gb": "gigabyte",
          "tb": "terabyte"}  # fmt: skip
_RETRACTED = re.compile(
    r"(?:\b(?:in|a|an|size|under|for)\s+)?[\w$'-]+,? "
    r"(?=(?:no wait|no,? i mean|i mean|sorry|or no|make that|no, sorry)\b,?)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:number|no\.) (?:\d+|one|two|three|four|five|six)\b|\bones?\b|"
    r"\bfirst (?:two|three)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CAPITAL = re.compile(r"(?<![.!?:] )(?<!^)\b[A-Z][a-z]{3,}\b")
_SMALL: Final = Decimal(1)
"""Said without meaning a number."""


def kept(text: str) -> str:
    """Return `text` without what was taken back: "in blue, no wait, in black"."""
    return _RETRACTED.sub("", text)


def numbers(text: str) -> frozenset[Decimal]:
    """Return the numbers in `text`, without places on a screen and without one."""
    words = words_of(_PLACE.sub(" ", text))
    found = (Decimal(n) for word in words for n in _NUMBER.findall(word))
    return frozenset(n.normalize() for n in found if n > _SMALL)


def all_numbers(texts: Iterable[str]) -> frozenset[Decimal]:
    """Return the numbers in all of `texts`."""
    return frozenset(n for text in texts for n in numbers(text))


def of_words(text: str, known: frozenset[str]) -> frozenset[str]:
    """Return those words of `text` that are `known`."""
    return frozenset(re.findall(r"[a-z]+", text.lower().replace("grey", "gray"))) & known


def names(text: str) -> frozenset[str]:
    """Return words written like names, but for the first of a sentence."""
    return frozenset(found.lower() for found in _CAPITAL.findall(text))


def audiences(text: str) -> frozenset[str]:
    """Return whom `text` speaks of, as catalogs call them."""
    said = set(re.findall(r"[a-z-]+", re.sub(r"['’]s?\b", "", text.lower())))
    return frozenset(name for name, words in AUDIENCES.items() if words & said)


def says(value: str, surface: str) -> bool:
    """Say whether `surface` tells `value`, whatever the words around it."""
    if not surface:
        return False
    said = plain(" ".join(words_of(surface)))
    wanted = plain(" ".join(words_of(value)))
    if _within(wanted, said):
        return True
    if value in AUDIENCES:
        return value in audiences(surface)
    if value.upper() in _SIZES:
        low = surface.lower()
        return any(re.search(rf"\b{form}\b", low) for form in _SIZES[value.upper()])
    numbers_wanted = numbers(value)
    return bool(numbers_wanted) and numbers_wanted <= numbers(surface)


def _within(wanted: str, said: str) -> bool:
    pieces = set(said.split())
    return bool(wanted) and all(_UNITS.get(word, word) in pieces for word in wanted.split())
