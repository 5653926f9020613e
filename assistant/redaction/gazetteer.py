"""Which words are given names and surnames, of many countries, and which are words as well.

    kinds("priya") == GIVEN
    kinds("park") == SURNAME_WORD

Read once, when the first text is looked at.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from assistant.redaction.common_words import ENDINGS
from assistant.redaction.first_names import FIRST_NAMES
from assistant.redaction.known_words import known_words
from assistant.redaction.things import THINGS

GIVEN, GIVEN_WORD, SURNAME, SURNAME_WORD, STRANGE = 1, 2, 4, 8, 16
"""Bits: a given name; one that is a word, brand or place too ("june"); so for surnames; a word that
is neither a name nor English."""
SURE = GIVEN | SURNAME
LISTED = GIVEN | GIVEN_WORD | SURNAME | SURNAME_WORD
FIRST = GIVEN | GIVEN_WORD
LAST = SURNAME | SURNAME_WORD
_STRANGE_LEAST = 3
"""Letters of a word that may be a name which no list holds."""
_ENDING_LEAST = 6
_PREFIXES = ("o'", "d'", "mc", "mac")
_PREFIXED_LEAST = 5
_GROWN = frozenset(("jasmine", "heather", "rosemary", "ginger", "sienna", "margarita"))
"""Flowers and colours that are first names as well."""
_SIGNS = ".,!?;:-()\"'"
_ALSO = "# also"
_JOINED = str.maketrans("łøđðı", "loddi")


@cache
def english_words() -> frozenset[str]:
    """Return everyday, shopping and English words, which are no names by themselves."""
    return known_words() | frozenset(_lines("english_words.txt")[0])


def kinds(word: str) -> int:
    """Return the bits of a word in lower case; 0 where it is no name."""
    return _table()[word]


def kinds_of(words: Iterable[str]) -> list[int]:
    """Return the bits of each of some words."""
    return list(map(_table().__getitem__, words))


class _Kinds(dict[str, int]):
    """The bits of words; those of others are looked at when they are asked for."""

    def __missing__(self, word: str) -> int:
        return _unlisted(word)


@cache
def _table() -> dict[str, int]:
    return _Kinds(dict.fromkeys((*english_words(), *THINGS, *_SIGNS), 0) | _listed())


@lru_cache(maxsize=65_536)
def _unlisted(word: str) -> int:
    if not word[:1].isalpha() or word.endswith("n't"):
        return 0
    if "'" in word or not word.isascii():
        plain = _plain(word)
        if plain != word and (bits := _listed().get(plain)):
            return bits
    if word.startswith(_PREFIXES) and len(word) >= _PREFIXED_LEAST:
        return SURNAME if "'" in word or word[2:] not in english_words() else STRANGE
    if not word.isalpha() or len(word) < _STRANGE_LEAST or word in english_words():
        return 0
    if len(word) >= _ENDING_LEAST and word.endswith(ENDINGS):
        return 0
    if word.endswith("s") and word[:-1] in english_words():
        return 0
    return STRANGE


def _plain(word: str) -> str:
    marked = unicodedata.normalize("NFKD", word.replace("'", "").translate(_JOINED))
    return "".join(char for char in marked if not unicodedata.combining(char))


@cache
def _listed() -> dict[str, int]:
    found: dict[str, int] = {}
    for name, sure, also in (
        ("given_names.txt", GIVEN, GIVEN_WORD),
        ("surnames.txt", SURNAME, SURNAME_WORD),
    ):
        for words, bit in zip(_lines(name), (sure, also), strict=True):
            for word in words:
                found[word] = found.get(word, 0) | bit
    for word in FIRST_NAMES - _GROWN:
        found[word] = found.get(word, 0) & LAST | GIVEN
    for word in _GROWN:
        found[word] = GIVEN_WORD
    for word in THINGS & found.keys():
        bits = found[word]
        found[word] = (GIVEN_WORD if bits & FIRST else 0) | (SURNAME_WORD if bits & LAST else 0)
    return found


def _lines(name: str) -> tuple[list[str], ...]:
    """Return the words of a file of data, a list for each of its parts."""
    text = (files("assistant") / "data" / name).read_text("utf-8")
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith(_ALSO):
            parts.append([])
        elif not line.startswith("#"):
            parts[-1] += line.split()
    return tuple(parts)
