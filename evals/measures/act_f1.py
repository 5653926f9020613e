"""act_f1: how well it is understood what the shopper is doing."""

from evals.measures.measure import Better, Case, Point, Stage, Statistic
from evals.measures.truth import acts_meant


class ActF1:
    """F1 of the acts understood against those meant, over all turns together (micro).

    A turn's point is 2 * right / (meant + understood), weighted by meant + understood, so that the
    weighted mean of points over any set of turns is their micro F1:
    sum(2 * right) / sum(meant + understood).
    """

    name = "act_f1"
    version = 1
    stage = Stage.UNDERSTANDING
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.02
    about = "F1 of the acts understood, against those that the scenario says were meant."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Compare every turn of which the acts are known."""
        return tuple(
            point
            for place in range(len(case.record.turns))
            if (point := self._of_turn(case, place)) is not None
        )

    def _of_turn(self, case: Case, place: int) -> Point | None:
        meant = acts_meant(case, place)
        if meant is None:
            return None
        wanted, understood = set(meant), set(case.record.turns[place].acts)
        total = len(wanted) + len(understood)
        if not total:
            return None
        why = ""
        if wanted != understood:
            told = (", ".join(sorted(one.value for one in acts)) or "nothing"
                    for acts in (wanted, understood))  # fmt: skip
            why = "meant {}, understood {}".format(*told)
        return Point(2 * len(wanted & understood) / total, total, place, why)
