"""Transcriptions and speech with the real recogniser and voice."""

import io
import json
import wave
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from shutil import copytree

import jiwer
import numpy as np
import pytest
from fastapi.testclient import TestClient
from openai.types.audio import Transcription, TranscriptionVerbose

from assistant.config import Settings
from assistant.server import create_app
from evals.words import words_of
from tests.assistant.http.conftest import TOKEN

pytestmark = [pytest.mark.model, pytest.mark.audio]

BOOTS = files("assistant").joinpath("data/clips/boots-1.flac").read_bytes()
SAID = "I'm looking for hiking boots under $150."
MOST_WRONG = 0.25
"""Of its eight words, where the voice says them and the recogniser hears the voice."""
HEARS = "/v1/audio/transcriptions"
SPEAKS = "/v1/audio/speech"


@pytest.fixture(scope="module")
def client(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of an application with a voice, over an index of its own."""
    home = tmp_path_factory.mktemp("audio")
    copytree(sample_home / "index", home / "index")  # the package's client may hold the other
    with TestClient(create_app(Settings(home=home), TOKEN)) as running:
        running.headers["authorization"] = f"Bearer {TOKEN}"
        yield running


def test_a_recording_in_words(client: TestClient) -> None:
    sent = {"file": ("boots.flac", BOOTS)}
    answer = client.post(HEARS, files=sent, data={"model": "whisper-1", "language": "en"})
    Transcription.model_validate(answer.json())
    assert answer.json()["text"] == SAID
    assert answer.json()["usage"]["seconds"] == pytest.approx(3.8, abs=0.2)


def test_every_shape(client: TestClient) -> None:
    sent = {"file": ("boots.flac", BOOTS)}
    text = client.post(HEARS, files=sent, data={"response_format": "text"})
    assert text.text.strip() == SAID
    assert "-->" in client.post(HEARS, files=sent, data={"response_format": "srt"}).text
    vtt = client.post(HEARS, files=sent, data={"response_format": "vtt"})
    assert vtt.headers["content-type"].startswith("text/vtt")
    verbose = client.post(HEARS, files=sent, data={"response_format": "verbose_json"}).json()
    TranscriptionVerbose.model_validate(verbose)
    (segment,) = verbose["segments"]
    assert 0 <= segment["start"] < segment["end"] <= verbose["duration"] + 0.1


def test_a_stream_of_words(client: TestClient) -> None:
    answer = client.post(HEARS, files={"file": ("a.flac", BOOTS)}, data={"stream": "true"})
    events = [json.loads(e.removeprefix("data: ")) for e in answer.text.split("\n\n") if e]
    assert [e["type"] for e in events] == ["transcript.text.delta", "transcript.text.done"]
    assert events[-1]["text"] == SAID == "".join(e.get("delta", "") for e in events)


def test_what_holds_no_words_is_an_empty_text(client: TestClient) -> None:
    noise = np.random.default_rng(0).normal(0, 300, 80_000).astype("<i2")
    for samples in (np.zeros(16_000, "<i2"), noise):
        out = io.BytesIO()
        with wave.open(out, "wb") as file:
            file.setparams((1, 2, 16_000, 0, "NONE", ""))
            file.writeframes(samples.tobytes())
        answer = client.post(HEARS, files={"file": ("a.wav", out.getvalue())})
        assert answer.json()["text"] == ""


@pytest.mark.parametrize(
    ("data", "content", "param"),
    [
        ({"language": "de"}, BOOTS, "language"),
        ({"timestamp_granularities[]": "word"}, BOOTS, "timestamp_granularities"),
        ({"response_format": "diarized_json"}, BOOTS, "response_format"),
        ({}, b"not a sound", "file"),
    ],
)
def test_what_cannot_be_heard_is_refused(
    client: TestClient, data: dict[str, str], content: bytes, param: str
) -> None:
    answer = client.post(HEARS, files={"file": ("a", content)}, data=data)
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]["param"] == param


@pytest.mark.parametrize("form", ["mp3", "opus", "wav"])
def test_what_is_spoken_is_heard(client: TestClient, form: str) -> None:
    body = {"input": SAID, "voice": "alloy", "response_format": form, "speed": 1.1}
    spoken = client.post(SPEAKS, json=body)
    assert spoken.status_code == 200
    heard = client.post(HEARS, files={"file": (f"a.{form}", spoken.content)}).json()["text"]
    # Not to the letter: the voice sounds a little different each time.
    assert "150 dollars" in " ".join(words_of(heard)), "the price was said as a price"
    assert jiwer.wer(" ".join(words_of(SAID)), " ".join(words_of(heard))) <= MOST_WRONG, heard


def test_speed_is_heard(client: TestClient) -> None:
    body = {"input": SAID, "voice": "default", "response_format": "pcm"}
    lengths = [
        len(client.post(SPEAKS, json={**body, "speed": speed}).content) for speed in (0.25, 0.5, 2)
    ]
    assert lengths[0] == pytest.approx(lengths[1], rel=0.15), "slower than nobody follows"
    assert lengths[2] < 0.5 * lengths[1]


def test_sound_as_events(client: TestClient) -> None:
    body = {"input": "Hello.", "voice": {"id": "default"}, "stream_format": "sse"}
    answer = client.post(SPEAKS, json=body)
    events = [json.loads(e.removeprefix("data: ")) for e in answer.text.split("\n\n") if e]
    assert {e["type"] for e in events[:-1]} == {"speech.audio.delta"}
    assert events[-1]["type"] == "speech.audio.done"


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({"input": "Hi.", "voice": "nobody"}, "voice"),
        ({"input": " ", "voice": "alloy"}, "input"),
        ({"input": "a" * 5_000, "voice": "alloy"}, "input"),
        ({"input": "Hi.", "voice": "alloy", "speed": 9}, "speed"),
        ({"input": "Hi.", "voice": "alloy", "response_format": "ogg"}, "response_format"),
    ],
)
def test_what_cannot_be_said_is_refused(
    client: TestClient, body: dict[str, object], param: str
) -> None:
    answer = client.post(SPEAKS, json=body)
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]["param"] == param


def test_three_models_where_there_is_a_voice(client: TestClient) -> None:
    listed = [model["id"] for model in client.get("/v1/models").json()["data"]]
    assert listed == ["aisle", "aisle-transcribe", "aisle-speech"]
