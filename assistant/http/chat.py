"""`POST /v1/chat/completions`: the same turns as everywhere, in OpenAI's shape.

With a session (`metadata.session_id`, or the header Aisle-Session) the stored dialogue goes on
with the last message. Without one the request is all there is, as with OpenAI's: see
`assistant.http.chat_history`. Reference: platform.openai.com, "Chat Completions".
"""

import asyncio
import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, Response

from agents.client_tools.caller import ToolCaller
from agents.client_tools.tool import ClientTool, ToolChoice
from agents.turn import Reply, Turn
from assistant.accounts.caller import Caller
from assistant.conversation import Conversation
from assistant.http.chat_history import Histories, Reached
from assistant.http.chat_json import Completion, call_json, new_call, usage_json
from assistant.http.chat_messages import Said, SaidCall, outputs_of
from assistant.http.chat_request import ChatRequest
from assistant.http.doors import SESSION_PATTERN, TalkCaller, TalkShop
from assistant.http.errors import error_json
from assistant.http.event_stream import DONE, EventStream, begun, event
from assistant.http.responses import errors
from assistant.http.session_parts import NamedArms, in_arms
from assistant.presentation import turn_json
from assistant.shops import Shop
from assistant.typed_turns import TypedTurn

router = APIRouter(prefix="/v1/chat", tags=["chat"])
_log = logging.getLogger(__name__)

SESSION_HEADER = "Aisle-Session"


@router.post("/completions", response_model=None, responses=errors(400))
async def complete(
    body: ChatRequest,
    request: Request,
    caller: TalkCaller,
    shop: TalkShop,
    session: Annotated[str | None, Header(alias=SESSION_HEADER, pattern=SESSION_PATTERN)] = None,
    experiments: NamedArms = None,
) -> Response:
    """Answer the last message of a conversation; products come in the message's `aisle`."""
    said = body.said()
    tools, choice = body.chosen_tools()
    named = (body.metadata and body.metadata.session_id) or session or caller.session_id
    chat = Chat(shop, caller, said, tools, choice)
    if named is None:
        histories = histories_of(request)
        await chat.recall(histories)
    else:
        chat.resume(named)
    in_arms(chat.conversation, experiments)
    completion = Completion(body.model)
    if body.stream:
        with_usage = bool(body.stream_options and body.stream_options.include_usage)
        return EventStream(await begun(chat.streamed(completion, with_usage)))
    return JSONResponse(await chat.whole(completion))


def histories_of(request: Request) -> Histories:
    """Return what the application remembers of chats without a session."""
    state = request.app.state
    if not hasattr(state, "histories"):
        state.histories = Histories()
    histories: Histories = state.histories
    return histories


@dataclass(slots=True)
class Answer:
    """What came of one request, as far as it is known."""

    text: str = ""
    calls: tuple[SaidCall, ...] = ()
    usage: dict[str, Any] | None = None
    aisle: dict[str, Any] | None = None

    @property
    def finish(self) -> str:
        return "tool_calls" if self.calls else "stop"


class Chat:
    """One request of a chat, from its messages to its answer.

    Args:
        shop: Whose products are spoken of.
        caller: Whose conversation it is.
        said: All messages; the last is of the user or of a tool.
        tools: What the client can run.
        choice: Which of it may be called.
    """

    def __init__(
        self,
        shop: Shop,
        caller: Caller,
        said: tuple[Said, ...],
        tools: tuple[ClientTool, ...],
        choice: ToolChoice,
    ) -> None:
        self._parts = shop.parts
        self._shop = shop
        self._caller = caller
        self._said = said
        self._tools, self._choice = tools, choice
        self._caller_of_tools = ToolCaller(shop.parts.search.embedder)
        self._conversation: Conversation
        self._session_id: str | None = None
        self._histories: Histories | None = None
        self._reached: Reached | None = None

    def resume(self, session_id: str) -> None:
        """Go on with the stored conversation of a session."""
        self._session_id = session_id
        self._conversation = self._shop.conversation(self._caller, session_id)

    async def recall(self, histories: Histories) -> None:
        """Go on from what the messages say, and leave no conversation behind."""
        before = self._said[:-1] if self._said[-1].role == "user" else self._said
        self._histories = histories
        self._reached = reached = await histories.reached(
            self._parts, self._caller, before, self._said[-1]
        )
        stored_id = self._caller.conversation_id(reached.log_id)
        shopping = self._parts.shopping.apart(stored_id, reached.state, reached.seeded_by)
        self._parts = replace(self._parts, shopping=shopping)
        self._conversation = Conversation(self._parts, stored_id, self._caller.shopper_id)

    @property
    def conversation(self) -> Conversation:
        """Whose turn is taken."""
        return self._conversation

    async def whole(self, completion: Completion) -> dict[str, Any]:
        """Return the answer in one piece."""
        answer = Answer()
        async for _ in self._answered(answer, streamed=False):
            pass
        message: dict[str, Any] = {
            "role": "assistant",
            "content": answer.text or None,
            "refusal": None,
            "annotations": [],
        }
        if answer.calls:
            message["tool_calls"] = [call_json(call) for call in answer.calls]
        message["aisle"] = answer.aisle
        return completion.whole(message, answer.finish, answer.usage or usage_json(()))

    async def streamed(self, completion: Completion, with_usage: bool) -> AsyncGenerator[str, None]:
        """Yield the answer as events: its role, its clauses, its end, and what it took."""

        def piece(delta: dict[str, Any], finish: str | None = None) -> str:
            return event(completion.piece(delta, finish, with_usage=with_usage))

        answer = Answer()
        begins: dict[str, Any] = {"role": "assistant", "content": "", "refusal": None}
        try:
            async for clause in self._answered(answer, streamed=True):
                if begins:
                    yield piece(begins)
                    begins = {}
                if clause:
                    yield piece({"content": clause})
            for index, call in enumerate(answer.calls):
                yield piece({"tool_calls": [{"index": index, **call_json(call)}]})
            yield piece({"aisle": answer.aisle}, answer.finish)
            if with_usage:
                yield event(completion.last(answer.usage or usage_json(())))
        except Exception as error:
            if begins:
                raise  # nothing was sent yet: the error has a status of its own
            _log.error("an answer broke off", extra={"error": type(error).__name__})
            yield event(error_json("The answer broke off; send the request again.", "server_error"))
        yield DONE

    async def _answered(self, answer: Answer, *, streamed: bool) -> AsyncGenerator[str, None]:
        """Yield the text as it comes, an empty one first; fill `answer` by the end."""
        if self._said[-1].role == "tool":
            async for clause in self._of_outputs(answer):
                yield clause
            return
        async with self._conversation.typed(
            self._said[-1].text, streamed=streamed, door="chat"
        ) as typed:
            yield ""
            called = await self._called(typed)
            if called is not None:
                answer.calls = (called,)
            else:
                async for clause in typed.planned.clauses():
                    spaced = clause if not answer.text else f" {clause}"
                    answer.text += spaced
                    yield spaced
        await self._tell(typed, answer)

    async def _called(self, typed: TypedTurn) -> SaidCall | None:
        turn = typed.planned.turn
        if not self._tools or self._choice.mode == "none":
            return None
        # A function that was never seen takes 3 ms to read.
        choose = self._caller_of_tools.choose
        call = await asyncio.to_thread(choose, turn, self._tools, self._choice)
        if call is None:
            return None
        typed.planned.turn = turn.said_as(Reply((), turn.reply.tier))  # the client's to answer
        return new_call(call)

    async def _tell(self, typed: TypedTurn, answer: Answer) -> None:
        turn, timings = typed.planned.turn, typed.timings
        assert timings is not None
        account = await typed.planned.account()
        answer.usage = usage_json(account.calls)
        answer.aisle = {
            **self._where(),
            **turn_json(turn, timings, self._conversation.why),
            **({} if typed.unlogged is None else {"logged": False}),
            **({} if typed.is_stored else {"stored": False}),
        }
        await self._remember(answer, self._said, turn)

    async def _of_outputs(self, answer: Answer) -> AsyncGenerator[str, None]:
        """Say what the client's functions gave back; it is no turn of its own."""
        turn = self._reached.turn if self._reached else None
        clauses: list[str] = []
        for output in outputs_of(self._said):
            clauses += self._caller_of_tools.reply(output, turn).clauses
        yield ""
        for clause in clauses:
            spaced = clause if not answer.text else f" {clause}"
            answer.text += spaced
            yield spaced
        conversation_id = self._conversation.id
        shopping = self._parts.shopping
        dialogue = await shopping.dialogue(conversation_id)
        if dialogue.turn:
            await shopping.note_said(conversation_id, dialogue.turn - 1, answer.text)
        answer.usage = usage_json(())
        answer.aisle = self._where()
        await self._remember(answer, self._said, turn)

    def _where(self) -> dict[str, Any]:
        """Return where the turn is kept: in a session, or in the log only."""
        log_id = self._reached.log_id if self._reached else None
        return {"session_id": self._session_id, "log_id": log_id}

    async def _remember(self, answer: Answer, said: tuple[Said, ...], turn: Turn | None) -> None:
        if self._histories is None or self._reached is None:
            return
        state = await self._parts.shopping.dialogue(self._conversation.id)
        after = (*said, Said("assistant", answer.text, answer.calls))
        reached = replace(self._reached, state=state, turn=turn)
        self._histories.keep(self._caller, after, reached)
