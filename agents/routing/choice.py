"""Who is chosen where chance has no say: by a rule, the score or the default, then by habit.

Pure.
"""

from dataclasses import dataclass, replace

from agents.routing.decision import TEMPLATE, TierName
from agents.routing.options import OUR_OWN, Option, Options, rank_of
from agents.routing.policy import SCORE, ModelTier, Policy, Rule, ScorePolicy
from agents.routing.rules import first_rule
from agents.routing.situation import Situation

Quality = dict[TierName, float]
"""How likely a reply of each tier is good, 0..1."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option, and the reasons that led to it."""

    option: Option
    reasons: tuple[str, ...]
    rule: Rule | None = None


def wished(policy: Policy, situation: Situation, options: Options, quality: Quality) -> Choice:
    """Return what the policy asks for, or what comes next where that may not be asked.

    Args:
        policy: The policy that holds.
        situation: What is decided on.
        options: What may be chosen.
        quality: Predicted for each tier; empty without a trained score.
    """
    if situation.fixed:
        return Choice(OUR_OWN, ("fixed",))
    rule = first_rule(policy.rules, situation)
    reasons: tuple[str, ...] = ("default",) if rule is None else (f"rule:{rule.name}",)
    if rule is not None and rule.model is not None:
        asked = options.named(rule.model)
        if asked.refused is None:
            return Choice(asked, reasons, rule)
        reasons = (*reasons, f"{asked.name}:{asked.refused}")
        return replace(_of_tier(asked.tier, options, reasons), rule=rule)
    tier = SCORE if rule is None and policy.score is not None else None
    tier = tier or (rule.tier if rule is not None else None) or options.task.default
    if tier == SCORE:
        if policy.score is None or not quality:
            tier = options.task.default
        else:
            tier = _best(policy.score, options, quality)
            reasons = (*reasons, SCORE)
    return replace(_of_tier(tier, options, reasons), rule=rule)


def settled(policy: Policy, choice: Choice, before: str, options: Options) -> Choice:
    """Return the choice, or the conversation's model where a change is not worth it.

    A change up, which the policy asked for, is always made. Within a tier it has to save
    `sticky.min_gain` of what staying costs, with the prompt that is still in the cache; a change
    down has to save anything at all.

    Args:
        policy: The policy that holds.
        choice: What it asks for.
        before: The model that phrased the conversation's last turn.
        options: What may be chosen, with what the cache makes cheaper.
    """
    kept, new = options.named(before), choice.option
    if not policy.sticky.on or kept.refused is not None or kept.on_trial:
        return choice
    if TEMPLATE in (kept.tier, new.tier) or kept.name == new.name:
        return choice
    if rank_of(kept.tier) < rank_of(new.tier) or kept.usd is None or new.usd is None:
        return choice
    least = policy.sticky.min_gain if kept.tier == new.tier else 0.0
    if kept.usd - new.usd > least * kept.usd:
        return choice
    return Choice(kept, (*choice.reasons, "sticky"), choice.rule)


def _of_tier(tier: str, options: Options, reasons: tuple[str, ...]) -> Choice:
    if tier == TEMPLATE:
        return Choice(OUR_OWN, reasons)
    if allowed := options.allowed(tier):
        return Choice(allowed[0], reasons)
    reasons = (*reasons, options.why_not(tier))
    return Choice(next(options.after(tier), OUR_OWN), reasons)


def _best(score: ScorePolicy, options: Options, quality: Quality) -> TierName:
    """Return the cheapest tier whose gain over every cheaper one is worth what it costs."""
    best: TierName = TEMPLATE
    best_usd = 0.0
    priced: list[tuple[float, ModelTier]] = []
    for tier in options.task.tiers:
        first = next(iter(options.allowed(tier)), None)
        if first is not None and first.usd is not None and tier in quality:
            priced.append((first.usd, tier))
    for usd, tier in sorted(priced):
        gain = quality[tier] - quality.get(best, 0.0)
        enough = gain > score.least_gain.get(tier, 0.0)
        if enough and gain * score.usd_per_quality > usd - best_usd:
            best, best_usd = tier, usd
    return best
