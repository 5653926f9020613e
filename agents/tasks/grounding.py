"""Whether a value is stated by a product's own text: quoted word for word, and not denied.

Pure. A model that labels a product has to quote the words that its label rests on. The quote
must stand in the text, and say the value itself: "leather" in "leather upper", but not in "faux
leather", "leather-free", "without leather" or "goes with leather boots".
"""

import re

from retrieval.feeds.derive_audience import derive_audience
from retrieval.feeds.suspect_text import is_suspect
from retrieval.wordset import wordset

QUOTE_WORDS_MOST = 30
"""Longer ones are no evidence for one value but a copy of the text."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|[\n\r|•]+")
_DENYING = wordset("""
    no not non without never isn't aren't doesn't don't cannot can't lacks lacking lack free
    minus neither nor unlike excluding except avoid
    """)
"""Before a value, within the clause."""
_DENIED_WITHIN = 4
"""Words; "not in any way waterproof" has four before the value."""
_IMITATED = wordset(
    "faux fake imitation vegan simulated artificial synthetic mock pretend pleather"
)
_ONLY_ALIKE = wordset("free like look effect print printed style inspired substitute")
"""Behind a value."""
_BESIDE = wordset("with over under alongside against near")
_PAIRS = re.compile(r"\b(?:goes?|pairs?|wear|worn|works?|match(?:es)?|looks?|style) \w*\s?$", re.I)


def words_of(text: str) -> list[str]:
    """Return a text's words, lower case."""
    return [word.replace("’", "'") for word in _WORD.findall(text.casefold())]


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the clauses that may be quoted: none that gives orders to a model."""
    parts = (part.strip() for part in _SENTENCE.split(text))
    return tuple(part for part in parts if part and not is_suspect(part))


def is_grounded(value: str, quote: str, sentences: tuple[str, ...]) -> bool:
    """Say whether a value is what a quote of the text says.

    Args:
        value: Of a label.
        quote: What the model says it read.
        sentences: Of the product's own text, from `sentences_of`.
    """
    quoted, wanted = words_of(quote), [_stem(word) for word in words_of(value)]
    if not wanted or not 0 < len(quoted) <= QUOTE_WORDS_MOST:
        return False
    for sentence in sentences:
        words = words_of(sentence)
        for place in _places(quoted, words):
            if _says(wanted, words, place, place + len(quoted)):
                return True
    return False


def is_for(audience: str, quote: str, sentences: tuple[str, ...]) -> bool:
    """Say whether a quote of the text says who a product is for, in whatever word."""
    if is_grounded(audience, quote, sentences):
        return True
    quoted = words_of(quote)
    if not 0 < len(quoted) <= QUOTE_WORDS_MOST or derive_audience(quote, ()) != audience:
        return False
    for sentence in sentences:
        words = words_of(sentence)
        for place in _places(quoted, words):
            near = words[max(place - _DENIED_WITHIN, 0) : place + len(quoted)]
            if not _DENYING.intersection(near):
                return True
    return False


def _places(quoted: list[str], words: list[str]) -> list[int]:
    last = len(words) - len(quoted)
    return [at for at in range(last + 1) if words[at : at + len(quoted)] == quoted]


def _says(wanted: list[str], words: list[str], begin: int, end: int) -> bool:
    """Say whether the words from `begin` to `end` have the value, undenied by those around."""
    stems = [_stem(word) for word in words]
    size = len(wanted)
    for at in range(begin, end - size + 1):
        if stems[at : at + size] != wanted:
            continue
        before = words[max(at - _DENIED_WITHIN, 0) : at]
        after = words[at + size : at + size + 1]
        if _DENYING.intersection(before) or _ONLY_ALIKE.intersection(after):
            continue
        if before and before[-1] in _IMITATED:
            continue
        if _BESIDE.intersection(before) and _PAIRS.search(" ".join(before[:-1]) + " "):
            continue
        return True
    return False


def _stem(word: str) -> str:
    """Return a word without the endings that tell nothing here: "zippers", "padded" stay apart."""
    for ending in ("'s", "ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
