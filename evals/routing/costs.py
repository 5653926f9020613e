"""What a turn costs under another policy, and how much of that was measured.

Three sources, whose shares are told: `exact` (the template, which costs nothing), `measured` (the
log asked the same model on that turn: the calls' own usage at the new policy's prices) and
`modelled` (another model: `evals.routing.tokens`, with the retries and fallbacks that this model
needed on other turns). What has no price is told apart and never counted as nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.ledger.prices import PriceList
from agents.models.spec import ModelSpec
from agents.models.usage import Usage
from agents.routing.decision import TEMPLATE
from assistant.route_record import CallRecord
from evals.routing.logged import LoggedTurn
from evals.routing.tokens import TokenMix

_TURNS_LEAST = 20
"""Turns of one model from which its retries and fallbacks are taken over."""


@dataclass(frozen=True, slots=True)
class TurnCost:
    """One turn's expected cost; the four shares add up to 1."""

    usd: float
    exact: float
    measured: float
    modelled: float
    unpriced: float


class Costing:
    """Prices arms on logged turns."""

    def __init__(
        self, turns: Sequence[LoggedTurn], models: Mapping[str, ModelSpec], mix: TokenMix
    ) -> None:
        """Look the prices up.

        Args:
            turns: Of the log.
            models: Of the new policy, by name.
            mix: Tokens of the log's calls.
        """
        self._prices = PriceList(models)
        self._mix = mix
        self._more = self._fallbacks_of(turns)

    @property
    def unpriced(self) -> tuple[str, ...]:
        """The policy's models without a price."""
        return self._prices.unpriced

    def expected(self, turn: LoggedTurn, wanted: Mapping[str, float]) -> TurnCost:
        """Return what a turn costs when each arm is taken with its propensity."""
        shares = {"exact": 0.0, "measured": 0.0, "modelled": 0.0, "unpriced": 0.0}
        total = 0.0
        for arm, share in wanted.items():
            usd, source = self._arm(turn, arm)
            total += share * (usd or 0.0)
            shares["unpriced" if usd is None else source] += share
        return TurnCost(total, **shares)

    def modelled(self, turn: LoggedTurn, arm: str) -> float | None:
        """Return what a model is expected to cost on a turn; None without a price."""
        if arm == TEMPLATE:
            return 0.0
        usage = self._mix.usage(turn.route.situation, arm)
        usd = self._price(arm, usage, turn.route.at)
        return None if usd is None else usd * self._more.get(arm, 1.0)

    def logged(self, turn: LoggedTurn) -> float | None:
        """Return what a turn's calls cost; None where one of them has no price."""
        costs = [self._call(call, turn.route.at) for call in turn.route.calls]
        known = [usd for usd in costs if usd is not None]
        return sum(known) if len(known) == len(costs) else None

    def _arm(self, turn: LoggedTurn, arm: str) -> tuple[float | None, str]:
        if arm == TEMPLATE:
            return 0.0, "exact"
        if arm == turn.model:
            return self.logged(turn), "measured"
        return self.modelled(turn, arm), "modelled"

    def _call(self, call: CallRecord, at: datetime) -> float | None:
        usd = self._price(call.model, call.usage, at)
        if usd is None and call.cost_usd is not None:
            return float(call.cost_usd)  # a model that the new policy no longer has
        return usd

    def _price(self, model: str, usage: Usage, at: datetime) -> float | None:
        price = self._prices.price(model, usage, at)
        return None if price is None else float(price)

    def _fallbacks_of(self, turns: Sequence[LoggedTurn]) -> dict[str, float]:
        """Return for each model what its turns cost over what its first calls cost."""
        whole: dict[str, float] = defaultdict(float)
        first: dict[str, float] = defaultdict(float)
        count: dict[str, int] = defaultdict(int)
        for turn in turns:
            begun = next((c for c in turn.route.calls if c.model == turn.model), None)
            if begun is None or begun.outcome != "completed":
                continue
            begun_usd, all_usd = self._call(begun, turn.route.at), self.logged(turn)
            if begun_usd and all_usd is not None:
                whole[turn.model] += all_usd
                first[turn.model] += begun_usd
                count[turn.model] += 1
        return {m: whole[m] / first[m] for m in whole if count[m] >= _TURNS_LEAST}
