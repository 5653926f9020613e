"""recall_5: whether the products that fit are on the screen at all."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.ranking import ranked
from evals.measures.relevance import Relevance
from evals.measures.searches import searched


class Recall5:
    """Recall@5 of every list that a search brought, of what five places can hold."""

    name = "recall_5"
    version = 1
    stage = Stage.RANKING
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.02
    about = "Share of the fitting products that are among the first five, five being all at most."

    def __init__(self, relevance: Relevance) -> None:
        self._relevance = relevance

    def of(self, case: Case) -> tuple[Point, ...]:
        """Judge every turn that searched; see `evals.measures.measure.Measure`."""
        points: list[Point] = []
        if not case.whole:
            return ()  # what else would have fitted is not known
        for place, turn in enumerate(case.record.turns):
            if searched(case.record.turns, place):
                ids = [card.id for card in turn.products]
                found = ranked(ids, self._relevance.of_turn(case, place))
                if found is not None:
                    why = "" if found.recall >= 1 else f"{found.recall:.0%} of what fits is shown"
                    points.append(Point(found.recall, turn=place, why=why))
        return tuple(points)
