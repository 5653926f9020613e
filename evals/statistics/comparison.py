"""Two runs side by side. Types only."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from evals.statistics.verdict import Cause, MeasureVerdict

Headline = Literal["better", "worse", "mixed", "same", "cannot_tell"]
"""Of B against A over all measures. "mixed": some are better and some are worse."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that must never be, in B, where A had none of it."""

    measure: str
    key: str
    """Of the trial: "boots-1#0@typed"."""
    turn: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Flip:
    """A scenario whose trials succeeded more often in one run than in the other."""

    scenario: str
    condition: str
    a: float
    """Share of A's trials that succeeded."""
    b: float
    trials: tuple[str, ...]
    """Keys of B's trials that failed where it lost; of A's where it won."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A trial that succeeded in one run only, and where the two first came apart."""

    key: str
    won: bool
    """Whether B is the one that succeeded."""
    stage: str
    """The earliest stage that was worse in the turn where they came apart; "task" if none was."""
    measure: str
    turn: int | None


@dataclass(frozen=True, slots=True)
class Machines:
    """What of a difference in time may be the machines' own."""

    a: str | None
    b: str | None
    """Processors."""
    tick_a_ms: float | None
    tick_b_ms: float | None
    """Medians of what the same piece of arithmetic took before each trial."""
    tick_p95_a_ms: float | None = None
    tick_p95_b_ms: float | None = None
    """Their 95th percentiles: how often others had the machine."""

    @property
    def differ(self) -> bool:
        """Whether they are known to be different machines."""
        return self.a is not None and self.b is not None and self.a != self.b

    @property
    def slower(self) -> float:
        """Return how many times as long B's machine took; 1 where that was not measured."""
        return _ratio(self.tick_a_ms, self.tick_b_ms)

    @property
    def slower_at_worst(self) -> float:
        """Return the same of the 95th percentiles."""
        return _ratio(self.tick_p95_a_ms, self.tick_p95_b_ms)


def _ratio(a: float | None, b: float | None) -> float:
    return b / a if a and b else 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Run B against run A, over the scenarios that both played as they are written now."""

    a: str
    b: str
    headline: Headline
    verdicts: tuple[MeasureVerdict, ...]
    """Of all trials, one a measure: one family of tests."""
    parts: tuple[MeasureVerdict, ...]
    """By condition and by tag: a family of whether trials succeed, and one of all else."""
    violations: tuple[Violation, ...]
    flips: tuple[Flip, ...]
    """What lost most first."""
    turned: tuple[Turned, ...]
    scenarios: int
    """That were compared."""
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    changed: tuple[str, ...]
    """Scenarios that were written differently: left out."""
    machines: Machines
    stamps: Mapping[str, tuple[Any, Any]]
    """What differs between the stamps, by name."""
    notes: tuple[str, ...]
    causes: tuple[Cause, ...] = ()
    """The likeliest first."""

    def verdict(self, measure: str) -> MeasureVerdict | None:
        """Return the verdict on one measure over all trials."""
        return next((v for v in self.verdicts if v.measure == measure), None)

    @property
    def called(self) -> tuple[MeasureVerdict, ...]:
        """The verdicts over all trials that say something: better, worse or different."""
        return tuple(v for v in self.verdicts if v.call in {"better", "worse", "different"})

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        named = {name: getattr(self, name) for name in ("a", "b", "headline", "scenarios", "notes")}
        return {
            **named,
            "causes": [asdict(cause) for cause in self.causes],
            "verdicts": [verdict.as_json() for verdict in self.verdicts],
            "parts": [verdict.as_json() for verdict in self.parts],
            "violations": [asdict(violation) for violation in self.violations],
            "flips": [asdict(flip) for flip in self.flips],
            "turned": [asdict(turned) for turned in self.turned],
            "only_a": self.only_a,
            "only_b": self.only_b,
            "changed": self.changed,
            "machines": {**asdict(self.machines), "differ": self.machines.differ},
            "stamps": {name: list(pair) for name, pair in self.stamps.items()},
        }
