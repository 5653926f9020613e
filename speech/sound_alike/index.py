"""Which terms of a shop sound like a stretch of words.

Three steps, each on fewer terms: pairs of neighbouring sounds in common with a coarse key
(vowels one letter, consonants by class), found by inverted lists; the edit distance of those
keys; the distance phone by phone. Immutable once built, so threads may share it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel

from speech.sound_alike.distance import distance
from speech.sound_alike.pronunciation import VOWELS, phones_of, pronunciations
from speech.sound_alike.term import Term

FARTHEST = 0.42
"""Sounds farther apart than this share are no candidates."""
PAIRS_LEAST = 0.30
"""Share of pairs in common (Dice) below which a term is not looked at."""
PAIRS_KEPT = 48
"""Terms whose coarse keys are compared."""
COARSE_PER_DISTANCE = 0.8
COARSE_PER_KEY = 0.25
"""A term at the distance d has a coarse key of n letters that is at least 1 - 0.8 d - 0.25 / n
alike: so it was for 97 % of 700 pairs."""
MEASURED = 14
"""Terms that are measured phone by phone."""
LEAST_PHONES = 3

_CLASSES = str.maketrans(
    {
        **dict.fromkeys(VOWELS, "a"),
        "b": "p", "d": "t", "g": "k", "v": "f", "z": "s", "T": "t", "S": "s", "Z": "s",
        "C": "s", "J": "s", "n": "m", "N": "m", "r": "l", "w": "f", "y": "a", "h": "",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SoundAlike:
    """A term and how far it sounds from what was asked."""

    term: Term
    distance: float
    """0 is the same sound; at most FARTHEST."""


class TermIndex:
    """Terms by their sound.

    Args:
        terms: Later ones with the same words as earlier ones are dropped.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple({words_key(term.text): term for term in reversed(tuple(terms))}.values())
        entries = [
            (_coarse(phones), phones, term)
            for term in self.terms
            for phones in _ways(term)
            if len(phones) >= LEAST_PHONES
        ]
        self._keys = [coarse for coarse, _, _ in entries]
        self._entries = [(phones, term) for _, phones, term in entries]
        pairs = [_pairs(key) for key in self._keys]
        self._sizes = np.array([len(own) for own in pairs], dtype=np.float32)
        lists: dict[str, list[int]] = {}
        for number, own in enumerate(pairs):
            for pair in own:
                lists.setdefault(pair, []).append(number)
        self._lists = {pair: np.array(found, dtype=np.int32) for pair, found in lists.items()}
        self._spelled = {words_key(term.text): term for term in self.terms}
        self.written = frozenset(
            form for key in self._spelled for form in (key, key.removesuffix("s"), key + "s")
        )
        """The terms' letters, in the singular and plural: what needs no repair."""
        self.words = frozenset(word for term in self.terms for word in term.text.lower().split())
        self._near = lru_cache(maxsize=4_096)(self._search)

    def near(self, words: str, within: float = FARTHEST, most: int = 4) -> tuple[SoundAlike, ...]:
        """Return the terms that sound like `words`, the nearest first, each once.

        Args:
            words: One or more words in any case.
            within: Largest distance, 0 to FARTHEST; the nearer, the faster.
            most: How many.
        """
        return self._near(phones_of(words), round(within, 2))[:most]

    def spelled(self, key: str) -> Term | None:
        """Return the term with these letters (`words_key`)."""
        return self._spelled.get(key)

    def _search(self, phones: str, within: float) -> tuple[SoundAlike, ...]:
        if len(phones) < LEAST_PHONES or not self._keys:
            return ()
        coarse = _coarse(phones)
        if not coarse:
            return ()
        near = self._sharing(_pairs(coarse))
        rough = process.extract(
            coarse,
            {int(number): self._keys[number] for number in near},
            scorer=Indel.normalized_similarity,
            score_cutoff=1.0 - COARSE_PER_DISTANCE * within - COARSE_PER_KEY / len(coarse),
            limit=MEASURED,
            processor=None,
        )
        best: dict[Term, float] = {}
        for _, _, at in rough:
            meant, term = self._entries[at]
            apart = distance(phones, meant, within)
            if apart <= within and apart < best.get(term, 1.0):
                best[term] = apart
        ranked = sorted(best.items(), key=lambda pair: pair[1])
        return tuple(SoundAlike(term, apart) for term, apart in ranked)

    def _sharing(self, pairs: frozenset[str]) -> NDArray[np.intp]:
        """Return the numbers of the entries that share most pairs, in no order."""
        lists = [self._lists[pair] for pair in pairs if pair in self._lists]
        if not lists:
            return np.zeros(0, np.intp)
        shared = np.bincount(np.concatenate(lists), minlength=len(self._keys))
        dice = 2.0 * shared / (self._sizes + len(pairs))
        found = np.flatnonzero(dice >= PAIRS_LEAST)
        if len(found) <= PAIRS_KEPT:
            return found
        return found[np.argpartition(-dice[found], PAIRS_KEPT)[:PAIRS_KEPT]]


def words_key(text: str) -> str:
    """Return the letters and digits of `text` in lower case: "Ear buds" and "earbuds" meet."""
    return "".join(c for c in text.lower() if c.isalnum())


def _ways(term: Term) -> tuple[str, ...]:
    """Return how a term is said: a kind of product in the singular too."""
    one = singular(term)
    return tuple(
        dict.fromkeys(
            [*pronunciations(term.text), *(pronunciations(one) if one != term.text else ())]
        )
    )


def singular(term: Term) -> str:
    """Return what one product of a kind is called ("bike helmet"); other terms as they are."""
    text = term.text
    if term.kind != "kind" or not text.endswith("s") or text.endswith(("ss", "us")):
        return text
    if text.endswith("ies"):
        return text[:-3] + "y"
    return text[:-2] if text.endswith(("sses", "shes", "ches", "xes", "zes")) else text[:-1]


def _coarse(phones: str) -> str:
    return phones.translate(_CLASSES)


def _pairs(coarse: str) -> frozenset[str]:
    marked = f"^{coarse}$"
    return frozenset(marked[i : i + 2] for i in range(len(marked) - 1))
