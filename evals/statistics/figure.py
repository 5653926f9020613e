"""One figure of a run, with how sure it is. Types only."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RunFigure:
    """One measure over some trials."""

    measure: str
    version: int
    stage: str
    unit: str
    better: str
    about: str
    value: float | None
    """None: not measured."""
    low: float | None = None
    high: float | None = None
    """95 % interval; None where there is none."""
    trials: int = 0
    scenarios: int = 0
    points: int = 0
    method: str = ""
    """Of the interval: "wilson", "bootstrap over scenarios"."""
    tag: str | None = None
    """Of the scenarios that it is about; None for all."""
    condition: str | None = None
    """None for all together."""

    def as_json(self) -> dict[str, Any]:
        """Return it as the figures file holds it."""
        return {name: getattr(self, name) for name in self.__slots__}
