"""What was decided for one turn, and why: enough to replay it."""

from dataclasses import dataclass
from typing import Literal

TierName = Literal["template", "open", "closed"]
TEMPLATE: Literal["template"] = "template"
"""The name of the tier, and of the "model", that is our own code."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One model (or the template) that could have been chosen."""

    model: str
    tier: TierName
    propensity: float
    """How likely it was to be chosen, 0..1; all of a decision's add up to 1."""
    refused: str | None = None
    """The hard constraint that ruled it out: "no_key", "budget", "breaker_open", "region"."""
    score: float | None = None
    """Predicted quality, 0..1; None without a trained score."""
    expected_usd: float | None = None
    """None where the price is not known."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who phrases, who steps in, and why."""

    id: str
    """Unique; the ledger's calls name it."""
    tier: TierName
    model: str
    """As the policy names it; `TEMPLATE` for our own code."""
    fallbacks: tuple[str, ...] = ()
    """Models to be asked in this order when `model` fails; the template always comes last."""
    hedge: bool = False
    """Whether the first fallback is asked too before the first one's deadline."""
    first_content_s: float = 0.6
    """Deadline from the request to the first content, of each model."""
    total_s: float = 6.0
    """Deadline of the whole reply."""
    open_with_plan: bool = False
    """Whether the plan's own first clause is spoken while the model is asked for the rest."""
    speculate: bool = False
    """Whether a model may be asked before the shopper's turn is certainly over."""
    max_output_tokens: int = 160
    propensity: float = 1.0
    """How likely `model` was."""
    explored: bool = False
    """Whether chance, not the policy, chose it."""
    reasons: tuple[str, ...] = ()
    """The rules that led here, in order, as the policy file names them."""
    alternatives: tuple[Alternative, ...] = ()
    """Every model of the policy for this task, the chosen one included, and the template."""
    policy: str = ""
    """Digest of the policy file, 12 hex digits; empty without one."""


def template_decision(decision_id: str, *reasons: str, policy: str = "") -> Decision:
    """Return the decision for our own code, where nothing else is possible."""
    only = Alternative(TEMPLATE, "template", 1.0, expected_usd=0.0)
    return Decision(
        id=decision_id,
        tier="template",
        model=TEMPLATE,
        reasons=reasons,
        alternatives=(only,),
        policy=policy,
    )
