"""Whether a word is a name because its spelling is told: "Schultze with a T"."""

from difflib import SequenceMatcher

from assistant.redaction.naming import is_english, strange
from assistant.redaction.tokens import Tokens

_ALIKE = 0.6
"""Likeness of a name and another spelling of it."""


def is_like(tokens: Tokens, first: int, other: int) -> bool:
    """Say whether two unknown words are two spellings of a name: "it's Bjornson not Bjornsen"."""
    if not strange(tokens, first) or not strange(tokens, other):
        return False
    return SequenceMatcher(None, tokens.low[first], tokens.low[other]).ratio() > _ALIKE


def is_spelled_with(tokens: Tokens, first: int, after: int) -> bool:
    """Say whether a name's letters are told of behind it: "Schultze with a T"."""
    if tokens.at(after) != "with" or is_english(tokens, first):
        return False
    on = after + 1 + (tokens.at(after + 1) in ("a", "an", "one", "two", "double"))
    return len(tokens.at(on)) in (1, 2) and tokens.at(on).isalpha()
