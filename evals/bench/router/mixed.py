"""The scenario mix under one policy, and what each of its turns costs."""

from dataclasses import dataclass
from datetime import UTC, datetime

from agents.ledger.prices import PriceList
from agents.models.spec import ModelSpec
from agents.routing.decision import TEMPLATE
from evals.routing.baselines import STABLE_TOKENS, Prompted
from evals.routing.mix import MixTurn
from evals.routing.redecided import Redecided, Replayed
from evals.routing.savings import Priced
from evals.routing.tokens import TokenMix


@dataclass(frozen=True, slots=True)
class Decided:
    """The mix under one policy."""

    turns: tuple[MixTurn, ...]
    again: tuple[Redecided, ...]


def decided(turns: tuple[MixTurn, ...], source: str = "shipped") -> Decided:
    """Return what a policy decides on the mix, with keys and all models in order."""
    policy, mix, at = Replayed(source), TokenMix(), datetime.now(UTC)
    return Decided(turns, tuple(policy.decide(turn.situation, at, mix) for turn in turns))


def priced(mix: Decided, models: dict[str, ModelSpec], calls: float = 1.0) -> list[Priced]:
    """Return what each turn costs.

    Args:
        mix: The turns with their decisions.
        models: With their prices.
        calls: On average for each reply of a model.

    Raises:
        LookupError: a model of the policy has no price.
    """
    prices, at = PriceList(models), datetime.now(UTC)
    usages = TokenMix()
    found = []
    for turn, again in zip(mix.turns, mix.again, strict=True):
        usd = 0.0
        for arm, share in again.wanted.items():
            if arm == TEMPLATE:
                continue
            price = prices.price(arm, usages.usage(turn.situation, arm), at)
            if price is None:
                raise LookupError(f"the model {arm} has no price; give it one in the policy")
            usd += share * float(price) * calls
        found.append(
            Priced(
                conversation=turn.situation.conversation_id,
                usd=usd,
                asking=1 - again.wanted.get(TEMPLATE, 0.0),
                prompted=prompted(turn),
                at=at,
            )
        )
    return found


def prompted(turn: MixTurn) -> Prompted:
    """Return what a baseline is asked on a turn, with the compact prompt."""
    return Prompted(
        input=turn.situation.prompt_tokens,
        stable=STABLE_TOKENS,
        output=turn.situation.output_tokens,
        first=turn.situation.turn == 0,
    )
