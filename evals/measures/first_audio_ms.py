"""first_audio_ms: what a listener waits for a reply (half of all wait less)."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.turn_checks import first_audio_ms


class FirstAudioMs:
    """From the last audible sample of the question to the first of the reply, in real time only.

    A turn in virtual time or by typing has none.
    """

    name = "first_audio_ms"
    version = 1
    stage = Stage.LATENCY
    statistic: Statistic = "median"
    unit = "ms"
    better: Better = "lower"
    margin = 50.0
    about = "Median time from the end of a question to the first sound of its reply."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Take the times of one trial; see `evals.measures.measure.Measure`."""
        return tuple(
            Point(took, turn=place)
            for place, turn in enumerate(case.record.turns)
            if (took := first_audio_ms(turn)) is not None
        )
