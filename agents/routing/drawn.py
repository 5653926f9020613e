"""What was drawn for a situation, written up as a decision. Pure."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from agents.routing.choice import Choice, Quality
from agents.routing.decision import Alternative, Decision
from agents.routing.options import Option, Options
from agents.routing.policy_file import LoadedPolicy
from agents.routing.situation import Situation

_DECISIONS = UUID("5b0f6a56-7a3e-5c0e-9c36-0f1f4d7e2b11")
"""Namespace of decision ids."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the policy chose, what chance made of it, and how likely everything was."""

    option: Option
    choice: Choice
    propensities: dict[str, float]

    @property
    def explored(self) -> bool:
        return self.option.name != self.choice.option.name


def decision_of(
    situation: Situation,
    loaded: LoadedPolicy,
    options: Options,
    drawn: Drawn,
    quality: Quality,
    usual_ms: float | None,
) -> Decision:
    """Return the decision, with all that is needed to replay it.

    Args:
        situation: What was decided on.
        loaded: The policy that held.
        options: What could be chosen.
        drawn: What was.
        quality: Predicted for each tier; empty without a trained score.
        usual_ms: How long the chosen model takes to its first content; None is not known.
    """
    task, option, rule = options.task, drawn.option, drawn.choice.rule
    first_s, opens = task.first_content_s, task.open_with_plan
    if rule is not None and not drawn.explored:
        first_s = rule.first_content_s or first_s
        opens = opens if rule.open_with_plan is None else rule.open_with_plan
    fallbacks = options.fallbacks(option)
    slow = task.hedge == "when_slow" and usual_ms is not None and usual_ms > first_s * 1e3 / 2
    reasons = drawn.choice.reasons
    return Decision(
        id=str(uuid5(_DECISIONS, f"{loaded.digest}\0{situation!r}")),
        tier=option.tier,
        model=option.name,
        fallbacks=fallbacks,
        hedge=bool(fallbacks) and (slow or task.hedge == "always"),
        first_content_s=first_s,
        total_s=max(task.total_s, first_s),
        open_with_plan=opens,
        speculate=task.speculate,
        max_output_tokens=task.max_output_tokens,
        propensity=drawn.propensities[option.name],
        explored=drawn.explored,
        reasons=(*reasons, "explored") if drawn.explored else reasons,
        alternatives=tuple(_alternative(one, drawn, quality) for one in options.all),
        policy=loaded.digest,
    )


def _alternative(option: Option, drawn: Drawn, quality: Quality) -> Alternative:
    return Alternative(
        option.name,
        option.tier,
        drawn.propensities.get(option.name, 0.0),
        option.refused,
        quality.get(option.tier),
        option.usd,
    )
