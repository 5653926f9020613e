"""The spoken questions that come with Aisle.

Spoken by Piper from `assistant/data/clips/script.toml`; run this module to
speak them anew. They are what `aisle demo` plays and `aisle bench demo` times.
"""

import tempfile
import tomllib
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import av
import numpy as np

from speech.audio_file import RATE_HZ, Samples, read_audio, write_wav
from speech.piper.say import synthesize_all

_LEAD_S = 0.3
"""Quiet before and after the words, as when a button is pressed and let go."""

_CLIPS = files("assistant").joinpath("data/clips")


@dataclass(frozen=True, slots=True)
class Clip:
    """One spoken question and what it says."""

    file: str
    text: str

    def samples(self) -> Samples:
        """Return the clip as float32 [T], mono, 16 kHz, -1..1."""
        with as_file(_CLIPS.joinpath(self.file)) as path:
            return read_audio(path).samples


@dataclass(frozen=True, slots=True)
class ScriptedConversation:
    """Questions that are asked one after the other."""

    name: str
    clips: tuple[Clip, ...]


def conversations() -> tuple[ScriptedConversation, ...]:
    """Return the shipped conversations, the demo's first."""
    script = tomllib.loads(_CLIPS.joinpath("script.toml").read_text(encoding="utf-8"))
    return tuple(
        ScriptedConversation(
            name=table["name"],
            clips=tuple(Clip(file=c["file"], text=c["text"]) for c in table["clips"]),
        )
        for table in script["conversation"]
    )


def write_flac(path: Path, samples: Samples) -> None:
    """Write mono 16 kHz, 16-bit FLAC.

    Args:
        path: Where to.
        samples: float32 [T], -1..1.
    """
    pcm = (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
    with av.open(str(path), "w", format="flac") as container:
        stream = container.add_stream("flac", rate=RATE_HZ, layout="mono")
        frame = av.AudioFrame.from_ndarray(pcm[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def speak_script(folder: Path) -> None:
    """Speak every clip of the script into `folder`, the same samples each time."""
    clips = [clip for conversation in conversations() for clip in conversation.clips]
    quiet = np.zeros(int(_LEAD_S * RATE_HZ), np.float32)
    with tempfile.TemporaryDirectory() as scratch:
        wav = Path(scratch) / "spoken.wav"
        for clip, speech in zip(clips, synthesize_all(c.text for c in clips), strict=True):
            write_wav(wav, speech.samples, speech.rate_hz)
            samples = np.concatenate([quiet, read_audio(wav).samples, quiet])
            write_flac(folder / clip.file, samples)


if __name__ == "__main__":
    with as_file(_CLIPS) as shipped:
        speak_script(shipped)
