"""The voice's model cut in two, its files, and what a script or a killed parent sees."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from speech.errors import WeightsMissing
from speech.piper.say import synthesize_all
from speech.piper.split_model import split_model
from speech.piper.voice_files import VoiceFiles
from speech.piper.voice_model import Prosody, VoiceModel
from tests.patience import wait_until

pytestmark = [pytest.mark.model, pytest.mark.audio]


@pytest.fixture(scope="module")
def files() -> VoiceFiles:
    return VoiceFiles.named()


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_voice_without_its_files_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing):
        VoiceFiles.named(str(tmp_path))


_PARENT = """
import asyncio, sys
from speech.piper.process import PiperWorker
from speech.piper.voice_files import VoiceFiles
async def main():
    worker = PiperWorker(VoiceFiles.named())
    await worker.start()
    print(worker.pid, flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


def test_the_worker_dies_with_a_killed_parent_and_survives_ctrl_c() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None and parent.stderr is not None
        pid = int(parent.stdout.readline())
        os.kill(pid, signal.SIGINT)
        time.sleep(0.2)
        assert not _gone(pid)
        parent.kill()
        parent.wait()
        assert b"Traceback" not in parent.stderr.read()
    wait_until(lambda: _gone(pid))


def test_the_cut_model_gives_the_same_sound_as_the_whole(files: VoiceFiles) -> None:
    """Against the decoder run once over all frames, and against itself in pieces."""
    split = split_model(files.model.read_bytes())
    assert split is not None
    providers = ["CPUExecutionProvider"]
    encoder = onnxruntime.InferenceSession(split.encoder, providers=providers)
    decoder = onnxruntime.InferenceSession(split.decoder, providers=providers)
    whole = onnxruntime.InferenceSession(str(files.model), providers=providers)
    alphabet = json.loads(files.config.read_text("utf-8"))["phoneme_id_map"]
    ids = [1, 0]
    for phoneme in "həlˈoʊ ðˈɛɹ, maɪ fɹˈɛnd.":
        ids += [*alphabet[phoneme], 0]
    ids.append(2)
    feed = {
        "input": np.array([ids]),
        "input_lengths": np.array([len(ids)]),
        "scales": np.array([0.0, 1.0, 0.0], dtype=np.float32),
    }
    expected = whole.run(None, feed)[0].reshape(-1)
    latent, durations = encoder.run([split.latent, split.durations], feed)
    assert durations.size == len(ids)
    assert int(durations.sum()) * 256 == len(expected)
    assert np.abs(decoder.run(None, {split.latent: latent})[0].reshape(-1) - expected).max() < 1e-4

    frames, pieces = VoiceModel(files.model, threads=1).speak(ids, Prosody(1.0, 0.0, 0.0), 0)
    sound = np.concatenate(list(pieces))
    assert frames is not None and len(frames) == len(ids)
    assert np.corrcoef(sound, expected)[0, 1] > 0.999
    assert len(sound) == len(expected)
    quiet = np.abs(expected) < 0.5
    assert np.abs(sound - 1.5 * expected)[quiet].max() < 1e-4


def test_say_gives_speech_of_each_text() -> None:
    one, two = synthesize_all(["Hello.", "It costs $280. Do you want it?"])
    assert one.rate_hz == two.rate_hz == 22_050
    assert 0.3 < len(one.samples) / one.rate_hz < 1.0
    assert 2.0 < len(two.samples) / two.rate_hz < 4.5
    assert 0.3 < np.abs(two.samples).max() <= 1.0
