"""saving: what is saved against asking a closed model on every turn."""

from datetime import UTC, datetime
from functools import lru_cache

from evals.measures.measure import Better, Case, Point, Stage, Statistic

_PRICED_AT = datetime(2026, 11, 1, tzinfo=UTC)
"""A run scored again next year must come to the same."""
_MODEL = "claude-haiku-4-5"
"""The cheapest of `evals.routing.baselines`, with its prompt in the cache: the saving against any
other of them is larger."""


class Saving:
    """1 less the cost of the models over what the baseline costs on the same turns.

    The baseline is one call a turn with 1,500 tokens in, of which 1,280 cached, and 80 out.
    """

    name = "saving"
    version = 1
    stage = Stage.COST
    statistic: Statistic = "mean"
    unit = "%"
    better: Better = "higher"
    margin = 0.02
    about = "Saved against claude-haiku-4-5 on every turn, 1,500 tokens in (cached) and 80 out."

    def of(self, case: Case) -> tuple[Point, ...]:
        """Price every turn; see `evals.measures.measure.Measure`."""
        baseline = baseline_usd()
        return tuple(
            Point(1 - float(turn.cost_usd) / baseline, turn=place)
            for place, turn in enumerate(case.record.turns)
        )


@lru_cache(maxsize=1)
def baseline_usd() -> float:
    """Return what one turn of the baseline costs in dollars."""
    from evals.routing.baselines import Baseline, Prompted  # noqa: PLC0415 - reads a price list

    asked = Prompted(input=0, stable=0, output=0, first=False)
    return Baseline(_MODEL, "single", "cached").usd(asked, _PRICED_AT)
