"""Several voices: chosen by name, from directories, sharing processes and one cache."""

import asyncio
import contextlib
import hashlib
import json
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest
import pytest_asyncio
from numpy.typing import NDArray

from speech.errors import VoiceUnknown, WeightsAltered, WeightsMissing
from speech.piper.tts import PiperTTS
from speech.piper.voice_files import VoiceFiles
from speech.piper.voices import DEFAULT, Voice, Voices, VoiceWish
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.model, pytest.mark.audio, pytest.mark.asyncio(loop_scope="module")]

_KEPT = "What are you looking for?"
_PHRASES = ("Sure,", _KEPT, "Hello.")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory as Piper's voices are published, with two speakers by its settings."""
    joe = VoiceFiles.named()
    folder = tmp_path_factory.mktemp("amy")
    (folder / "en_US-amy-medium.onnx").symlink_to(joe.model)
    settings = json.loads(joe.config.read_text("utf-8"))
    settings |= {"num_speakers": 2, "speaker_id_map": {"amy": 0, "ann": 1}}
    config = folder / "en_US-amy-medium.onnx.json"
    config.write_text(json.dumps(settings), "utf-8")
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(folder.iterdir())
    ]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n", "utf-8")
    return folder


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def voices(other: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Voices]:
    voices = Voices(
        {
            DEFAULT: Voice(VoiceFiles.named()),
            "amy": Voice(VoiceFiles.named(str(other), "amy"), speed=1.4),
            "ann": Voice(VoiceFiles.named(str(other), "1"), speed=1.4),
        },
        store=tmp_path_factory.mktemp("phrases"),
    )
    await voices.start()
    yield voices
    await voices.close()


async def _said(voice: PiperTTS, text: str) -> NDArray[np.int16]:
    async with voice.synthesize(text) as stream:
        return np.concatenate([np.frombuffer(bytes(e.frame.data), "<i2") async for e in stream])


async def test_a_directory_is_a_voice_and_its_speakers_have_names(other: Path) -> None:
    assert VoiceFiles.named(str(other)).speaker is None
    assert VoiceFiles.named(str(other), "ann").speaker == 1
    assert VoiceFiles.named(str(other), "0").speaker == 0
    with pytest.raises(VoiceUnknown, match="amy, ann"):
        VoiceFiles.named(str(other), "bob")
    with pytest.raises(VoiceUnknown, match="leave the speaker out"):
        VoiceFiles.named(speaker="bob")


async def test_a_directory_that_is_no_voice_is_refused(other: Path, tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing):
        VoiceFiles.named(str(tmp_path))
    (tmp_path / "a.onnx").write_bytes(b"model")
    (tmp_path / "a.onnx.json").write_text("{}", "utf-8")
    with pytest.raises(WeightsMissing, match="settings file"):
        VoiceFiles.named(str(tmp_path))
    (tmp_path / "a.onnx.json").write_text(json.dumps({"audio": {"sample_rate": 22050}}), "utf-8")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  a.onnx\n", "utf-8")
    with pytest.raises(WeightsAltered):
        VoiceFiles.named(str(tmp_path))


async def test_an_unknown_voice_names_those_there_are(voices: Voices) -> None:
    with pytest.raises(VoiceUnknown, match="default, amy, ann"):
        voices.speaking(VoiceWish("bob"))


async def test_each_session_speaks_with_its_own_voice_and_speed(voices: Voices) -> None:
    usual, fast = voices.speaking(), voices.speaking(VoiceWish("amy"))
    slow = voices.speaking(VoiceWish("ann", speed=0.8))
    text = "The second one comes in black or green."
    lengths = await asyncio.gather(*(_said(voice, text) for voice in (usual, fast, slow)))
    assert len(lengths[1]) < len(lengths[0]) < len(lengths[2])
    # Two voices are two processes; two speakers of one model share one.
    assert usual.worker is voices.worker
    assert fast.worker is slow.worker is not usual.worker
    assert (usual.model, fast.model == slow.model) == ("piper-joe-medium", True)
    for voice in (usual, fast, slow):
        await voice.aclose()


async def test_fixed_phrases_are_made_once_and_kept(voices: Voices) -> None:
    assert await asyncio.wait_for(voices.rehearse(_PHRASES), PATIENCE_S) == 3
    assert await asyncio.wait_for(voices.rehearse(_PHRASES), PATIENCE_S) == 0
    voice = voices.speaking()
    pid = voices.worker.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    try:
        assert len(await asyncio.wait_for(_said(voice, _KEPT), PATIENCE_S)) > 10_000
        assert voices.worker.pid == pid  # nor was another process asked
    finally:
        os.kill(pid, signal.SIGCONT)
        await voice.aclose()


async def test_no_phrase_is_made_while_a_session_is_open(voices: Voices) -> None:
    voice = voices.speaking()
    rehearsing = voices.rehearse(("Nobody has said this before.",))
    await asyncio.sleep(1.5)
    assert not rehearsing.done()
    await voice.aclose()
    assert await asyncio.wait_for(rehearsing, PATIENCE_S) == 1


async def test_a_voice_that_dies_twice_is_told_and_the_next_reply_is_heard(voices: Voices) -> None:
    voice = voices.speaking()
    told: list[str] = []
    voice.on("voice_failed", told.append)
    stream = voice.stream()
    stream.push_text("A sentence that is long enough to be killed in the middle of it, twice. ")
    stream.push_text("And another one that nobody hears.")
    stream.end_input()

    async def kill() -> None:
        while not told:
            if voice.worker.pid is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(voice.worker.pid, signal.SIGKILL)
            await asyncio.sleep(0.005)

    killing = asyncio.create_task(kill())
    async for _ in stream:
        pass
    await asyncio.wait_for(killing, PATIENCE_S)
    assert told == ["The voice's process died twice on one sentence; try again."]
    assert len(await _said(voice, "I am back.")) > 10_000
    await voice.aclose()
