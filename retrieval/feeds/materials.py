"""Materials as a column states them: "80% Cotton / 20% Polyester" is two of them."""

import re
from functools import lru_cache
from typing import Final

from retrieval.feeds.plain_text import plain_line
from retrieval.feeds.record import Value
from retrieval.feeds.values import read_lines
from retrieval.wordset import wordset

MAX_MATERIALS: Final = 8
"""Of one product; a longer list is a description."""

SPELLINGS: Final = {
    "aluminium": "aluminum", "aluminium alloy": "aluminum",
    "pu": "faux leather", "pu leather": "faux leather",
    "polyurethane leather": "faux leather", "vegan leather": "faux leather",
    "genuine leather": "leather", "real leather": "leather", "leatherette": "faux leather",
    "imitation leather": "faux leather", "synthetic leather": "faux leather",
    "stainless": "stainless steel", "wooden": "wood", "merino": "merino wool", "pvc": "PVC",
    "baumwolle": "cotton", "leder": "leather", "wolle": "wool", "seide": "silk", "holz": "wood",
    "leinen": "linen", "coton": "cotton", "cuir": "leather", "laine": "wool", "bois": "wood",
    "algodon": "cotton", "algodón": "cotton", "cuero": "leather", "lana": "wool",
    "silicon": "silicone",
}  # fmt: skip
"""Other names for a material, and the commonest of four languages."""

_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*%\s*|\s*\(?\d+(?:[.,]\d+)?\s*%\)?")
_MARKS = re.compile(r"\s*(?:[,;|/+\n]|&(?!\w+;)|\band\b|\bund\b)\s*")
_SIGNS = re.compile(r"[®™©*]")
_PART = re.compile(r"^[a-z ]{2,20}:\s*")
_NONE: Final = wordset(
    """
    none, n/a, na, -, other, various, not applicable, unknown, see description
    """,
    ",",
)


def read_materials(value: Value) -> tuple[str, ...]:
    """Return the materials that a column states, in lower case, none twice."""
    return _of_text(read_lines(value))


@lru_cache(maxsize=10_000)
def _of_text(text: str) -> tuple[str, ...]:
    text = "|".join(plain_line(line) for line in text.split("\n"))
    found = (_spelled(part) for part in _MARKS.split(_PERCENT.sub("", text)))
    return tuple(dict.fromkeys(name for name in found if name))[:MAX_MATERIALS]


def _spelled(part: str) -> str:
    name = _PART.sub("", " ".join(_SIGNS.sub("", part).casefold().split())).strip(" .:-()")
    if name in _NONE or not 1 < len(name) <= 40 or len(name.split()) > 4:
        return ""
    return SPELLINGS.get(name, name)
