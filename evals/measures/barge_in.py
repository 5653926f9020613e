"""barge_in: whether the reply stops for those who speak to it, and only for them."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic


class BargeIn:
    """1 where a reply that was spoken over stopped, or went on for a "mm-hm", as was meant."""

    name = "barge_in"
    version = 1
    stage = Stage.TURN_TAKING
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.03
    about = "Share of replies spoken over that stopped, or went on, as was meant."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Look at every spoken reply that was spoken over; see `evals.measures.measure.Measure`."""
        points: list[Point] = []
        for place, turn in enumerate(case.record.turns):
            over = turn.barge
            if over is None or turn.hearing is None:
                continue
            right = over.stopped == over.meant_to_stop
            wrong = "went on" if over.meant_to_stop else "stopped for what was no turn"
            points.append(Point(float(right), turn=place, why="" if right else wrong))
        return tuple(points)
