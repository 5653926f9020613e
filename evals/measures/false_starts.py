"""false_starts: replies that began to be spoken and were taken back."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.utterances import spoken


class FalseStarts:
    """Replies a spoken utterance that began while the shopper had not finished."""

    name = "false_starts"
    version = 1
    stage = Stage.TURN_TAKING
    statistic: Statistic = "mean"
    unit = ""
    better: Better = "lower"
    margin = 0.02
    about = "Replies that began and were taken back, a spoken utterance."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Look at every spoken utterance; see `evals.measures.measure.Measure`."""
        return tuple(
            Point(float(one.hearing.false_starts), turn=one.place)
            for one in spoken(case.record.turns)
        )
