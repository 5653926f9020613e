"""Faults that are planted, and whether the comparison finds each where it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evals.measures.scored import ScoredRun
from evals.planted.names import Fault
from evals.statistics.compare import compare
from evals.statistics.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Found:
    """What a comparison made of one fault."""

    fault: Fault
    comparison: Comparison

    @property
    def is_found(self) -> bool:
        """Whether the run with the fault is called worse."""
        return self.comparison.headline in {"worse", "mixed"}

    @property
    def is_explained(self) -> bool:
        """Whether the right stage stands on top of the causes."""
        causes = self.comparison.causes
        return self.is_found and bool(causes) and causes[0].stage == self.fault.stage.value

    def as_json(self) -> dict[str, object]:
        """Return it for the details of a report."""
        return {
            "fault": self.fault.name,
            "headline": self.comparison.headline,
            "expected": self.fault.stage.value,
            "causes": [f"{cause.stage}: {cause.because}" for cause in self.comparison.causes],
        }


def find(
    fault: Fault,
    play: Callable[[str | None], ScoredRun],
    baselines: Mapping[str | None, ScoredRun],
) -> Found:
    """Play a run with a fault and compare it with its baseline.

    Args:
        fault: What is planted.
        play: Plays a run with what is named planted.
        baselines: Runs of other seeds, by what is planted in them.
    """
    return Found(fault, compare(baselines[fault.baseline], play(fault.name), ("",)))
