"""Speech over the reply on real parts: real weights, real index, real time."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest

from assistant.audio_io import ClipMicrophone, MemorySpeaker, Played
from assistant.clips import conversations
from assistant.config import Settings
from assistant.intent_log.log import IntentLog
from assistant.parts import voice_parts
from assistant.session import VoiceSession
from assistant.session_events import SessionEvent, TurnCommitted, TurnEnded
from evals.sounds import sound
from evals.spoken_set import speak
from speech.audio_file import Samples
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.audio, pytest.mark.model]

REQUEST = conversations()[0].clips[0]


@pytest.fixture(scope="module")
def said(sample_home: Path) -> dict[str, Samples]:
    texts = ["Mm-hmm.", "Okay.", "Stop."]
    clips = speak(texts, Settings(home=sample_home))
    return {clip.text: clip.samples() for clip in clips}


@dataclass
class Call:
    """A session with what it told and played."""

    microphone: ClipMicrophone
    session: VoiceSession
    playing: asyncio.Event
    events: list[SessionEvent] = field(default_factory=list)
    played: list[Played] = field(default_factory=list)

    def of(self, kind: type[SessionEvent]) -> int:
        return sum(isinstance(event, kind) for event in self.events)

    async def say(self, clip: Samples) -> float:
        """Say a clip; return when its first sample was spoken."""
        spoken_at = self.microphone.speak(clip)
        await self.microphone.wait_until_spoken()
        return spoken_at


@asynccontextmanager
async def _call(home: Path, name: str) -> AsyncIterator[Call]:
    async with voice_parts(Settings(home=home)) as parts:
        events: list[SessionEvent] = []
        played: list[Played] = []
        microphone, speaker = ClipMicrophone(), MemorySpeaker(played.append)
        playing = asyncio.Event()
        speaker.on("playback_started", lambda _: playing.set())
        session = VoiceSession(parts, name, microphone, speaker, events.append)
        await session.start()
        try:
            yield Call(microphone, session, playing, events, played)
        finally:
            microphone.close()
            await session.close()


@pytest.mark.timing
async def test_listening_and_a_cough_let_the_reply_go_on_and_stop_stops_it(
    sample_home: Path, said: dict[str, Samples]
) -> None:
    conversation = f"listening-{uuid4().hex}"  # a second try knows nothing of the first
    async with _call(sample_home, conversation) as call:
        await call.say(REQUEST.samples())
        await call.playing.wait()
        await asyncio.sleep(0.4)
        await call.say(said["Mm-hmm."])
        await asyncio.sleep(1.0)
        await call.say(sound("coughs", 0.6, seed=3))
        await _until(lambda: call.of(TurnEnded) == 1)
        assert not call.played[0].interrupted
        assert call.played[0].paused
        assert call.of(TurnCommitted) == 1

        call.playing.clear()
        await call.say(conversations()[0].clips[1].samples())
        await call.playing.wait()
        await asyncio.sleep(0.7)
        spoken_at = await call.say(said["Stop."])
        await _until(lambda: call.of(TurnEnded) >= 2)
    cut = call.played[1]
    assert cut.interrupted
    silent_at = cut.paused[0][0] if cut.paused else cut.ended_at
    assert 0.3 < silent_at - spoken_at < 1.5  # a quiet lead of 0.3 s comes first
    first, second, *_ = [
        r for r in IntentLog(sample_home / "log").read() if r.session_id == conversation
    ]
    assert (first.outcome, first.heard) == ("completed", None)
    assert second.outcome == "interrupted"
    assert second.heard is not None
    assert second.reply.startswith(second.heard)
    assert len(second.heard) < len(second.reply)


async def _until(happened: Callable[[], bool], timeout_s: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + timeout_s
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.05)
