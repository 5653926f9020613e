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

Words may also be typed, or recognised elsewhere: `ask` takes them through the same turn.

Nothing is shown or heard before the commit; a transcript that changes throws the plan
away. A shopper who goes on before a word of the reply was heard takes the commit back.
What speech over the reply does is decided in `assistant.barge_in`.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress

from livekit import rtc
from livekit.agents import (
    AgentSession,
    CloseEvent,
    ConversationItemAddedEvent,
    ErrorEvent,
    SpeechCreatedEvent,
    UserInputTranscribedEvent,
    UserStateChangedEvent,
)
from livekit.agents.llm import ChatMessage
from livekit.agents.types import NOT_GIVEN
from livekit.agents.voice import SpeechHandle
from livekit.agents.voice.io import (
    AudioInput,
    AudioOutput,
    PlaybackFinishedEvent,
    PlaybackStartedEvent,
)
from livekit.agents.voice.room_io import RoomOptions

from agents.turn import Turn, Utterance
from assistant.barge_in import BargeIn
from assistant.conversation import Conversation
from assistant.hearing import expected_of
from assistant.parts import VoiceParts
from assistant.phrasing import AsWritten, Phraser
from assistant.raw_transcripts import RawTranscripts
from assistant.recordings.sound import HeardSound
from assistant.session_events import (
    Closed,
    Hearing,
    ReplyStopped,
    SessionEvent,
    SpeechStarted,
    SpeechStopped,
    Trouble,
)
from assistant.session_replies import SessionReplies
from assistant.shop_agent import GraphModel, ShopAgent, message_of, utterance_of
from assistant.spoken_turns import SpokenTurns
from assistant.tracing.quiet import keep_quiet
from assistant.wordless import Levels
from speech.piper.voices import VoiceWish
from speech.utterance_timings import UtteranceTimings
from speech.whisper_stt import WhisperSTT

logger = logging.getLogger("aisle.session")

MAX_SPECULATIONS = 8
"""A shopper who pauses often may start this many plans a turn; a plan costs ~20 ms."""

MAX_SPECULATED_SPEECH_S = 30.0
"""As long as one utterance may be: a long wish deserves a fast answer too."""

NOT_HEARD_AFTER_S = 0.4
"""Who was not understood often goes on by themselves."""

CLOSING_S = 0.3
"""For words still under way when the shopper leaves; LiveKit's 2 s delay every goodbye."""


class VoiceSession:
    """One shopper's spoken conversation.

    Args:
        parts: What the process loaded.
        conversation: Its turns; or an id, which resumes the dialogue that was stored under it.
        microphone: What the shopper says; None where `start` is given a room that has it.
        speaker: Where the reply is played; None likewise.
        on_event: Called on the event loop with everything that happens.
        phraser: Puts each reply into words; whoever its decision names by default.
        voice: Which voice speaks, and how fast; as configured if None.

    Raises:
        VoiceUnknown: There is no such voice.
    """

    def __init__(
        self,
        parts: VoiceParts,
        conversation: Conversation | str,
        microphone: AudioInput | None,
        speaker: AudioOutput | None,
        on_event: Callable[[SessionEvent], None],
        phraser: Phraser | None = None,
        voice: VoiceWish | None = None,
    ) -> None:
        keep_quiet()
        self._on_event = on_event
        self._phraser = phraser or AsWritten()
        talk = (
            Conversation(parts.text, conversation)
            if isinstance(conversation, str)
            else conversation
        )
        self._sound = sound = HeardSound(lambda: talk.records)
        self._turns = SpokenTurns(
            talk,
            on_event,
            self._on_kept,
            lambda timings: sound.between(timings.started_s, timings.ended_s),
        )
        self._shop = parts.shop
        self._transcripts = RawTranscripts()
        self._stt = WhisperSTT(parts.recogniser, parts.activity)
        self._stt.hint(self._shop.hints(()))
        self._stt.on("utterance", self._on_utterance)
        self._voice = parts.voice.speaking(voice)
        self._own_speed, self._pace = self._voice.speed, 1.0
        self._voice.on("voice_failed", self._on_voice_failed)
        self._session: AgentSession[None] = AgentSession(
            stt=self._stt,
            vad=None,  # WhisperSTT tells when speech starts, and `BargeIn` what follows
            llm=GraphModel(),
            tts=self._voice,
            turn_handling={
                "turn_detection": "stt",  # WhisperSTT knows when the utterance is over
                "endpointing": {"min_delay": 0.0, "max_delay": 0.0},
                "preemptive_generation": {
                    "preemptive_tts": True,
                    "max_retries": MAX_SPECULATIONS,
                    "max_speech_duration": MAX_SPECULATED_SPEECH_S,
                },
                "interruption": {"mode": "vad", "resume_false_interruption": False},
            },
            tts_text_transforms=None,  # our clauses hold no markup, and the filters hold text back
            aec_warmup_duration=None,
            user_away_timeout=None,
            session_close_transcript_timeout=CLOSING_S,
        )
        if microphone is not None:
            self._session.input.audio = microphone
        if speaker is not None:
            self._session.output.audio = speaker
        self._levels = Levels()
        self._just_ended: UtteranceTimings | None = None
        """Of the utterance whose end AgentSession is about to be told."""
        self._barge_in = BargeIn(
            SessionReplies(self._session, self._turns),
            time.time,
            self._on_wordless,
            self._on_reply_stopped,
        )
        self._stt.take_back(self._barge_in.take_back)
        self._sorry: asyncio.Task[None] | None = None
        """Under way, or the last thing that was said."""
        self._session.on("user_input_transcribed", self._on_transcribed)
        self._session.on("user_state_changed", self._on_user_state)
        self._session.on("conversation_item_added", self._on_item)
        self._session.on("speech_created", self._on_speech)
        self._session.on("error", self._on_error)
        self._session.on("close", self._on_close)

    def came_by(self, door: str) -> None:
        """Say through which door the shopper came, for the log."""
        self._turns.door = door

    async def start(
        self, room: rtc.Room | None = None, room_options: RoomOptions | None = None
    ) -> None:
        """Begin to listen.

        Args:
            room: Whose participant speaks and hears, where no microphone and speaker were given.
            room_options: What of the room is used; LiveKit's defaults if None.
        """
        agent = ShopAgent(
            self._turns,
            self._barge_in,
            self._levels,
            self._phraser,
            self._transcripts,
            self._sound,
        )
        await self._session.start(
            agent,
            room=NOT_GIVEN if room is None else room,
            room_options=NOT_GIVEN if room_options is None else room_options,
            session_host=False,  # nobody in a room may steer the session past our own turns
            record=False,
        )
        speaker = self._session.output.audio
        if speaker is not None:
            speaker.on("playback_started", self._on_playback)
            speaker.on("playback_finished", self._on_playback_end)

    async def close(self) -> None:
        """Stop listening; a reply under way is cut off, its turn is recorded."""
        self._barge_in.close()
        self._turns.stopped_by = "left"
        if self._sorry is not None:
            self._sorry.cancel()
        await self._session.aclose()
        await self._turns.close()
        await self._voice.aclose()

    def speak_at(self, speed: float) -> None:
        """Speak the replies from the next one on at `speed`; 1.2 is a fifth faster."""
        self._own_speed = speed
        self._voice.speed = speed * self._pace

    def _speak_paced(self, pace: float) -> None:
        """Speak slower or faster than the voice's own speed, as the shopper asked."""
        if pace != self._pace:
            self._pace = pace
            self._voice.speed = self._own_speed * pace

    def listen_only(self, on: bool) -> None:
        """Say who answers what comes through the microphone.

        Args:
            on: The front door: it is told `Heard`, and may `ask`. Else the session itself.
        """
        self._turns.only_listens = on

    def yield_to_speech(self, on: bool) -> None:
        """Say whether words over a reply stop it; without it they are passed over."""
        self._barge_in.yields = on

    def expect(self, turn: Turn) -> None:
        """Expect what follows a turn that was answered elsewhere, such as in writing."""
        self._on_kept(turn)

    def ask(self, utterance: Utterance) -> SpeechHandle:
        """Answer words that did not come through the microphone, aloud, as the next turn.

        A reply under way is cut off. The events are those of a spoken turn.

        Args:
            utterance: What was typed, or recognised elsewhere.

        Returns:
            The reply's handle: done when it was played or cut off.
        """
        self.interrupt()
        return self._session.generate_reply(
            user_input=message_of(utterance),
            input_modality="audio" if utterance.spoken else "text",
        )

    def say(self, text: str) -> SpeechHandle:
        """Speak `text` as it is: it is no turn, and nothing is stored or logged."""
        return self._session.say(text)

    def interrupt(self) -> None:
        """Cut the reply off that is under way, if there is one."""
        with suppress(RuntimeError):  # the session is closing: it ends the reply itself
            self._session.interrupt()

    async def heard(self, index: int, position_s: float) -> None:
        """Correct how much of a cut-off reply was heard: its listener knows better.

        Args:
            index: Of the reply's turn: the last one, or nothing happens.
            position_s: How much of the reply's sound was played.
        """
        await self._turns.heard_until(index, position_s)

    async def say_not_heard(self) -> None:
        """Say that nothing was understood, as a turn of its own."""
        turn = await self._turns.say(Utterance(text="", spoken=True))
        self._session.say(turn.reply.text)

    def _on_kept(self, turn: Turn | None) -> None:
        self._speak_paced(turn.pace if turn else 1.0)
        self._stt.expect(expected_of(turn) if turn else None)
        self._stt.hint(self._shop.hints(turn.products if turn else ()))

    def _on_utterance(self, timings: UtteranceTimings) -> None:
        self._just_ended = timings
        self._turns.utterance_ended(timings)
        self._barge_in.utterance_ended()

    def _on_reply_stopped(self, text: str, at: float) -> None:
        self._turns.stopped_by = "speech"
        self._on_event(ReplyStopped(text, at, self._barge_in.speech_began_at))

    def _on_wordless(self, begin: float, end: float) -> None:
        idle = self._sorry is None and self._turns.turn is None and not self._turns.only_listens
        if idle and self._levels.deserves_answer(begin, end):
            self._sorry = asyncio.create_task(self._say_not_heard_soon())

    async def _say_not_heard_soon(self) -> None:
        await asyncio.sleep(NOT_HEARD_AFTER_S)
        if self._turns.turn is None and not self._barge_in.speech_is_open:
            await self.say_not_heard()
        else:
            self._sorry = None

    def _on_user_state(self, event: UserStateChangedEvent) -> None:
        if event.new_state == "speaking":
            self._on_event(SpeechStarted(event.created_at))
        elif event.old_state == "speaking":
            timings, self._just_ended = self._just_ended, None
            spoken_s = None if timings is None else timings.ended_s - timings.started_s
            self._on_event(SpeechStopped(event.created_at, spoken_s))

    def _on_transcribed(self, event: UserInputTranscribedEvent) -> None:
        if not event.is_final:
            self._on_event(Hearing(event.transcript))

    def _on_item(self, event: ConversationItemAddedEvent) -> None:
        item = event.item
        if isinstance(item, ChatMessage) and item.role == "user":
            self._sorry = None
            if self._barge_in.kept():
                self._turns.keep(utterance_of(item, self._transcripts))
            else:
                self._session.interrupt()  # its words go on: they come again, with the rest

    def _on_speech(self, event: SpeechCreatedEvent) -> None:
        event.speech_handle.add_done_callback(self._on_speech_done)

    def _on_speech_done(self, handle: SpeechHandle) -> None:
        if handle.scheduled:  # a speculative reply that was thrown away is no turn
            self._turns.end(interrupted=handle.interrupted)

    def _on_playback(self, event: PlaybackStartedEvent) -> None:
        self._turns.playing(event.created_at)
        self._barge_in.playing(event.created_at)

    def _on_playback_end(self, event: PlaybackFinishedEvent) -> None:
        self._turns.played(event.playback_position)
        self._barge_in.played(event.playback_position)

    def _on_voice_failed(self, why: str) -> None:
        self._on_event(Trouble(f"{why} The reply is on the screen."))

    def _on_error(self, event: ErrorEvent) -> None:
        cause = getattr(event.error, "error", event.error)
        logger.error("a part of the session failed", extra={"error": type(cause).__name__})
        self._on_event(Trouble(f"A part of the conversation failed ({type(cause).__name__})."))

    def _on_close(self, event: CloseEvent) -> None:
        if event.error is not None:
            self._on_event(Trouble("The conversation ended after too many failures."))
        self._on_event(Closed())
