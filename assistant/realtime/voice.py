"""The voice session behind a Realtime session: begun, set up, and begun anew with another voice."""

import asyncio
from collections.abc import Callable

from livekit.agents.voice import SpeechHandle

from agents.turn import Turn, Utterance
from assistant.conversation import Conversation
from assistant.parts import VoiceParts
from assistant.phrasing import Phraser
from assistant.realtime.microphone import SocketMicrophone
from assistant.realtime.session_config import OPENAI_VOICES, SessionConfig
from assistant.realtime.speaker import SocketSpeaker
from assistant.session import VoiceSession
from assistant.session_events import Closed, SessionEvent
from speech.piper.voices import VoiceWish


class Voice:
    """Hears and speaks for one connection.

    Args:
        parts: The process's.
        conversation: Whose turns they are.
        microphone: Of the client.
        speaker: Of the client.
        phraser: Puts replies into words.
        on_event: Told of what happens, on the event loop.
    """

    def __init__(
        self,
        parts: VoiceParts,
        conversation: Conversation,
        microphone: SocketMicrophone,
        speaker: SocketSpeaker,
        phraser: Phraser,
        on_event: Callable[[SessionEvent], None],
    ) -> None:
        self.parts = parts
        self._conversation = conversation
        self._microphone = microphone
        self._speaker = speaker
        self._phraser = phraser
        self._on_event = on_event
        self._session: VoiceSession | None = None
        self._spoken_by: str | None = None
        self._client_tells = False
        """Whether the client says how much it has played."""

    async def start(self, config: SessionConfig, own_voice: str) -> None:
        """Begin to listen.

        Args:
            config: How the session is set up.
            own_voice: Name of the shop's voice, which speaks for names that clients bring.
        """
        name = own_voice if config.voice in OPENAI_VOICES else config.voice
        self._spoken_by = name
        wish = VoiceWish(name, config.spoken_speed)
        session: VoiceSession | None = None

        def on_event(event: SessionEvent) -> None:
            # One that was begun anew ends without a word.
            if self._session is session or not isinstance(event, Closed):
                self._on_event(event)

        session = VoiceSession(
            self.parts,
            self._conversation,
            self._microphone,
            self._speaker,
            on_event,
            self._phraser,
            wish,
        )
        session.came_by("realtime")
        self._session = session
        self.apply(config)
        await session.start()

    async def renew(
        self, config: SessionConfig, own_voice: str, conversation: Conversation | None = None
    ) -> None:
        """Begin anew if another voice is wanted, or with another conversation."""
        name = own_voice if config.voice in OPENAI_VOICES else config.voice
        if name == self._spoken_by and conversation is None:
            return
        self._conversation = conversation or self._conversation
        before, self._session = self._session, None
        if before is not None:
            await before.close()
        await self.start(config, own_voice)

    def apply(self, config: SessionConfig) -> None:
        """Set the session up as the client wants it."""
        if self._session is None:
            return
        self._session.speak_at(config.spoken_speed)
        self._session.listen_only(not (config.speaks and config.answers_by_itself))
        self._session.yield_to_speech(config.speech_interrupts)

    async def ask(self, utterance: Utterance) -> None:
        """Answer words aloud; returns when the reply was played or cut off."""
        if self._session is not None:
            if not utterance.text.strip():
                await self._session.say_not_heard()
                return
            await _finished(self._session.ask(utterance))

    async def say(self, text: str) -> None:
        """Speak words that are no turn; returns when they were played or cut off."""
        if self._session is not None:
            await _finished(self._session.say(text))

    def interrupt(self) -> None:
        """Cut off the reply that is under way."""
        if self._session is not None:
            self._session.interrupt()

    async def heard(self, index: int, position_s: float) -> None:
        """Correct how much of a reply was heard."""
        if self._session is not None:
            await self._session.heard(index, position_s)

    def played(self, position_s: float, is_playing: bool) -> None:
        """Take what the client says of its loudspeaker."""
        self._client_tells = True
        self._speaker.told_position(position_s, is_playing)

    def play_out(self) -> None:
        """Count the reply before as heard: who asks for the next was sent all of it.

        A program that plays nothing asks as soon as a response is done, and what it was told
        counts. A client that was cut short truncates the item, or tells its position.
        """
        if not self._client_tells:
            self._speaker.told_position(self._speaker.made_s, is_playing=False)

    def expect(self, turn: Turn) -> None:
        """Expect what follows a turn that was answered in writing."""
        if self._session is not None:
            self._session.expect(turn)

    async def close(self) -> None:
        """Stop listening; a reply under way is cut off."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()


async def _finished(handle: SpeechHandle) -> None:
    """Wait for a reply's end; being cancelled leaves the reply alone."""
    await asyncio.shield(handle.wait_for_playout())
