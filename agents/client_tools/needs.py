"""What a turn gives to fill arguments from: its words, its products, its wish."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from agents.client_tools.goods import Good, Meant, meant
from agents.client_tools.said import Said, Sort, Value
from agents.client_tools.words import FILLER, PLAIN_VERBS, stem
from agents.constraints import Constraint, Kind, Order
from agents.turn import Turn
from retrieval.query import PriceRange
from retrieval.query import Sort as SearchSort


@dataclass(slots=True)
class Given:
    """One turn, read for its functions; found out once and asked by every tool."""

    turn: Turn
    said: Said
    meant: Meant
    today: Callable[[], date]
    claimed: list[Value] = field(default_factory=list)
    """Values that an argument has already; for one tool."""
    good: Good | None = None
    """The product whose object is being filled, in a list of them."""

    @classmethod
    def of(cls, turn: Turn, today: Callable[[], date]) -> "Given":
        """Read a turn."""
        return cls(turn, Said(turn.utterance.text), meant(turn), today)

    def afresh(self) -> "Given":
        """Return the same with nothing claimed, for another tool."""
        return replace(self, claimed=[], good=None)

    @property
    def goods(self) -> tuple[Good, ...]:
        """The products that arguments may name here."""
        return (self.good,) if self.good else self.meant.goods

    @property
    def one_good(self) -> Good | None:
        """The product, where only one is meant."""
        return self.goods[0] if len(self.goods) == 1 else None

    def take(self, *sorts: Sort, fits: Callable[[Value], bool] = lambda _: True) -> Value | None:
        """Return the first value of one of `sorts` that no argument has, and claim it."""
        for sort in sorts:
            for value in self.said.of(sort):
                if fits(value) and not any(value.overlaps(c) for c in self.claimed):
                    self.claimed.append(value)
                    return value
        return None

    def claim(self, start: int, end: int) -> None:
        """Note that the words from `start` to `end` are in an argument."""
        self.claimed.append(Value(Sort.QUOTED, self.said.text[start:end], start, end))

    def wanted(self, *kinds: Kind) -> Iterator[Constraint]:
        """Yield what is wanted now of some kinds, the latest last."""
        for constraint in self.turn.constraints:
            if constraint.kind in kinds and constraint.wanted:
                yield constraint

    def first_wanted(self, kind: Kind) -> str | None:
        """Return the latest value wanted of a kind."""
        values = [str(c.value) for c in self.wanted(kind)]
        return values[-1] if values else None

    @property
    def price(self) -> PriceRange:
        """The bounds that hold."""
        for constraint in self.wanted(Kind.PRICE):
            if isinstance(constraint.value, PriceRange):
                return constraint.value
        return PriceRange()

    @property
    def stars(self) -> Decimal | None:
        """The rating that is wanted at least."""
        for constraint in self.wanted(Kind.RATING):
            if isinstance(constraint.value, Decimal):
                return constraint.value
        return None

    @property
    def sort(self) -> SearchSort | None:
        """The order that was asked for in this turn."""
        orders = [e.sort for r in self.turn.readings for e in r.edits if isinstance(e, Order)]
        return orders[-1] if orders else None

    def remainder(self, known: frozenset[str], *, whole: bool = False) -> str | None:
        """Return the longest run of words that neither the function nor an argument has.

        Args:
            known: Stems of the words that the function itself is called by.
            whole: Whether it is a text, which keeps its verbs: "call my sister".
        """
        runs: list[list[re.Match[str]]] = [[]]
        for word in _WORD.finditer(self.said.text):
            if any(c.start < word.end() and word.start() < c.end for c in self.claimed):
                runs.append([])
            else:
                runs[-1].append(word)
        best = ""
        for run in runs:
            for part in _between(run, known, whole):
                text = self.said.text[part[0].start() : part[-1].end()]
                if len(text) > len(best):
                    best = text
        return best or None


_WORD = re.compile(r"[^\s.,!?;:\"]+")
_ASKING = frozenset({
    "mean", "means", "meaning", "hey", "hi", "hello", "thanks", "thank", "let's", "lets", "i'd",
    "i'm", "what's", "how's", "where's", "who's", "it's", "that's", "called", "also", "try",
    "maybe",
})  # fmt: skip


_LEADS = frozenset({
    "to", "that", "me", "please", "a", "an", "the", "saying", "for", "about", "of", "can", "could",
    "you", "hey", "on", "at", "in", "and",
})  # fmt: skip
"""What is before and after a text, and not of it."""


def _between(
    run: list[re.Match[str]], known: frozenset[str], whole: bool
) -> Iterator[list[re.Match[str]]]:
    """Yield the pieces of a run between the function's own words, without fillers at the ends."""

    def own(match: re.Match[str]) -> bool:
        return stem(match[0].lower()) in known

    def empty(match: re.Match[str]) -> bool:
        word = match[0].lower().replace("’", "'")
        return word in _LEADS or (
            not whole and (word in FILLER or word in _ASKING or word in PLAIN_VERBS)
        )

    piece: list[re.Match[str]] = []
    for match in [*run, None]:
        if match is not None and not own(match):
            piece.append(match)
            continue
        while piece and empty(piece[0]):
            piece.pop(0)
        while piece and empty(piece[-1]):
            piece.pop()
        if piece:
            yield piece
        piece = []
