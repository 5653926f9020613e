"""pass_k: the share of scenarios all of whose trials succeed: what a shopper can rely on."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.pass_1 import Pass1


class PassK:
    """The points of `pass_1`; a scenario counts where all of its trials have 1.

    Source: Yao et al., tau-bench (2024): pass^k, with k as many trials as were played.
    """

    name = "pass_k"
    version = 2
    stage = Stage.TASK
    statistic: Statistic = "all_of_k"
    unit = "%"
    better: Better = "higher"
    margin = 0.03
    about = "Share of scenarios that succeed in every trial."

    def __init__(self, pass_1: Pass1) -> None:
        self._pass_1 = pass_1

    def of(self, case: Case) -> tuple[Point, ...]:
        """Judge one trial; see `evals.measures.measure.Measure`."""
        return self._pass_1.of(case)
