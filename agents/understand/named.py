"""Products called by a part of their name, also misheard: "the Ridgeline", "the ostrich fell low".

Only words that tell a shown title from the other titles count, so that "the boots" is
nobody's name.
"""

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from agents.constraints import Kind
from agents.reading import Reference, Shown
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.spelling import sound
from agents.understand.tokens import norms
from agents.understand.words import ADJECTIVES, ASKING_WORDS, FUNCTION_WORDS
from retrieval.wordset import wordset

_ONE = wordset("one ones pair version option")
_THE = wordset("the that this those these your")
_WINDOW = 5
"""Words after "the" in which a name may stand."""
_LETTERS = 4
"""Shorter words of a title are no name by themselves."""
_ALIKE = 0.78
"""Least likeness of a misheard word to the word of a title: "ridge line", "tarn home"."""
_NEAR = 0.8
"""What a misheard word counts beside one that is read as it is written."""
_UNLIKELY = FUNCTION_WORDS | ASKING_WORDS | ADJECTIVES


def find_named(line: Line, found: tuple[Found, ...], shown: Shown) -> list[tuple[Reference, Span]]:
    """Return the product that is called by a part of its name; of two the first.

    Args:
        line: One part of an utterance.
        found: Catalog values in it, which are no names.
        shown: Titles on the screen, and those shown before it.
    """
    here = _named(line, found, shown.titles, shown.titles)
    if here is not None:
        ordinal, span = here
        return [(Reference(line.words(span), ordinal=ordinal), span)]
    before = _named(line, found, shown.earlier, (*shown.titles, *shown.earlier))
    if before is None:
        return []
    place, span = before
    rare = _rare_words(shown.earlier, (*shown.titles, *shown.earlier))[place - 1]
    said = [w for w in norms(line.words(span)) if w in rare]
    if not said:
        return []
    return [(Reference(line.words(span), earlier=True, mentions=" ".join(said)), span)]


def _named(
    line: Line, found: tuple[Found, ...], titles: tuple[str, ...], among: tuple[str, ...]
) -> tuple[int, Span] | None:
    """Return the place, from 1, of the title that is named, with the words that name it."""
    rare = _rare_words(titles, among)
    brands = {k for f in found if f.kind is Kind.BRAND for k in range(f.span.start, f.span.stop)}
    covered = {k for f in found for k in range(f.span.start, f.span.stop)} - brands
    best: tuple[float, int, Span] | None = None
    for place, words in enumerate(rare, start=1):
        likeness = [
            1.0
            if t.norm in words
            else _NEAR
            if i not in covered and _misheard(t.norm, words)
            else 0.0
            for i, t in enumerate(line.tokens)
        ]
        for start in range(len(line.tokens)) if any(likeness) else ():
            hit = _hit(line, start, words, likeness, (covered, brands))
            if hit and (best is None or hit[0] > best[0]):
                best = (hit[0], place, hit[1])
    return (best[1], best[2]) if best else None


@lru_cache(maxsize=64)
def _rare_words(titles: tuple[str, ...], among: tuple[str, ...]) -> list[frozenset[str]]:
    """Return the words of each title that no other title has."""
    counts = Counter(w for t in dict.fromkeys(among) for w in set(_words_of(t)))
    return [
        frozenset(
            w
            for w in _words_of(t)
            if counts[w] == 1 and w not in FUNCTION_WORDS and (w.isalpha() and len(w) > 1)
        )
        for t in titles
    ]


@lru_cache(maxsize=1024)
def _words_of(title: str) -> tuple[str, ...]:
    """Return the words of a title; the titles on the screen are read anew in every turn."""
    return tuple(norms(title))


def _hit(
    line: Line,
    start: int,
    words: frozenset[str],
    likeness: list[float],
    taken: tuple[set[int], set[int]],
) -> tuple[float, Span] | None:
    """Score the name that begins at a token: how many words of the title stand there.

    Args:
        line: One part of an utterance.
        start: Its first token.
        words: Those of the title that no other title has.
        likeness: Of each token to these words, 0..1.
        taken: Tokens of other values than brands, and tokens of brands.
    """
    covered, brands = taken
    first = line.tokens[start]
    if start in covered or first.value is not None:
        return None
    opened = line.norm(start - 1) in _THE
    score, stop, long_one = 0.0, start, False
    for i in range(start, min(start + _WINDOW, len(line.tokens))):
        word = line.norm(i)
        if likeness[i]:
            score, stop = score + likeness[i], i + 1
            # Behind its brand also a short word is a name: "the Hobstead Duo".
            branded = i == start + 1 and start in brands
            long_one = long_one or branded or (len(word) >= _LETTERS and word not in _UNLIKELY)
        elif i == start and i not in brands and not (opened and _could_be_name(word)):
            return None
        elif i > start and i >= stop + 1:
            break
    if stop == start or (line.norm(start) not in words and score < 1.0 and not opened):
        return None
    named = opened or (first.capital and start > 0) or (start in brands and stop > start + 1)
    if score < 1.0 + _NEAR and not (long_one and named):
        return None
    if set(range(start, stop)) <= brands:
        return None  # a brand alone is `Reference.descriptors`
    begin = start - 1 if opened else start
    end = stop + 1 if line.norm(stop) in _ONE else stop
    return score, Span(begin, end)


def _could_be_name(word: str) -> bool:
    return len(word) >= _LETTERS and word not in _UNLIKELY


def _misheard(word: str, words: frozenset[str]) -> bool:
    """Say whether a word sounds or is spelled like a word of a title."""
    if len(word) <= _LETTERS or word in _UNLIKELY:
        return False
    return any(_sounds_like(own, word) for own in words if len(own) > _LETTERS)


@lru_cache(maxsize=4096)
def _sounds_like(own: str, word: str) -> bool:
    if abs(len(own) - len(word)) > _LETTERS:
        return False
    key = sound(own)
    if key == sound(word) and len(key) > 2:
        return True
    likeness = SequenceMatcher(None, own, word)
    return likeness.quick_ratio() >= _ALIKE and likeness.ratio() >= _ALIKE
