"""How long a text is for the ear, in words as they are spoken: "$145" counts as five.

An estimate that decides whether one more sentence fits; the voice's own reading
of numbers is `speech.spoken`, which this package does not see.
"""

import re

EAR_WORDS = 28
"""Spoken words of a list: about nine seconds of Piper at its usual speed."""

_TOKEN = re.compile(r"(\$|€|£)?(\d[\d,]*)(\.\d+)?|[^\W\d_]+(?:['’-][^\W\d_]+)*")


def ear_words(text: str) -> int:
    """Return how many words `text` has when it is spoken."""
    return sum(_spoken(match) for match in _TOKEN.finditer(text))


def _spoken(match: re.Match[str]) -> int:
    symbol, whole, part = match.groups()
    if whole is None:
        return 1
    words = _number(int(whole.replace(",", "")))
    if symbol:
        # "dollars"; "and ninety-nine cents".
        return words + 1 + (3 if part else 0)
    return words + (len(part) if part else 0)


def _number(number: int) -> int:
    """Return the words of a whole number: "one hundred and forty-five" has four."""
    if number >= 1000:
        rest = number % 1000
        return _number(number // 1000) + 1 + (_number(rest) if rest else 0)
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return 1
    return 2 + (2 if rest else 0)
