"""Words that are typed into a spoken session, or recognised elsewhere."""

import asyncio
from pathlib import Path

import pytest

from agents.turn import Utterance
from assistant.audio_io import ClipMicrophone, MemorySpeaker, Played
from assistant.config import Settings
from assistant.parts import voice_parts
from assistant.session import VoiceSession
from assistant.session_events import SessionEvent, TurnCommitted, TurnEnded
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.audio, pytest.mark.model]


async def test_typed_words_are_answered_aloud(sample_home: Path) -> None:
    events: list[SessionEvent] = []
    committed_one, playing = asyncio.Event(), asyncio.Event()

    def note(event: SessionEvent) -> None:
        events.append(event)
        if isinstance(event, TurnCommitted):
            committed_one.set()

    played: list[Played] = []
    async with voice_parts(Settings(home=sample_home)) as parts:
        microphone, speaker = ClipMicrophone(), MemorySpeaker(played.append)
        speaker.on("playback_started", lambda _: playing.set())
        session = VoiceSession(parts, "asked", microphone, speaker, note)
        await session.start()
        first = session.ask(Utterance("hiking boots under 150"))
        await committed_one.wait()
        await playing.wait()
        await asyncio.sleep(0.5)  # into the reply
        second = session.ask(Utterance("only men's", spoken=True, confidence=0.9))
        async with asyncio.timeout(PATIENCE_S):
            await first
            await second
        await session.close()
        dialogue = await parts.text.shopping.dialogue("asked")
    committed = [e.turn for e in events if isinstance(e, TurnCommitted)]
    ended = [e for e in events if isinstance(e, TurnEnded)]
    assert [turn.utterance.spoken for turn in committed] == [False, True]
    assert [turn.index for turn in committed] == [0, 1]
    assert [event.outcome for event in ended] == ["interrupted", "completed"]
    assert [one.interrupted for one in played] == [True, False]
    assert dialogue.turn == 2
    assert all(c.product.audience in {"men", "unisex", None} for c in committed[1].products)
