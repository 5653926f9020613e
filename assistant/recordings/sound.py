"""The sound of one utterance, picked out of what the microphone sends while consent is given."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 16_000
"""As the recogniser hears it: more would tell no more words."""
REMEMBERED_S: Final = 60.0
"""Of what came last; no utterance is longer (`speech.endpointing`), and 60 s are 1.9 MB."""
BEFORE_S: Final = 0.3
AFTER_S: Final = 0.3
"""Kept around the voiced part: first and last consonants are quieter than a voice."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """What was heard of one utterance."""

    samples: NDArray[np.int16]
    """[T], mono, 16 kHz."""

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE_HZ


class HeardSound:
    """The last minute of one microphone, in stream time.

    Args:
        wanted: Whether it is to be kept now: only with consent. Without, nothing is remembered.
    """

    def __init__(self, wanted: Callable[[], bool]) -> None:
        self._wanted = wanted
        self._pieces: deque[tuple[float, NDArray[np.int16]]] = deque()
        """Each with the stream time of its first sample."""
        self._now_s = 0.0

    def restart(self) -> None:
        """Begin a stream anew: its time is zero again."""
        self._pieces.clear()
        self._now_s = 0.0

    def push(self, samples: NDArray[np.int16], rate_hz: int) -> None:
        """Take what was heard next.

        Args:
            samples: int16 [T], mono.
            rate_hz: Of them.
        """
        if not self._wanted():
            self._pieces.clear()
        elif rate_hz == RATE_HZ:
            self._pieces.append((self._now_s, samples))
        self._now_s += len(samples) / rate_hz
        while self._pieces and self._pieces[0][0] < self._now_s - REMEMBERED_S:
            self._pieces.popleft()

    def between(self, begin_s: float, end_s: float) -> Sound | None:
        """Return what was heard from one stream time to another; None if nothing is there."""
        if not self._wanted():
            return None
        begin_s, end_s = max(0.0, begin_s - BEFORE_S), end_s + AFTER_S
        held = [
            samples[max(0, round((begin_s - at) * RATE_HZ)) : max(0, round((end_s - at) * RATE_HZ))]
            for at, samples in self._pieces
            if at < end_s and at + len(samples) / RATE_HZ > begin_s
        ]
        joined = np.concatenate(held) if held else np.zeros(0, np.int16)
        return Sound(joined) if len(joined) else None
