"""Transcriptions and speech through the official Python SDK."""

from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from av.container import InputContainer
from openai import OpenAI

from tests.clients.sounds import wav

pytestmark = [pytest.mark.model, pytest.mark.audio]

QUESTION = "headphones-1.flac"
WORDS = "wireless headphones"
SENTENCE = "It costs $49.99."


def decoded_s(sound: bytes) -> float:
    """Return how many seconds of sound a file holds, decoded to its end."""
    with av.open(BytesIO(sound)) as container:
        assert isinstance(container, InputContainer)
        frames = list(container.decode(audio=0))
    return sum(frame.samples for frame in frames) / frames[0].sample_rate


def test_every_form_of_a_transcription(plain_client: OpenAI) -> None:
    make = plain_client.audio.transcriptions.create
    upload = ("question.wav", wav(QUESTION))
    assert WORDS in make(model="whisper-1", file=upload).text.lower()
    text = make(model="whisper-1", file=upload, response_format="text")
    assert WORDS in text.lower()
    srt = make(model="whisper-1", file=upload, response_format="srt")
    assert srt.startswith("1\n00:00:00,")
    vtt = make(model="whisper-1", file=upload, response_format="vtt")
    assert vtt.startswith("WEBVTT")
    verbose = make(model="whisper-1", file=upload, response_format="verbose_json", language="en")
    assert WORDS in verbose.text.lower()
    assert 2.5 < verbose.duration < 5
    assert verbose.segments
    assert verbose.segments[0].end <= verbose.duration + 0.1


def test_a_transcription_is_streamed(plain_client: OpenAI) -> None:
    events = list(
        plain_client.audio.transcriptions.create(
            model="gpt-4o-mini-transcribe", file=("question.wav", wav(QUESTION)), stream=True
        )
    )
    done = events[-1]
    assert done.type == "transcript.text.done"
    deltas = "".join(e.delta for e in events if e.type == "transcript.text.delta")
    assert deltas == done.text
    assert WORDS in done.text.lower()


@pytest.mark.parametrize("kind", ["mp3", "opus", "aac", "flac", "wav"])
def test_speech_in_every_format(plain_client: OpenAI, kind: str) -> None:
    made = plain_client.audio.speech.create(
        model="tts-1",
        voice="alloy",
        input=SENTENCE,
        response_format=kind,  # type: ignore[arg-type]  # one of the SDK's
    )
    assert 1 < decoded_s(made.read()) < 6


def test_speech_is_streamed_to_a_file(plain_client: OpenAI, tmp_path: Path) -> None:
    kept = tmp_path / "speech.pcm"
    with plain_client.audio.speech.with_streaming_response.create(
        model="tts-1", voice="alloy", input=SENTENCE, response_format="pcm", speed=1.25
    ) as response:
        response.stream_to_file(kept)
    samples = np.frombuffer(kept.read_bytes(), np.int16)
    assert 0.8 < samples.size / 24_000 < 5
    assert np.abs(samples).max() > 3_000
    heard = BytesIO()
    with av.open(heard, "w", format="wav") as container:
        stream = container.add_stream("pcm_s16le", rate=24_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = 24_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    again = plain_client.audio.transcriptions.create(
        model="whisper-1", file=("spoken.wav", heard.getvalue())
    )
    assert "49" in again.text
