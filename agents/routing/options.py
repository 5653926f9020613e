"""What a decision chooses among: the template and every model of the task, with what rules it out.

Pure functions over values; `agents.routing.router` fetches these from files, keys and clocks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agents.routing.costs import Rates
from agents.routing.decision import TEMPLATE, TierName
from agents.routing.hard import Grounds, refused
from agents.routing.policy import MODEL_TIERS, ModelTier, Policy, TaskPolicy

_RANK: dict[str, int] = {TEMPLATE: 0, **{name: i for i, name in enumerate(MODEL_TIERS, 1)}}
"""From the cheapest tier to the dearest."""


@dataclass(frozen=True, slots=True)
class Option:
    """One model, or the template."""

    name: str
    tier: TierName
    refused: str | None = None
    usd: float | None = 0.0
    """Expected; None where the price is not known."""
    on_trial: bool = False
    """Whether its breaker is half-open: one turn may try it."""


OUR_OWN = Option(TEMPLATE, TEMPLATE)


@dataclass(frozen=True, slots=True)
class Options:
    """All of one decision, in the order of the task's tiers; the template comes first."""

    task: TaskPolicy
    all: tuple[Option, ...]

    def named(self, name: str) -> Option:
        """Return the option called `name`; the template where there is none."""
        return next((option for option in self.all if option.name == name), OUR_OWN)

    def allowed(self, tier: str) -> list[Option]:
        """Return what may be asked of a tier, the first choice first."""
        return [o for o in self.all if o.tier == tier and o.refused is None]

    def after(self, tier: str) -> Iterator[Option]:
        """Yield what may step in for a tier where all of it is out, in order."""
        for other in self.task.tiers:
            if other != tier and (self.task.escalate or _RANK[other] < _RANK[tier]):
                yield from self.allowed(other)

    def fallbacks(self, option: Option) -> tuple[str, ...]:
        """Return the models that step in for a model, in order; nobody for the template."""
        if option.tier == TEMPLATE:
            return ()
        others = [o.name for o in self.allowed(option.tier) if o.name != option.name]
        others += [o.name for o in self.after(option.tier)]
        return tuple(others[: self.task.fallbacks])

    def why_not(self, tier: str) -> str:
        """Return what rules out the first choice of a tier: "open:no_key"."""
        word = next((o.refused for o in self.all if o.tier == tier and o.refused), "no_model")
        return f"{tier}:{word}"


def options_of(
    policy: Policy,
    grounds: Grounds,
    rates: Mapping[str, Rates | None],
    output_tokens: int,
    cached: tuple[str, int] = ("", 0),
    on_trial: frozenset[str] = frozenset(),
) -> Options:
    """Return what may be chosen for a situation, and what may not and why.

    Args:
        policy: The policy that holds.
        grounds: What the refusals go by.
        rates: Of every model.
        output_tokens: Expected.
        cached: A model, and how many tokens of the prompt its provider still has.
        on_trial: Models whose breaker is half-open.
    """
    task = policy.task(grounds.situation.task)
    found = [OUR_OWN]
    for tier in task.tiers:
        for name in policy.in_tier(tier):
            rate = rates.get(name)
            in_cache = min(cached[1], grounds.prompt_tokens) if cached[0] == name else 0
            found.append(
                Option(
                    name,
                    tier,
                    refused(grounds, name, tier, policy.models[name], rate),
                    _usd(rate, grounds.prompt_tokens, in_cache, output_tokens),
                    name in on_trial,
                )
            )
    return Options(task, tuple(found))


def rank_of(tier: ModelTier | TierName) -> int:
    """Return 0 for the template, and the more the dearer a tier is."""
    return _RANK[tier]


def _usd(rates: Rates | None, prompt: int, cached: int, output: int) -> float | None:
    return None if rates is None else rates.usd(prompt - cached, cached, output)
