"""The stream that AgentSession hears through, on real engines.

Audio is pushed as fast as it is taken: decisions are in stream time.
"""

import asyncio
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from livekit import rtc
from livekit.agents import stt
from numpy.typing import NDArray

from speech.silero import SileroModel
from speech.utterance_timings import UtteranceTimings
from speech.whisper import WhisperEngine
from speech.whisper_stt import WhisperSTT
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.model, pytest.mark.audio]
RATE_HZ = 16_000
Kind = stt.SpeechEventType
Samples = NDArray[np.float32]


@dataclass
class Heard:
    events: list[stt.SpeechEvent] = field(default_factory=list)
    timings: list[UtteranceTimings] = field(default_factory=list)

    def texts(self, kind: stt.SpeechEventType) -> list[str]:
        return [e.alternatives[0].text for e in self.events if e.type is kind]

    def count(self, kind: stt.SpeechEventType) -> int:
        return sum(event.type is kind for event in self.events)


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE_HZ), np.float32)


def frames(
    samples: Samples, rate_hz: int = RATE_HZ, channels: int = 1, sizes: tuple[int, ...] = (320,)
) -> Iterator[rtc.AudioFrame]:
    """Cut samples (at `rate_hz`) into frames of the given sizes in turn."""
    pcm = np.clip(np.nan_to_num(samples) * 32767, -32768, 32767).astype(np.int16)
    start = index = 0
    while start < len(pcm):
        piece = pcm[start : start + sizes[index % len(sizes)]]
        data = np.repeat(piece, channels).tobytes()
        yield rtc.AudioFrame(data, rate_hz, channels, len(piece))
        start += len(piece)
        index += 1


@pytest.fixture
def plugin(engine: WhisperEngine, silero: SileroModel) -> WhisperSTT:
    return WhisperSTT(engine, silero)


async def listen(plugin: WhisperSTT, audio: Iterator[rtc.AudioFrame]) -> Heard:
    heard = Heard()
    plugin.on("utterance", heard.timings.append)
    stream = plugin.stream()
    for frame in audio:
        stream.push_frame(frame)
    stream.end_input()
    async for event in stream:
        heard.events.append(event)
    await stream.aclose()
    return heard


async def test_a_request_is_told_in_the_order_that_agent_session_needs(
    plugin: WhisperSTT, spoken: dict[str, Samples]
) -> None:
    audio = np.concatenate((silence(0.5), spoken["boots"], silence(1.0)))
    heard = await listen(plugin, frames(audio))
    kinds = [e.type for e in heard.events if e.type is not Kind.INTERIM_TRANSCRIPT]
    assert kinds == [
        Kind.START_OF_SPEECH,
        Kind.PREFLIGHT_TRANSCRIPT,
        Kind.FINAL_TRANSCRIPT,
        Kind.END_OF_SPEECH,
        Kind.RECOGNITION_USAGE,
    ]
    assert heard.texts(Kind.FINAL_TRANSCRIPT) == heard.texts(Kind.PREFLIGHT_TRANSCRIPT)
    assert heard.texts(Kind.FINAL_TRANSCRIPT) == ["I'm looking for hiking boots under $150."]
    final = next(e for e in heard.events if e.type is Kind.FINAL_TRANSCRIPT).alternatives[0]
    said_s = len(spoken["boots"]) / RATE_HZ
    assert final.end_time == pytest.approx(0.5 + said_s, abs=0.3)
    assert 0.1 < final.start_time < 0.7
    assert final.confidence > 0.5
    [timings] = heard.timings
    assert timings.text == final.text
    assert timings.silence_s == pytest.approx(0.352, abs=0.04)
    assert timings.ended_s == pytest.approx(final.end_time)
    assert timings.ready_ms is not None and timings.ready_ms <= timings.commit_ms


async def test_a_comma_pause_of_400_ms_is_one_utterance(
    plugin: WhisperSTT, spoken: dict[str, Samples], silero: SileroModel
) -> None:
    audio = _stretch_pause(spoken["blue"], 0.4)
    heard = await listen(plugin, frames(np.concatenate((silence(0.3), audio, silence(1.0)))))
    [text] = heard.texts(Kind.FINAL_TRANSCRIPT)
    assert "blue" in text and "cheaper" in text
    assert heard.count(Kind.START_OF_SPEECH) == heard.count(Kind.END_OF_SPEECH) == 1
    assert heard.timings[0].candidates >= 2


async def test_dangling_words_wait_for_the_rest(
    plugin: WhisperSTT, spoken: dict[str, Samples]
) -> None:
    audio = np.concatenate(
        (silence(0.3), spoken["under"], silence(0.9), spoken["ten"], silence(1.0))
    )
    heard = await listen(plugin, frames(audio))
    [text] = heard.texts(Kind.FINAL_TRANSCRIPT)
    assert "under" in text and "10" in text


async def test_what_was_asked_shortens_the_wait(
    plugin: WhisperSTT, spoken: dict[str, Samples]
) -> None:
    audio = np.concatenate((silence(0.3), spoken["ten"], silence(1.5)))
    unasked = await listen(plugin, frames(audio))
    plugin.expect("size")
    asked = await listen(plugin, frames(audio))
    assert asked.timings[-1].silence_s < unasked.timings[0].silence_s - 0.2


@pytest.mark.parametrize(
    ("rate_hz", "channels", "sizes"),
    [
        (16_000, 1, (1, 333, 7, 4096)),
        (8_000, 1, (160,)),
        (44_100, 2, (441, 1000)),
        (48_000, 1, (48_000 * 4,)),
    ],
)
async def test_frames_of_any_size_rate_and_channels(
    plugin: WhisperSTT,
    spoken: dict[str, Samples],
    rate_hz: int,
    channels: int,
    sizes: tuple[int, ...],
) -> None:
    audio = np.concatenate((silence(0.3), spoken["winter"], silence(1.0)))
    times = np.arange(int(len(audio) * rate_hz / RATE_HZ)) * RATE_HZ / rate_hz
    resampled = np.interp(times, np.arange(len(audio)), audio).astype(np.float32)
    heard = await listen(plugin, frames(resampled, rate_hz, channels, sizes))
    [text] = heard.texts(Kind.FINAL_TRANSCRIPT)
    assert "jacket for winter" in text


async def test_rate_may_change_and_an_offset_does_no_harm(
    plugin: WhisperSTT, spoken: dict[str, Samples]
) -> None:
    first = np.concatenate((silence(0.3), spoken["winter"] * 0.5 + 0.3, silence(1.0) + 0.3))
    stream = plugin.stream()
    for frame in frames(first):
        stream.push_frame(frame)
    stream.push_frame(rtc.AudioFrame(b"", RATE_HZ, 1, 0))
    doubled = np.repeat(np.concatenate((spoken["waterproof"], silence(1.0))), 3)
    for frame in frames(doubled, 48_000):
        stream.push_frame(frame)
    stream.end_input()
    finals = [
        event.alternatives[0].text async for event in stream if event.type is Kind.FINAL_TRANSCRIPT
    ]
    await stream.aclose()
    assert len(finals) == 2
    assert "jacket" in finals[0] and "waterproof" in finals[1]


async def test_a_stream_that_ends_in_the_middle_of_a_word_gives_its_words(
    plugin: WhisperSTT, spoken: dict[str, Samples]
) -> None:
    audio = spoken["boots"]
    heard = await listen(plugin, frames(audio[: len(audio) // 2]))
    [text] = heard.texts(Kind.FINAL_TRANSCRIPT)
    assert "looking for hiking" in text
    assert heard.events[-2].type is Kind.END_OF_SPEECH


async def test_silence_and_noise_make_no_turn(
    plugin: WhisperSTT, noises: dict[str, Samples]
) -> None:
    rng = np.random.default_rng(2)
    for sound in (silence(5), rng.normal(0, 0.05, 5 * RATE_HZ).astype(np.float32)):
        heard = await listen(plugin, frames(sound))
        assert heard.events == []
    for name, noise in noises.items():
        heard = await listen(plugin, frames(noise))
        assert heard.texts(Kind.FINAL_TRANSCRIPT) == [], name
        assert heard.count(Kind.START_OF_SPEECH) == heard.count(Kind.END_OF_SPEECH)


async def test_a_monologue_of_a_minute_comes_in_parts_with_bounded_memory(
    plugin: WhisperSTT, spoken: dict[str, Samples]
) -> None:
    joined = np.concatenate([_voiced(sentence) for sentence in spoken.values()])
    times = 1 + 60 * RATE_HZ // len(joined)
    audio = np.tile(joined, times)
    tracemalloc.start()
    heard = await listen(plugin, frames(np.concatenate((audio, silence(1.5)))))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    finals = heard.texts(Kind.FINAL_TRANSCRIPT)
    assert len(finals) >= 3
    assert times - 1 <= " ".join(finals).count("hiking boots") <= times
    starts = [e.alternatives[0].start_time for e in heard.events if e.type is Kind.FINAL_TRANSCRIPT]
    assert starts == sorted(starts)
    # 61 s of frames are 2 MB and are all pushed at once here; the rest is the stream's.
    assert peak < 60_000_000


async def test_flush_commits_what_was_said_so_far(
    plugin: WhisperSTT, spoken: dict[str, Samples]
) -> None:
    stream = plugin.stream()
    for frame in frames(spoken["winter"]):
        stream.push_frame(frame)
    stream.flush()
    async with asyncio.timeout(PATIENCE_S):
        async for event in stream:
            if event.type is Kind.FINAL_TRANSCRIPT:
                assert "jacket" in event.alternatives[0].text
                break
    await stream.aclose()


async def test_a_microphone_that_falls_silent_without_frames_ends_the_turn(
    plugin: WhisperSTT, spoken: dict[str, Samples]
) -> None:
    stream = plugin.stream()
    for frame in frames(spoken["winter"]):
        stream.push_frame(frame)
    async with asyncio.timeout(PATIENCE_S):
        kinds = []
        async for event in stream:
            kinds.append(event.type)
            if event.type is Kind.END_OF_SPEECH:
                break
    assert Kind.FINAL_TRANSCRIPT in kinds
    await stream.aclose()


async def test_whole_buffers_are_recognised_too(
    plugin: WhisperSTT, spoken: dict[str, Samples]
) -> None:
    event = await plugin.recognize(list(frames(spoken["waterproof"])))
    assert "waterproof" in event.alternatives[0].text


async def test_an_engine_that_is_closed_is_an_error_event_and_no_text(
    silero: SileroModel, spoken: dict[str, Samples], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("speech.patience.BUSY_PATIENCE_S", 0.2)
    engine = WhisperEngine()
    engine.close()
    plugin = WhisperSTT(engine, silero)
    errors: list[stt.STTError] = []
    plugin.on("error", errors.append)
    heard = await listen(plugin, frames(np.concatenate((spoken["winter"], silence(1.0)))))
    assert heard.texts(Kind.FINAL_TRANSCRIPT) == []
    assert heard.count(Kind.END_OF_SPEECH) == 1
    assert errors and errors[0].recoverable
    assert "recogniser" in str(errors[0].error)


def _voiced(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples) > 0.02)
    return samples[loud[0] : loud[-1]]


def _stretch_pause(samples: Samples, pause_s: float) -> Samples:
    """Give the longest quiet stretch inside the speech a length of `pause_s`."""
    loud = np.flatnonzero(np.abs(samples) > 0.02)
    gap = int(np.argmax(np.diff(loud)))
    return np.concatenate((samples[: loud[gap] + 1], silence(pause_s), samples[loud[gap + 1] :]))
