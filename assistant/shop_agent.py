"""The livekit Agent behind a session: words in, the reply's clauses out.

The graph answers where an LLM would, in `llm_node`. `GraphModel` exists since
AgentSession only generates speculatively for a session that has an LLM.
"""

import contextlib
import time
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from typing import Any, Protocol

import numpy as np
from livekit import rtc
from livekit.agents import Agent, ModelSettings, StopResponse, llm, stt
from livekit.agents.types import (
    DEFAULT_API_CONNECT_OPTIONS,
    NOT_GIVEN,
    USERDATA_TIMED_TRANSCRIPT,
    APIConnectOptions,
    NotGivenOr,
    TimedString,
)
from typing_extensions import override

from agents.turn import Utterance
from assistant.barge_in import BargeIn
from assistant.phrasing import Phraser
from assistant.planned import Planned
from assistant.raw_transcripts import RawTranscripts
from assistant.recordings.sound import HeardSound
from assistant.wordless import Levels

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

    @property
    def only_listens(self) -> bool:
        """Whether utterances through the microphone are left to somebody else to answer."""
        ...

    def overheard(self, utterance: Utterance) -> None:
        """Take an utterance that is over and that nothing here answers."""
        ...

    async def plan(self, utterance: Utterance) -> Planned:
        """Return what would be answered; nothing is stored."""
        ...

    def failed(self, error: Exception) -> None:
        """Note that an utterance could not be answered."""
        ...

    def voice_begins(self) -> list[TimedString]:
        """Return a list that takes the words of one reply with the times they are spoken at."""
        ...

    def words_made(self, reply: list[TimedString], words: Sequence[TimedString]) -> None:
        """Note that `words` were added to the list of `reply`, whose sound goes on now."""
        ...


class ShopAgent(Agent):
    """Answers each utterance with the clauses of the planned reply.

    Args:
        planner: Plans the replies.
        barge_in: Decides which of the recogniser's events AgentSession knows of.
        levels: Notes how loud the microphone is.
        phraser: Puts the planned reply into words.
        transcripts: Remembers what was heard before repair.
        sound: Remembers what was heard, where that is to be kept.
    """

    def __init__(
        self,
        planner: Planner,
        barge_in: BargeIn,
        levels: Levels,
        phraser: Phraser,
        transcripts: RawTranscripts,
        sound: HeardSound | None = None,
    ) -> None:
        super().__init__(instructions="")
        self._planner = planner
        self._barge_in = barge_in
        self._levels = levels
        self._phraser = phraser
        self._transcripts = transcripts
        self._sound = sound

    @override
    async def stt_node(
        self, audio: AsyncIterable[rtc.AudioFrame], model_settings: ModelSettings
    ) -> AsyncIterator[stt.SpeechEvent]:
        """Yield what the recogniser heard, but for mere listening over a reply."""
        async for event in Agent.default.stt_node(self, self._metered(audio), model_settings):
            self._transcripts.note(event)
            for passed in await self._barge_in.hear(event):
                yield passed

    async def _metered(self, audio: AsyncIterable[rtc.AudioFrame]) -> AsyncIterator[rtc.AudioFrame]:
        if self._sound is not None:
            self._sound.restart()
        async for frame in audio:
            self._levels.push(frame, time.time())
            if self._sound is not None:
                self._sound.push(np.frombuffer(frame.data, np.int16), frame.sample_rate)
            yield frame

    @override
    async def on_user_turn_completed(
        self, turn_ctx: llm.ChatContext, new_message: llm.ChatMessage
    ) -> None:
        """Leave the utterance to the front door, where that answers."""
        if self._planner.only_listens:
            if self._barge_in.kept():
                self._planner.overheard(utterance_of(new_message, self._transcripts))
            raise StopResponse

    @override
    async def llm_node(
        self,
        chat_ctx: llm.ChatContext,
        tools: list[llm.Tool],
        model_settings: ModelSettings,
    ) -> AsyncIterator[str]:
        """Yield the reply as it is phrased."""
        utterance, given = _last_utterance(chat_ctx, self._transcripts)
        if self._planner.only_listens and not given:
            return  # prepared ahead for words that somebody else answers
        try:
            planned = await self._planner.plan(utterance)
        except Exception as error:  # noqa: BLE001  # the turn's edge: the shopper must hear something
            self._planner.failed(error)
            yield APOLOGY
            return
        async with contextlib.aclosing(self._phraser.phrase(planned)) as pieces:
            async for piece in pieces:
                yield piece

    @override
    async def tts_node(
        self, text: AsyncIterable[str], model_settings: ModelSettings
    ) -> AsyncIterator[rtc.AudioFrame]:
        """Yield the reply's sound, and keep which word is spoken when."""
        words = self._planner.voice_begins()
        async for frame in Agent.default.tts_node(self, text, model_settings):
            spoken = frame.userdata.get(USERDATA_TIMED_TRANSCRIPT, ())
            words.extend(spoken)
            self._planner.words_made(words, spoken)
            yield frame


def _last_utterance(
    chat_ctx: llm.ChatContext, transcripts: RawTranscripts
) -> tuple[Utterance, bool]:
    """Return the utterance to answer, and whether it was given by `message_of`."""
    for item in reversed(chat_ctx.items):
        if isinstance(item, llm.ChatMessage) and item.role == "user":
            return utterance_of(item, transcripts), _ASKED in item.extra
    return Utterance(text="", spoken=True), False


_ASKED = "aisle_utterance"
"""Where a message holds an utterance that did not come through the recogniser."""


def message_of(utterance: Utterance) -> llm.ChatMessage:
    """Return an utterance as AgentSession takes it; `utterance_of` returns it again."""
    return llm.ChatMessage(role="user", content=[utterance.text], extra={_ASKED: utterance})


def utterance_of(message: llm.ChatMessage, transcripts: RawTranscripts) -> Utterance:
    """Return what AgentSession took down as an utterance, with its words before repair."""
    given = message.extra.get(_ASKED)
    if isinstance(given, Utterance):
        return given
    text = message.raw_text_content or ""
    return Utterance(
        text=text,
        spoken=True,
        confidence=message.transcript_confidence,
        raw_text=transcripts.raw_of(text),
    )
