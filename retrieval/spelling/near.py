"""Catalog words that are spelt like a word. Pure.

Source: Damerau 1964, Levenshtein 1966 (edit distance with swapped neighbours); Norvig 2007
(how common a word is decides between equally near ones).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

ONE_EDIT_UP_TO = 6
"""Words of at most so many letters may differ by one edit, longer ones by two."""

KEPT = 8
"""Neighbours looked at."""

_EASY = 0.5
"""Of an edit that everybody makes: a letter doubled or not, two swapped, one vowel for another."""

_VOWELS = frozenset("aeiou")
_CACHED = 4_096


@dataclass(frozen=True, slots=True)
class Near:
    """One neighbour of a word."""

    word: str
    cost: float
    """Edits, easy ones at half."""
    count: int
    """Products that have it."""


class NearWords:
    """Neighbours among a catalog's words. Immutable; safe to use from several threads."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Sort `counts` (lower-case words with how many products have each) by length."""
        self._counts = counts
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in counts:
            by_length[len(word)].append(word)
        self._by_length = dict(by_length)
        self.near = lru_cache(maxsize=_CACHED)(self._near)

    def _near(self, word: str) -> tuple[Near, ...]:
        """Return the neighbours of a lower-case word, nearest first, then the commonest."""
        edits = 1 if len(word) <= ONE_EDIT_UP_TO else 2
        found = [
            Near(other, cost_of(word, other), self._counts[other])
            for length in range(len(word) - edits, len(word) + edits + 1)
            for other, _, _ in process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=KEPT,
            )
        ]
        found.sort(key=lambda each: (each.cost, -each.count, each.word))
        return tuple(found[:KEPT])


def cost_of(word: str, other: str) -> float:
    """Return what it costs to turn one lower-case word into another, in edits."""
    edits = OSA.distance(word, other)
    if edits == 1:
        return _EASY if _is_easy(word, other) else 1.0
    return float(edits)


def _is_easy(word: str, other: str) -> bool:
    """Say whether one edit apart is a slip that everybody makes."""
    if len(word) == len(other):
        differing = [(a, b) for a, b in zip(word, other, strict=True) if a != b]
        swapped = len(differing) == 2
        return swapped or all(a in _VOWELS and b in _VOWELS for a, b in differing)
    shorter, longer = sorted((word, other), key=len)
    return any(
        longer[i] == longer[i - 1] and longer[:i] + longer[i + 1 :] == shorter
        for i in range(1, len(longer))
    )
