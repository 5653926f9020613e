"""Responses in writing: a whole turn, or an answer beside the conversation."""

import asyncio

from agents.turn import Utterance
from assistant.conversation import Conversation
from assistant.realtime.client_calls import ClientCalls, unsaid
from assistant.realtime.own_events import OwnEvents
from assistant.realtime.responses import Response
from assistant.session_events import TurnEnded
from assistant.turn_record import Outcome
from assistant.typed_turns import TypedTurn


class Written:
    """Answers in text.

    Args:
        conversation: Whose turns they are.
        calls: Which reply is a function call instead.
        own: Aisle's own events.
    """

    def __init__(self, conversation: Conversation, calls: ClientCalls, own: OwnEvents) -> None:
        self.conversation = conversation
        self._calls = calls
        self._own = own

    async def answer(self, response: Response, utterance: Utterance) -> TypedTurn:
        """Take words through a whole turn, and send the reply as it is written.

        Cancelled, it ends the turn with what was sent so far.

        Raises:
            AgentError, RetrievalError: The turn failed.
        """
        known: TypedTurn | None = None
        try:
            async with self.conversation.typed(
                utterance.text, spoken=utterance, door="realtime"
            ) as typed:
                known = typed
                turn = typed.planned.turn
                response.turn = turn.index
                call = self._calls.of(turn)
                told = turn if call is None else unsaid(turn)
                self._own.committed(told, response.id, response.answers)
                if call is not None:
                    typed.planned.left_to_client = True
                    response.call(self._calls, call, turn)
                else:
                    await self._write(response, typed)
            response.finish("completed")
        except asyncio.CancelledError:
            self._tell_end(known, "interrupted")
            raise
        self._tell_end(known, "completed")
        return known

    async def beside(self, utterance: Utterance) -> str:
        """Return an answer that leaves no trace in the conversation."""
        planned = await self.conversation.plan(utterance)
        planned.keep()
        return " ".join([clause.strip() async for clause in planned.clauses()])

    async def _write(self, response: Response, typed: TypedTurn) -> None:
        between = ""
        async for clause in typed.planned.clauses():
            response.say(between + clause.strip())
            between = " "

    def _tell_end(self, typed: TypedTurn | None, outcome: Outcome) -> None:
        if typed is None or typed.timings is None:
            return
        heard = None if outcome == "completed" else typed.planned.turn.reply.text
        turn, is_logged = typed.planned.turn, typed.unlogged is None
        ended = TurnEnded(
            turn, typed.timings, None, outcome, heard, is_logged, is_stored=typed.is_stored
        )
        self._own.ended(ended)
