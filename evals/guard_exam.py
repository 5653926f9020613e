"""Putting a guard to the examination: what it lets through, and what it wrongly refuses.

Whatever checks clauses of one reply in order can be examined; each reply gets a fresh one, as a
guard may remember whom the last clause was about. What is heard ends at the first refusal.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, sqrt
from time import perf_counter
from typing import Protocol

from agents.guard.sheet import FactSheet
from agents.guard.verdict import Verdict
from evals.guard_case import Case


class Checks(Protocol):
    """Says of the clauses of one reply, one after the other, whether they may be spoken."""

    def check(self, clause: str) -> Verdict:
        """Return what is wrong with the next clause."""


_Z = 1.959964
_TAIL = 0.025

Maker = Callable[[FactSheet], Checks]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one reply."""

    case: Case
    refused_at: int | None
    """The first refused clause; None if all were spoken."""
    took_ms: tuple[float, ...]
    """Of each check."""
    crashed: bool = False
    """Whether the check of the refused clause ended in an error."""

    @property
    def wrongly_refused(self) -> bool:
        """Whether a true reply lost a clause."""
        return not self.case.spans and self.refused_at is not None

    @property
    def heard(self) -> bool:
        """Whether the falsehood was spoken to its end."""
        last = self.case.last_false
        return last is not None and (self.refused_at is None or self.refused_at > last)

    @property
    def missed_early(self) -> bool:
        """Whether a clause before the false one was refused: nothing was learned then."""
        last = self.case.last_false
        return (
            last is not None
            and self.refused_at is not None
            and not any(self._overlaps(self.refused_at))
        )

    def _overlaps(self, place: int) -> Iterable[bool]:
        at = 0
        for number, clause in enumerate(self.case.clauses):
            if number == place:
                return [start < at + len(clause) and end > at for start, end in self.case.spans]
            at += len(clause) + 1
        return []


@dataclass(frozen=True, slots=True)
class Examined:
    """All outcomes, and how long the sheets took."""

    outcomes: tuple[Outcome, ...]
    making_ms: tuple[float, ...]
    """To make the guard of one reply from its sheet."""
    sheets_ms: tuple[float, ...]
    """To make the sheet of one plan."""

    @property
    def checks_ms(self) -> tuple[float, ...]:
        return tuple(ms for outcome in self.outcomes for ms in outcome.took_ms)


def examine(cases: Sequence[Case], maker: Maker) -> Examined:
    """Return what became of every case."""
    outcomes: list[Outcome] = []
    making: list[float] = []
    sheeting: list[float] = []
    sheets: dict[tuple[str, str], FactSheet] = {}
    for case in cases:
        key = (case.recorded.catalog, case.recorded.id)
        if key not in sheets:
            started_s = perf_counter()
            sheets[key] = case.recorded.sheet
            sheeting.append((perf_counter() - started_s) * 1e3)
        started_s = perf_counter()
        guard = maker(sheets[key])
        making.append((perf_counter() - started_s) * 1e3)
        outcomes.append(_outcome(case, guard))
    return Examined(tuple(outcomes), tuple(making), tuple(sheeting))


def _outcome(case: Case, guard: Checks) -> Outcome:
    took: list[float] = []
    for place, clause in enumerate(case.clauses):
        started_s = perf_counter()
        try:
            verdict = guard.check(clause)
        except Exception:  # noqa: BLE001 - a guard that fails is a figure, not the end
            return Outcome(case, place, tuple(took), crashed=True)
        took.append((perf_counter() - started_s) * 1e3)
        if not verdict.ok:
            return Outcome(case, place, tuple(took))
    return Outcome(case, None, tuple(took))


def at_most(heard: int) -> tuple[float, float]:
    """Return a 95 % interval of a count of rare events.

    For none it is the rule of three: up to 3 of however many were tried; above none, the exact
    Poisson interval by bisection.
    Source: Hanley and Lippman-Hand, If Nothing Goes Wrong, Is Everything All Right? (1983).
    """
    if heard == 0:
        return 0.0, 3.0
    return (
        _mean_where(lambda mean: 1 - _poisson_at_most(heard - 1, mean) < _TAIL, heard),
        _mean_where(lambda mean: _poisson_at_most(heard, mean) > _TAIL, heard),
    )


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of `hits` in `n`.

    Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference (1927).
    """
    if not n:
        return 0.0, 1.0
    share, z2 = hits / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def _mean_where(below: Callable[[float], bool], heard: int) -> float:
    """Return the mean up to which `below` holds."""
    low, high = 0.0, heard * 3.0 + 10.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return high


def _poisson_at_most(count: int, mean: float) -> float:
    if mean <= 0:
        return 1.0
    return sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1))


def by_family(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Return outcomes by their case's family, in order of name."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(outcome.case.family, []).append(outcome)
    return dict(sorted(found.items()))


def counts(cases: Iterable[Case]) -> Counter[str]:
    """Return how many cases each family has."""
    return Counter(case.family for case in cases)
