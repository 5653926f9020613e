"""Whether a word is an everyday or a shopping word, which in the place of a name is none."""

from functools import cache
from importlib.resources import files

from assistant.redaction.common_words import COMMON, ENDINGS, MONTHS_AND_DAYS, PLACES
from assistant.redaction.figures import FIGURE_WORDS
from assistant.redaction.first_names import FIRST_NAMES

_ENDING_LEAST = 5
"""Letters of a word that its ending tells of: "running", not "Ling"."""


@cache
def known_words() -> frozenset[str]:
    """Return all words that are no names by themselves; read once."""
    text = (files("assistant") / "data" / "known_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    words = frozenset(word for line in lines for word in line.split())
    return (words | COMMON | PLACES | MONTHS_AND_DAYS | FIGURE_WORDS) - FIRST_NAMES


def is_strange(word: str) -> bool:
    """Say whether a word in lower case is neither everyday nor a shop's, so perhaps a name."""
    if word in FIRST_NAMES:
        return True
    return word not in known_words() and word.isalpha() and not has_ending(word)


def has_ending(word: str) -> bool:
    """Say whether a word ends as names do not: "looking", "satisfied"."""
    return len(word) >= _ENDING_LEAST and word.endswith(ENDINGS) and word not in FIRST_NAMES
