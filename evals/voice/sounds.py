"""What was said and heard, kept beside a run: Opus in Ogg, which every browser plays."""

import re
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from evals.runs.record import Sound

Sampled = NDArray[np.float32] | NDArray[np.int16]

BITS_PER_S = 24_000
"""A recording takes 15 kB on average (86 of a run), a reply of 5 s 15 kB."""

_RATE_HZ = 48_000
"""Opus runs at no other rate inside."""


class SoundFolder:
    """The recordings of one conversation.

    Args:
        folder: Of the run; made when the first sound comes.
        conversation: Names the files, with the condition.
    """

    def __init__(self, folder: Path, conversation: str, condition: str) -> None:
        self._folder = folder
        self._name = _SLUG.sub("-", f"{conversation}-{condition}".lower()).strip("-")

    def keep(self, what: str, samples: Sampled, rate_hz: int) -> Sound:
        """Write a sound and return where it is.

        Args:
            what: Names it within the conversation: "03-said".
            samples: [T], mono; float32 -1..1, or int16.
            rate_hz: Samples a second.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._name}-{what}.ogg"
        write_opus(path, samples, rate_hz)
        seconds = round(len(samples) / rate_hz, 3)
        return Sound(file=f"{self._folder.name}/{path.name}", seconds=seconds)


def write_opus(path: Path, samples: Sampled, rate_hz: int) -> None:
    """Write a sound as Opus in Ogg.

    Args:
        path: Ends in .ogg.
        samples: [T], mono; float32 -1..1, or int16.
        rate_hz: Samples a second.

    Raises:
        OSError: It cannot be written.
    """
    if samples.dtype != np.int16:
        samples = (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
    resampler = av.AudioResampler("s16", "mono", _RATE_HZ)
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), "s16", "mono")
    frame.sample_rate = rate_hz
    with av.open(str(path), "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=_RATE_HZ)
        stream.layout = "mono"
        stream.bit_rate = BITS_PER_S
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))


_SLUG = re.compile(r"[^a-z0-9.]+")
