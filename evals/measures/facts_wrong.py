"""facts_wrong: what replies say that is not so. Must be 0."""

from evals.measures.facts.checker import Checkers
from evals.measures.measure import Better, Case, Point, Stage, Statistic


class FactsWrong:
    """Facts a reply that the record and the catalog contradict; see `evals.measures.facts`."""

    name = "facts_wrong"
    version = 1
    stage = Stage.REPLY
    statistic: Statistic = "mean"
    unit = ""
    better: Better = "lower"
    margin = 0.0
    about = "Statements of a reply that the screen, the cart or the catalog contradict."

    def __init__(self, checkers: Checkers) -> None:
        self._checkers = checkers

    def of(self, case: Case) -> tuple[Point, ...]:
        """Check every reply; see `evals.measures.measure.Measure`."""
        checker, turns = self._checkers.of(case), case.record.turns
        points: list[Point] = []
        for place, turn in enumerate(turns):
            known = all(case.look(card.id) is not None for card in turn.products)
            if turn.reply.strip() and case.catalog and known:
                wrong = checker.wrong(turns, place)
                why = "; ".join(str(one) for one in wrong)
                points.append(Point(float(len(wrong)), turn=place, why=why))
        return tuple(points)
