"""What was heard of a reply that was cut off, with the voice's own word times."""

import asyncio
from dataclasses import dataclass

import numpy as np
import pytest
from livekit import rtc
from livekit.agents.types import USERDATA_TIMED_TRANSCRIPT, TimedString
from livekit.agents.voice.io import PlaybackFinishedEvent

from assistant.audio_io import MemorySpeaker, Played
from assistant.playout import heard_until
from speech.piper.tts import PiperOptions, PiperTTS

pytestmark = [pytest.mark.model, pytest.mark.audio]

REPLY = "Sure, the Ridge Boot is $280, and rated 4.6/5. Would you like to see it in brown?"


@dataclass(frozen=True, slots=True)
class Cut:
    """A reply that was cut off once."""

    position_s: float
    played_s: float
    """Of the samples that sounded."""


async def _spoken() -> tuple[list[rtc.AudioFrame], list[TimedString]]:
    frames: list[rtc.AudioFrame] = []
    words: list[TimedString] = []
    voice = PiperTTS(options=PiperOptions(deterministic=True))
    try:
        async with voice.stream() as stream:
            stream.push_text(REPLY)
            stream.end_input()
            async for event in stream:
                frames.append(event.frame)
                words += event.frame.userdata.get(USERDATA_TIMED_TRANSCRIPT, [])
    finally:
        await voice.aclose()
    return frames, words


async def _cut_after(frames: list[rtc.AudioFrame], sounding_s: float, pauses: int) -> Cut:
    """Play a reply with pauses of 0.1 s and cut it off after `sounding_s` of sound."""
    played: list[Played] = []
    ends: list[PlaybackFinishedEvent] = []
    speaker = MemorySpeaker(played.append)
    speaker.on("playback_finished", ends.append)
    for frame in frames:
        await speaker.capture_frame(frame)
    speaker.flush()
    for _ in range(pauses):
        await asyncio.sleep(sounding_s / (pauses + 1))
        speaker.pause()
        await asyncio.sleep(0.1)
        speaker.resume()
    await asyncio.sleep(sounding_s / (pauses + 1))
    speaker.clear_buffer()
    return Cut(ends[0].playback_position, len(played[0].samples) / played[0].rate_hz)


async def test_the_words_heard_are_a_beginning_that_sounded_to_its_end() -> None:
    frames, words = await _spoken()
    instants = np.linspace(0.02, 4.0, 40)
    cuts = await asyncio.gather(
        *(_cut_after(frames, float(at), index % 3) for index, at in enumerate(instants))
    )
    counts = []
    for at, cut in zip(instants, cuts, strict=True):
        assert cut.position_s == pytest.approx(cut.played_s, abs=0.001)
        assert cut.position_s >= at - 0.01  # a busy machine sleeps longer, never shorter
        heard = heard_until(words, cut.position_s)
        assert REPLY.startswith(heard)
        count = len(heard.split())
        spoken_to = [word.end_time for word in words if word.strip()][:count]
        assert all(isinstance(end, float) and end <= cut.position_s for end in spoken_to)
        counts.append(count)
    assert counts[0] == 0
    assert max(counts) >= 6


@pytest.mark.timing
async def test_a_voice_that_falls_behind_is_not_heard_ahead_of_itself() -> None:
    frames, _ = await _spoken()
    half = len(frames) // 2
    ends: list[PlaybackFinishedEvent] = []
    speaker = MemorySpeaker()
    speaker.on("playback_finished", ends.append)
    first_s = sum(f.duration for f in frames[:half])
    for frame in frames[:half]:
        await speaker.capture_frame(frame)
    await asyncio.sleep(first_s + 0.5)
    for frame in frames[half:]:
        await speaker.capture_frame(frame)
    await asyncio.sleep(0.2)
    speaker.clear_buffer()
    assert first_s <= ends[0].playback_position < first_s + 0.45
