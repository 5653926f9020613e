"""wer: how many of the words that were said are heard wrong."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.utterances import spoken
from evals.wer import errors_of


class Wer:
    """Word error rate of spoken utterances, as `evals.wer` counts it; typed ones have none.

    A point's value is errors a word, its weight the words: the mean is that of all words.
    """

    name = "wer"
    version = 1
    stage = Stage.HEARING
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "lower"
    margin = 0.01
    about = "Word errors a spoken word, numbers and spellings made one."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Compare what was said with what was heard; see `evals.measures.measure.Measure`."""
        points: list[Point] = []
        for one in spoken(case.record.turns):
            counted = errors_of(one.said, one.heard)
            if counted.words:
                value = counted.errors / counted.words
                why = f'said "{one.said}", heard "{one.heard}"' if counted.errors else ""
                points.append(Point(value, counted.words, one.place, why))
        return tuple(points)
