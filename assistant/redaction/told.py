"""What one record tells of somebody, taken out of every text that repeats it.

A part of an utterance ("jane at example") has lost the words that announced it, and a reply
repeats what it was told; so both are compared with the utterance, word by word.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.redaction.found import Found, Personal
from assistant.redaction.redact import redact, taken_out

_WORD = re.compile(r"\w+")
_SHORTEST = 3
"""Characters of a word of a name that is looked for by itself."""

Words = tuple[str, ...]


class Told:
    """What was found in the utterance of one record.

    Args:
        said: The utterance, as it was heard and as it was repaired.
        titles: Of products that the record speaks of; nothing in them is anybody's.
        lead: What announces the utterance, where it answers a question: "order number ".
    """

    def __init__(self, said: Sequence[str], titles: Iterable[str], lead: str = "") -> None:
        self._titles = tuple(title for title in titles if title)
        self._stretches: dict[Words, Personal] = {}
        self._kept: list[Words] = []
        for text in said:
            self._learn(text, redact(text).found)
            if lead:
                self._learn(text, _announced(lead, text))

    def said(self, text: str) -> str:
        """Return what somebody said or wrote, without what is found in it or was told before."""
        return self._out(text, redact(text).found)

    def replied(self, text: str) -> str:
        """Return a reply: as `said`, but for what stands in a product's title."""
        titles = [(at, at + len(title)) for title in self._titles for at in _places(text, title)]
        found = [
            one
            for one in redact(text).found
            if not any(one.start < end and start < one.end for start, end in titles)
        ]
        return self._out(text, found)

    def part(self, text: str) -> str:
        """Return a part of the utterance, which may begin or end inside of what was found."""
        spans = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        words = tuple(text[start:end].casefold() for start, end in spans)
        if not words or any(_place(words, kept) is not None for kept in self._kept):
            return self.said(text)
        for stretch, kind in self._stretches.items():
            if _place(words, stretch) is not None:
                return f"[{kind.value}]"
        found = list(redact(text).found)
        for stretch, kind in self._stretches.items():
            ahead, behind = _overlap(words, stretch), _overlap(stretch, words)
            if ahead:
                found.append(Found(spans[len(words) - ahead][0], spans[-1][1], kind))
            if behind:
                found.append(Found(spans[0][0], spans[behind - 1][1], kind))
        return self._out(text, found)

    def named(self, text: str) -> str:
        """Return a value that is no sentence: only e-mail addresses are taken out of it."""
        found = [one for one in redact(text).found if one.kind is Personal.EMAIL]
        return taken_out(text, found)

    def _learn(self, text: str, found: Iterable[Found]) -> None:
        at = 0
        for one in found:
            self._kept.append(_words(text[at : one.start]))
            at = one.end
            words = _words(text[one.start : one.end])
            if words:
                self._stretches.setdefault(words, one.kind)
            if one.kind is Personal.NAME:
                for word in words:
                    if len(word) >= _SHORTEST:
                        self._stretches.setdefault((word,), one.kind)
        self._kept.append(_words(text[at:]))

    def _out(self, text: str, found: Sequence[Found]) -> str:
        if not self._stretches:
            return taken_out(text, found)
        words = [(m.start(), m.end(), m.group().casefold()) for m in _WORD.finditer(text)]
        free = [w for w in words if not any(f.start < w[1] and w[0] < f.end for f in found)]
        row = tuple(word for _, _, word in free)
        more = list(found)
        for stretch, kind in self._stretches.items():
            if _is_slight(stretch):
                continue
            start = 0
            while (place := _place(stretch, row, start)) is not None:
                start = place + len(stretch)
                more.append(Found(free[place][0], free[start - 1][1], kind))
        return taken_out(text, more)


def _announced(lead: str, text: str) -> tuple[Found, ...]:
    """Return what is found in a text that answers a question."""
    size = len(lead)
    found = redact(lead + text).found
    return tuple(Found(f.start - size, f.end - size, f.kind) for f in found if f.start >= size)


def _is_slight(stretch: Words) -> bool:
    """Say whether a stretch is too little to tell of anybody by itself, such as "42"."""
    return len(stretch) == 1 and len(stretch[0]) < _SHORTEST


def _words(text: str) -> Words:
    return tuple(match.group().casefold() for match in _WORD.finditer(text))


def _place(needle: Words, hay: Words, start: int = 0) -> int | None:
    size = len(needle)
    for at in range(start, len(hay) - size + 1):
        if hay[at : at + size] == needle:
            return at
    return None


def _overlap(first: Words, second: Words) -> int:
    """Return how many words `first` ends with that `second` begins with."""
    sizes = range(min(len(first), len(second)), 0, -1)
    return next((size for size in sizes if first[-size:] == second[:size]), 0)


def _places(text: str, title: str) -> Iterable[int]:
    at = text.find(title)
    while at >= 0:
        yield at
        at = text.find(title, at + 1)
