"""A shopper who goes on after the end of turn was decided: real weights, real time."""

import asyncio
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from livekit import rtc

from assistant.audio_io import MIC_RATE_HZ, ClipMicrophone, MemorySpeaker
from assistant.config import Settings
from assistant.intent_log.log import IntentLog
from assistant.parts import voice_parts
from assistant.session import VoiceSession
from assistant.session_events import SessionEvent, TurnCommitted, TurnEnded, TurnWithdrawn
from evals.spoken_set import speak
from speech.audible import audible_span
from speech.audio_file import Samples
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.audio, pytest.mark.model]

PAUSE_S = 0.95
"""Longer than the silence that ends the first words, within a second of that end."""

FIRST, REST = "Show me hiking boots.", "Under one hundred dollars, please."


class HeldSpeaker(MemorySpeaker):
    """Plays nothing until it is let go: a voice that is slower than the shopper."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = asyncio.Event()

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await self.let_go.wait()
        await super().capture_frame(frame)


@pytest.fixture(scope="module")
def clip(sample_home: Path) -> Samples:
    first, rest = (clip.samples() for clip in speak([FIRST, REST], Settings(home=sample_home)))
    pause = np.zeros(round(PAUSE_S * MIC_RATE_HZ), np.float32)
    return np.concatenate([_trimmed(first), pause, _trimmed(rest)])


@pytest.mark.timing
async def test_words_that_come_before_the_reply_are_joined_to_the_first(
    sample_home: Path, clip: Samples
) -> None:
    conversation = f"taken-back-{uuid4().hex}"  # a second try knows nothing of the first
    events: list[SessionEvent] = []
    ended, whole = asyncio.Event(), asyncio.Event()

    def on_event(event: SessionEvent) -> None:
        events.append(event)
        if isinstance(event, TurnEnded):
            ended.set()
        if isinstance(event, TurnCommitted) and "hundred" in _bare(event):
            whole.set()

    async with voice_parts(Settings(home=sample_home)) as parts:
        microphone, speaker = ClipMicrophone(), HeldSpeaker()
        session = VoiceSession(parts, conversation, microphone, speaker, on_event)
        await session.start()
        microphone.speak(clip)
        await asyncio.wait_for(whole.wait(), PATIENCE_S)
        speaker.let_go.set()
        await asyncio.wait_for(ended.wait(), PATIENCE_S)
        microphone.close()
        await session.close()
        dialogue = await parts.text.shopping.dialogue(conversation)
    committed = [e for e in events if isinstance(e, TurnCommitted)]
    withdrawn = [e for e in events if isinstance(e, TurnWithdrawn)]
    # The first words are on the screen for a moment, or not even that.
    assert [e.turn for e in committed[:-1]] == [e.turn for e in withdrawn]
    assert dialogue.turn == 1
    [record] = [r for r in IntentLog(sample_home / "log").read() if r.session_id == conversation]
    assert record.turn == 0
    assert "hiking boots" in record.user_query.lower()
    assert "hundred" in _bare(committed[-1])


def _trimmed(clip: Samples) -> Samples:
    span = audible_span(clip, MIC_RATE_HZ)
    assert span is not None
    return clip[round(span[0] * MIC_RATE_HZ) : round(span[1] * MIC_RATE_HZ)]


def _bare(event: TurnCommitted) -> str:
    return event.turn.utterance.text.lower().replace("$100", "hundred").replace("100", "hundred")
