"""saving: what is saved against asking a closed model on every turn."""

from datetime import UTC, datetime
from functools import lru_cache

from agents.ledger.prices import price_of
from agents.models.spec import ModelSpec
from agents.models.usage import Usage
from evals.measures.measure import Better, Case, Point, Stage, Statistic

_PRICED_AT = datetime(2026, 11, 1, tzinfo=UTC)
"""A run scored again next year must come to the same."""
_MODEL = "claude-haiku-4-5"
"""The cheapest of `evals.routing.baselines`, with its prompt in the cache: the saving against any
other of them is larger."""
_INPUT = 1_500
_FRESH = 220
_OUTPUT = 80
"""Tokens of a turn: the shape "single", "cached" there; importing that module takes seconds."""


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
    """Return what one turn of the baseline costs in dollars.

    Raises:
        LookupError: The price list does not have the model.
    """
    spec = ModelSpec(protocol="anthropic-messages", model=_MODEL)
    usage = Usage(fresh=_FRESH, cached=_INPUT - _FRESH, output=_OUTPUT)
    price = price_of(spec, usage, _PRICED_AT)
    if price is None:
        raise LookupError(f"the price list does not have {_MODEL}")
    return float(price)
