"""What the comparison of two runs says of one measure. Types only."""

from dataclasses import dataclass
from typing import Any, Literal

Call = Literal["better", "worse", "different", "same", "cannot_tell", "not_measured"]
"""Of B against A. "different" is of measures that have no better; "same": the interval of the
difference lies within the measure's margin; "cannot_tell": neither is shown."""


@dataclass(frozen=True, slots=True)
class MeasureVerdict:
    """One measure of run B against run A, paired over the scenarios of both."""

    measure: str
    stage: str
    call: Call
    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    """95 % interval of B less A."""
    p: float | None
    p_holm: float | None
    """Corrected for all measures (and tags) that were tested together."""
    visible: float | None
    """The smallest difference that a run of this size would have shown four times out of five."""
    scenarios: int
    method: str = ""
    tag: str | None = None
    condition: str | None = None
    worst: tuple[str, ...] = ()
    """Scenarios that lost most by it, the worst first."""

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Cause:
    """Where in the assistant a difference most likely began."""

    stage: str
    measure: str
    because: str
    """In one sentence, with its figures."""
