"""What a comparison of two sides comes to: a row for each group of each measure."""

from dataclasses import dataclass
from typing import Literal

from assistant.analytics.dimensions import Dimension
from assistant.analytics.intervals import Difference, Verdict
from assistant.analytics.measures.measure import Measure
from assistant.analytics.store import Cell

ComparedVerdict = Verdict | Literal["nothing_to_count", "no_cases"]


@dataclass(frozen=True, slots=True)
class Side:
    """One measure of one side."""

    value: float | None
    whole: float


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """B against A in one group of one measure."""

    measure: Measure
    group: Cell
    """A value of `within`, or what stands for all: `compare.EVERYTHING` or `SAME_MIX`."""
    a: Side
    b: Side
    difference: Difference
    p_holm: float | None = None
    """Corrected for all groups of the measure; None of those over all groups."""

    @property
    def verdict(self) -> ComparedVerdict:
        """What is to be said of it.

        `nothing_to_count`: one side has nothing that could be a case. `no_cases`: both have, and
        neither had a case.
        """
        if self.a.value is None or self.b.value is None:
            return "nothing_to_count"
        if self.has_no_cases:
            return "no_cases"
        return self.difference.verdict

    @property
    def has_no_cases(self) -> bool:
        """Whether it is a share that is 0 on both sides."""
        return self.measure.unit == "share" and self.a.value == 0 and self.b.value == 0


@dataclass(frozen=True, slots=True)
class Compared:
    """An answer."""

    a: str
    b: str
    within: Dimension | None
    rows: tuple[ComparedRow, ...]
    notes: tuple[str, ...]
