"""What waits for the recogniser, in the order in which it deserves it.

Finals go before partials, older before newer. A newer request of the same owner
displaces its waiting partial. The bounds make overload visible at once: first
partials are refused, then finals, so that nothing waits without end.
"""

import threading
from collections import deque
from collections.abc import Hashable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from speech.errors import RecogniserBusy
from speech.hints import NO_HINTS, Hints
from speech.transcript import Transcript


class Kind(StrEnum):
    """How urgent a recognition is, and whether it may be dropped."""

    FINAL = "final"
    PARTIAL = "partial"


@dataclass(slots=True, eq=False)
class Job:
    """One stretch of audio to recognise, and where its transcript goes.

    Args:
        samples: float32 [T], mono, 16 kHz, -1..1.
        kind: A partial may be dropped; its future then gives None.
        owner: Whoever asks; one partial of an owner waits at a time.
        hints: What the decoder is to expect.
    """

    samples: NDArray[np.float32]
    kind: Kind
    owner: Hashable = None
    hints: Hints = NO_HINTS
    future: "Future[Transcript | None]" = field(default_factory=Future)
    withdrawn: bool = False

    def withdraw(self) -> None:
        """Say that nobody wants the result any more: the future gives None."""
        self.withdrawn = True

    def drop(self) -> None:
        """Finish without a transcript."""
        self.withdrawn = True
        # The loop may cancel the future between a question and an answer.
        with suppress(InvalidStateError):
            self.future.set_result(None)


class RecognitionQueue:
    """A bounded queue of jobs for worker threads.

    Args:
        max_finals: Finals that may wait; one more raises RecogniserBusy.
        max_partials: Partials that may wait, of all owners together.
    """

    def __init__(self, max_finals: int, max_partials: int) -> None:
        self._max_finals = max_finals
        self._max_partials = max_partials
        self._finals: deque[Job] = deque()
        self._partials: deque[Job] = deque()
        self._changed = threading.Condition()
        self._closed = False

    def put(self, job: Job) -> None:
        """Queue a job.

        Raises:
            RecogniserBusy: The bound for its kind is reached, or the engine is closed.
        """
        with self._changed:
            if self._closed:
                raise RecogniserBusy("The recogniser is closed; start the session again.")
            for partial in [p for p in self._partials if p.owner == job.owner or p.withdrawn]:
                self._partials.remove(partial)
                partial.drop()
            if job.kind is Kind.FINAL:
                for final in [f for f in self._finals if f.withdrawn]:
                    self._finals.remove(final)
                    final.drop()
                if len(self._finals) >= self._max_finals:
                    raise RecogniserBusy(
                        f"The recogniser has {len(self._finals)} utterances waiting; "
                        "say it again in a moment."
                    )
                self._finals.append(job)
            else:
                if self._finals or len(self._partials) >= self._max_partials:
                    raise RecogniserBusy("The recogniser has no time for a partial transcript now.")
                self._partials.append(job)
            self._changed.notify()

    def take(self) -> Job | None:
        """Wait for the next job that is still wanted; None when closed."""
        with self._changed:
            while True:
                for waiting in (self._finals, self._partials):
                    while waiting:
                        job = waiting.popleft()
                        if job.withdrawn:
                            job.drop()
                        elif job.future.set_running_or_notify_cancel():
                            return job
                if self._closed:
                    return None
                self._changed.wait()

    @property
    def final_waits(self) -> bool:
        """Whether a running partial should make way."""
        return bool(self._finals)

    def __len__(self) -> int:
        return len(self._finals) + len(self._partials)

    def close(self) -> None:
        """Drop everything that waits and let the workers go."""
        with self._changed:
            self._closed = True
            for job in (*self._finals, *self._partials):
                job.drop()
            self._finals.clear()
            self._partials.clear()
            self._changed.notify_all()
