"""What a model is expected to cost for a situation: fast, for the decision, never for the bill.

Rates are looked up once a policy; the bill itself is counted by `agents.ledger` in decimals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from agents.models.call import Task
from agents.models.spec import ModelSpec
from agents.models.usage import Usage
from agents.routing.situation import Situation

PriceOf = Callable[[ModelSpec, Usage, datetime], Decimal | None]
"""`agents.ledger.prices.price_of`."""

_SAMPLE = 1_000
"""Tokens by which a rate is taken: prompts of a shopping turn stay in the first price step."""
_USUAL: Mapping[Task, tuple[int, int]] = {
    Task.REPLY: (900, 60),
    Task.READING: (1_200, 90),
    Task.SUMMARY: (2_000, 150),
    Task.LABELLING: (800, 200),
    Task.VISION: (1_500, 150),
}
"""Tokens in and out where a situation states none: assumed for now, upwards."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Dollars a token of one model."""

    fresh: float
    cached: float
    output: float

    def usd(self, fresh: int, cached: int, output: int) -> float:
        """Return what so many tokens cost."""
        return fresh * self.fresh + cached * self.cached + output * self.output


def rates_of(models: Mapping[str, ModelSpec], price: PriceOf) -> dict[str, Rates | None]:
    """Return every model's rates today; None where no price is known."""
    now = datetime.now(UTC)
    found: dict[str, Rates | None] = {}
    for name, spec in models.items():
        kinds = (Usage(fresh=_SAMPLE), Usage(cached=_SAMPLE), Usage(output=_SAMPLE))
        costs = [price(spec, usage, now) for usage in kinds]
        known = [float(usd) / _SAMPLE for usd in costs if usd is not None]
        found[name] = Rates(*known) if len(known) == len(kinds) else None
    return found


def tokens_of(situation: Situation) -> tuple[int, int]:
    """Return the tokens in and out to expect: the situation's own, else the task's usual ones."""
    usual_in, usual_out = _USUAL[situation.task]
    return situation.prompt_tokens or usual_in, situation.output_tokens or usual_out
