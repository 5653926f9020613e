"""tier_template, tier_open, tier_closed: who phrases the replies."""

from typing import Literal

from evals.measures.measure import Better, Case, Point, Stage, Statistic

Tier = Literal["template", "open", "closed"]


class TierShare:
    """Share of replies that one tier phrased.

    Args:
        tier: Which.
    """

    version = 1
    stage = Stage.COST
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "neither"
    margin = 0.05

    def __init__(self, tier: Tier) -> None:
        self._tier = tier
        self.name = f"tier_{tier}"
        who = "templates" if tier == "template" else f"{tier} models"
        self.about = f"Share of replies that {who} phrased."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Look at every reply; see `evals.measures.measure.Measure`."""
        return tuple(
            Point(float(turn.tier == self._tier), turn=place)
            for place, turn in enumerate(case.record.turns)
        )
