"""Replies in the words of models, held to the facts; the templates' where there is no model.

    writer = ModelReplyWriter(clients, ledger, watch=router, meter=metrics)
    writing = writer.write(turn)

A reply that is asked for again (the voice does, after a pause) begins with what was said of it
the first time: no second call is made for what is there.
"""

import weakref
from collections.abc import Callable, Mapping
from functools import partial

from agents.agent import PlannedTurn
from agents.guard.guard import Guard
from agents.guard.sheet import FactSheet
from agents.ledger.entries import Ledger, Spender
from agents.models.call import ModelClient, Task
from agents.phrasing.as_planned import PlannedWords
from agents.phrasing.brief import brief_of, is_honest
from agents.phrasing.commission import Commission, Desk
from agents.phrasing.course import Course
from agents.phrasing.said import Writing
from agents.phrasing.spoken import Checks, Spoken
from agents.phrasing.watching import PhrasingMeter, RouterWatch, Unwatched
from agents.phrasing.writing import ModelWriting


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
        brief = brief_of(turn)
        commission = Commission(
            brief=brief,
            decision=decision,
            spender=Spender(
                situation.tenant, turn.conversation_id, turn.index, Task.REPLY, decision.id
            ),
            lead=is_honest(turn.plan),
            whole=turn.reply.clauses,
        )
        spoken = Spoken(partial(self._guard, brief.sheet), brief.cards, brief.draft.asks)
        return ModelWriting(commission, self._desk, spoken, self._course(turn))

    def _course(self, turn: PlannedTurn) -> Course:
        earlier = self._courses.get(id(turn))
        if earlier is None:
            weakref.finalize(turn, self._courses.pop, id(turn), None)
        course = self._courses[id(turn)] = earlier.copy() if earlier else Course()
        return course
