"""Brands that the catalog does not have: "Nike running shoes", "a kettle by Zorvex".

Told by a list of well-known names, whatever the case, and by shape: a capitalised word that
is neither English nor any title's, where a brand stands. They filter nothing; the reply says
that there is none. Brands of the catalog are the lexicon's.
"""

from dataclasses import replace
from functools import cache
from importlib.resources import files

from agents.constraints import Kind
from agents.understand.found import Found
from agents.understand.line import Line, Span
from agents.understand.phrases import PART_OF_NAME
from agents.understand.tokens import norms
from agents.understand.words import ASKING_WORDS, FUNCTION_WORDS
from retrieval.english import ordinary_words, whole_words
from retrieval.lexicon import Lexicon
from retrieval.word_forms import stem
from retrieval.wordset import wordset

WELL_KNOWN = 0.85
BY_SHAPE = 0.75
MOST_WORDS = 3
"""Words of a brand's name: "Yves Saint Laurent"."""
LETTERS = 3
"""A shorter capitalised word is a size or a model."""

_NAMING = wordset("by from brand called")
_AFTER = wordset("brand brands")


@cache
def _well_known() -> dict[str, frozenset[tuple[str, ...]]]:
    """Return the listed names by their first word."""
    listed = (files("agents") / "data" / "brands.txt").read_text(encoding="utf-8")
    names = [norms(name) for name in listed.splitlines()]
    firsts = {name[0] for name in names}
    return {first: frozenset(n for n in names if n[0] == first) for first in firsts}


def find_unknown_brands(line: Line, found: list[Found], lexicon: Lexicon) -> list[Found]:
    """Return the brands named in `line` that no value of the catalog is.

    Args:
        line: The utterance.
        found: Values of the catalog in it, in order.
        lexicon: How the catalog uses words: "Elmore" is in some title.
    """
    taken = {k for f in found for k in range(f.span.start, f.span.stop)}
    brands: list[Found] = []
    i = 0
    while i < len(line.tokens):
        stop = _named_at(line, i, taken, lexicon)
        if stop is None:
            strange = _strange(line, i, found, taken, lexicon)
            stop, strength = (i + 1, BY_SHAPE) if strange else (None, 0.0)
        else:
            strength = WELL_KNOWN
        if stop is None:
            i += 1
            continue
        span = Span(i, stop)
        words = line.words(span)
        name = words if any(c.isupper() for c in words) else words.title()
        name = name.removesuffix("'s").removesuffix("’s")
        brands.append(Found(Kind.BRAND, (name,), span, strength, known=False))
        i = stop
    return brands


def with_unknown_brands(line: Line, found: list[Found], lexicon: Lexicon) -> list[Found]:
    """Return `found` with the brands that the catalog lacks.

    The type after one is what it says: "boot" of "a Salomon boot" is no guess, as it is after
    a word that makes another thing of it.
    """
    brands = find_unknown_brands(line, found, lexicon)
    ends = {brand.span.stop for brand in brands}
    sure = [
        replace(f, hard=True, keep_words=False, strength=PART_OF_NAME)
        if f.kind is Kind.CATEGORY and not f.hard and f.span.start in ends
        else f
        for f in found
    ]
    return [*sure, *brands]


def _named_at(line: Line, i: int, taken: set[int], lexicon: Lexicon) -> int | None:
    """Return where the well-known name that begins at token `i` ends."""
    names = _well_known().get(line.norm(i), frozenset())
    for length in range(min(MOST_WORDS if names else 0, len(line.tokens) - i), 0, -1):
        span = Span(i, i + length)
        name = tuple(line.norm(k) for k in range(i, span.stop))
        if name not in names or taken & set(range(i, span.stop)):
            continue
        if all(stem(word) in lexicon.uses for word in name):
            continue  # the shop's own word: "a puma plush"
        return span.stop
    return None


def _strange(line: Line, i: int, found: list[Found], taken: set[int], lexicon: Lexicon) -> bool:
    """Tell whether a capitalised word that nobody knows stands where a brand does."""
    token = line.tokens[i]
    word = token.norm
    if i in taken or not token.capital or not word.isalpha() or len(word) < LETTERS:
        return False
    if (
        lexicon.knows(stem(word))
        or _is_english(word)
        or line.original[token.start : token.end].isupper()
    ):
        return False
    if line.norm(i - 1) in _NAMING or line.norm(i + 1) in _AFTER:
        return i > 0
    beside = any(f.kind is Kind.CATEGORY and f.span.start == i + 1 for f in found)
    return beside and not line.tokens[i + 1].before.strip("-")


def _is_english(word: str) -> bool:
    if word in FUNCTION_WORDS or word in ASKING_WORDS:
        return True
    return any(w in ordinary_words() or w in whole_words() for w in (word, stem(word)))
