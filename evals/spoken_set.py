"""Texts as speech: said once by the project's own voice and kept for the next run.

A clip is kept under a digest of the voice's weights, the words as the voice says them
and the speed, so that a changed voice or another reading of "$150" speaks anew.
Does not cover recordings of people.
"""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.config import Settings
from speech.audio_file import RATE_HZ, Samples, read_audio, write_wav
from speech.piper.say import synthesize_all
from speech.spoken import to_spoken
from speech.weights import resolve

LEAD_S = 0.3
"""Quiet before and after the words, as when a button is pressed and let go."""

SPEEDS = (0.9, 1.0, 1.15)
"""Dealt out by each text's digest: one voice, but not one pace."""


@dataclass(frozen=True, slots=True)
class SpokenText:
    """One text and where its clip lies."""

    text: str
    path: Path
    """WAV, mono, 16 kHz."""

    def samples(self) -> Samples:
        """Return the clip as float32 [T], mono, 16 kHz, -1..1."""
        return read_audio(self.path).samples


def pace_of(text: str) -> float:
    """Return the speed at which a text is said, always the same for the same text."""
    return SPEEDS[int(_digest(text)[:8], 16) % len(SPEEDS)]


def speak(texts: Sequence[str], settings: Settings) -> tuple[SpokenText, ...]:
    """Return the texts spoken, in their order; what was said before is read from disk.

    Args:
        texts: As written; numbers and symbols are put into words.
        settings: The voice, and the home under which clips are kept.

    Raises:
        WeightsError: The voice's files are missing or altered.
        VoiceError: The voice does not start or died twice.
    """
    folder = settings.home / "bench" / "spoken"
    voice = _voice_digest(settings)
    clips = [SpokenText(text, folder / f"{_key(voice, text)}.wav") for text in texts]
    for speed in SPEEDS:
        missing = [c for c in clips if pace_of(c.text) == speed and not c.path.is_file()]
        missing = list({clip.path: clip for clip in missing}.values())
        if not missing:
            continue
        said = synthesize_all(
            [clip.text for clip in missing], voice=settings.voice.weights, speed=speed
        )
        for clip, speech in zip(missing, said, strict=True):
            keep_clip(clip.path, speech.samples, speech.rate_hz, LEAD_S)
    return tuple(clips)


def keep_clip(path: Path, samples: Samples, rate_hz: int, quiet_s: float) -> None:
    """Write a clip as WAV at 16 kHz with quiet around it; whole or not at all.

    Args:
        path: Of the clip; its folder is made.
        samples: float32 [T], mono, -1..1.
        rate_hz: Of the samples.
        quiet_s: Before and after them.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    quiet = np.zeros(round(quiet_s * RATE_HZ), np.float32)
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        raw, whole = Path(scratch, "raw.wav"), Path(scratch, "whole.wav")
        write_wav(raw, samples, rate_hz)
        write_wav(whole, np.concatenate([quiet, read_audio(raw).samples, quiet]), RATE_HZ)
        whole.replace(path)


def _voice_digest(settings: Settings) -> str:
    """Return a digest of the voice's model file, which weights pins by its own."""
    with resolve(settings.voice.weights).path("model.onnx").open("rb") as model:
        return hashlib.file_digest(model, "sha256").hexdigest()


def _key(voice: str, text: str) -> str:
    return _digest(f"{voice}|{text}|{to_spoken(text)}|{pace_of(text)}")[:24]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
