"""turns_to_success: how many utterances a shopper needs."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.pass_1 import Pass1


class TurnsToSuccess:
    """Utterances of trials that succeeded; the others have no point, so read it beside `pass_1`."""

    name = "turns_to_success"
    version = 2
    stage = Stage.TASK
    statistic: Statistic = "mean"
    unit = "turns"
    better: Better = "lower"
    margin = 0.5
    about = "Utterances that a shopper needed, where the trial succeeded."

    def __init__(self, pass_1: Pass1) -> None:
        self._pass_1 = pass_1

    def of(self, case: Case) -> tuple[Point, ...]:
        """Count the utterances of one trial; see `evals.measures.measure.Measure`."""
        if not case.catalog or not case.scenario.is_checked:
            return ()
        if not self._pass_1.verdict(case).passed:
            return ()
        return (Point(float(sum(bool(turn.said) for turn in case.record.turns))),)
