"""One stretch of audio that somebody wants recognised, and where its transcript goes."""

from collections.abc import Hashable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from speech.hints import NO_HINTS, Hints
from speech.transcript import Transcript

SAMPLE_RATE_HZ = 16_000


class Kind(StrEnum):
    """How urgent a recognition is, and whether it may be dropped."""

    FINAL = "final"
    PARTIAL = "partial"
    FILE = "file"
    """Of a recording, which nobody waits for in conversation; may be dropped as a partial."""


@dataclass(slots=True, eq=False)
class Job:
    """One stretch of audio to recognise, and where its transcript goes.

    Args:
        samples: float32 [T], mono, 16 kHz, -1..1.
        kind: A partial or a file may be dropped; its future then gives None.
        owner: Whoever asks; one partial of an owner waits at a time.
        hints: What the decoder is to expect.
        alike: Jobs of one kind with equal values may run as one batch; None runs alone.
    """

    samples: NDArray[np.float32]
    kind: Kind
    owner: Hashable = None
    hints: Hints = NO_HINTS
    alike: Hashable = None
    round: int = 0
    """Set by the queue: how many finals of its owner went before it, so to say."""
    future: "Future[Transcript | None]" = field(default_factory=Future)
    withdrawn: bool = False

    @property
    def audio_s(self) -> float:
        """Length of the audio in s."""
        return len(self.samples) / SAMPLE_RATE_HZ

    def withdraw(self) -> None:
        """Say that nobody wants the result any more: the future gives None."""
        self.withdrawn = True

    def drop(self) -> None:
        """Finish without a transcript."""
        self.withdrawn = True
        self.finish(None)

    def finish(self, transcript: Transcript | None) -> None:
        """Give the transcript to whoever waits; None if there is none."""
        # The loop may cancel the future between a question and an answer.
        with suppress(InvalidStateError):
            self.future.set_result(transcript)

    def fail(self, error: Exception) -> None:
        """Tell whoever waits what went wrong."""
        with suppress(InvalidStateError):
            self.future.set_exception(error)
