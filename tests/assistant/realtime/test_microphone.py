"""The socket's microphone: joined, filled where the client falls silent, diverted at will."""

import asyncio
import base64

import numpy as np
import pytest
from livekit import rtc
from numpy.typing import NDArray

from assistant.realtime.audio_format import AudioFormat
from assistant.realtime.codec import encoded
from assistant.realtime.errors import BadAudio
from assistant.realtime.microphone import FILL_AFTER_S, FILL_S, RATE_HZ, SocketMicrophone
from tests.loopback import loop_s, over_loopback
from tests.patience import PATIENCE_S

LATE_S = 0.021
"""Sound comes by the frame; in the loop's own seconds nothing else is late."""


def _sound(length_s: float, form: AudioFormat = AudioFormat.PCM, level: int = 8_000) -> str:
    samples = np.full(round(length_s * form.rate_hz), level, np.int16)
    return base64.b64encode(encoded(samples, form)).decode()


async def _heard(microphone: SocketMicrophone, length_s: float) -> NDArray[np.int16]:
    """Return at least so much of what AgentSession hears."""
    frames: list[NDArray[np.int16]] = []
    async with asyncio.timeout(PATIENCE_S):
        while sum(map(len, frames)) < length_s * RATE_HZ:
            frame = await anext(microphone)
            assert (frame.sample_rate, frame.num_channels) == (RATE_HZ, 1)
            frames.append(np.frombuffer(frame.data, np.int16))
    return np.concatenate(frames)


@over_loopback
async def test_tiny_appends_are_joined_and_large_ones_cut() -> None:
    microphone = SocketMicrophone(loop_s)
    for _ in range(480):
        microphone.append(_sound(1 / 24_000 * 10))
    sizes = [(await anext(microphone)).duration for _ in range(9)]
    assert min(sizes) >= 0.02 and max(sizes) < 0.022
    microphone.append(_sound(1.0))
    sizes = [(await anext(microphone)).duration for _ in range(19)]
    assert max(sizes) <= 0.05
    assert microphone.received_s == pytest.approx(1.2)


@pytest.mark.parametrize("form", AudioFormat)
@over_loopback
async def test_each_format_is_heard_and_may_change_at_any_moment(form: AudioFormat) -> None:
    microphone = SocketMicrophone(loop_s)
    microphone.append(_sound(0.2))
    microphone.format = form
    microphone.append(_sound(0.2, form))
    heard = await _heard(microphone, 0.38)
    # No gap; where the one format ends and the other begins the sound dips for 2 ms.
    assert (np.abs(heard.astype(int) - 8_000) < 700).mean() > 0.97


@over_loopback
async def test_bad_sound_loses_nothing_of_what_was_good() -> None:
    microphone = SocketMicrophone(loop_s)
    told: list[float] = []
    microphone.on_sound = told.append
    microphone.append(_sound(0.1))
    for bad in ("", "A", _sound(0.1)[:-4] + "AAA=", "%%%%"):
        with pytest.raises(BadAudio):
            microphone.append(bad)
    with pytest.raises(BadAudio):
        await microphone.append_much("A")
    await microphone.append_much(_sound(0.1))
    assert told == pytest.approx([0.1, 0.1])
    assert len(await _heard(microphone, 0.198)) <= 0.2 * RATE_HZ


@over_loopback
async def test_a_client_that_stops_in_mid_word_is_followed_by_silence_for_some_seconds() -> None:
    microphone = SocketMicrophone(loop_s)
    microphone.append(_sound(0.105))
    began = loop_s()
    heard = await _heard(microphone, 0.4)
    waited_s = loop_s() - began
    assert FILL_AFTER_S - 0.05 <= waited_s <= FILL_AFTER_S + LATE_S
    assert (heard > 7_000).sum() / RATE_HZ > 0.1  # also what was too short for a frame
    assert not heard[int(0.11 * RATE_HZ) :].any()
    # From there on as much silence as time, so that the recogniser's clock is the wall's.
    heard = await _heard(microphone, 0.5)
    assert loop_s() - began == pytest.approx(FILL_AFTER_S + 0.5, abs=LATE_S)


@over_loopback
async def test_silence_ends_and_begins_anew_with_the_next_sound() -> None:
    microphone = SocketMicrophone(loop_s)
    microphone.append(_sound(0.1))
    silence = await _heard(microphone, 0.09 + FILL_S)
    assert len(silence) / RATE_HZ <= 0.1 + FILL_S
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(microphone), 0.3)
    microphone.append(_sound(0.1))
    assert (await _heard(microphone, 0.09)).any()
    assert not (await _heard(microphone, 0.2)).any()


@over_loopback
async def test_less_than_a_frame_is_heard_too() -> None:
    microphone = SocketMicrophone(loop_s)
    hearing = asyncio.create_task(_heard(microphone, 0.005))
    await asyncio.sleep(0.01)
    microphone.append(_sound(0.006))
    assert (await hearing).any()


@over_loopback
async def test_without_any_sound_nothing_is_heard() -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(anext(SocketMicrophone(loop_s)), FILL_AFTER_S + 0.2)


@over_loopback
async def test_sound_can_be_diverted_and_given_back() -> None:
    microphone = SocketMicrophone(loop_s)
    held: list[rtc.AudioFrame] = []
    microphone.append(_sound(0.1, level=1_000))
    microphone.divert(held.append)
    microphone.append(_sound(0.5, level=2_000))
    microphone.divert(None)
    microphone.append(_sound(0.1, level=3_000))
    diverted = np.concatenate([np.frombuffer(f.data, np.int16) for f in held])
    assert len(diverted) / RATE_HZ == pytest.approx(0.5, abs=0.003)
    assert (np.abs(diverted[50:-50].astype(int) - 2_000) < 30).all()
    heard = await _heard(microphone, 0.19)
    assert not ((heard > 1_900) & (heard < 2_100)).sum() > 50
    assert microphone.received_s == pytest.approx(0.7)


@over_loopback
async def test_wall_time_is_found_in_the_stream_for_paced_and_for_sudden_sound() -> None:
    now = 100.0
    microphone = SocketMicrophone(lambda: now)
    for _ in range(50):
        now += 0.02
        microphone.append(_sound(0.02))
        if microphone.received_s > 0.021:  # the resampler keeps a millisecond of the first
            await anext(microphone)
    assert microphone.stream_s_at(100.5) == pytest.approx(0.5, abs=0.021)
    now += 10.0  # the client was muted
    microphone.append(_sound(2.0))
    for _ in range(20):
        now += 0.001  # the recogniser is that fast
        await anext(microphone)
    assert microphone.stream_s_at(now - 0.010) == pytest.approx(1.5, abs=0.06)
    assert microphone.stream_s_at(now - 5.0) == pytest.approx(1.0, abs=0.021)
    assert microphone.stream_s_at(now + 1.0) == pytest.approx(2.0, abs=0.021)


@over_loopback
async def test_a_closed_microphone_ends() -> None:
    microphone = SocketMicrophone(loop_s)
    microphone.append(_sound(0.1))
    microphone.close()
    microphone.append(_sound(0.1))
    await _heard(microphone, 0.09)
    with pytest.raises(StopAsyncIteration):
        await anext(microphone)
