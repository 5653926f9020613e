"""Bad input through the whole recogniser: sensible words, or none, whatever comes in.

What needs no words (hours of stream time, failing engines, races) is in
`tests.speech.test_bad_streams`.
"""

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from livekit import rtc
from livekit.agents import stt
from numpy.typing import NDArray

from evals.sounds import sound
from speech.recognition_stream import RecognitionStream
from speech.silero import SileroModel
from speech.splitting import split_point
from speech.whisper import WhisperEngine
from speech.whisper_settings import WhisperSettings
from speech.whisper_stt import WhisperSTT
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.model, pytest.mark.audio]
RATE_HZ = 16_000
Events = stt.SpeechEventType
Samples = NDArray[np.floating]


@dataclass
class Heard:
    events: list[stt.SpeechEvent] = field(default_factory=list)
    errors: list[stt.STTError] = field(default_factory=list)

    @property
    def finals(self) -> list[str]:
        kind = Events.FINAL_TRANSCRIPT
        return [e.alternatives[0].text for e in self.events if e.type is kind]

    @property
    def text(self) -> str:
        return plain(" ".join(self.finals))


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9' ]", " ", text.lower()).split())


def silence(seconds: float, rate_hz: int = RATE_HZ) -> Samples:
    return np.zeros(int(seconds * rate_hz))


def frame(samples: Samples, rate_hz: int = RATE_HZ) -> rtc.AudioFrame:
    """Make a frame of float [T] or [T, channels]."""
    pcm = np.clip(np.rint(np.nan_to_num(samples) * 32768), -32768, 32767).astype(np.int16)
    channels = 1 if pcm.ndim == 1 else pcm.shape[1]
    return rtc.AudioFrame(np.ascontiguousarray(pcm).tobytes(), rate_hz, channels, len(pcm))


def frames(
    samples: Samples, rate_hz: int = RATE_HZ, sizes: tuple[int, ...] = (320,)
) -> Iterator[rtc.AudioFrame]:
    start = index = 0
    while start < len(samples):
        size = sizes[index % len(sizes)]
        yield frame(samples[start : start + size], rate_hz)
        start += size
        index += 1


def at_rate(samples: Samples, rate_hz: int) -> Samples:
    """Resample by interpolation: the test must not lean on the resampler that it tests."""
    count = len(samples) * rate_hz // RATE_HZ
    return np.interp(np.arange(count) / rate_hz, np.arange(len(samples)) / RATE_HZ, samples)


def level_dbfs(samples: Samples, dbfs: float) -> Samples:
    loud = samples[np.abs(samples) > 0.1 * np.abs(samples).max()]
    return np.asarray(samples / np.sqrt(np.mean(loud**2)) * 10 ** (dbfs / 20))


@pytest.fixture
def plugin(engine: WhisperEngine, silero: SileroModel) -> WhisperSTT:
    return WhisperSTT(engine, silero)


async def listen(plugin: WhisperSTT, audio: Iterator[rtc.AudioFrame]) -> Heard:
    heard = Heard()
    plugin.on("error", heard.errors.append)
    stream = plugin.stream()
    for one in audio:
        stream.push_frame(one)
    stream.end_input()
    async for event in stream:
        heard.events.append(event)
    await stream.aclose()
    plugin.off("error", heard.errors.append)
    return heard


@pytest.fixture
def winter(spoken: dict[str, NDArray[np.float32]]) -> Samples:
    return np.concatenate((silence(0.4), spoken["winter"], silence(1.0)))


WANT = "i want a warm jacket for winter"


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 44_100, 48_000, 96_000])
async def test_any_rate(plugin: WhisperSTT, winter: Samples, rate_hz: int) -> None:
    heard = await listen(plugin, frames(at_rate(winter, rate_hz), rate_hz, (rate_hz // 50,)))
    assert heard.text == WANT


@pytest.mark.parametrize("sizes", [(1, 0, 7), (10 * RATE_HZ,), (4801, 3)])
async def test_any_size(plugin: WhisperSTT, winter: Samples, sizes: tuple[int, ...]) -> None:
    assert (await listen(plugin, frames(winter, sizes=sizes))).text == WANT


async def test_a_rate_that_changes_in_mid_word(plugin: WhisperSTT, winter: Samples) -> None:
    pieces = np.array_split(winter, 5)
    rates = (16_000, 48_000, 8_000, 44_100, 16_000)
    mixed = [
        one
        for piece, rate_hz in zip(pieces, rates, strict=True)
        for one in frames(at_rate(piece, rate_hz), rate_hz, (rate_hz // 50,))
    ]
    assert "warm jacket for winter" in (await listen(plugin, iter(mixed))).text


@pytest.mark.parametrize(
    ("what", "spoil"),
    [
        ("offset", lambda x: x + 0.3),
        ("quiet with an offset", lambda x: level_dbfs(x, -35) + 0.3),
        ("quiet", lambda x: level_dbfs(x, -45)),
        ("loud", lambda x: level_dbfs(x, -6)),
        ("clipped", lambda x: np.clip(x / np.abs(x).max() * 4, -1, 1)),
        ("six channels", lambda x: np.column_stack([x * (i == 2) for i in range(6)])),
        ("stereo", lambda x: np.column_stack((x, 0.5 * x))),
        ("opposite phase", lambda x: np.column_stack((x, -x))),
        ("hum", lambda x: x + 0.05 * np.sin(np.arange(len(x)) * 2 * np.pi * 50 / RATE_HZ)),
        ("not finite", lambda x: np.where(np.arange(len(x)) % 997 == 0, np.nan, x)),
    ],
)
async def test_bad_levels_and_channels(
    plugin: WhisperSTT, winter: Samples, what: str, spoil: Callable[[Samples], Samples]
) -> None:
    assert (await listen(plugin, frames(spoil(winter)))).text == WANT, what


async def test_lost_and_doubled_frames_leave_most_words(
    plugin: WhisperSTT, spoken: dict[str, NDArray[np.float32]]
) -> None:
    dice = np.random.default_rng(4)
    audio = np.concatenate((silence(0.4), spoken["boots"], silence(1.0)))
    sent: list[rtc.AudioFrame] = []
    for one in frames(audio):
        sent += [one] * int(dice.choice([0, 1, 2], p=[0.05, 0.9, 0.05]))
    heard = await listen(plugin, iter(sent))
    assert "hiking boots" in heard.text and heard.errors == []


async def test_an_end_in_mid_word_keeps_the_words_before_it(
    plugin: WhisperSTT, winter: Samples
) -> None:
    heard = await listen(plugin, frames(winter[: int(1.6 * RATE_HZ)]))
    assert "warm jacket" in heard.text
    assert heard.events[-2].type is Events.END_OF_SPEECH


async def test_a_minute_without_a_pause_comes_in_parts(
    plugin: WhisperSTT, orders: list[NDArray[np.float32]], engine: WhisperEngine
) -> None:
    voiced = [_voiced(order) for order in orders]
    joined = np.concatenate(voiced)
    talk = np.resize(joined, 60 * RATE_HZ)  # all of them twice
    want: set[str] = set()
    for part in voiced[::2]:
        want |= set(plain(engine.transcribe(part.astype(np.float32)).text).split())
    heard = await listen(plugin, frames(talk))
    assert len(heard.finals) >= 3 and heard.errors == []
    got = set(heard.text.split())
    assert len(want & got) >= 0.8 * len(want)
    spans = [e.alternatives[0] for e in heard.events if e.type is Events.FINAL_TRANSCRIPT]
    starts = [span.start_time for span in spans]
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", ["silence", "pink", "ringing", "song", "coughs", "barking"])
async def test_a_sound_without_words_gives_no_words(plugin: WhisperSTT, name: str) -> None:
    heard = await listen(plugin, frames(sound(name, 20.0, seed=101)))
    assert heard.finals == [] and heard.errors == []


@pytest.mark.parametrize("name", ["white", "hum", "dialling", "barking", "vowels", "wind"])
def test_nor_does_it_without_turn_detection(engine: WhisperEngine, name: str) -> None:
    for seed, seconds in ((7, 3.0), (8, 8.0)):
        transcript = engine.transcribe(sound(name, seconds, seed))
        assert transcript.text == "", (name, transcript)


@pytest.mark.timeout(600)
async def test_twenty_streams_at_once_all_end_and_leave_nothing(
    silero: SileroModel, spoken: dict[str, NDArray[np.float32]]
) -> None:
    engine = WhisperEngine(WhisperSettings(max_finals=8))
    audio = np.concatenate((silence(0.3), spoken["ten"], silence(1.0)))
    before = len(asyncio.all_tasks())

    async def one() -> Heard:
        return await listen(WhisperSTT(engine, silero), frames(audio))

    try:
        all_heard = await asyncio.gather(*(one() for _ in range(20)))
        for heard in all_heard:
            # Words, or a clear reason why there are none.
            busy = [str(error.error) for error in heard.errors]
            assert heard.finals or any("in a moment" in text for text in busy)
            kinds = [event.type for event in heard.events]
            assert kinds.count(Events.START_OF_SPEECH) == kinds.count(Events.END_OF_SPEECH) == 1
        assert sum(bool(heard.finals) for heard in all_heard) >= 8
        assert engine.load == 0
        assert len(asyncio.all_tasks()) == before
    finally:
        engine.close()


async def test_closing_in_the_middle_of_a_recognition_is_quiet(
    plugin: WhisperSTT, winter: Samples, engine: WhisperEngine
) -> None:
    streams: list[RecognitionStream] = []
    for wait_s in (0.0, 0.01, 0.05, 0.1):
        stream = plugin.stream()
        streams.append(stream)
        for one in frames(winter[: int(2.4 * RATE_HZ)]):
            stream.push_frame(one)
        await asyncio.sleep(wait_s)
        await stream.aclose()
        with pytest.raises(RuntimeError):
            stream.push_frame(frame(silence(0.02)))
    async with asyncio.timeout(PATIENCE_S):
        while engine.load:  # noqa: ASYNC110  # threads, not tasks
            await asyncio.sleep(0.01)
    assert (await listen(plugin, frames(winter))).text == WANT


def test_the_cut_of_endless_speech_falls_between_words(
    orders: list[NDArray[np.float32]],
) -> None:
    talk = np.concatenate([_voiced(order) for order in orders])[: 40 * RATE_HZ]
    at = split_point(talk, 24.0)
    assert 18 * RATE_HZ <= at <= 24 * RATE_HZ
    near = talk[at - 800 : at + 800]
    assert np.mean(near**2) < 0.3 * np.mean(talk**2)


def _voiced(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    loud = np.flatnonzero(np.abs(samples) > 0.1 * np.abs(samples).max())
    return samples[loud[0] : loud[-1]]
