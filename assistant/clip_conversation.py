"""A conversation from recorded questions, in real time.

Speaks each clip into a `VoiceSession`, waits for the reply to be played, and
measures from the clip's own last audible sample to the reply's first one. What
`aisle demo`, the benches and the tests run.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.turn import Turn
from assistant.audio_io import MIC_RATE_HZ, ClipMicrophone, MemorySpeaker, Played
from assistant.errors import SessionFailed
from assistant.parts import VoiceParts
from assistant.phrasing import Phraser
from assistant.session import VoiceSession
from assistant.session_events import (
    Closed,
    SessionEvent,
    Trouble,
    TurnCommitted,
    TurnEnded,
    TurnWithdrawn,
)
from assistant.turn_record import Outcome, Timings
from speech.audible import audible_span

NOT_HEARD_AFTER_S = 3.0
"""Longer than any pause the recogniser waits out before it ends an utterance."""

SETTLE_S = 0.2
"""Between a reply and the next question."""

COVERED_S = 0.5
"""A turn that ended this much before the clip's speech did is a first part of the question."""

REPLY_MAX_S = 90.0
"""No reply is this long: it broke off."""


@dataclass(frozen=True, slots=True)
class HeardTurn:
    """One turn as the shopper lived it."""

    clip: int
    """Index of the question that it answers."""
    turn: Turn
    timings: Timings
    """After the clip's last audible sample."""
    outcome: Outcome
    audio: Played | None
    """The reply as played; None if nothing of it was heard."""
    false_starts: tuple[Played, ...] = ()
    """Beginnings of replies that were withdrawn because the question went on."""


class ClipConversation:
    """Runs recorded questions as one conversation.

    Args:
        parts: What the process loaded.
        conversation_id: Resumes the dialogue that was stored under it.
        phraser: Puts each reply into words; those that were planned by default.
    """

    def __init__(
        self, parts: VoiceParts, conversation_id: str, phraser: Phraser | None = None
    ) -> None:
        self.troubles: list[str] = []
        """What failed on the way, a sentence each."""
        self._events: asyncio.Queue[TurnEnded] = asyncio.Queue()
        self._open_turns = 0
        self._played: list[Played] = []
        self._withdrawn_at = 0.0
        self._microphone = ClipMicrophone()
        self._session = VoiceSession(
            parts,
            conversation_id,
            self._microphone,
            MemorySpeaker(self._played.append),
            self._on_event,
            phraser,
        )
        self._session.came_by("cli")
        self._committed = asyncio.Event()
        self._closed = False

    async def run(self, clips: Sequence[NDArray[np.float32]]) -> AsyncGenerator[HeardTurn]:
        """Speak the clips one after the other and yield each turn when its reply has ended.

        Args:
            clips: float32 [T] each, mono, 16 kHz, -1..1.

        Yields:
            At least one turn a clip; two if a clip was taken for two utterances.
        """
        await self._session.start()
        try:
            for number, clip in enumerate(clips):
                async for turn in self._ask(number, clip):
                    yield turn
                await asyncio.sleep(SETTLE_S)
        finally:
            self._microphone.close()
            await self._session.close()

    async def _ask(self, number: int, clip: NDArray[np.float32]) -> AsyncIterator[HeardTurn]:
        self._committed.clear()
        self._played.clear()
        begins_at = self._microphone.speak(clip)
        span = audible_span(clip, MIC_RATE_HZ)
        speech_ended_at = begins_at + span[1] if span else None
        await self._microphone.wait_until_spoken()
        if not await self._is_committed():
            await self._session.say_not_heard()
        while True:
            ended = await self._ended()
            self._committed.clear()
            yield self._heard(number, ended, speech_ended_at)
            if self._open_turns or not self._events.empty():
                continue
            if _covers(ended, speech_ended_at) or not await self._is_committed():
                return

    async def _is_committed(self) -> bool:
        """Wait as long as a pause may be waited out; say whether a turn was committed."""
        if self._open_turns or not self._events.empty():
            return True
        try:
            await asyncio.wait_for(self._committed.wait(), NOT_HEARD_AFTER_S)
        except TimeoutError:
            return False
        return True

    async def _ended(self) -> TurnEnded:
        try:
            return await asyncio.wait_for(self._events.get(), REPLY_MAX_S)
        except TimeoutError:
            why = "the session closed" if self._closed else "no reply came to its end"
            raise SessionFailed(f"The conversation broke off: {why}. Run it again.") from None

    def _heard(self, number: int, ended: TurnEnded, speech_ended_at: float | None) -> HeardTurn:
        false_starts = [p for p in self._played if p.started_at < self._withdrawn_at]
        del self._played[: len(false_starts)]
        audio = self._played.pop(0) if self._played else None
        return HeardTurn(
            clip=number,
            turn=ended.turn,
            timings=_measured(ended, speech_ended_at, audio),
            outcome=ended.outcome,
            audio=audio,
            false_starts=tuple(false_starts),
        )

    def _on_event(self, event: SessionEvent) -> None:
        match event:
            case TurnCommitted():
                self._open_turns += 1
                self._committed.set()
            case TurnEnded():
                self._open_turns -= 1
                self._events.put_nowait(event)
            case TurnWithdrawn():  # the clip went on; its whole words will be committed
                self._open_turns -= 1
                self._withdrawn_at = time.time()
            case Trouble(message):
                self.troubles.append(message)
            case Closed():
                self._closed = True


def _covers(ended: TurnEnded, speech_ended_at: float | None) -> bool:
    """Say whether a turn's utterance reaches the end of the clip: nothing is still to come."""
    if speech_ended_at is None or ended.speech_ended_at is None:
        return True
    return ended.speech_ended_at > speech_ended_at - COVERED_S


def _measured(ended: TurnEnded, speech_ended_at: float | None, audio: Played | None) -> Timings:
    """Return the timings after the clip's own end, to the first sample that can be heard.

    In a noisy recording the clip's last audible sample is noise; the recogniser's own end of
    speech, where it is earlier, is then nearer to the truth, and harder on the figure.
    """
    timings = ended.timings
    if speech_ended_at is None or ended.speech_ended_at is None:
        return timings
    speech_ended_at = min(speech_ended_at, ended.speech_ended_at)
    shift_ms = (ended.speech_ended_at - speech_ended_at) * 1000
    moved = {
        name: None if value is None else round(value + shift_ms, 1)
        for name, value in timings.model_dump().items()
        if name not in ("understand_ms", "retrieve_ms", "reply_ms")
    }
    heard = audible_span(audio.samples, audio.rate_hz) if audio else None
    if audio is not None and heard is not None:
        first_audible_at = audio.started_at + heard[0]
        moved["first_audio_ms"] = round((first_audible_at - speech_ended_at) * 1000, 1)
    return timings.model_copy(update=moved)
