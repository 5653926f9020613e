"""Functions that the client declares: which one a planned turn calls, and what came of it.

The decision is `agents.client_tools`'; it is made while a turn is planned, so that the reply
which a call stands for is never spoken, and told once the turn is committed.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Protocol
from weakref import WeakKeyDictionary

from agents.client_tools.caller import ToolCaller
from agents.client_tools.tool import CallsTools, ClientTool, ToolCall, ToolChoice, ToolOutput
from agents.turn import Reply, Turn
from assistant.parts import Parts
from assistant.phrasing import AsWritten, Phraser
from assistant.planned import Planned
from retrieval.live import LiveSearch

_PLANS = 16
"""Decisions remembered: an utterance is planned a few times before it is over."""
_CALLS = 64
"""Calls remembered whose output may come."""


class LearnsTools(CallsTools, Protocol):
    """What is needed of `agents.client_tools.caller.ToolCaller`."""

    def learn(self, tools: tuple[ClientTool, ...]) -> None: ...


class ClientCalls:
    """One session's function calls.

    Args:
        caller: Decides.
        note: Told what was said in the place of a turn's reply: `ShoppingAgent.note_said`.
    """

    def __init__(
        self, caller: LearnsTools, note: Callable[[str, int, str], Awaitable[None]]
    ) -> None:
        self._caller = caller
        self._note = note
        self._tools: tuple[ClientTool, ...] = ()
        self._choice = ToolChoice()
        self._decided: deque[tuple[Turn, ToolCall | None]] = deque(maxlen=_PLANS)
        self._made: OrderedDict[str, tuple[ToolCall, Turn | None]] = OrderedDict()

    def allow(self, tools: Sequence[ClientTool], choice: ToolChoice) -> None:
        """Say which functions there are now, and which of them may be called."""
        self._tools, self._choice = tuple(tools), choice

    async def learn(self, tools: Sequence[ClientTool]) -> None:
        """Read functions when they are declared, so that `of` is quick."""
        if tools:
            await asyncio.to_thread(self._caller.learn, tuple(tools))

    def of(self, turn: Turn) -> ToolCall | None:
        """Return the call that stands for a turn's reply; None if the reply is spoken."""
        if not self._tools or self._choice.mode == "none":
            return None
        for known, call in self._decided:
            if known is turn:
                return call
        call = self._caller.choose(turn, self._tools, self._choice)
        self._decided.append((turn, call))
        return call

    def decided(self, turn: Turn) -> ToolCall | None:
        """Return the call that was decided while the turn was planned."""
        return next((call for known, call in self._decided if known is turn), None)

    def made(self, call_id: str, call: ToolCall, turn: Turn | None) -> None:
        """Remember a call that was told to the client."""
        self._made[call_id] = (call, turn)
        while len(self._made) > _CALLS:
            self._made.popitem(last=False)

    def reply(self, call_id: str, name: str, output: str) -> Reply:
        """Return what is said of an output.

        Args:
            call_id: Of the call.
            name: Of the function, for a call that a client put into the conversation itself.
            output: As the client sent it.
        """
        call, turn = self._made.get(call_id) or (ToolCall(name, {}), None)
        return self._caller.reply(ToolOutput(call, output), turn)

    async def note_said(self, call_id: str, said: str) -> None:
        """Tell the dialogue what was said of an output: "say that again" asks for it."""
        _, turn = self._made.get(call_id) or (None, None)
        if turn is not None:
            await self._note(turn.conversation_id, turn.index, said)


def unsaid(turn: Turn) -> Turn:
    """Return a turn without its reply: a call stands for it, and nobody hears it."""
    return replace(turn, reply=Reply((), turn.reply.tier))


class CallingPhraser:
    """Says nothing where a call stands for the reply.

    Args:
        calls: Knows where.
        otherwise: Phrases every other reply; as it is written if None.
    """

    def __init__(self, calls: ClientCalls, otherwise: Phraser | None = None) -> None:
        self._calls = calls
        self._otherwise = otherwise or AsWritten()

    async def phrase(self, planned: Planned) -> AsyncGenerator[str, None]:
        """Yield the words of the reply, in pieces of any length."""
        planned.left_to_client = self._calls.of(planned.turn) is not None
        if planned.left_to_client:
            return
        async for piece in self._otherwise.phrase(planned):
            yield piece


_CALLERS: WeakKeyDictionary[LiveSearch, ToolCaller] = WeakKeyDictionary()


def tool_caller(parts: Parts) -> ToolCaller:
    """Return who decides calls in a shop: one for all its sessions, as they declare the same."""
    caller = _CALLERS.get(parts.search)
    if caller is None:
        caller = _CALLERS[parts.search] = ToolCaller(parts.search.embedder)
    return caller
