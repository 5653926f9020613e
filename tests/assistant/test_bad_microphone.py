"""A spoken turn through a microphone that changes its format, and a wall clock that jumps."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from livekit import rtc
from livekit.agents.voice.io import AudioInput

from assistant.audio_io import MemorySpeaker
from assistant.clips import conversations
from assistant.config import Settings
from assistant.parts import voice_parts
from assistant.session import VoiceSession
from assistant.session_events import SessionEvent, Trouble, TurnCommitted
from speech.audio_file import Samples

pytestmark = [pytest.mark.audio, pytest.mark.model]
RATE_HZ = 16_000
FRAME_S = 0.02


class OddMicrophone(AudioInput):
    """Speaks one clip in real time by the monotonic clock, each second in another format."""

    def __init__(self, clip: Samples, on_frame: Callable[[int], None]) -> None:
        super().__init__(label="OddMicrophone")
        self._clip = clip
        self._on_frame = on_frame
        self._began_s: float | None = None
        self._frames = 0
        self._between = False

    async def __anext__(self) -> rtc.AudioFrame:
        self._between = not self._between
        if self._between:
            return rtc.AudioFrame(b"", RATE_HZ, 1, 0)
        now_s = time.monotonic()
        self._began_s = self._began_s or now_s
        await asyncio.sleep(max(0.0, self._began_s + self._frames * FRAME_S - now_s))
        count = int(FRAME_S * RATE_HZ)
        piece = np.zeros(count, np.float32)
        part = self._clip[self._frames * count : (self._frames + 1) * count]
        piece[: len(part)] = part
        self._frames += 1
        self._on_frame(self._frames)
        return _formatted(piece, self._frames * count // RATE_HZ)


def _formatted(piece: Samples, second: int) -> rtc.AudioFrame:
    rate_hz, channels = [(48_000, (1.0, -1.0)), (16_000, (1.0,)), (44_100, (1.0, 1.0))][second % 3]
    count = round(len(piece) * rate_hz / RATE_HZ)
    at = np.arange(count) * RATE_HZ / rate_hz
    resampled = np.interp(at, np.arange(len(piece)), piece)
    pcm = np.clip(np.outer(resampled, channels) * 32767, -32768, 32767).astype(np.int16)
    return rtc.AudioFrame(np.ascontiguousarray(pcm).tobytes(), rate_hz, len(channels), count)


async def test_formats_that_change_and_a_clock_set_back_lose_no_turn(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[SessionEvent] = []
    clip = conversations()[0].clips[0].samples()
    real_time, offset_s = time.time, 0.0
    monkeypatch.setattr(time, "time", lambda: real_time() + offset_s)

    def set_clock_back(frames: int) -> None:
        nonlocal offset_s
        if frames == int(len(clip) / RATE_HZ / FRAME_S) - 10:  # just before the last word ends
            offset_s = -3600.0

    microphone = OddMicrophone(clip, set_clock_back)
    async with voice_parts(Settings(home=sample_home)) as parts:
        session = VoiceSession(parts, "odd", microphone, MemorySpeaker(), events.append)
        await session.start()
        async with asyncio.timeout(60):
            while not any(isinstance(e, TurnCommitted) for e in events):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        await session.close()
    [turn] = [e.turn for e in events if isinstance(e, TurnCommitted)]
    assert "boots" in turn.utterance.text.lower()
    assert turn.products
    assert not any(isinstance(e, Trouble) for e in events)
