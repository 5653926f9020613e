"""barge_in_ms: how long a reply goes on once the shopper speaks."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic


class BargeInMs:
    """From the shopper's first audible sample to the reply's last, where it stopped as meant."""

    name = "barge_in_ms"
    version = 1
    stage = Stage.TURN_TAKING
    statistic: Statistic = "median"
    unit = "ms"
    better: Better = "lower"
    margin = 50.0
    about = "Median time for which a reply goes on after the shopper began to speak."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Take the times of one trial; see `evals.measures.measure.Measure`."""
        return tuple(
            Point(over.stopped_after_ms, turn=place)
            for place, turn in enumerate(case.record.turns)
            if (over := turn.barge) is not None
            and over.meant_to_stop
            and over.stopped_after_ms is not None
        )
