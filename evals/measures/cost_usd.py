"""cost_usd: what the models of a conversation cost."""

from decimal import Decimal

from evals.measures.measure import Better, Case, Point, Stage, Statistic


class CostUsd:
    """Dollars a conversation, of all calls whose price is known."""

    name = "cost_usd"
    version = 1
    stage = Stage.COST
    statistic: Statistic = "mean"
    unit = "USD"
    better: Better = "lower"
    margin = 0.0005
    about = "Dollars that the language models of a conversation cost."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Add a conversation's costs; see `evals.measures.measure.Measure`."""
        turns = case.record.turns
        if not turns:
            return ()
        return (Point(float(sum((turn.cost_usd for turn in turns), Decimal(0)))),)
