"""Voice activity on real sound."""

import asyncio
import time

import numpy as np
import pytest
from livekit import rtc
from livekit.agents import vad
from numpy.typing import NDArray

from evals.sounds import sound
from speech.silero import WINDOW, SileroModel, SpeechDetector, VoiceEvidence
from speech.silero_vad import SileroVAD

pytestmark = [pytest.mark.model, pytest.mark.audio]
RATE_HZ = 16_000


def test_chunks_of_any_size_give_the_same_probabilities(
    silero: SileroModel, spoken: dict[str, NDArray[np.float32]]
) -> None:
    samples = spoken["boots"]
    whole = SpeechDetector(silero).push(samples)
    detector = SpeechDetector(silero)
    sizes = np.random.default_rng(5).integers(1, 900, 4000)
    pieces = np.split(samples, np.minimum(np.cumsum(sizes), len(samples)))
    chunked = np.concatenate([detector.push(piece) for piece in pieces])
    assert len(whole) == len(samples) // WINDOW
    np.testing.assert_allclose(chunked, whole, atol=1e-4)
    assert whole.max() > 0.9


def test_silence_noise_and_values_that_are_not_finite_are_no_speech(silero: SileroModel) -> None:
    rng = np.random.default_rng(3)
    sounds = [
        np.zeros(RATE_HZ, np.float32),
        rng.normal(0, 0.1, RATE_HZ).astype(np.float32),
        np.full(RATE_HZ, np.nan, np.float32),
        np.full(RATE_HZ, np.inf, np.float32),
    ]
    for samples in sounds:
        assert SpeechDetector(silero).push(samples).max() < 0.5


def test_evidence_of_a_voice_tells_speech_from_noise(
    silero: SileroModel, spoken: dict[str, NDArray[np.float32]]
) -> None:
    evidence = VoiceEvidence(silero)
    assert min(evidence.of(samples) for samples in spoken.values()) > 0.6
    for name in ("silence", "white", "ringing", "dialling", "clicks", "knocks", "barking"):
        for seed in range(3):
            assert evidence.of(sound(name, 3.0, seed)) < 0.5, (name, seed)
    assert evidence.of(np.zeros(0, np.float32)) == 0.0


def test_a_second_of_audio_costs_little(silero: SileroModel) -> None:
    detector = SpeechDetector(silero)
    window = np.zeros(WINDOW, np.float32)
    began = time.perf_counter()
    for _ in range(310):
        detector.push(window)
    assert (time.perf_counter() - began) / 10 < 0.1


async def _events(
    silero: SileroModel, samples: NDArray[np.float32], flush_at_s: float | None = None
) -> list[vad.VADEvent]:
    stream = SileroVAD(silero).stream()
    pcm = (samples * 32767).astype(np.int16)
    for start in range(0, len(pcm), 320):
        if flush_at_s is not None and start == int(flush_at_s * RATE_HZ) // 320 * 320:
            stream.flush()
        piece = pcm[start : start + 320]
        stream.push_frame(rtc.AudioFrame(piece.tobytes(), RATE_HZ, 1, len(piece)))
    stream.end_input()
    events = [event async for event in stream]
    await stream.aclose()
    return events


async def test_plugin_tells_start_and_end_with_their_durations(
    silero: SileroModel, spoken: dict[str, NDArray[np.float32]]
) -> None:
    speech = spoken["winter"]
    padded = np.concatenate((np.zeros(8000), speech, np.zeros(16000))).astype(np.float32)
    events = await _events(silero, padded)
    turns = [event for event in events if event.type is not vad.VADEventType.INFERENCE_DONE]
    assert [event.type for event in turns] == [
        vad.VADEventType.START_OF_SPEECH,
        vad.VADEventType.END_OF_SPEECH,
    ]
    start, end = turns
    assert 0.09 <= start.speech_duration <= 0.2
    assert start.speaking and not end.speaking
    assert end.silence_duration == pytest.approx(0.256, abs=0.04)
    assert end.speech_duration == pytest.approx(len(speech) / RATE_HZ, abs=0.3)
    assert sum(frame.duration for frame in end.frames) > end.speech_duration
    ticks = [event for event in events if event.type is vad.VADEventType.INFERENCE_DONE]
    assert len(ticks) == len(padded) // WINDOW
    assert any(event.raw_accumulated_speech > 0 for event in ticks)


async def test_flush_is_a_hard_boundary(
    silero: SileroModel, spoken: dict[str, NDArray[np.float32]]
) -> None:
    events = await _events(silero, spoken["boots"], flush_at_s=1.5)
    starts = [e for e in events if e.type is vad.VADEventType.START_OF_SPEECH]
    assert len(starts) == 2
    assert starts[1].speech_duration < 0.2


async def test_a_closed_stream_ends(silero: SileroModel) -> None:
    stream = SileroVAD(silero).stream()
    await asyncio.sleep(0)
    await stream.aclose()
    assert [event async for event in stream] == []
