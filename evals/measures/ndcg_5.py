"""ndcg_5: whether the best products come first."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.ranking import ranked
from evals.measures.relevance import Relevance
from evals.measures.searches import searched


class Ndcg5:
    """nDCG@5 of every list that a search brought; not measured where nothing is relevant."""

    name = "ndcg_5"
    version = 1
    stage = Stage.RANKING
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.02
    about = "nDCG of the first five products of every list that was searched for."

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
                    points.append(Point(found.ndcg, turn=place, why=_why(found.ndcg)))
        return tuple(points)


def _why(ndcg: float) -> str:
    return "" if ndcg >= 1 else "nothing relevant is shown" if ndcg <= 0 else "better ones lower"
