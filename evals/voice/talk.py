"""One spoken conversation: says something, waits for what comes back, says the next thing."""

import asyncio
import time
from dataclasses import dataclass, field

from livekit.agents.voice.io import PlaybackStartedEvent

from agents.turn import Turn
from assistant.audio_io import MIC_RATE_HZ, MemorySpeaker, Played
from assistant.conversation import Conversation
from assistant.errors import SessionFailed
from assistant.parts import VoiceParts
from assistant.session import VoiceSession
from assistant.session_events import (
    Closed,
    SessionEvent,
    SpeechStarted,
    SpeechStopped,
    Trouble,
    TurnCommitted,
    TurnEnded,
    TurnWithdrawn,
)
from evals.voice.microphone import RoomMicrophone, in_frames
from speech.audible import audible_span
from speech.audio_file import Samples

NOT_HEARD_AFTER_S = 3.0
"""Longer than any pause the recogniser waits out before it ends an utterance."""

STILL_HEARD_S = 20.0
"""Somebody else may go on talking, or the machine be slow: so long after the words the shopper
gives up waiting. With load 18 on 2 cores words came up to 6 s late."""

SETTLE_S = 0.4
"""Between a reply and what is said next: shoppers take a breath."""

COVERED_S = 0.5
"""A turn that ended this much before the words did is a first part of the utterance."""

REPLY_MAX_S = 90.0
"""No reply is this long: it broke off."""


@dataclass(frozen=True, slots=True)
class Words:
    """An utterance as it is spoken."""

    taken: Samples
    """float32 [T], mono, 16 kHz: what the microphone takes."""
    span_s: tuple[float, float]
    """When its first audible sample begins and its last one ends, without what is around it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """When an utterance was audible, on the wall clock."""

    begins_at: float
    ends_at: float


@dataclass(slots=True)
class Answered:
    """One turn and what was heard of it."""

    turn: Turn
    ended: TurnEnded
    committed_at: float
    audio: Played | None
    false_starts: int


@dataclass(slots=True)
class Over:
    """What became of something said over a reply."""

    spoken: Spoken
    at_s: float
    """Of the reply."""
    reply: Played | None = None
    """The reply that it was said over, as far as it was played."""

    @property
    def stopped(self) -> bool:
        return self.reply is not None and self.reply.interrupted

    @property
    def stopped_after_s(self) -> float | None:
        """From its first audible sample to the reply's last; None if it went on."""
        if self.reply is None or not self.stopped:
            return None
        return max(0.0, self.reply.ended_at - self.spoken.begins_at)


@dataclass(slots=True)
class _State:
    """What the session told."""

    ended: asyncio.Queue[TurnEnded] = field(default_factory=asyncio.Queue)
    open_turns: int = 0
    committed: asyncio.Event = field(default_factory=asyncio.Event)
    committed_at: dict[int, float] = field(default_factory=dict)
    playing: asyncio.Event = field(default_factory=asyncio.Event)
    silent: asyncio.Event = field(default_factory=asyncio.Event)
    playing_since: float = 0.0
    played: list[Played] = field(default_factory=list)
    withdrawn_at: float = 0.0
    somebody_speaks: bool = False
    words_came: bool = False
    """An utterance with words is over, and no turn has come of it yet."""
    closed: bool = False


class Exchange:
    """Speaks into one session and collects what it answers.

    Args:
        parts: What the process loaded.
        conversation: Whose turns they are.
        between: What the microphone takes while nobody speaks; None is silence.
    """

    def __init__(
        self, parts: VoiceParts, conversation: Conversation, between: Samples | None
    ) -> None:
        self.troubles: list[str] = []
        self._state = _State()
        self._microphone = RoomMicrophone(between)
        speaker = MemorySpeaker(self._on_played)
        speaker.on("playback_started", self._on_playing)
        self._session = VoiceSession(parts, conversation, self._microphone, speaker, self._on_event)

    @property
    def at(self) -> int:
        """Sample of the microphone's stream that comes next."""
        return self._microphone.at

    async def open(self) -> None:
        """Begin to listen."""
        await self._session.start()

    async def close(self) -> None:
        """End the conversation."""
        self._microphone.close()
        await self._session.close()

    async def speak(self, words: Words) -> Spoken:
        """Say something, and return when its last sample was said."""
        self._state.committed.clear()
        at = self._microphone.speak(in_frames(words.taken))
        await self._microphone.wait_until_spoken()
        return Spoken(at + words.span_s[0], at + words.span_s[1])

    async def speak_over(self, words: Words, after_s: float) -> Over | None:
        """Say something over the reply that comes now.

        Args:
            words: What is said.
            after_s: Of the reply's sound.

        Returns:
            None if no reply sounds for so long: nothing was said.
        """
        state = self._state
        if not await self._reply_begins():
            return None
        since = state.playing_since
        state.silent.clear()
        try:
            await asyncio.wait_for(state.silent.wait(), since + after_s - time.time())
            return None  # the reply was shorter
        except TimeoutError:
            pass
        if not state.playing.is_set() or state.playing_since != since:
            return None
        spoken = await self.speak(words)
        over = Over(spoken, at_s=spoken.begins_at - since)
        await self._reply_over(over, since)
        return over if over.reply is None or over.reply.ended_at > spoken.begins_at else None

    async def answers(self, until: Spoken, *, must_come: bool) -> list[Answered]:
        """Wait until the assistant has nothing more to say, and return its turns.

        Args:
            until: What was said last.
            must_come: Have the session say that nothing was heard, if nothing comes.

        Raises:
            SessionFailed: The conversation broke off.
        """
        if not await self._is_committed():
            if not must_come:
                return []
            await self._session.say_not_heard()
        answered: list[Answered] = []
        while True:
            state = self._state
            ended = await self._ended()
            state.committed.clear()
            answered.append(self._answered(ended))
            if state.open_turns or not state.ended.empty():
                continue
            if covers(ended, until) or not await self._is_committed():
                await asyncio.sleep(SETTLE_S)
                if state.open_turns or not state.ended.empty():
                    continue
                state.played.clear()
                return answered

    # --- inside -------------------------------------------------------------------------

    async def _reply_begins(self) -> bool:
        """Wait for the reply's first sample; False if none comes."""
        try:
            await asyncio.wait_for(self._state.playing.wait(), NOT_HEARD_AFTER_S + STILL_HEARD_S)
        except TimeoutError:
            return False
        return True

    async def _reply_over(self, over: Over, since: float) -> None:
        """Wait until the reply that began at `since` has ended, and note how."""
        ends_by = time.time() + REPLY_MAX_S
        while over.reply is None and time.time() < ends_by and not self._state.closed:
            over.reply = next((p for p in self._state.played if p.started_at == since), None)
            if over.reply is None:
                self._state.silent.clear()
                try:
                    await asyncio.wait_for(self._state.silent.wait(), REPLY_MAX_S)
                except TimeoutError:
                    return

    async def _is_committed(self) -> bool:
        """Wait as long as a pause may be waited out; say whether a turn was committed."""
        gives_up_at = time.time() + STILL_HEARD_S
        while True:
            if self._state.open_turns or not self._state.ended.empty():
                return True
            try:
                await asyncio.wait_for(self._state.committed.wait(), NOT_HEARD_AFTER_S)
                return True
            except TimeoutError:
                under_way = self._state.somebody_speaks or self._state.words_came
                if not under_way or time.time() > gives_up_at:
                    self._state.words_came = False
                    return False

    async def _ended(self) -> TurnEnded:
        try:
            return await asyncio.wait_for(self._state.ended.get(), REPLY_MAX_S)
        except TimeoutError:
            why = "the session closed" if self._state.closed else "no reply came to its end"
            raise SessionFailed(f"The conversation broke off: {why}. Run it again.") from None

    def _answered(self, ended: TurnEnded) -> Answered:
        state = self._state
        committed_at = state.committed_at.get(ended.turn.index, 0.0)
        early = [p for p in state.played if p.started_at < committed_at]
        del state.played[: len(early)]
        return Answered(
            turn=ended.turn,
            ended=ended,
            committed_at=committed_at,
            audio=state.played.pop(0) if state.played else None,
            false_starts=sum(p.started_at < state.withdrawn_at for p in early),
        )

    def _on_playing(self, event: PlaybackStartedEvent) -> None:
        self._state.playing_since = event.created_at
        self._state.playing.set()

    def _on_played(self, played: Played) -> None:
        self._state.played.append(played)
        self._state.playing.clear()
        self._state.silent.set()

    def _on_event(self, event: SessionEvent) -> None:
        state = self._state
        match event:
            case TurnCommitted(turn):
                state.words_came = False
                state.open_turns += 1
                state.committed_at[turn.index] = time.time()
                state.committed.set()
            case TurnEnded():
                state.open_turns -= 1
                state.ended.put_nowait(event)
            case TurnWithdrawn():  # the shopper went on; the whole words will be committed
                state.open_turns -= 1
                state.withdrawn_at = time.time()
            case SpeechStarted():
                state.somebody_speaks = True
            case SpeechStopped(_, spoken_s):
                state.somebody_speaks = False
                state.words_came |= spoken_s is not None
            case Trouble(message):
                self.troubles.append(message)
            case Closed():
                state.closed = True


def covers(ended: TurnEnded, spoken: Spoken) -> bool:
    """Say whether a turn's utterance reaches the end of what was said."""
    return ended.speech_ended_at is None or ended.speech_ended_at > spoken.ends_at - COVERED_S


def words_of(taken: Samples, alone: Samples) -> Words:
    """Return an utterance with the times of what can be heard of it.

    Args:
        taken: float32 [T], mono, 16 kHz, as the microphone takes it.
        alone: float32 [T], the same without what is around it.
    """
    return Words(taken, audible_span(alone, MIC_RATE_HZ) or (0.0, len(alone) / MIC_RATE_HZ))


def timings_of(answered: Answered, spoken: Spoken) -> dict[str, float | None]:
    """Return a turn's times in ms after the utterance's last audible sample, to audible sound.

    The first part of an utterance that was cut is measured from its own end as the recogniser
    saw it.
    """
    ended, told = answered.ended, answered.ended.timings.told()
    if ended.speech_ended_at is None:
        return told
    truth = spoken.ends_at if covers(ended, spoken) else ended.speech_ended_at
    shift_ms = (ended.speech_ended_at - truth) * 1000
    moved = {
        name: value if value is None or name in _SPENT else round(value + shift_ms, 1)
        for name, value in told.items()
    }
    audio = answered.audio
    heard = audible_span(audio.samples, audio.rate_hz) if audio is not None else None
    if audio is not None and heard is not None:
        moved["first_audio_ms"] = round((audio.started_at + heard[0] - truth) * 1000, 1)
    return moved


_SPENT = ("understand_ms", "retrieve_ms", "reply_ms")
"""Durations, not points in time."""
