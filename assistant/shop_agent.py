"""The livekit Agent behind a session: words in, the reply's clauses out.

The graph answers where an LLM would, in `llm_node`. `GraphModel` exists since
AgentSession only generates speculatively for a session that has an LLM.
"""

from collections.abc import AsyncIterable, AsyncIterator
from typing import Any, Protocol

from livekit import rtc
from livekit.agents import Agent, ModelSettings, llm
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    USERDATA_TIMED_TRANSCRIPT,
    APIConnectOptions,
    NotGivenOr,
    TimedString,
)
from typing_extensions import override

from agents.turn import Turn, Utterance

APOLOGY = "Sorry, something went wrong on my side. Please say that again."


class GraphModel(llm.LLM[Any]):
    """Stands for the LangGraph graph where AgentSession asks whether there is a model."""

    @property
    @override
    def model(self) -> str:
        return "aisle-graph"

    @property
    @override
    def provider(self) -> str:
        return "aisle"

    @override
    def chat(
        self,
        *,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool] | None = None,
        conn_options: APIConnectOptions = DEFAULT_API_CONNECT_OPTIONS,
        parallel_tool_calls: NotGivenOr[bool] = NOT_GIVEN,
        tool_choice: NotGivenOr[llm.ToolChoice] = NOT_GIVEN,
        extra_kwargs: NotGivenOr[dict[str, Any]] = NOT_GIVEN,
    ) -> llm.LLMStream:
        raise RuntimeError("the graph answers in llm_node; no model is called here")


class Planner(Protocol):
    """Plans the reply to an utterance, perhaps several times before one is kept."""

    async def plan(self, utterance: Utterance) -> Turn:
        """Return what would be answered; nothing is stored."""
        ...

    def failed(self, error: Exception) -> None:
        """Note that an utterance could not be answered."""
        ...

    def voice_begins(self) -> list[TimedString]:
        """Return a list that takes the words of one reply with the times they are spoken at."""
        ...


class ShopAgent(Agent):
    """Answers each utterance with the clauses of the planned reply."""

    def __init__(self, planner: Planner) -> None:
        super().__init__(instructions="")
        self._planner = planner

    @override
    async def llm_node(
        self,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool],
        model_settings: ModelSettings,
    ) -> AsyncIterator[str]:
        """Yield the reply clause by clause."""
        try:
            turn = await self._planner.plan(_last_utterance(chat_ctx))
        except Exception as error:  # noqa: BLE001  # the turn's edge: the shopper must hear something
            self._planner.failed(error)
            yield APOLOGY
            return
        for clause in turn.reply.clauses:
            yield clause + " "

    @override
    async def tts_node(
        self, text: AsyncIterable[str], model_settings: ModelSettings
    ) -> AsyncIterator[rtc.AudioFrame]:
        """Yield the reply's sound, and keep which word is spoken when."""
        words = self._planner.voice_begins()
        async for frame in Agent.default.tts_node(self, text, model_settings):
            words.extend(frame.userdata.get(USERDATA_TIMED_TRANSCRIPT, ()))
            yield frame


def _last_utterance(chat_ctx: llm.ChatContext) -> Utterance:
    for item in reversed(chat_ctx.items):
        if isinstance(item, llm.ChatMessage) and item.role == "user":
            return utterance_of(item)
    return Utterance(text="", spoken=True)


def utterance_of(message: llm.ChatMessage) -> Utterance:
    """Return what AgentSession took down as an utterance."""
    return Utterance(
        text=message.raw_text_content or "",
        spoken=True,
        confidence=message.transcript_confidence,
    )
