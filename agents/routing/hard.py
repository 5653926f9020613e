"""Hard constraints: what rules a model out before any rule or score is asked.

Pure; each refusal is one word, as logs and `aisle route explain` have it. They are checked in
the order in which they matter to whoever has to answer for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from agents.models.call import Task
from agents.models.spec import ModelSpec, PersonalData
from agents.routing.costs import Rates
from agents.routing.policy import ModelTier, Policy, TenantPolicy
from agents.routing.situation import Situation

REFUSALS: Final = (
    *("fixed", "kill", "tenant", "region", "personal_data", "no_key", "breaker_open"),
    *("unpriced", "budget", "no_images", "context"),
)
"""Every word that can stand in `Alternative.refused`."""

_RANK: Final[dict[PersonalData, int]] = {"none": 0, "contact": 1, "sensitive": 2}


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the refusals of one decision go by, beside the model itself."""

    situation: Situation
    policy: Policy
    tenant: TenantPolicy
    headroom_usd: float | None
    """Of the tightest budget; None without one."""
    prompt_tokens: int
    max_output_tokens: int
    has_key: Callable[[str], bool]
    may_ask: Callable[[str], bool]
    """Whether the breaker lets a model be asked."""


def refused(
    grounds: Grounds, name: str, tier: ModelTier, spec: ModelSpec, rates: Rates | None
) -> str | None:
    """Return the word for what rules a model out; None where it may be asked."""
    situation, policy, tenant = grounds.situation, grounds.policy, grounds.tenant
    if situation.fixed:
        return "fixed"
    if policy.kill and not policy.kill.isdisjoint((name, tier, "all")):
        return "kill"
    if tenant.allow is not None and tenant.allow.isdisjoint((name, tier)):
        return "tenant"
    if tenant.region is not None and tenant.region not in spec.regions:
        return "region"
    if _RANK[situation.personal_data] > _RANK[spec.personal_data]:
        return "personal_data"
    if spec.key_variable is not None and not grounds.has_key(spec.key_variable):
        return "no_key"
    return (
        _of_ability(grounds, spec)
        or _of_money(grounds, rates)
        or (None if grounds.may_ask(name) else "breaker_open")
    )


def _of_money(grounds: Grounds, rates: Rates | None) -> str | None:
    if rates is None:
        return "unpriced" if grounds.policy.unpriced == "refuse" else None
    if grounds.headroom_usd is None:
        return None
    most = rates.usd(grounds.prompt_tokens, 0, grounds.max_output_tokens)
    return "budget" if most > grounds.headroom_usd else None


def _of_ability(grounds: Grounds, spec: ModelSpec) -> str | None:
    task = grounds.situation.task
    if task is Task.VISION and not spec.images:
        return "no_images"
    needed = grounds.prompt_tokens + grounds.max_output_tokens
    return "context" if needed > spec.context_tokens else None
