"""pass_1: the share of trials that succeed."""

from collections.abc import Mapping

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.verdict import TrialVerdict, verdict_of


class Pass1:
    """1 for a trial that succeeded, 0 for one that did not. A calibrated judge may veto a 1.

    A scenario that checks nothing can fail by breaking off, and never succeed.

    Args:
        vetoes: Why a judge that counts vetoes a trial, by "scenario#trial@condition".
    """

    name = "pass_1"
    version = 2
    stage = Stage.TASK
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.02
    about = "Share of trials that reach their goal with every turn as expected."

    def __init__(self, vetoes: Mapping[str, str] | None = None) -> None:
        self._vetoes = vetoes or {}
        self._last: tuple[Case, TrialVerdict] | None = None

    def of(self, case: Case) -> tuple[Point, ...]:
        """Judge one trial; see `evals.measures.measure.Measure`."""
        if not case.catalog:
            return ()
        verdict = self.verdict(case)
        if not verdict.passed:
            return (Point(0.0, why=verdict.why),)
        if not case.scenario.is_checked:
            return ()
        veto = self._vetoes.get(case.record.key)
        return (Point(1.0),) if veto is None else (Point(0.0, why=f"vetoed: {veto}"),)

    def verdict(self, case: Case) -> TrialVerdict:
        """Return the verdict without vetoes; asked for the same trial again it is not made anew."""
        if self._last is None or self._last[0] is not case:
            self._last = case, verdict_of(case.scenario, case.record, case.look)
        return self._last[1]
