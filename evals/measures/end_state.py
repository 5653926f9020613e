"""end_state: how much of the goal is reached when a conversation is over."""

from evals.measures.end_checks import check_end
from evals.measures.measure import Better, Case, Point, Stage, Statistic


class EndState:
    """The share of the end's conditions that hold; not measured where none is stated."""

    name = "end_state"
    version = 1
    stage = Stage.TASK
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.02
    about = "Share of the conditions stated of a conversation's end that hold."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Look at one trial; see `evals.measures.measure.Measure`."""
        if not case.catalog:
            return ()
        conditions = check_end(case.scenario.ends, case.record.turns, case.look)
        if not conditions:
            return ()
        held = sum(one.held for one in conditions)
        whys = "; ".join(why for one in conditions for why in one.faults)
        return (Point(held / len(conditions), why=whys),)
