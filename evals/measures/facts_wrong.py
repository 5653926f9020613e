"""facts_wrong: what replies say that is not so. Must be 0."""

from evals.measures.facts.checker import FactChecker
from evals.measures.measure import Better, Case, Point, Stage, Statistic
from retrieval.product import Product


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

    def __init__(self) -> None:
        self._catalog: tuple[Product, ...] | None = None
        self._checker: FactChecker | None = None

    def of(self, case: Case) -> tuple[Point, ...]:
        """Check every reply; see `evals.measures.measure.Measure`."""
        if self._checker is None or case.catalog is not self._catalog:
            self._catalog, self._checker = case.catalog, FactChecker(case.catalog, case.look)
        points: list[Point] = []
        for place, turn in enumerate(case.record.turns):
            if turn.reply.strip():
                wrong = self._checker.wrong(case.record.turns, place)
                why = "; ".join(str(one) for one in wrong)
                points.append(Point(float(len(wrong)), turn=place, why=why))
        return tuple(points)
