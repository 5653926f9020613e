"""Whether a trial passed, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from evals.measures.measure import Point
from evals.measures.scored import ScoredRun, ScoredTrial
from evals.measures.verdict import verdict_of as judged_by_scenario
from evals.runs.record import TrialRecord
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look

PASS = "pass_1"
"""The measure that decides whether a trial passed."""

State = Literal["passed", "failed", "broke_off", "invalid", "not_judged"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that went wrong."""

    what: str
    """The field of the expectation, or the measure, that found it."""
    why: str
    turn: int | None = None
    """Its place in the record's turns; None for the whole conversation."""
    at_end: bool = False
    """Whether it is about the scenario's end."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one trial."""

    state: State
    reasons: tuple[Reason, ...] = ()
    """Why it did not pass."""
    faults: tuple[Reason, ...] = ()
    """What the other measures found wrong, whether it passed or not."""

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that found something wrong, each once."""
        failed = (PASS,) if self.state in ("failed", "broke_off") else ()
        return tuple(dict.fromkeys((*failed, *(fault.what for fault in self.faults))))


def scored_by_key(scored: ScoredRun) -> Mapping[str, ScoredTrial]:
    """Return the points of every trial by its key."""
    return {f"{one.scenario}#{one.trial}@{one.condition}": one for one in scored.trials}


def verdict_of(
    record: TrialRecord, scored: ScoredTrial | None, scenario: Scenario | None, look: Look
) -> Verdict:
    """Say what became of a trial.

    Args:
        record: What happened.
        scored: Its points; None where it was not scored.
        scenario: As it was played; None where the run has lost it.
        look: Finds a product of the catalog.
    """
    if not record.valid:
        reasons = tuple(Reason("valid", why) for why in record.rejected)
        return Verdict("invalid", reasons or (Reason("valid", "The simulation was no valid one."),))
    points: Mapping[str, tuple[Point, ...]] = scored.points if scored is not None else {}
    faults = tuple(
        Reason(name, point.why, point.turn)
        for name, found in points.items()
        for point in found
        if point.why and not name.startswith("pass_")
    )
    decisive = points.get(PASS, ())
    if decisive and all(point.value >= 1 for point in decisive):
        return Verdict("passed", (), faults)
    broke = record.ended == "broke_off"
    reasons = _reasons(record, decisive, scenario, look)
    state: State = "broke_off" if broke else "failed" if decisive else "not_judged"
    return Verdict(state, reasons, faults)


def _reasons(
    record: TrialRecord, decisive: tuple[Point, ...], scenario: Scenario | None, look: Look
) -> tuple[Reason, ...]:
    """Return why a trial did not pass, from the scenario; a judge's veto from the points."""
    if scenario is not None:
        failures = judged_by_scenario(scenario, record, look).failures
        if failures:
            return tuple(Reason(f.what, f.why, f.turn, f.at_end) for f in failures)
    return tuple(Reason(PASS, point.why, point.turn) for point in decisive if point.why) or tuple(
        Reason("ended", trouble) for trouble in record.troubles
    )
