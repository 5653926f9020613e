"""short_lists: whether no reply speaks a list that nobody can remember."""

from evals.measures.facts.checker import Checkers
from evals.measures.measure import Better, Case, Point, Stage, Statistic

SPOKEN_MOST = 3
"""Products of one reply: what the design of this assistant lets a listener be told."""


class ShortLists:
    """1 for a reply that names three products at most, 0 for a longer one."""

    name = "short_lists"
    version = 1
    stage = Stage.REPLY
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.01
    about = "Share of replies that name three products at most."

    def __init__(self, checkers: Checkers) -> None:
        self._checkers = checkers

    def of(self, case: Case) -> tuple[Point, ...]:
        """Count the names of every reply; see `evals.measures.measure.Measure`."""
        checker, turns = self._checkers.of(case), case.record.turns
        points: list[Point] = []
        for place, turn in enumerate(turns):
            if turn.reply.strip():
                count = len(checker.named(turns, place))
                why = f"names {count} products" if count > SPOKEN_MOST else ""
                points.append(Point(float(count <= SPOKEN_MOST), turn=place, why=why))
        return tuple(points)
