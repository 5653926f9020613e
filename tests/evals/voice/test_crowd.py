"""The crowd of machines without a recording: made of voices, once, the same every time."""

import asyncio
from pathlib import Path
from typing import cast

import numpy as np

from evals.voice.crowd import SOURCE, crowd
from evals.voice.level import SPEECH_DBOV
from evals.voice.spoken import ShopperVoice
from speech.audio_file import RATE_HZ, Samples

_RATE_HZ = 22_050


class Talkers:
    """Says every text as bursts of a tone of its own, and counts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.said: list[str] = []

    def kept(self, name: str) -> Path:
        return self._folder / f"{name}.wav"

    async def say_bare(self, text: str, rate: float) -> tuple[Samples, int]:
        self.said.append(text)
        times = np.arange(int(rate * 2 * _RATE_HZ)) / _RATE_HZ
        loud = np.sin(2 * np.pi * 3 * times) > 0
        tone = np.sin(2 * np.pi * (150 + 40 * len(self.said)) * times)
        return np.asarray(0.3 * tone * loud, np.float32), _RATE_HZ


def _crowd(folder: Path) -> tuple[Talkers, Samples, str]:
    folder.mkdir()
    talkers = Talkers(folder)
    noise = asyncio.run(crowd(cast("ShopperVoice", talkers)))
    return talkers, noise.samples, noise.source


def _dbov(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64))))


def test_a_crowd_has_eight_voices_goes_on_and_does_not_clip(tmp_path: Path) -> None:
    talkers, samples, source = _crowd(tmp_path / "a")
    assert source == SOURCE
    assert len(set(talkers.said)) == 8
    assert len(samples) == 20 * RATE_HZ
    assert 0.3 < np.abs(samples).max() <= 0.51
    seconds = samples.reshape(20, RATE_HZ)
    levels = [_dbov(second) for second in seconds]
    assert max(levels) - min(levels) < 10  # no second of silence: some always talk


def test_it_lies_as_far_under_speech_as_asked(tmp_path: Path) -> None:
    talkers = Talkers(tmp_path)
    noise = asyncio.run(crowd(cast("ShopperVoice", talkers)))
    whole = noise.under_speech(10.0, 0, 20 * RATE_HZ)
    assert abs(_dbov(whole) - (SPEECH_DBOV - 10.0)) < 0.1


def test_it_is_made_once_and_is_the_same_on_every_machine(tmp_path: Path) -> None:
    talkers, first, _ = _crowd(tmp_path / "a")
    again = asyncio.run(crowd(cast("ShopperVoice", talkers)))
    assert len(talkers.said) == 8
    assert np.array_equal(again.samples, first)
    _, other, _ = _crowd(tmp_path / "b")
    assert np.array_equal(other, first)
