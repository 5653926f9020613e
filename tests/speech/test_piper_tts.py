"""The plugin, driven as livekit-agents drives it."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import numpy as np
import pytest
import pytest_asyncio
from livekit.agents import tts
from livekit.agents.types import USERDATA_TIMED_TRANSCRIPT, TimedString
from numpy.typing import NDArray

from speech.piper.tts import SENTENCE_PAUSE_S, PiperOptions, PiperTTS
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.model, pytest.mark.audio, pytest.mark.asyncio(loop_scope="module")]

_REPLY = "Sure, the Ridge Boot is $280, and rated 4.6/5. Would you like to see it in brown?"


@dataclass(frozen=True, slots=True)
class _Heard:
    samples: NDArray[np.int16]
    words: list[TimedString]
    finals: int


async def _heard(stream: AsyncIterator[tts.SynthesizedAudio]) -> _Heard:
    parts: list[NDArray[np.int16]] = []
    words: list[TimedString] = []
    finals = 0
    async for event in stream:
        parts.append(np.frombuffer(bytes(event.frame.data), dtype="<i2"))
        words += event.frame.userdata.get(USERDATA_TIMED_TRANSCRIPT, [])
        finals += event.is_final
    return _Heard(np.concatenate(parts), words, finals)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def voice() -> AsyncIterator[PiperTTS]:
    voice = PiperTTS(options=PiperOptions(deterministic=True))
    await voice.start()
    yield voice
    await voice.aclose()


async def test_a_stream_speaks_all_that_is_pushed(voice: PiperTTS) -> None:
    async with voice.stream() as stream:
        for at in range(0, len(_REPLY), 7):
            stream.push_text(_REPLY[at : at + 7])
        stream.end_input()
        heard = await _heard(stream)
    assert 4.5 < len(heard.samples) / voice.sample_rate < 9
    assert heard.finals == 1

    async with voice.synthesize(_REPLY) as whole:
        assert len((await _heard(whole)).samples) == len(heard.samples)


async def test_words_are_timed_along_the_sound(voice: PiperTTS) -> None:
    async with voice.stream() as stream:
        stream.push_text(_REPLY)
        stream.end_input()
        heard = await _heard(stream)
    assert "".join(heard.words).split() == _REPLY.split()
    starts = [float(word.start_time) for word in heard.words]  # type: ignore[arg-type]  # given
    ends = [float(word.end_time) for word in heard.words]  # type: ignore[arg-type]  # given
    assert starts == sorted(starts)
    assert all(a <= b for a, b in zip(starts, ends, strict=True))
    duration_s = len(heard.samples) / voice.sample_rate
    assert duration_s - 0.5 < ends[-1] < duration_s + 0.1
    # "$280," takes the time of "two hundred and eighty dollars".
    price = next(at for at, word in enumerate(heard.words) if word.startswith("$280"))
    assert ends[price] - starts[price] > 0.8


async def test_there_is_a_pause_between_sentences_only(voice: PiperTTS) -> None:
    async with voice.synthesize("Yes. No.") as stream:
        samples = (await _heard(stream)).samples
    quiet = np.abs(samples.astype(np.int32)) < 120
    edges = np.flatnonzero(np.diff(np.concatenate(([0], quiet.astype(np.int8), [0]))))
    runs = edges[1::2] - edges[::2]
    assert runs.max() / voice.sample_rate == pytest.approx(SENTENCE_PAUSE_S, abs=0.08)
    assert not quiet[-round(0.1 * voice.sample_rate) :].all()


async def test_the_first_sound_comes_before_the_text_ends(voice: PiperTTS) -> None:
    async with voice.stream() as stream:
        stream.push_text("Sure, I have three brown boots. And")
        first = await asyncio.wait_for(anext(stream), PATIENCE_S)
        assert len(first.frame.data) > 0
        stream.push_text(" more.")
        stream.end_input()
        assert (await _heard(stream)).finals == 1


async def test_what_was_said_before_is_not_made_again(voice: PiperTTS) -> None:
    phrase = "I did not catch that, please say it again."
    for line in voice.lines(phrase):
        sounds = await voice.make_quietly(line, lambda: False)
        assert sounds is not None
        assert voice.pin(line, sounds)
    pid = voice.worker.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)  # whoever asks it now waits
    try:
        async with voice.synthesize(phrase) as stream:
            heard = await asyncio.wait_for(_heard(stream), PATIENCE_S)
        assert voice.worker.pid == pid  # nor was another process asked
    finally:
        os.kill(pid, signal.SIGCONT)
    assert len(heard.samples) / voice.sample_rate > 1.5
    assert "".join(heard.words).split() == phrase.split()


async def test_a_phrase_made_for_nobody_gives_way(voice: PiperTTS) -> None:
    (line,) = voice.lines("A rather long phrase that nobody is waiting for at the moment.")
    assert await voice.make_quietly(line, lambda: True) is None


async def test_barge_in_leaves_the_voice_usable(voice: PiperTTS) -> None:
    long = "The one that I would take is the blue one with the soft lining for winter. " * 6
    stream = voice.stream()
    stream.push_text(long)
    stream.end_input()
    await anext(stream)
    await asyncio.wait_for(stream.aclose(), PATIENCE_S)
    pid = voice.worker.pid
    async with voice.synthesize("Of course.") as after:
        heard = await asyncio.wait_for(_heard(after), PATIENCE_S)
    assert len(heard.samples) > 0
    assert voice.worker.pid == pid


@pytest.mark.parametrize("text", ["🙂", "...", "—", "?!", "()", "*"])
async def test_text_without_words_is_no_error(voice: PiperTTS, text: str) -> None:
    async with voice.stream() as stream:
        stream.push_text(text)
        stream.end_input()
        assert len((await _heard(stream)).samples) < 0.1 * voice.sample_rate


@pytest.mark.timing
async def test_a_very_long_reply_begins_at_once_and_can_be_cut_off(voice: PiperTTS) -> None:
    sentence = "The Ridge is $280, and the Moss, which comes in green, is $95 at the moment. "
    stream = voice.stream()
    stream.push_text(sentence)
    started = time.perf_counter()
    await anext(stream)
    alone_s = time.perf_counter() - started
    await stream.aclose()
    stream = voice.stream()
    stream.push_text(sentence * 65)  # 5,000 characters
    stream.end_input()
    started = time.perf_counter()
    await anext(stream)
    assert time.perf_counter() - started < 5 * alone_s + 0.3
    await asyncio.wait_for(stream.aclose(), 2)


async def test_the_speed_changes_between_replies_and_not_within_one(voice: PiperTTS) -> None:
    async def length() -> int:
        async with voice.synthesize(_REPLY) as stream:
            return len((await _heard(stream)).samples)

    usual = await length()
    voice.speed = 1.5
    try:
        fast = await length()
        with pytest.raises(ValueError, match="speed"):
            voice.speed = 9.0
    finally:
        voice.speed = 1.0
    assert fast < 0.85 * usual
    assert await length() == usual


async def test_a_stream_without_text_ends(voice: PiperTTS) -> None:
    async with voice.stream() as stream:
        stream.end_input()
        assert [event async for event in stream] == []


async def test_two_streams_at_once_do_not_mix(voice: PiperTTS) -> None:
    async def say(text: str) -> _Heard:
        async with voice.synthesize(text) as stream:
            return await _heard(stream)

    alone = await say("It is green.")
    both = await asyncio.gather(say("It is green."), say("That one is sold out in your size."))
    assert np.array_equal(both[0].samples, alone.samples)
    assert len(both[1].samples) > len(alone.samples)


async def test_metrics_are_emitted(voice: PiperTTS) -> None:
    seen: list[object] = []
    voice.on("metrics_collected", seen.append)
    async with voice.stream() as stream:
        stream.push_text("Anything else?")
        stream.end_input()
        await _heard(stream)
    assert len(seen) == 1
    assert (voice.provider, voice.model) == ("piper", "piper-joe-medium")
    assert voice.capabilities.streaming and voice.capabilities.aligned_transcript
