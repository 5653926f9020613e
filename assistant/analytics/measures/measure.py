"""What a measure is: which rows it counts, and what it is a share of.

Expressions are of one row, not of a group, so that the same measure can be summed over days, over
intents, and squared over sessions for an interval.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["share", "count", "usd", "ms", "per_session"]
Better = Literal["higher", "lower"]
Source = Literal["daily", "sessions", "turns", "latency"]
"""A table of `assistant.analytics.tables`."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """The sum of `part` over the sum of `whole`, over the rows that know both."""

    part: str
    whole: str

    @property
    def terms(self) -> tuple[str, str]:
        """What is summed of a row: each side, null where the other is null."""
        return known(self.part, self.whole), known(self.whole, self.part)


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of `part`; null where no row knows it."""

    part: str


@dataclass(frozen=True, slots=True)
class Distinct:
    """How many values a column has."""

    column: str


@dataclass(frozen=True, slots=True)
class Quantile:
    """A quantile of a column over the rows that have it."""

    column: str
    q: float
    """0..1."""


@dataclass(frozen=True, slots=True)
class Bucketed:
    """A quantile of a timing, read off the histograms of LATENCY."""

    stage: str
    q: float


How = Ratio | Total | Distinct | Quantile | Bucketed


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure."""

    name: str
    title: str
    unit: Unit
    better: Better | None
    """None where neither is."""
    about: str
    """One sentence: what it is, and what it is a share of."""
    edges: tuple[str, ...]
    """What is counted and what is not, where one could think otherwise."""
    sources: Mapping[Source, How]
    """How it is counted from each table that can; those before are preferred."""

    @property
    def is_ratio(self) -> bool:
        """Whether it has an n: what it is a share or a mean of."""
        return any(isinstance(how, Ratio | Quantile | Bucketed) for how in self.sources.values())

    def json(self) -> dict[str, object]:
        """Return what a client is told of it."""
        return {
            "name": self.name,
            "title": self.title,
            "unit": self.unit,
            "better": self.better,
            "about": self.about,
            "edges": list(self.edges),
            "sources": list(self.sources),
        }


def count_of(column: str) -> Mapping[Source, How]:
    """Return the sum of a column that DAILY and SESSIONS both have."""
    return {"daily": Total(column), "sessions": Total(column)}


def flag(condition: str) -> str:
    """Return 1 or 0 for a condition of a row, null where it is null."""
    return f"CASE WHEN {condition} THEN 1 WHEN NOT ({condition}) THEN 0 END"


def known(row: str, unless: str) -> str:
    """Return an expression of a row, null where another is null."""
    return row if unless == "1" else f"CASE WHEN ({unless}) IS NOT NULL THEN {row} END"
