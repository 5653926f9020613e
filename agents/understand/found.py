"""A catalog value, price or size that was found in an utterance, before it becomes an edit."""

from dataclasses import dataclass

from agents.constraints import Constraint, Kind, Set, Value
from agents.understand.line import Line, Span


@dataclass(frozen=True, slots=True)
class Found:
    """Words that name one or several alternative values of a kind."""

    kind: Kind
    values: tuple[Value, ...]
    """Any of these is meant: "boots" is every kind of boots that the catalog has."""
    span: Span
    strength: float = 0.9
    """How sure the reading is: 0.95 the catalog's own words, less for synonyms and repairs."""
    wanted: bool = True
    hard: bool = True
    keep_words: bool = False
    """True when the words should stay in the text to search for as well."""
    currency: str | None = None
    """For a price said in another currency than the shop's: its code."""
    total: bool = False
    """For a price: it is for everything together."""
    known: bool = True
    """Whether the catalog has the value."""

    def sets(self, line: Line, turn: int, first: bool) -> tuple[Set, ...]:
        """Return the edits; only the `first` of its kind and polarity replaces older ones."""
        words = line.words(self.span)
        return tuple(
            Set(
                Constraint(
                    self.kind,
                    value,
                    words,
                    turn,
                    wanted=self.wanted,
                    hard=self.hard,
                    known=self.known,
                    currency=self.currency,
                    total=self.total,
                ),
                also=not (first and i == 0),
            )
            for i, value in enumerate(self.values)
        )
