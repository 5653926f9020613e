"""cut_off: how often a shopper is taken to have finished who has not."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.utterances import spoken


class CutOff:
    """Share of spoken utterances that became more than one turn."""

    name = "cut_off"
    version = 1
    stage = Stage.TURN_TAKING
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "lower"
    margin = 0.02
    about = "Share of spoken utterances that were cut in two or more turns."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Look at every spoken utterance; see `evals.measures.measure.Measure`."""
        return tuple(
            Point(
                float(one.parts > 1),
                turn=one.place,
                why=f"taken for {one.parts} turns" if one.parts > 1 else "",
            )
            for one in spoken(case.record.turns)
        )
