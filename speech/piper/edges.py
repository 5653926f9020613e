"""Cut the silence before and after a clause while its sound still arrives."""

import numpy as np
from numpy.typing import NDArray

QUIET = 0.003
"""Piper's silence is at 3e-5 after gain, 40 dB lower. A threshold five times as high would
cut up to 18 ms more, which is onset ("hello", "here")."""

LEAD_KEPT_S = 0.005
"""Piper starts with 0 to 80 ms of silence, median 42 over 14 clauses: pure waiting time.
5 ms keep the onset whole."""

TAIL_KEPT_S = 0.03
"""It ends with 100 to 240 ms of silence; 30 ms keep the decay, pauses are set by the caller."""

Samples = NDArray[np.float32]
_NOTHING = np.zeros(0, dtype=np.float32)


class EdgeTrimmer:
    """Takes the pieces of one clause in order and gives them back without its edges."""

    def __init__(self, rate_hz: int) -> None:
        self._lead_kept = round(LEAD_KEPT_S * rate_hz)
        self._tail_kept = round(TAIL_KEPT_S * rate_hz)
        self._held = _NOTHING
        self._begun = False
        self.cut = 0
        """Samples cut at the beginning so far."""

    def push(self, piece: Samples) -> Samples:
        """Return what of `piece`, and of what was held, is certainly not an edge."""
        sound = np.concatenate((self._held, piece))
        loud = np.flatnonzero(np.abs(sound) > QUIET)
        if not len(loud):
            if not self._begun:
                kept = max(0, len(sound) - self._lead_kept)
                self.cut += kept
                sound = sound[kept:]
            self._held = sound
            return _NOTHING
        if not self._begun:
            lead = max(0, int(loud[0]) - self._lead_kept)
            self.cut += lead
            sound, loud = sound[lead:], loud - lead
            self._begun = True
        end = int(loud[-1]) + 1
        self._held = sound[end:]
        return sound[:end]

    def finish(self) -> Samples:
        """Return the decay after the last loud sample; nothing if all was silence."""
        return self._held[: self._tail_kept] if self._begun else _NOTHING
