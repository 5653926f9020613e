"""Tokens of the doubles: words, pieces of eight letters of longer ones, and single signs."""

import re

_TOKEN = re.compile(r"\s*(?:\w{1,8}|[^\w\s])|\s+\Z")


def tokens_of(text: str) -> list[str]:
    """Return `text` in pieces about as long as a model's tokens; they join to the text."""
    return _TOKEN.findall(text)
