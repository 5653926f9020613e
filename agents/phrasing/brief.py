"""What is the same over all calls for one reply: the facts, and the templates' words, apart."""

from dataclasses import replace

from agents.agent import PlannedTurn
from agents.guard.sheet import sheet_of
from agents.phrasing.cards import cards_of
from agents.phrasing.prompt import Brief
from agents.phrasing.remainder import draft_of
from agents.reply.ideas_parts import IdeasShown
from agents.reply.plan import (
    Answered,
    Compared,
    Found,
    Priced,
    ReplyPlan,
    Stocked,
    StockedSeveral,
)
from agents.reply.question_parts import Clarifies, LeftOpen

_ANSWERS = (Answered, Stocked, StockedSeveral, Priced, Compared)


def brief_of(turn: PlannedTurn) -> Brief:
    """Return what models are told of the reply to `turn`."""
    plan = turn.plan
    draft = draft_of(turn.reply.clauses, _asks(plan), plan.before, _answers(plan))
    sheet = replace(sheet_of(plan), said=(*draft.told, draft.asks))
    return Brief(turn, cards_of(plan, sheet), sheet, draft)


def is_honest(plan: ReplyPlan) -> bool:
    """Say whether a reply begins with what could not be had: said by code, never left out."""
    return any(
        isinstance(part, Found) and bool(part.relaxed or part.shortfall or part.corrected)
        for part in plan.parts
    )


def _answers(plan: ReplyPlan) -> bool:
    return any(isinstance(part, _ANSWERS) for part in plan.parts)


def _asks(plan: ReplyPlan) -> bool:
    """Say whether the dialogue waits for an answer to the reply."""
    return any(
        isinstance(part, Clarifies)
        or (isinstance(part, IdeasShown) and part.asks is not None)
        or (isinstance(part, LeftOpen) and part.product is None)
        for part in plan.parts
    )
