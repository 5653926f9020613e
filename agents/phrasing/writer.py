"""Replies in the words of models, held to the facts; the templates' where there is no model.

    writer = ModelReplyWriter(clients, ledger, watch=router, meter=metrics)
    writing = writer.write(turn)

A reply that is asked for again (the voice does, after a pause) begins with what was said of it
the first time: no second call is made for what is there.
"""

import weakref
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from agents.agent import PlannedTurn
from agents.guard.guard import Guard
from agents.guard.sheet import FactSheet, sheet_of
from agents.ledger.entries import Ledger, Spender
from agents.models.call import ModelClient, Task
from agents.phrasing.as_planned import PlannedWords
from agents.phrasing.cards import cards_of
from agents.phrasing.commission import Commission, Desk
from agents.phrasing.course import Course
from agents.phrasing.prompt import Brief
from agents.phrasing.remainder import draft_of
from agents.phrasing.said import Writing
from agents.phrasing.spoken import Checks, Spoken
from agents.phrasing.watching import PhrasingMeter, RouterWatch, Unwatched
from agents.phrasing.writing import ModelWriting
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


class ModelReplyWriter:
    """Writes replies by whoever their decisions name.

    Args:
        clients: The models by their names in the policy; looked up for each reply, so that a
            policy that was read anew may add some.
        ledger: Keeps budgets and entries.
        guard: Makes the fact guard of one reply.
        watch: Told how calls went; the router's breakers.
        meter: Counts.
    """

    def __init__(
        self,
        clients: Mapping[str, ModelClient],
        ledger: Ledger,
        guard: Callable[[FactSheet], Checks] = Guard,
        watch: RouterWatch | None = None,
        meter: PhrasingMeter | None = None,
    ) -> None:
        self._desk = Desk(clients, ledger, watch or Unwatched(), meter or Unwatched())
        self._guard = guard
        self._courses: dict[int, Course] = {}
        """By the identity of turns that are still alive."""

    def write(self, turn: PlannedTurn) -> Writing:
        """Return the reply to `turn`; nothing is asked yet."""
        decision, situation = turn.decision, turn.situation
        if decision is None or situation is None or decision.tier == "template":
            return PlannedWords(turn.reply.clauses)
        draft = draft_of(
            turn.reply.clauses, _asks(turn.plan), turn.plan.before, _answers(turn.plan)
        )
        sheet = replace(sheet_of(turn.plan), said=(*draft.told, draft.asks))
        cards = cards_of(turn.plan, sheet)
        commission = Commission(
            brief=Brief(turn, cards, sheet, draft),
            decision=decision,
            spender=Spender(
                situation.tenant, turn.conversation_id, turn.index, Task.REPLY, decision.id
            ),
            lead=any(_honest(part) for part in turn.plan.parts),
            whole=turn.reply.clauses,
        )
        spoken = Spoken(partial(self._guard, sheet), cards, draft.asks)
        return ModelWriting(commission, self._desk, spoken, self._course(turn))

    def _course(self, turn: PlannedTurn) -> Course:
        earlier = self._courses.get(id(turn))
        if earlier is None:
            weakref.finalize(turn, self._courses.pop, id(turn), None)
        course = self._courses[id(turn)] = earlier.copy() if earlier else Course()
        return course


_ANSWERS = (Answered, Stocked, StockedSeveral, Priced, Compared)


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


def _honest(part: object) -> bool:
    """Say whether a reply begins with what could not be had: said by code, never left out."""
    return isinstance(part, Found) and bool(part.relaxed or part.shortfall or part.corrected)
