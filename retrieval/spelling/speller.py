"""The corrector of one catalog: what it changes, and what it only asks about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from retrieval.english import ordinary_words
from retrieval.query import Correction
from retrieval.spelling.near import Near, NearWords
from retrieval.spelling.words import (
    LEAST_LETTERS,
    Written,
    catalog_words,
    forms,
    written,
)
from retrieval.vocabulary import Vocabulary

MOST_UNKNOWN = 8
"""Unknown words that are looked at: a text with more is in another language."""

CLEARLY_COMMONER = 10
"""Times as common as the next of equal cost, and a neighbour is the one meant."""

_SLIP = 0.5
"""All that is certain of a first letter: "toffee" is no coffee."""

SURE_COST = 1.0
"""Edits up to which a neighbour may be certain; two only of words of nine letters and more."""

_LONG = 9

JOINED_LEAST = 3
"""Products that must have a word for two others to be joined to it, or split into it."""

SAME_SOUND = 0.12
"""Farther apart than this, what sounds alike is no neighbour."""


class Sounding(Protocol):
    """Finds a shop's terms by their sound; `assistant` brings the one of `speech.sound_alike`."""

    def alike(self, words: str) -> Sequence[tuple[str, float]]:
        """Return terms that sound like `words` with their distance, 0..1, nearest first."""


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    end: int
    correction: Correction


class Speller:
    """Reads words that the catalog lacks as words that it has. Safe to call from threads."""

    def __init__(self, vocabulary: Vocabulary, sounding: Sounding | None = None) -> None:
        """Take the words of a catalog; the rest is prepared when the first word is unknown."""
        self._vocabulary = vocabulary
        self._sounding = sounding

    def correct(self, text: str) -> tuple[str, tuple[Correction, ...]]:
        """Return the text to search for, and what was changed or is worth asking about.

        Args:
            text: cleaned, on one line, at most 1,000 characters; may be empty.

        Returns:
            The text with every certain correction made, and all corrections in order. A word
            that the catalog has, and one of ordinary English, is never changed to another.
        """
        words = written(text)
        unknown = [index for index, word in enumerate(words) if not self._has(word.low)]
        if not unknown or len(unknown) > MOST_UNKNOWN:
            return text, ()
        changes = list(self._changes(words, unknown))
        for change in reversed(changes):
            if change.correction.certain:
                text = text[: change.start] + change.correction.read + text[change.end :]
        return text, tuple(change.correction for change in changes)

    def _changes(self, words: Sequence[Written], unknown: Sequence[int]) -> Iterator[_Change]:
        taken = -1
        for index in unknown:
            if index <= taken:
                continue
            pair = self._pair_with(words, index)
            if pair is not None and pair[0] > taken:
                first, last, joined = pair
                taken = last
                yield _change(words[first], words[last], joined, certain=True)
                continue
            read = self._read(words[index].low)
            if read is not None:
                yield _change(words[index], words[index], *read)

    def _pair_with(self, words: Sequence[Written], index: int) -> tuple[int, int, str] | None:
        """Return the two neighbouring words, one of them unknown, that are one of the catalog's."""
        for first in (index - 1, index):
            if first >= 0 and first + 1 < len(words):
                left, right = words[first], words[first + 1]
                joined = left.low + right.low
                if right.start - left.end == 1 and self._counts.get(joined, 0) >= JOINED_LEAST:
                    return first, first + 1, joined
        return None

    def _read(self, word: str) -> tuple[str, bool] | None:
        """Return what a word is read as, and whether that is certain; None if as nothing."""
        # Of four letters only swapped ones are certain: "tint" is no tent.
        if len(word) < LEAST_LETTERS or word in _SPOKEN:
            return None
        is_word = any(form in ordinary_words() for form in forms(word))
        near = () if is_word else self._near.near(word)
        if near and _is_clear(near, word):
            return near[0].word, True
        split = None if is_word else self._split(word)
        if split is not None:
            return split, True
        heard = self._heard(word)
        if heard is not None:
            return heard, False
        return (near[0].word, False) if near else None

    def _split(self, word: str) -> str | None:
        """Return two words of the catalog that are written as one, the commonest pair."""
        pairs = [
            (min(self._counts.get(left, 0), self._counts.get(right, 0)), f"{left} {right}")
            for cut in range(3, len(word) - 2)
            for left, right in [(word[:cut], word[cut:])]
        ]
        count, pair = max(pairs, default=(0, ""))
        return pair if count >= JOINED_LEAST else None

    def _heard(self, word: str) -> str | None:
        """Return the shop's term that sounds the same, if there is exactly one such sound."""
        alike = self._sounding.alike(word) if self._sounding is not None else ()
        term, distance = next(iter(alike), ("", 1.0))
        return term if distance <= SAME_SOUND and term.lower() != word else None

    def _has(self, word: str) -> bool:
        return any(form in self._counts for form in forms(word))

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return catalog_words(self._vocabulary)

    @cached_property
    def _near(self) -> NearWords:
        return NearWords(
            {word: count for word, count in self._counts.items() if len(word) >= LEAST_LETTERS - 1}
        )


_SPOKEN = frozenset("please thanks hello something anything show want need looking".split())  # noqa: SIM905
"""Words that say nothing of a product, so that nothing is worth asking."""


def _is_clear(near: Sequence[Near], word: str) -> bool:
    """Say whether the first of `near` is what was meant.

    On 3,000 words of three catalogs with one random slip each: 88 to 92 % read right, 1 %
    wrong, the rest asked about or left; on 600 queries for other catalogs see
    `docs/decisions.md`.
    """
    best, others = near[0], near[1:]
    most = SURE_COST if len(word) < _LONG else 2.0
    if best.cost > most or (len(word) <= LEAST_LETTERS and sorted(best.word) != sorted(word)):
        return False
    if best.word[0] != word[0] and best.cost > _SLIP:
        return False
    rivals = [other for other in others if other.cost <= best.cost and not _one_word(best, other)]
    return all(best.count >= CLEARLY_COMMONER * other.count for other in rivals)


def _one_word(best: Near, other: Near) -> bool:
    """Say whether two neighbours are forms of one word: either will do."""
    return best.word in forms(other.word) or other.word in forms(best.word)


def _change(first: Written, last: Written, read: str, certain: bool) -> _Change:
    parts = first.text if first is last else f"{first.text} {last.text}"
    return _Change(first.start, last.end, Correction(parts, read, certain))
