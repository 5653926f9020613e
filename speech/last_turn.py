"""The turn that has just ended, kept while speech may still turn out to go on with it.

Holds audio for a second; whether the turn can be undone is somebody else's to say.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from speech.endpointing import Endpointer
from speech.utterance import Utterance

WINDOW_S = 1.0
"""After the end of turn. Speech that begins later is a new utterance: by then the reply is
heard."""


@dataclass(slots=True)
class LastTurn:
    """What is needed to go on with it."""

    utterance: Utterance
    settled: str
    """Its words without those of the last part, which is heard anew with what follows."""
    started_s: float
    voiced_s: float
    """Stream time at which it was last heard."""
    ended_s: float
    """Stream time at which its end was decided."""
    after: list[NDArray[np.float32]] = field(default_factory=list)
    """Windows since then, float32 [512] each."""

    def open_at(self, started_s: float) -> bool:
        """Whether speech that begins then may go on with it."""
        return started_s - self.ended_s <= WINDOW_S

    def joined(self) -> Utterance:
        """Return the utterance as if it had not ended, the audio since then included."""
        utterance = self.utterance
        utterance.audio += self.after
        utterance.settled = self.settled
        utterance.candidate = utterance.ready_at_s = utterance.completeness = None
        utterance.shown = utterance.preflight = ""
        utterance.joined = True
        return utterance


def last_turn(utterance: Utterance, settled: str, endpointer: Endpointer) -> LastTurn:
    """Return what to keep of an utterance that has just been committed.

    Args:
        utterance: As committed.
        settled: Its words before the commit.
        endpointer: At the commit.
    """
    return LastTurn(
        utterance, settled, endpointer.started_s, endpointer.last_voiced_s, endpointer.now_s
    )
