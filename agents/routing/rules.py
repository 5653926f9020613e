"""Which rule of a policy fits a situation. Pure."""

from agents.routing.policy import AsRange, Rule, When
from agents.routing.situation import Situation


def first_rule(rules: tuple[Rule, ...], situation: Situation) -> Rule | None:
    """Return the first rule that fits; None where none does."""
    for rule in rules:
        if rule.task == situation.task and fits(rule.when, situation):
            return rule
    return None


def fits(when: When, situation: Situation) -> bool:
    """Say whether a situation is as `when` asks: everything that is given there must hold."""
    return _kinds_fit(when, situation) and all(
        wanted is None or wanted.holds(value) for wanted, value in _measured(when, situation)
    )


def _kinds_fit(when: When, situation: Situation) -> bool:
    acts = situation.acts
    if when.acts is not None and when.acts.isdisjoint(acts):
        return False
    if when.only_acts is not None and not (acts and when.only_acts.issuperset(acts)):
        return False
    if when.parts is not None and when.parts.isdisjoint(situation.parts):
        return False
    if when.follow_up is not None and when.follow_up != situation.follow_up:
        return False
    if when.spoken is not None and when.spoken != situation.spoken:
        return False
    if when.tenants is not None and situation.tenant not in when.tenants:
        return False
    return when.personal_data is None or situation.personal_data in when.personal_data


def _measured(when: When, situation: Situation) -> tuple[tuple[AsRange | None, float | None], ...]:
    return (
        (when.results, situation.results),
        (when.constraints, situation.constraints),
        (when.relaxed, situation.relaxed),
        (when.words, situation.words),
        (when.turn, situation.turn),
        (when.reading_confidence, situation.reading_confidence),
        (when.asr_confidence, situation.asr_confidence),
    )
