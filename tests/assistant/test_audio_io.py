"""The microphone and the loudspeaker of memory keep real time."""

import asyncio
from types import SimpleNamespace

import numpy as np
import pytest
from livekit import rtc

from assistant.audio_io import MIC_RATE_HZ, ClipMicrophone, MemorySpeaker, Played
from tests.loopback import loop_s, over_loopback
from tests.patience import PATIENCE_S

RATE_HZ = 22_050
LATE_S = 0.02
"""In the loop's own seconds: what plays is looked at as often."""


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.audio_io.time", SimpleNamespace(time=loop_s))


def _frame(seconds: float, value: int = 1000) -> rtc.AudioFrame:
    samples = np.full(round(seconds * RATE_HZ), value, np.int16)
    return rtc.AudioFrame(samples.tobytes(), RATE_HZ, 1, len(samples))


@over_loopback
async def test_a_clip_is_heard_whole_in_real_time_with_silence_around_it() -> None:
    microphone = ClipMicrophone()
    clip = np.linspace(-1, 1, 5000, dtype=np.float32)
    begins_at = microphone.speak(clip)
    heard = [await anext(microphone) for _ in range(25)]
    assert loop_s() - begins_at == pytest.approx(0.5, abs=LATE_S)
    samples = np.concatenate([np.frombuffer(f.data, np.int16) for f in heard])
    assert np.array_equal(samples[:5000], (clip * 32767).astype(np.int16))
    assert not samples[5000:].any()
    await asyncio.wait_for(microphone.wait_until_spoken(), 0.1)
    assert all(f.sample_rate == MIC_RATE_HZ for f in heard)


@over_loopback
async def test_two_clips_at_once_are_refused() -> None:
    microphone = ClipMicrophone()
    microphone.speak(np.zeros(16_000, np.float32))
    with pytest.raises(RuntimeError, match="still being spoken"):
        microphone.speak(np.zeros(10, np.float32))


@over_loopback
async def test_a_closed_microphone_ends_its_stream() -> None:
    microphone = ClipMicrophone()
    await anext(microphone)
    microphone.close()
    with pytest.raises(StopAsyncIteration):
        await anext(microphone)


@over_loopback
async def test_a_reply_is_played_to_its_end_in_real_time() -> None:
    played: list[Played] = []
    speaker = MemorySpeaker(played.append)
    begun = loop_s()
    for _ in range(3):
        await speaker.capture_frame(_frame(0.1))
    speaker.flush()
    ended = await asyncio.wait_for(speaker.wait_for_playout(), PATIENCE_S)
    assert loop_s() - begun == pytest.approx(0.3, abs=LATE_S)
    assert not ended.interrupted
    assert ended.playback_position == pytest.approx(0.3, abs=0.001)
    [reply] = played
    assert len(reply.samples) == pytest.approx(0.3 * RATE_HZ, abs=2)
    assert not reply.interrupted


@pytest.mark.parametrize("flushed", [True, False])
@over_loopback
async def test_an_interrupted_reply_is_cut_where_a_listener_heard_it_stop(flushed: bool) -> None:
    played: list[Played] = []
    speaker = MemorySpeaker(played.append)
    await speaker.capture_frame(_frame(2.0))
    if flushed:
        speaker.flush()
    await asyncio.sleep(0.3)
    speaker.clear_buffer()
    ended = await asyncio.wait_for(speaker.wait_for_playout(), PATIENCE_S)
    assert ended.interrupted
    assert ended.playback_position == pytest.approx(0.3, abs=LATE_S)
    assert len(played[0].samples) / RATE_HZ == pytest.approx(ended.playback_position, abs=0.001)


@over_loopback
async def test_a_paused_reply_goes_on_where_it_stopped() -> None:
    played: list[Played] = []
    speaker = MemorySpeaker(played.append)
    await speaker.capture_frame(_frame(0.4))
    speaker.flush()
    await asyncio.sleep(0.1)
    speaker.pause()
    await asyncio.sleep(0.6)
    assert played == []
    resumed_at = loop_s()
    speaker.resume()
    await asyncio.wait_for(speaker.wait_for_playout(), PATIENCE_S)
    assert loop_s() - resumed_at == pytest.approx(0.3, abs=LATE_S)
    assert len(played[0].samples) / RATE_HZ == pytest.approx(0.4, abs=0.001)


@over_loopback
async def test_a_second_reply_is_a_stretch_of_its_own() -> None:
    played: list[Played] = []
    speaker = MemorySpeaker(played.append)
    for value in (1, 2):
        await speaker.capture_frame(_frame(0.05, value))
        speaker.flush()
        await asyncio.wait_for(speaker.wait_for_playout(), PATIENCE_S)
    assert [int(p.samples[0]) for p in played] == [1, 2]
    assert played[1].started_at > played[0].started_at
