"""Words that announce something together: "sort code", "one-time code", "p p s number"."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Generic, TypeVar

from assistant.redaction.tokens import Tokens

Meaning = TypeVar("Meaning")
_SIGNS = frozenset(("-", "."))
"""Stand inside a phrase and say nothing: "one-time code", "d.n.i."."""
_PAIR = 2


class Phrases(Generic[Meaning]):
    """Phrases, each with what it means; the longest at a place counts.

    Args:
        table: Phrases in lower case with a blank between words, by what they mean.
        spelled: Whether a word that is read out letter by letter is the same: "b s b".
    """

    def __init__(self, table: Mapping[Meaning, str], *, spelled: int = 0) -> None:
        self._singles: set[str] = set()
        self._seconds: set[str] = set()
        self._begins: set[tuple[str, ...]] = set()
        self._longer: set[tuple[str, ...]] = set()
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for meaning, lines in table.items():
            for line in filter(None, map(str.strip, lines.replace("\n", ",").split(","))):
                words = tuple(line.split())
                self._add(words, meaning)
                if len(words[0]) <= spelled:
                    self._add((*words[0], *words[1:]), meaning)
        for phrases in self._by_first.values():
            phrases.sort(key=lambda one: -len(one[0]))
        self.firsts = frozenset(self._by_first)
        """Words one of which stands in every text with a phrase."""
        self._pairs = frozenset(
            first for first, all_of in self._by_first.items() if len(all_of[0][0]) > 1
        )

    @property
    def cues(self) -> frozenset[str]:
        """Words one of which stands in every text in which `may_stand` is true."""
        return self._pairs | self._singles

    def may_stand(self, words: Iterable[str]) -> bool:
        """Say, in a microsecond, whether one of the phrases may stand among some words."""
        if not self._singles.isdisjoint(words):
            return True
        if self._pairs.isdisjoint(words) or self._seconds.isdisjoint(words):
            return False
        said = [word for word in words if word not in _SIGNS]
        if not self._begins.isdisjoint(pairwise(said)):
            return True
        return not self._longer.isdisjoint(zip(said, said[1:], said[2:], strict=False))

    def _add(self, words: tuple[str, ...], meaning: Meaning) -> None:
        if len(words) > 1:
            self._seconds.add(words[1])
            is_long = len(words) > _PAIR and "'" not in words[_PAIR]
            (self._longer if is_long else self._begins).add(words[: _PAIR + is_long])
        else:
            self._singles.add(words[0])
        self._by_first.setdefault(words[0], []).append((words, meaning))

    def in_text(self, tokens: Tokens) -> Iterator[tuple[int, int, Meaning]]:
        """Yield where each phrase begins, the place behind it, and what it means."""
        place = 0
        while place < len(tokens):
            found = self.at(tokens, place) if tokens.low[place] in self._by_first else None
            if found is None:
                place += 1
                continue
            yield place, *found
            place = found[0]

    def at(self, tokens: Tokens, place: int) -> tuple[int, Meaning] | None:
        """Return the place behind the phrase that begins at a place, and what it means."""
        for words, meaning in self._by_first.get(tokens.at(place), ()):
            after = _behind(tokens, place, words)
            if after is not None:
                return after, meaning
        return None


def _behind(tokens: Tokens, place: int, words: tuple[str, ...]) -> int | None:
    on = place
    for number, word in enumerate(words):
        if number and tokens.at(on) in _SIGNS:
            on += 1
        if tokens.at(on) != word:
            return None
        on += 1
    return on
