"""A recognition stream under bad input, without a model: what is lost, kept and bounded.

The detector hears loud as speech; the recogniser is a real engine class whose `submit`
answers from a table, so that hours of stream time pass in seconds.
"""

import asyncio
import gc
import itertools
import random
import tracemalloc
import weakref
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pytest
from livekit import rtc
from livekit.agents import DEFAULT_API_CONNECT_OPTIONS, stt
from livekit.agents.utils import AudioBuffer
from numpy.typing import NDArray

from speech.endpointing import EndpointSettings
from speech.errors import FrameRefused, RecogniserBusy, RecogniserError
from speech.hints import NO_HINTS, Hints
from speech.recognition_job import Job, Kind
from speech.recognition_stream import RecognitionStream, StreamParts
from speech.silero import WINDOW, SpeechDetector
from speech.transcript import Transcript
from speech.utterance_timings import UtteranceTimings
from speech.whisper import WhisperEngine
from tests.patience import PATIENCE_S, until

RATE_HZ = 16_000
Events = stt.SpeechEventType
Samples = NDArray[np.float32]


class LoudIsSpeech(SpeechDetector):
    """One probability a window, as Silero gives, from the level alone."""

    def __init__(self) -> None:
        self.waiting = np.zeros(0, np.float32)

    def reset(self) -> None:
        self.waiting = np.zeros(0, np.float32)

    def push(self, samples: Samples) -> Samples:
        audio = np.concatenate((self.waiting, samples))
        count = len(audio) // WINDOW
        self.waiting = audio[count * WINDOW :]
        windows = audio[: count * WINDOW].reshape(count, WINDOW)
        return np.asarray(np.abs(windows).max(axis=1, initial=0.0) > 0.05, np.float32)


class Answers(WhisperEngine):
    """Answers at once with the length of the audio, or as `outcome` says."""

    def __init__(self) -> None:
        self.finals: list[float] = []
        self.partials: list[float] = []
        self.outcome: Callable[[], Exception | None] = lambda: None
        self.answers = True

    def submit(
        self,
        samples: Samples,
        kind: Kind = Kind.FINAL,
        owner: Hashable = None,
        hints: Hints = NO_HINTS,
    ) -> Job:
        job = Job(samples[:0], kind, owner, hints)
        error = self.outcome()
        if isinstance(error, RecogniserBusy):
            raise error
        if error is not None:
            job.future.set_exception(error)
            return job
        if not self.answers:
            return Job(samples, kind, owner, hints)
        seconds = len(samples) / RATE_HZ
        (self.finals if kind is Kind.FINAL else self.partials).append(seconds)
        words = f"find me boots of {seconds:.3f} seconds please"
        job.future.set_result(Transcript(words, 0.9, -0.1, 0.0, "en", 1.0, seconds))
        return job


class Plugin(stt.STT[Literal["utterance"]]):
    """Only collects errors."""

    def __init__(self) -> None:
        super().__init__(capabilities=stt.STTCapabilities(streaming=True, interim_results=True))
        self.errors: list[stt.STTError] = []
        self.on("error", self.errors.append)

    async def _recognize_impl(self, buffer: AudioBuffer, **_: object) -> stt.SpeechEvent:
        raise NotImplementedError


@dataclass
class Rig:
    plugin: Plugin = field(default_factory=Plugin)
    engine: Answers = field(default_factory=Answers)
    timings: list[UtteranceTimings] = field(default_factory=list)
    now: float = 1_000_000.0
    events: list[stt.SpeechEvent] = field(default_factory=list)

    def parts(self) -> StreamParts:
        return StreamParts(
            engine=self.engine,
            detector=LoudIsSpeech(),
            endpointing=EndpointSettings(),
            expected=lambda: None,
            hints=lambda: NO_HINTS,
            told=self.timings.append,
            clock=lambda: self.now,
        )

    def stream(self) -> RecognitionStream:
        return RecognitionStream(self.plugin, DEFAULT_API_CONNECT_OPTIONS, self.parts())

    async def read(self, stream: RecognitionStream) -> None:
        async for event in stream:
            self.events.append(event)

    async def hear(self, frames: Iterator[rtc.AudioFrame]) -> None:
        stream = self.stream()
        for frame in frames:
            stream.push_frame(frame)
        stream.end_input()
        await self.read(stream)
        await stream.aclose()

    def texts(self, kind: stt.SpeechEventType = Events.FINAL_TRANSCRIPT) -> list[str]:
        return [e.alternatives[0].text for e in self.events if e.type is kind]

    def count(self, kind: stt.SpeechEventType) -> int:
        return sum(event.type is kind for event in self.events)


@pytest.fixture
def rig() -> Rig:
    return Rig()


def speech(seconds: float) -> Samples:
    time = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return (0.3 * np.sin(2 * np.pi * 300 * time)).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE_HZ), np.float32)


def frame(samples: Samples, rate_hz: int = RATE_HZ) -> rtc.AudioFrame:
    return rtc.AudioFrame((samples * 32767).astype(np.int16).tobytes(), rate_hz, 1, len(samples))


def frames(*parts: Samples, size: int = 1600) -> Iterator[rtc.AudioFrame]:
    audio = np.concatenate(parts)
    for start in range(0, len(audio), size):
        yield frame(audio[start : start + size])


async def caught_up(stream: RecognitionStream) -> None:
    """Return when everything that was pushed has been heard."""
    while stream._input_ch.qsize():  # noqa: ASYNC110  # what is waited for is LiveKit's
        await asyncio.sleep(0)
    for _ in range(30):
        await asyncio.sleep(0)
    while stream._tasks:  # noqa: ASYNC110  # the sound of a pause is judged in a thread
        await asyncio.sleep(0.001)
    for _ in range(30):
        await asyncio.sleep(0)


async def test_many_turns_keep_memory_bounded(rig: Rig) -> None:
    stream = rig.stream()
    reading = asyncio.create_task(rig.read(stream))
    turn = frame(np.concatenate((speech(2.0), silence(6.0))))
    levels = []
    tracemalloc.start()
    for _ in range(3):
        for _ in range(40):
            stream.push_frame(turn)
            await caught_up(stream)
        assert len(rig.texts()) == 40
        for heap in (rig.events, rig.timings, rig.engine.finals, rig.engine.partials):
            heap.clear()
        gc.collect()
        levels.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    stream.end_input()
    await reading
    await stream.aclose()
    assert max(levels) < levels[0] + 100_000, levels


async def test_five_minutes_without_a_pause_lose_nothing(rig: Rig) -> None:
    stream = rig.stream()
    reading = asyncio.create_task(rig.read(stream))
    talk = frame(speech(4.0))
    tracemalloc.start()
    for _ in range(75):
        stream.push_frame(talk)
        await caught_up(stream)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    stream.end_input()
    await reading
    await stream.aclose()
    longest_s = EndpointSettings().longest_s
    assert max(rig.engine.finals) <= longest_s + 0.1
    assert max(rig.engine.partials) <= longest_s + 0.1
    # Every second was in one part, and in one only.
    assert sum(rig.engine.finals) == pytest.approx(300.0, abs=1.0)
    assert len(rig.texts()) == len(rig.engine.finals)
    assert rig.count(Events.START_OF_SPEECH) == rig.count(Events.END_OF_SPEECH) == 1
    # 25 s of audio are 1.6 MB; copies are alive at a cut, and features of the sound.
    assert peak < 25_000_000
    spans = [
        (e.alternatives[0].start_time, e.alternatives[0].end_time)
        for e in rig.events
        if e.type is Events.FINAL_TRANSCRIPT
    ]
    for before, after in itertools.pairwise(spans):
        assert after[0] == pytest.approx(before[1], abs=0.1)


async def test_endless_speech_to_an_engine_that_never_answers_is_bounded(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("speech.frame_intake.MAX_WAITING_BYTES", 1_000_000)
    rig.engine.answers = False
    stream = rig.stream()
    for _ in range(75):
        stream.push_frame(frame(speech(8.0)))
        for _ in range(100):
            await asyncio.sleep(0)
    assert len(stream._tasks) <= 8
    assert stream._utterance is not None and stream._utterance.heads <= 4
    assert rig.plugin.errors and "faster" in str(rig.plugin.errors[0].error)
    await stream.aclose()


async def test_an_engine_that_fails_each_time_is_an_error_a_turn_and_recovers(rig: Rig) -> None:
    rig.engine.outcome = lambda: RecogniserError("Recognition failed (x); say it again.")
    stream = rig.stream()
    reading = asyncio.create_task(rig.read(stream))
    for turn in range(3):
        for piece in frames(speech(1.0), silence(2.0)):
            stream.push_frame(piece)
        await caught_up(stream)
        assert rig.count(Events.END_OF_SPEECH) == turn + 1
    assert rig.texts() == []
    assert len(rig.plugin.errors) >= 3
    assert all(error.recoverable for error in rig.plugin.errors)
    rig.engine.outcome = lambda: None
    for piece in frames(speech(1.0), silence(2.0)):
        stream.push_frame(piece)
    stream.end_input()
    await reading
    await stream.aclose()
    assert len(rig.texts()) == 1
    assert rig.count(Events.START_OF_SPEECH) == rig.count(Events.END_OF_SPEECH) == 4


@pytest.mark.parametrize("ends_mid_word", [True, False])
async def test_a_failure_that_nobody_foresaw_does_not_end_the_stream(
    rig: Rig, ends_mid_word: bool
) -> None:
    rig.engine.outcome = lambda: ValueError("boom")
    parts = [speech(1.0), silence(2.0), speech(1.0)]
    await rig.hear(frames(*parts[: 3 if ends_mid_word else 2]))
    assert rig.count(Events.START_OF_SPEECH) == rig.count(Events.END_OF_SPEECH)
    assert rig.texts() == []
    assert rig.plugin.errors and all(error.recoverable for error in rig.plugin.errors)


async def test_a_busy_engine_is_waited_for_and_then_told_of(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = itertools.count()
    rig.engine.outcome = lambda: RecogniserBusy("busy") if next(refused) < 3 else None
    await rig.hear(frames(speech(0.4), silence(2.0)))
    assert len(rig.texts()) == 1 and rig.plugin.errors == []
    monkeypatch.setattr("speech.patience.BUSY_PATIENCE_S", 0.2)
    rig.engine.outcome = lambda: RecogniserBusy("The recogniser has 9 utterances waiting.")
    await rig.hear(frames(speech(0.4), silence(2.0)))
    assert len(rig.texts()) == 1
    assert "waiting" in str(rig.plugin.errors[-1].error)


async def test_frames_that_cannot_be_are_one_error_and_the_rest_is_heard(rig: Rig) -> None:
    bad = [rtc.AudioFrame(bytes(320), 0, 1, 160)] * 5
    good = list(frames(speech(1.0), silence(2.0)))
    await rig.hear(iter(good[:4] + bad + good[4:]))
    assert len(rig.texts()) == 1
    [error] = rig.plugin.errors
    assert isinstance(error.error, FrameRefused) and error.recoverable


async def test_empty_frames_and_repeated_flushes_are_nothing(rig: Rig) -> None:
    stream = rig.stream()
    for _ in range(50):
        stream.push_frame(frame(silence(0.0)))
        stream.flush()
    stream.end_input()
    await rig.read(stream)
    await stream.aclose()
    assert rig.events == [] and rig.plugin.errors == []


async def test_a_clock_that_jumps_does_not_move_the_end_into_the_future(rig: Rig) -> None:
    for jump_s in (-3600.0, 3600.0):
        rig.events.clear()
        rig.timings.clear()
        stream = rig.stream()
        for piece in frames(speech(1.0), silence(0.1)):
            stream.push_frame(piece)
        await caught_up(stream)
        rig.now += jump_s
        for piece in frames(silence(2.0)):
            stream.push_frame(piece)
        stream.end_input()
        await rig.read(stream)
        await stream.aclose()
        assert len(rig.texts()) == 1
        [end] = [e for e in rig.events if e.type is Events.END_OF_SPEECH]
        # AgentSession waits until then: in the future, it would answer an hour later.
        assert end.speech_end_time is not None and end.speech_end_time <= rig.now
        [timings] = rig.timings
        assert timings.started_s == pytest.approx(0.0, abs=0.1)
        assert timings.ended_s == pytest.approx(1.0, abs=0.1)


async def test_pushing_after_the_end_or_the_close_is_a_clear_error(rig: Rig) -> None:
    stream = rig.stream()
    stream.end_input()
    with pytest.raises(RuntimeError, match="ended"):
        stream.push_frame(frame(speech(0.1)))
    await stream.aclose()
    with pytest.raises(RuntimeError):
        stream.flush()


async def test_a_hundred_streams_leave_nothing_behind(rig: Rig) -> None:
    before = len(asyncio.all_tasks())
    left: list[weakref.ref[RecognitionStream]] = []
    for index in range(100):
        stream = rig.stream()
        left.append(weakref.ref(stream))
        for piece in frames(speech(0.5), silence(0.1 * (index % 7))):
            stream.push_frame(piece)
        for _ in range(index % 5):
            await asyncio.sleep(0)
        await stream.aclose()
        del stream
    await until(lambda: len(asyncio.all_tasks()) == before)
    gc.collect()
    assert sum(ref() is not None for ref in left) <= 1


@pytest.mark.parametrize("seed", range(25))
async def test_any_order_of_push_flush_and_close_ends(rig: Rig, seed: int) -> None:
    dice = random.Random(seed)
    errors = [None, None, RecogniserError("no"), ValueError("boom")]
    rig.engine.outcome = lambda: dice.choice(errors)
    stream = rig.stream()
    reading = asyncio.create_task(rig.read(stream))
    async with asyncio.timeout(PATIENCE_S):
        for _ in range(dice.randrange(5, 60)):
            match dice.randrange(5):
                case 0 | 1:
                    stream.push_frame(frame(speech(dice.uniform(0, 1.5))))
                case 2:
                    stream.push_frame(frame(silence(dice.uniform(0, 1.5))))
                case 3:
                    stream.flush()
                case _:
                    for _ in range(dice.randrange(4)):
                        await asyncio.sleep(0)
        if dice.random() < 0.5:
            stream.end_input()
            await reading
            assert rig.count(Events.START_OF_SPEECH) == rig.count(Events.END_OF_SPEECH)
        await stream.aclose()
        await reading
    assert all(error.recoverable for error in rig.plugin.errors)


async def test_a_sender_faster_than_the_recogniser_is_told_and_bounded(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("speech.frame_intake.MAX_WAITING_BYTES", 200_000)
    stream = rig.stream()
    for _ in range(100):
        stream.push_frame(frame(speech(0.5)))
    assert stream._input_ch.qsize() <= 13
    stream.end_input()
    await rig.read(stream)
    await stream.aclose()
    assert len(rig.texts()) == 1
    [error] = rig.plugin.errors
    assert error.recoverable and "faster" in str(error.error)
