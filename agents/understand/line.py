"""One utterance ready for parsing: its tokens, and their words as one string.

Parsers search the string with regular expressions and get token spans back.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agents.understand.numbers import collapse
from agents.understand.tokens import Token, drop_disfluencies, tokenise


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `start` up to but not including `stop`."""

    start: int
    stop: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.stop and other.start < self.stop

    def within(self, other: "Span") -> bool:
        return other.start <= self.start and self.stop <= other.stop


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens of an utterance or of a part of it."""

    original: str
    tokens: tuple[Token, ...]
    text: str
    """The tokens' norms with single spaces between."""
    starts: tuple[int, ...]
    """Where in `text` each token begins."""

    @classmethod
    def of(cls, original: str, tokens: tuple[Token, ...]) -> "Line":
        starts: list[int] = []
        at = 0
        for token in tokens:
            starts.append(at)
            at += len(token.norm) + 1
        return cls(original, tokens, " ".join(t.norm for t in tokens), tuple(starts))

    @classmethod
    def read(cls, original: str) -> "Line":
        """Return the line of `original`, without fillers and with numbers as digits."""
        return cls.of(original, collapse(drop_disfluencies(tokenise(original))))

    @property
    def whole(self) -> Span:
        return Span(0, len(self.tokens))

    def words(self, span: Span) -> str:
        """Return the original words of `span`."""
        if span.start >= span.stop:
            return ""
        inside = self.tokens[span.start : span.stop]
        return self.original[inside[0].start : max(t.end for t in inside)]

    def norm(self, i: int) -> str:
        """Return the word of token `i`, "" outside the line."""
        return self.tokens[i].norm if 0 <= i < len(self.tokens) else ""

    def text_of(self, span: Span) -> str:
        """Return the normal words of `span`."""
        return " ".join(t.norm for t in self.tokens[span.start : span.stop])

    def part(self, span: Span) -> "Line":
        """Return a line of the tokens of `span` alone."""
        return Line.of(self.original, self.tokens[span.start : span.stop])

    def span_of(self, match: re.Match[str], group: int | str = 0) -> Span:
        """Return the tokens that a match in `text` covers, wholly or in part."""
        first, last = match.span(group)
        if first == last:
            return Span(0, 0)
        start = _last_at_or_before(self.starts, first)
        return Span(start, _last_at_or_before(self.starts, last - 1) + 1)

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Span]]:
        """Yield every match of `pattern` in `text` with its tokens."""
        for match in pattern.finditer(self.text):
            yield match, self.span_of(match)


def _last_at_or_before(starts: tuple[int, ...], offset: int) -> int:
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle] <= offset:
            low = middle + 1
        else:
            high = middle
    return max(0, low - 1)


def free(span: Span, taken: Iterable[Span]) -> bool:
    """Tell whether no span of `taken` overlaps `span`."""
    return not any(span.overlaps(other) for other in taken)
