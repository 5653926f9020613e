"""Which words a text and a catalog have. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from retrieval.terms import Field
from retrieval.vocabulary import Vocabulary

LEAST_LETTERS = 4
"""Shorter words have too many neighbours to be corrected."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_ENDINGS = ("ies", "es", "s", "ing", "ed", "er", "ers", "y", "ly")

_SPELT = (
    Field.BRAND,
    Field.CATEGORY,
    Field.DEPARTMENT,
    Field.COLOUR,
    Field.MATERIAL,
    Field.FEATURE,
    Field.AUDIENCE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """One word of a text and where it stands."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()


def written(text: str) -> tuple[Written, ...]:
    """Return the words of `text` that are all letters, in order."""
    return tuple(Written(m[0], m.start(), m.end()) for m in _WORD.finditer(text))


def catalog_words(vocabulary: Vocabulary) -> Mapping[str, int]:
    """Return the catalog's words, lower case, with about how many products have each."""
    counts = dict(vocabulary.words)
    for name in _SPELT:
        for value, count in vocabulary.values[name].items():
            for word in _WORD.findall(value.lower()):
                counts[word] = max(counts.get(word, 0), count)
    return counts


def forms(word: str) -> Iterator[str]:
    """Yield `word` and what it may be an inflection of: "boots" of "boot", "cozier" of "cozy"."""
    yield word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            yield stem
            yield stem + "e"
            yield stem + "y"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
    yield word + "s"
    yield word + "es"
