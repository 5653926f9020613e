"""Whether a trial succeeded, and why not: what people read first."""

from dataclasses import dataclass

from evals.measures.end_checks import check_end, end_failures
from evals.measures.failure import Failure
from evals.measures.turn_checks import check_script
from evals.runs.record import TrialRecord
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look


@dataclass(frozen=True, slots=True)
class TrialVerdict:
    """What came of one trial."""

    passed: bool
    failures: tuple[Failure, ...]
    """Nothing where it passed."""

    @property
    def why(self) -> str:
        """All failures in one line; empty where it passed."""
        return "; ".join(str(failure) for failure in self.failures)


def verdict_of(scenario: Scenario, record: TrialRecord, look: Look) -> TrialVerdict:
    """Judge one trial by its scenario alone: no model is asked.

    It passes where nothing broke off, a simulated shopper got what it wanted, every turn of a
    script was as expected, and every condition of the end holds.

    Args:
        scenario: As it was played.
        record: What came of it.
        look: Finds a product of the catalog.
    """
    failures = (
        *_ending(scenario, record),
        *check_script(scenario, record.turns, look),
        *end_failures(check_end(scenario.ends, record.turns, look)),
    )
    return TrialVerdict(not failures, failures)


def _ending(scenario: Scenario, record: TrialRecord) -> tuple[Failure, ...]:
    found: list[Failure] = []
    if record.ended == "broke_off":
        trouble = record.troubles[-1] if record.troubles else "nobody knows why"
        found.append(Failure("ended", f"the conversation broke off: {trouble}"))
    elif record.ended == "too_long":
        found.append(Failure("ended", f"not over after {len(record.turns)} turns"))
    elif record.ended == "gave_up":
        found.append(Failure("ended", f"the shopper gave up after {len(record.turns)} turns"))
    elif scenario.goal is not None and record.ended != "satisfied":
        found.append(Failure("ended", "the shopper stopped before it had what it wanted"))
    found.extend(
        Failure("outcome", "the turn failed", place)
        for place, turn in enumerate(record.turns)
        if turn.outcome == "failed"
    )
    return tuple(found)
