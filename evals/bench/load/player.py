"""A client's loudspeaker that never waits: what is late is heard as a gap, and counted.

Plays from the moment the first piece of a reply arrives, without any buffer, which is harder
than what browsers do. Pure: times are the caller's.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from speech.audible import audible_span


@dataclass(slots=True)
class Player:
    """One reply as it is heard.

    Args:
        rate_hz: Of its samples.
    """

    rate_hz: int
    gaps: list[float] = field(default_factory=list)
    """Seconds that the listener waited in the middle of the reply, each time."""
    stopped_at: float | None = None
    """When the listener spoke over it."""
    _pieces: list[tuple[float, NDArray[np.int16]]] = field(default_factory=list)
    """When each begins to sound, and its samples."""

    def take(self, arrived_at: float, samples: NDArray[np.int16]) -> None:
        """Play what arrived, now or behind what still sounds.

        Args:
            arrived_at: In s, on any clock that does not go back.
            samples: [T], mono.
        """
        if self.stopped_at is not None:
            return
        ends_at = self.ends_at
        if ends_at is None or arrived_at > ends_at:
            if ends_at is not None:
                self.gaps.append(arrived_at - ends_at)
            self._pieces.append((arrived_at, samples))
        else:
            self._pieces.append((ends_at, samples))

    def stop(self, at: float) -> float:
        """Play nothing more of it; return how many seconds had sounded."""
        self.stopped_at = at
        sounded_s = 0.0
        for began_at, samples in self._pieces:
            sounded_s += min(max(at - began_at, 0.0), len(samples) / self.rate_hz)
        return sounded_s

    @property
    def began_at(self) -> float | None:
        """When its first sample sounded; None before."""
        return self._pieces[0][0] if self._pieces else None

    @property
    def ends_at(self) -> float | None:
        """When what arrived so far has sounded."""
        if not self._pieces:
            return None
        began_at, samples = self._pieces[-1]
        return began_at + len(samples) / self.rate_hz

    @property
    def sound_s(self) -> float:
        """Seconds of sound that arrived."""
        return sum(len(samples) for _, samples in self._pieces) / self.rate_hz

    def audible_at(self) -> float | None:
        """Return when something could first be heard; None if nothing can."""
        if not self._pieces:
            return None
        span = audible_span(np.concatenate([s for _, s in self._pieces]), self.rate_hz)
        if span is None:
            return None
        left = round(span[0] * self.rate_hz)
        for began_at, samples in self._pieces:
            if left < len(samples):
                return began_at + left / self.rate_hz
            left -= len(samples)
        return None
