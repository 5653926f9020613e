"""Real engines, loaded once, and sentences spoken by the project's own voice."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from livekit import rtc
from numpy.typing import NDArray

from speech.audio_file import read_audio
from speech.mono_stream import MonoStream
from speech.piper.say import Speech, synthesize_all
from speech.silero import SileroModel
from speech.whisper import WhisperEngine

SENTENCES = {
    "boots": "I'm looking for hiking boots under a hundred and fifty dollars.",
    "waterproof": "Is the second one waterproof?",
    "cart": "Add it to my cart, size ten.",
    "cheaper": "Do you have something cheaper?",
    "blue": "Actually make it blue, and cheaper than fifty bucks.",
    "under": "Show me running shoes under",
    "ten": "Ten.",
    "winter": "I want a warm jacket for winter.",
}


@cache
def _spoken() -> dict[str, Speech]:
    return dict(zip(SENTENCES, synthesize_all(SENTENCES.values()), strict=True))


@pytest.fixture(scope="session")
def engine() -> Iterator[WhisperEngine]:
    engine = WhisperEngine()
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def silero() -> SileroModel:
    return SileroModel()


@pytest.fixture(scope="session")
def spoken() -> dict[str, NDArray[np.float32]]:
    """Each sentence as float32 [T], 16 kHz mono."""
    return {name: _to_16k(speech.samples, speech.rate_hz) for name, speech in _spoken().items()}


@pytest.fixture(scope="session")
def orders(shared_data: Path) -> list[NDArray[np.float32]]:
    """A dozen recordings of real people, float32 [T], 16 kHz mono."""
    files = sorted((shared_data / "spoken-orders" / "audio").glob("*.flac"))[::10]
    return [read_audio(file).samples for file in files]


@pytest.fixture(scope="session")
def noises(shared_data: Path) -> dict[str, NDArray[np.float32]]:
    files = sorted((shared_data / "noise").glob("*.wav"))
    return {file.stem: read_audio(file).samples[: 20 * 16_000] for file in files}


def _to_16k(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    pcm = (samples * 32767).astype(np.int16)
    mono = MonoStream()
    frame = rtc.AudioFrame(pcm.tobytes(), rate_hz, 1, len(pcm))
    return np.concatenate((mono.push(frame), mono.flush()))
