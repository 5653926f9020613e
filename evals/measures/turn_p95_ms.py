"""turn_p95_ms: how long a typed turn takes, from the text sent to the whole reply."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.typed_time import WHOLE


class TurnP95Ms:
    """Whole turns by typing; spoken turns have `first_audio_p95_ms`."""

    name = "turn_p95_ms"
    version = 1
    stage = Stage.LATENCY
    statistic: Statistic = "p95"
    unit = "ms"
    better: Better = "lower"
    margin = 20.0
    about = "95th percentile of the time of a typed turn, from the text sent to the whole reply."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Take the times of one trial; see `evals.measures.measure.Measure`."""
        return tuple(
            Point(took, turn=place)
            for place, turn in enumerate(case.record.turns)
            if turn.hearing is None and (took := turn.timings_ms.get(WHOLE)) is not None
        )
