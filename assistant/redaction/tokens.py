"""A text as words, figures and signs, with where each stands.

Every reader of this package walks over these once, so that no text takes more than linear time.
"""

import re
from collections.abc import Callable

_SHORT = r"(?:[sSmMdD]|[rR][eE]|[vV][eE]|[lL][lL])\b"
_TOKEN = re.compile(rf"[^\W\d_]+(?:['’](?!{_SHORT})[^\W\d_]+)*|\d+|['’]{_SHORT}|[^\w\s]|_")
"""Written without a flag for capitals, with which it takes twice as long."""

_CHUNK_MOST = 40
"""Tokens that are read as one, so that a text without spaces takes no more than linear time."""


class _Words(dict[int, str]):
    """The words of a text by their places; "" for every other place."""

    def __missing__(self, place: int) -> str:
        return ""


class Tokens:
    """The tokens of one text, one entry each.

    What the readers ask again and again is looked up, not computed.
    """

    __slots__ = ("at", "ends", "is_figures", "is_glued", "is_word", "low", "starts", "text")

    def __init__(self, text: str, starts: list[int], ends: list[int], low: list[str]) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.low = low
        """As written, in lower case, with a straight apostrophe."""
        self.at: Callable[[int], str] = _Words(enumerate(low)).__getitem__
        """The token at a place, "" outside."""
        self.is_word: Callable[[int], bool] = frozenset(
            place for place, word in enumerate(low) if word[0].isalpha()
        ).__contains__
        """Whether a token is made of letters."""
        self.is_figures: Callable[[int], bool] = frozenset(
            place for place, word in enumerate(low) if word.isdecimal()
        ).__contains__
        """Whether a token is made of figures."""
        self.is_glued: Callable[[int], bool] = frozenset(
            place for place, end in enumerate(ends[:-1], 1) if starts[place] == end
        ).__contains__
        """Whether nothing stands between a token and the one before it."""

    def __len__(self) -> int:
        return len(self.low)

    def is_capital(self, place: int) -> bool:
        """Say whether a token begins with a capital."""
        return 0 <= place < len(self.low) and self.text[self.starts[place]].isupper()

    def chunk(self, place: int) -> int:
        """Return the place behind the last token that is written in one with that at `place`."""
        after = place + 1
        last = min(len(self.low), place + _CHUNK_MOST)
        while after < last and self.is_glued(after):
            after += 1
        return after


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a text."""
    starts, ends, low = [], [], []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        low.append(match[0].lower())
    if "’" in text:
        low = [word.replace("’", "'") for word in low]
    return Tokens(text, starts, ends, low)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text that is a list of words."""
    return frozenset(text.split())
