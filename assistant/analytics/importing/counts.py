"""What an import found, line by line."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Final

NAMED_MOST: Final = 20
"""Lines left out that are named, of a file; the others are counted."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line or row that was left out."""

    line: int
    """From 1."""
    reason: str


@dataclass(slots=True)
class Counts:
    """Of one file, or of a piece of it; every line is in one of the first five."""

    lines: int = 0
    """Lines, or rows of a table."""
    turns: int = 0
    events: int = 0
    markers: int = 0
    """Lines that only say where the next one goes (bulk requests), and impressions that an
    export made from a turn's list."""
    empty: int = 0
    skipped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    named: list[Skipped] = field(default_factory=list)
    """The first of them."""
    mended: int = 0
    """Lines with bytes that are not UTF-8; each such byte is a replacement character now."""
    redacted: int = 0
    """Rows out of which something personal was taken."""
    not_taken: set[str] = field(default_factory=set)
    """Columns of a table of which nothing was kept."""
    days: Counter[date] = field(default_factory=Counter)
    """Turns and events, by the day on which they happened."""

    def skip(self, line: int, reason: str) -> None:
        """Count a line that is left out."""
        self.skipped += 1
        self.reasons[reason] += 1
        if len(self.named) < NAMED_MOST:
            self.named.append(Skipped(line, reason))

    def add(self, other: "Counts") -> None:
        """Add what another piece found."""
        for name in ("lines", "turns", "events", "markers", "empty", "mended", "redacted"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.skipped += other.skipped
        self.reasons += other.reasons
        self.days += other.days
        self.not_taken |= other.not_taken
        self.named = sorted([*self.named, *other.named], key=lambda one: one.line)[:NAMED_MOST]
