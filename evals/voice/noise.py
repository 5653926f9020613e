"""What is heard around the shopper, all the time: before, between and after the words.

Speech is brought to one level and the noise lies a ratio under it, so that it goes on unchanged
while nobody speaks, as in a real room.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.config import Settings
from evals.bench.data import shared_data
from evals.sounds import SOUNDS, sound
from evals.voice.level import SPEECH_DBOV
from speech.audio_file import Samples, read_audio

CROWD = "crowd"

RECORDED = {CROWD: "people_talking", "phone ring": "ringing_phone", "dog": "dog_bark"}
"""Names of noises, and of the recordings that are used where there are some."""

MADE = {"phone ring": "ringing", "dog": "barking"}
"""The sounds that stand in for them; a crowd is made of voices (`evals.voice.crowd`)."""

_MADE_S = 20.0


@dataclass(frozen=True, slots=True)
class Noise:
    """One noise."""

    name: str
    samples: Samples
    """float32 [N], mono, 16 kHz; goes on from its beginning when it ends."""
    source: str
    """"recording people_talking.wav", "made of voices", "made by formula"."""

    def under_speech(self, snr_db: float, start: int, count: int) -> Samples:
        """Return a stretch of it, so far under speech of the nominal level.

        Args:
            snr_db: Power of speech where somebody speaks over the noise's own.
            start: Its first sample.
            count: Samples.

        Returns:
            float32 [count].
        """
        power = float(np.mean(np.square(self.samples, dtype=np.float64)))
        gain = np.sqrt(10 ** ((SPEECH_DBOV - snr_db) / 10) / power)
        stretch = np.take(self.samples, np.arange(start, start + count), mode="wrap")
        return np.asarray(gain * stretch, np.float32)


def known_noises() -> tuple[str, ...]:
    """Return the names of noises that every machine has."""
    return (*RECORDED, *(name for name in SOUNDS if name != "silence"))


def noise_of(name: str, settings: Settings) -> Noise | None:
    """Return a noise; None for a crowd that must be made of voices first.

    Args:
        name: One of `known_noises`, or a path to a recording.
        settings: Say where recordings are.

    Raises:
        AudioFileError: The recording cannot be read.
    """
    path = _recording(name, settings)
    if path is not None:
        return Noise(name, read_audio(path).samples, f"recording {path.name}")
    if name == CROWD:
        return None
    return Noise(name, sound(MADE.get(name, name), _MADE_S), "made by formula")


def _recording(name: str, settings: Settings) -> Path | None:
    if name.endswith(".wav"):
        return Path(name)
    data = shared_data(settings)
    path = data / "noise" / f"{RECORDED.get(name, name)}.wav" if data is not None else None
    return path if path is not None and path.is_file() else None
