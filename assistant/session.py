"""One spoken conversation: audio, utterance, transcript, intent, products, reply, audio.

`VoiceSession` assembles livekit-agents' AgentSession from our recogniser,
voice activity detector and voice, with the graph behind `llm_node`. It is the
same for every front door: a front door brings an `AudioInput` and an
`AudioOutput` and reads the events.

The life of a turn:

    microphone ─▶ WhisperSTT: the pause is plausible ─▶ llm_node: plan (speculative)
                                                        ─▶ PiperTTS speaks ahead, unheard
               ─▶ WhisperSTT: the pause is the end   ─▶ the plan is committed:
                                                        products on the screen, audio out
               ─▶ the reply ends, or is cut off      ─▶ one record in the intent log

Nothing is stored, shown or heard before the commit; a transcript that changes
throws the plan away.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any

from livekit.agents import (
    AgentSession,
    ConversationItemAddedEvent,
    ErrorEvent,
    SpeechCreatedEvent,
    UserInputTranscribedEvent,
)
from livekit.agents.llm import ChatMessage
from livekit.agents.types import TimedString
from livekit.agents.voice import SpeechHandle
from livekit.agents.voice.io import (
    AudioInput,
    AudioOutput,
    PlaybackFinishedEvent,
    PlaybackStartedEvent,
)

from agents.errors import AgentError
from agents.turn import Turn, Utterance
from assistant.conversation import Conversation, Planned
from assistant.errors import LogUnwritable
from assistant.hearing import expected_of, prompt_of, words_of_shop
from assistant.parts import VoiceParts
from assistant.session_events import Hearing, SessionEvent, Trouble, TurnCommitted, TurnEnded
from assistant.shop_agent import GraphModel, ShopAgent
from assistant.turn_record import Outcome
from speech.silero import SileroVAD
from speech.utterance_timings import UtteranceTimings
from speech.whisper_stt import WhisperSTT

logger = logging.getLogger("aisle.session")

MAX_SPECULATIONS = 8
"""A shopper who pauses often may start this many plans a turn; a plan costs ~20 ms."""

MAX_SPECULATED_SPEECH_S = 30.0
"""As long as one utterance may be: a long wish deserves a fast answer too."""

MIN_INTERRUPTION_S = 0.4
"""Speech over the reply shorter than this is a cough or a yes, not an interruption."""

FALSE_INTERRUPTION_S = 1.0
"""Silence after which a reply that was stopped for nothing goes on."""


CLOSING_S = 0.3
"""For words still under way when the shopper leaves; LiveKit's 2 s delay every goodbye."""


class VoiceSession:
    """One shopper's spoken conversation.

    Args:
        parts: What the process loaded.
        conversation_id: Resumes the dialogue that was stored under it.
        microphone: What the shopper says.
        speaker: Where the reply is played.
        on_event: Called on the event loop with everything that happens.
    """

    def __init__(
        self,
        parts: VoiceParts,
        conversation_id: str,
        microphone: AudioInput,
        speaker: AudioOutput,
        on_event: Callable[[SessionEvent], None],
    ) -> None:
        self._conversation = Conversation(parts.text, conversation_id)
        self._on_event = on_event
        self._plans: dict[str, Planned] = {}
        self._kept: str | None = None
        self._current: Planned | None = None
        self._heard_until: UtteranceTimings | None = None
        self._tasks: set[asyncio.Task[None]] = set()

        self._made_words: list[TimedString] = []
        self._playing_words: list[TimedString] = []
        self._heard = ""

        self._stt = WhisperSTT(parts.recogniser, parts.activity)
        self._shop_words = words_of_shop(parts.text.search.vocabulary)
        self._stt.prompt_with(prompt_of(self._shop_words, ()))
        self._stt.on("utterance", self._on_utterance)
        self._session: AgentSession[None] = AgentSession(
            stt=self._stt,
            vad=SileroVAD(parts.activity),
            llm=GraphModel(),
            tts=parts.voice,
            turn_handling={
                "turn_detection": "stt",  # WhisperSTT knows when the utterance is over
                "endpointing": {"min_delay": 0.0, "max_delay": 0.0},
                "preemptive_generation": {
                    "preemptive_tts": True,
                    "max_retries": MAX_SPECULATIONS,
                    "max_speech_duration": MAX_SPECULATED_SPEECH_S,
                },
                "interruption": {
                    "mode": "vad",
                    "min_duration": MIN_INTERRUPTION_S,
                    "false_interruption_timeout": FALSE_INTERRUPTION_S,
                },
            },
            tts_text_transforms=None,  # our clauses hold no markup, and the filters hold text back
            aec_warmup_duration=None,
            user_away_timeout=None,
            session_close_transcript_timeout=CLOSING_S,
        )
        self._session.input.audio = microphone
        self._session.output.audio = speaker
        self._session.on("user_input_transcribed", self._on_transcribed)
        self._session.on("conversation_item_added", self._on_item)
        self._session.on("speech_created", self._on_speech)
        self._session.on("error", self._on_error)
        speaker.on("playback_started", self._on_playback)
        speaker.on("playback_finished", self._on_playback_end)

    async def start(self) -> None:
        """Begin to listen."""
        await self._session.start(ShopAgent(self), record=False)

    async def close(self) -> None:
        """Stop listening; a reply under way is cut off, its turn is recorded."""
        await self._session.aclose()
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def say_not_heard(self) -> None:
        """Say that nothing was understood, as a turn of its own."""
        planned = await self._conversation.plan(Utterance(text="", spoken=True))
        self._begin(planned)
        self._session.say(planned.turn.reply.text)

    # --- Planner, called by ShopAgent -------------------------------------------------

    async def plan(self, utterance: Utterance) -> Turn:
        """Plan the reply to a transcript that may still change."""
        key = _key(utterance.text)
        planned = await self._conversation.plan(utterance)
        self._plans[key] = planned
        if key == self._kept:  # the utterance was over before its plan was ready
            self._keep(planned)
        return planned.turn

    def text_left(self, turn: Turn) -> None:
        """Note when the first clause of `turn` went to the voice."""
        for planned in (self._current, *self._plans.values()):
            if planned is not None and planned.turn is turn:
                planned.clock.first_text_at = time.time()

    def failed(self, error: Exception) -> None:
        """Note that an utterance could not be answered."""
        logger.error("a turn failed", extra={"error": type(error).__name__})
        logger.debug("the failure of the turn", exc_info=error)  # may hold what was said
        self._on_event(Trouble(f"A turn could not be answered ({type(error).__name__})."))

    def voice_begins(self) -> list[TimedString]:
        """Return where the words of the reply that is spoken now are kept."""
        self._made_words = []
        return self._made_words

    # --- events of the recogniser and the session -------------------------------------

    def _on_utterance(self, timings: UtteranceTimings) -> None:
        self._heard_until = timings

    def _on_transcribed(self, event: UserInputTranscribedEvent) -> None:
        if not event.is_final:
            self._on_event(Hearing(event.transcript))

    def _on_item(self, event: ConversationItemAddedEvent) -> None:
        """The session keeps the utterance: its plan becomes the turn."""
        item = event.item
        if isinstance(item, ChatMessage) and item.role == "user":
            self._kept = _key(item.raw_text_content or "")
            planned = self._plans.get(self._kept)
            if planned is not None:
                self._keep(planned)

    def _on_speech(self, event: SpeechCreatedEvent) -> None:
        event.speech_handle.add_done_callback(self._on_speech_done)

    def _on_speech_done(self, handle: SpeechHandle) -> None:
        if handle.scheduled and self._current is not None:
            planned, self._current = self._current, None
            self._spawn(self._finish(planned, self._heard if handle.interrupted else None))

    def _on_playback(self, event: PlaybackStartedEvent) -> None:
        self._playing_words, self._heard = self._made_words, ""
        if self._current is not None and self._current.clock.first_audio_at is None:
            self._current.clock.first_audio_at = event.created_at

    def _on_playback_end(self, event: PlaybackFinishedEvent) -> None:
        self._heard = _words_until(self._playing_words, event.playback_position)

    def _on_error(self, event: ErrorEvent) -> None:
        cause = getattr(event.error, "error", event.error)
        logger.error("a part of the session failed", extra={"error": type(cause).__name__})
        self._on_event(Trouble(f"A part of the conversation failed ({type(cause).__name__})."))

    def _keep(self, planned: Planned) -> None:
        self._plans.clear()
        self._kept = None
        self._begin(planned)

    # --- the turn ----------------------------------------------------------------------

    def _begin(self, planned: Planned) -> None:
        clock = planned.clock
        clock.committed_at = time.time()
        if self._heard_until is not None:
            clock.speech_ended_at = self._heard_until.ended_at_s
            clock.final_ready_at = self._heard_until.ready_at_s
        self._current = planned
        self._stt.expect(expected_of(planned.turn))
        self._stt.prompt_with(prompt_of(self._shop_words, planned.turn.products))
        self._on_event(TurnCommitted(planned.turn))
        self._spawn(self._commit(planned))

    async def _commit(self, planned: Planned) -> None:
        try:
            await self._conversation.commit(planned)
        except AgentError as error:
            self._on_event(Trouble(str(error)))

    async def _finish(self, planned: Planned, heard: str | None) -> None:
        outcome: Outcome = "completed" if heard is None else "interrupted"
        try:
            timings = await self._conversation.end(planned, outcome=outcome, heard=heard)
        except LogUnwritable as error:
            timings = planned.clock.timings(planned.turn)
            self._on_event(Trouble(str(error)))
        self._on_event(
            TurnEnded(planned.turn, timings, planned.clock.speech_ended_at, outcome, heard)
        )

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _words_until(words: list[TimedString], position_s: float) -> str:
    """Return the words that had begun to be spoken at `position_s`."""
    heard = [w for w in words if isinstance(w.start_time, float) and w.start_time < position_s]
    return "".join(heard).strip()


def _key(text: str) -> str:
    """Return what two spellings of one transcript have in common, as AgentSession compares them."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
