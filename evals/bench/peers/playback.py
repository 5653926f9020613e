"""What a listener heard of sound that was handed to a loudspeaker, and when.

Pure: from chunks with their wall-clock times to stretches of sound, and from these to the
one figure that matters, last voiced sample of the question to first audible one of the reply.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from speech.audible import audible_span

_APART_S = 0.001
"""Chunks that follow each other within this are one stretch."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sound handed to the loudspeaker, which plays it at once or after what it has."""

    at: float
    """`time.time()`."""
    rate_hz: int
    pcm: NDArray[np.int16]
    """[T], mono."""


@dataclass(frozen=True, slots=True)
class Switch:
    """The loudspeaker was told something.

    "cleared": stop, and forget what you have; "paused": stop, and keep it; "resumed": go on.
    """

    is_: Literal["cleared", "paused", "resumed"]
    at: float
    """`time.time()`."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sound without a gap, as it was heard."""

    began_at: float
    """`time.time()` of its first sample."""
    rate_hz: int
    pcm: NDArray[np.int16]

    @property
    def ended_at(self) -> float:
        """When its last sample had been played."""
        return self.began_at + len(self.pcm) / self.rate_hz


def stretches(sound: Sequence[Chunk | Switch]) -> list[Stretch]:
    """Return what was heard, in order.

    Args:
        sound: What the loudspeaker was handed and told, in order.
    """
    speaker = _Loudspeaker()
    for piece in sound:
        if isinstance(piece, Chunk):
            speaker.take(piece)
        elif piece.is_ == "resumed":
            speaker.resume(piece.at)
        else:
            speaker.stop(piece.at, keep=piece.is_ == "paused")
    return [s for s in speaker.heard if len(s.pcm)]


def first_audible_at(heard: Sequence[Stretch], after: float = 0.0) -> float | None:
    """Return when the first sound that can be heard began, of stretches begun after `after`.

    Args:
        heard: What was played.
        after: `time.time()`.
    """
    for stretch in heard:
        span = audible_span(stretch.pcm, stretch.rate_hz)
        if span is not None and stretch.began_at + span[0] >= after:
            return stretch.began_at + span[0]
    return None


class _Loudspeaker:
    def __init__(self) -> None:
        self.heard: list[Stretch] = []
        self._held: list[Chunk] | None = None
        """While it is paused."""

    def take(self, chunk: Chunk) -> None:
        if self._held is not None:
            self._held.append(chunk)
            return
        last = self.heard[-1] if self.heard else None
        if last is not None and chunk.at <= last.ended_at + _APART_S:
            pcm = np.concatenate([last.pcm, chunk.pcm])
            self.heard[-1] = Stretch(last.began_at, last.rate_hz, pcm)
        else:
            self.heard.append(Stretch(chunk.at, chunk.rate_hz, chunk.pcm))

    def stop(self, at: float, *, keep: bool) -> None:
        held = self._held or []
        played: list[Stretch] = []
        for stretch in self.heard:
            cut = min(len(stretch.pcm), max(0, round((at - stretch.began_at) * stretch.rate_hz)))
            played.append(Stretch(stretch.began_at, stretch.rate_hz, stretch.pcm[:cut]))
            if cut < len(stretch.pcm):
                held.append(Chunk(at, stretch.rate_hz, stretch.pcm[cut:]))
        self.heard = played
        self._held = held if keep else None

    def resume(self, at: float) -> None:
        held, self._held = self._held or [], None
        for chunk in held:
            self.take(Chunk(at, chunk.rate_hz, chunk.pcm))
