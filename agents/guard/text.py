"""A clause as tokens: words without contractions, numbers, marks; and what has no spoken form.

Numbers written in words are read by `agents.guard.figures`, what words mean by
`agents.guard.scan`.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from agents.guard.units import UNITS
from retrieval.wordset import wordset


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark of a clause."""

    text: str
    """As it stands there."""
    low: str
    """Lower case; of a contraction, the full word: "not" of "isn't"."""
    number: Decimal | None = None
    joined: bool = False
    """Whether nothing but a hyphen stands between it and the token before."""
    capital: bool = False
    first: bool = False
    """Whether it may have its capital for opening a sentence."""

    @property
    def word(self) -> bool:
        """Whether it is made of letters."""
        return self.number is None and self.low[:1].isalpha()


_STRAIGHT = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "\u2014",
    "\u2011": "-", "\u2010": "-", "\u00a0": " ", "\u202f": " ", "\u2026": ".", "\u2033": '"',
    "\u2032": "'",
})  # fmt: skip
_SILENT = str.maketrans("", "", "™®©")
"""Marks of names that nobody says."""
_OF_NUMBER = re.compile(r"(?<=\d)'s\b")
_TOKEN = re.compile(
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)"
    r"|(?P<mark>[^\w\s])"
)
_MARKS = frozenset("$€£¥%.,;:!?'\"()&+-/—½¼¾°")
"""Marks that a voice can say or pause at."""
_BARRED = re.compile(
    r"https?:|www\.|\.(?:com|net|org|io|co|shop)\b|^\s*(?:[-•+]|\d+[.)])\s|--|\+\d", re.I
)
_SHORT = {
    "n't": "not", "'re": "are", "'ll": "will", "'ve": "have", "'m": "am", "'d": "would",
}  # fmt: skip
_WHOLE = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"),
    "shan't": ("shall", "not"), "ain't": ("is", "not"), "let's": ("let", "us"),
    "gonna": ("going", "to"), "wanna": ("want", "to"), "gotta": ("got", "to"),
    "dont": ("do", "not"), "doesnt": ("does", "not"), "isnt": ("is", "not"),
    "arent": ("are", "not"), "wont": ("will", "not"), "cant": ("can", "not"),
    "o'clock": ("clock",), "y'all": ("you",), "kinda": ("kind", "of"), "lemme": ("let", "me"),
}  # fmt: skip
_IS_AFTER = wordset(
    "it that this he she there here what who which where how one everything something nothing "
    "other second first third fourth"
)
"""Words after which "'s" is "is"; after any other it marks a genitive, or an "is" all the same."""
_SPELLED = {
    "grey": "gray", "colour": "color", "colours": "colors", "coloured": "colored",
    "favourite": "favorite", "aluminium": "aluminum", "metre": "meter", "metres": "meters",
    "litre": "liter", "litres": "liters", "centimetre": "centimeter", "fibre": "fiber",
    "centimetres": "centimeters", "millimetre": "millimeter", "millimetres": "millimeters",
    "cancelling": "canceling", "mens": "men", "womens": "women", "ladies": "women",
    "jewellery": "jewelry", "tyre": "tire", "colouring": "coloring", "multicolour": "multicolor",
    "woollen": "wool", "woolen": "wool", "wooden": "wood", "okay": "ok", "cosy": "cozy",
    "moulded": "molded", "kilometre": "kilometer", "kilometres": "kilometers",
}  # fmt: skip


def unsayable(clause: str, known: Collection[str] = ()) -> str:
    """Return the first thing in `clause` that is no plain spoken English; empty if all is.

    Args:
        clause: As a model wrote it.
        known: Characters beyond ASCII that names on the list are written with.
    """
    barred = _BARRED.search(clause)
    if barred:
        return barred[0].strip() or barred[0]
    for char in clause.translate(_STRAIGHT):
        if char.isascii():
            if char.isalnum() or char == " " or char in _MARKS:
                continue
            if char in "\n\t":
                continue
        elif char in _MARKS or char in known:
            continue
        return char
    return "" if any(c.isalnum() for c in clause) else clause.strip() or "nothing"


def spelling(word: str) -> str:
    """Return a lower-case word in its American spelling, without accents."""
    word = word.casefold()
    if not word.isascii():
        word = "".join(
            c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)
        )
    return _SPELLED.get(word, word)


def tokens_of(text: str, opens: bool = True) -> list[Token]:
    """Return the tokens of a text.

    Args:
        text: A clause, a title or a value.
        opens: Whether its first word opens a sentence.
    """
    text = _OF_NUMBER.sub("", text.translate(_STRAIGHT).translate(_SILENT))
    found: list[Token] = []
    first, end, hyphen = opens, -1, False
    for match in _TOKEN.finditer(text):
        joined = match.start() == end
        raw = match[0]
        end = match.end()
        if match["number"]:
            value = Decimal(raw.replace(",", ""))
            found.append(Token(raw, raw, value, joined or hyphen))
            first = hyphen = False
        elif match["word"]:
            words = _apart(raw, found)
            joined = joined or hyphen
            for i, low in enumerate(words):
                found.append(
                    Token(raw, low, None, joined and not i, raw[0].isupper(), first and not i)
                )
            first = hyphen = False
        else:
            after = text[end : end + 1]
            hyphen = raw == "-" and joined and after.isalnum()
            if hyphen:
                continue
            if raw in "½¼¾":
                part = {"½": "0.5", "¼": "0.25", "¾": "0.75"}[raw]
                found.append(Token(raw, raw, Decimal(part), joined))
                continue
            found.append(Token(raw, raw, None, joined))
            first = first or raw in '.!?:—"'
    return found


def _apart(raw: str, before: list[Token]) -> list[str]:
    """Return the full words of a written one: "is" and "not" of "isn't"."""
    low = raw.casefold()
    if low in _WHOLE:
        return list(_WHOLE[low])
    for short, full in _SHORT.items():
        if low.endswith(short) and len(low) > len(short):
            return [spelling(low[: -len(short)]), full]
    if low.endswith("'s"):
        stem = spelling(low[:-2])
        return [stem, "is"] if stem in _IS_AFTER else [stem]
    low = low.rstrip("'")
    if before and before[-1].number is not None and low in UNITS:
        return [low]
    return [spelling(low)]


_IRREGULAR = {
    "feet": "foot", "inches": "inch", "knives": "knife", "shelves": "shelf", "scarves": "scarf",
    "loaves": "loaf", "leaves": "leaf", "mice": "mouse", "children": "child",
    "batteries": "battery",
    "people": "people", "women": "women", "men": "men", "woman": "women", "man": "men",
    "shoes": "shoe", "lenses": "lens", "glasses": "glass", "canvas": "canvas", "gas": "gas",
    "kids": "kid", "movies": "movie", "hoodies": "hoodie", "beanies": "beanie", "bus": "bus",
    "dresses": "dress", "sized": "size",
    "plus": "plus", "series": "series", "less": "less", "cookies": "cookie",
}  # fmt: skip


def root(word: str) -> str:
    """Return a word without its plural ending: "pocket" of "pockets"."""
    known = _IRREGULAR.get(word)
    if known:
        return known
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def roots(text: str) -> tuple[str, ...]:
    """Return the words and numbers of a text without plural endings and marks."""
    return tuple(root(t.low) for t in tokens_of(text) if t.low[:1].isalnum())
