"""What waits for the recogniser, in the order in which it deserves it.

Finals go before partials. Among finals each owner's first goes before any owner's
second, and older before newer; among partials the owner who was served longest ago
goes first. A newer request of the same owner displaces its waiting partial and keeps
its place. Files come last, one at a time, on a worker that partials may have too; one that
has waited long goes before partials. Partials rest as long as they work, so that they have
half a worker at most. Under overload they come later and rarer, then finals are refused
(RecogniserBusy): the queue is bounded in requests and in seconds of audio. Jobs that are
alike are handed out together, as a batch.
"""

import threading
import time
from collections.abc import Hashable
from dataclasses import dataclass

from speech.errors import RecogniserBusy
from speech.recognition_job import Job, Kind


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """The bounds of the queue.

    Args:
        max_finals: Finals that may wait; one more raises RecogniserBusy.
        max_finals_s: Seconds of audio in them; a first one is always taken.
        max_partials: Partials that may wait, of all owners together.
        max_files: Pieces of files that may wait; one more raises RecogniserBusy.
        file_patience_s: Seconds after which a waiting file goes before partials.
        workers: Threads that take jobs. Partials and files leave one of them to finals.
        max_batch: Jobs handed out at once.
    """

    max_finals: int = 32
    max_finals_s: float = 160.0
    max_partials: int = 8
    max_files: int = 8
    file_patience_s: float = 2.0
    workers: int = 1
    max_batch: int = 1


class RecognitionQueue:
    """A bounded queue of jobs for worker threads."""

    def __init__(self, settings: QueueSettings) -> None:
        self._settings = settings
        self._finals: list[Job] = []
        self._partials: list[Job] = []
        self._files: list[tuple[float, Job]] = []
        """With when they came."""
        self._served: dict[int, int] = {}
        """By hash, so that no owner is kept alive: which partial handed out was its last."""
        self._turn = 0
        self._round = 0
        """Of the final handed out last; in one round each owner has one final."""
        self._idle = 0
        self._busy_with_partials = 0
        """Workers, those with a file among them."""
        self._busy_with_file = False
        self._partials_from = 0.0
        """When the next partial may begin, on `time.monotonic`."""
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
            self._drop_withdrawn()
            if job.kind is Kind.FINAL:
                self._drop_partial_of(job.owner)
                self._put_final(job)
            elif job.kind is Kind.FILE:
                self._put_file(job)
            else:
                self._put_partial(job)
            self._changed.notify()

    def take(self) -> list[Job]:
        """Wait for the next jobs that are still wanted: one, or several that are alike.

        Give them back with `done`. An empty list means that the queue is closed.
        """
        with self._changed:
            while True:
                batch = self._next()
                if batch:
                    return batch
                if self._closed:
                    return []
                self._idle += 1
                self._changed.wait(self._rest_s())
                self._idle -= 1

    def take_now(self) -> list[Job]:
        """Return what `take` would, or an empty list if that would have to wait."""
        with self._changed:
            return self._next()

    def done(self, batch: list[Job], worked_s: float = 0.0) -> None:
        """Say that the worker has finished what it took.

        Args:
            batch: What `take` gave.
            worked_s: How long that took.
        """
        if batch and batch[0].kind is not Kind.FINAL:
            with self._changed:
                self._busy_with_partials -= 1
                if batch[0].kind is Kind.PARTIAL:
                    rest_s = worked_s / max(1, self._settings.workers - 1)
                    self._partials_from = time.monotonic() + rest_s
                if batch[0].kind is Kind.FILE:
                    self._busy_with_file = False
                self._changed.notify()

    @property
    def final_waits(self) -> bool:
        """Whether a running partial should make way: a final waits and no worker is free."""
        return bool(self._finals) and self._idle == 0

    @property
    def takes_finals(self) -> bool:
        """Whether one more short final would be taken."""
        with self._changed:
            waiting_s = sum(final.audio_s for final in self._finals)
            is_full = len(self._finals) >= self._settings.max_finals
            return not (self._closed or is_full or waiting_s >= self._settings.max_finals_s)

    def __len__(self) -> int:
        return len(self._finals) + len(self._partials) + len(self._files)

    def close(self) -> None:
        """Drop everything that waits and let the workers go."""
        with self._changed:
            self._closed = True
            for job in (*self._finals, *self._partials, *(job for _, job in self._files)):
                job.drop()
            self._finals.clear()
            self._partials.clear()
            self._files.clear()
            self._changed.notify_all()

    def _put_final(self, job: Job) -> None:
        waiting_s = sum(final.audio_s for final in self._finals)
        too_many = len(self._finals) >= self._settings.max_finals
        too_long = waiting_s + job.audio_s > self._settings.max_finals_s
        if too_many or (self._finals and too_long):
            raise RecogniserBusy(
                f"The recogniser has {len(self._finals)} utterances waiting; "
                "say it again in a moment."
            )
        mine = sum(final.owner == job.owner for final in self._finals)
        job.round = self._round + (mine if job.owner is not None else 0)
        self._finals.append(job)

    def _put_partial(self, job: Job) -> None:
        displaced = self._drop_partial_of(job.owner)
        if not displaced and len(self._partials) >= self._settings.max_partials:
            # Whoever was served last makes room for whoever waits longer.
            last = max(self._partials, key=self._served_at)
            if self._served_at(last) <= self._served_at(job):
                raise RecogniserBusy("The recogniser has no time for a partial transcript now.")
            self._partials.remove(last)
            last.drop()
        self._partials.append(job)

    def _put_file(self, job: Job) -> None:
        if len(self._files) >= self._settings.max_files:
            raise RecogniserBusy("The recogniser has many files waiting; try again in a moment.")
        self._files.append((time.monotonic(), job))

    def _drop_withdrawn(self) -> None:
        for entry in [e for e in self._files if e[1].withdrawn or e[1].future.cancelled()]:
            self._files.remove(entry)
            entry[1].drop()
        for waiting in (self._finals, self._partials):
            for job in [job for job in waiting if job.withdrawn or job.future.cancelled()]:
                waiting.remove(job)
                job.drop()

    def _drop_partial_of(self, owner: Hashable) -> bool:
        stale = [partial for partial in self._partials if partial.owner == owner]
        for partial in stale:
            self._partials.remove(partial)
            partial.drop()
        return bool(stale)

    def _next(self) -> list[Job]:
        self._drop_withdrawn()
        return (
            self._next_finals()
            or self._next_file(self._settings.file_patience_s)
            or self._next_partials()
            or self._next_file()
        )

    def _next_file(self, waited_s: float = 0.0) -> list[Job]:
        """Return the oldest file if it has waited so long and a worker may have it."""
        most = max(1, self._settings.workers - 1)
        if self._busy_with_file or self._busy_with_partials >= most or not self._files:
            return []
        came_at, job = self._files[0]
        if time.monotonic() - came_at < waited_s:
            return []
        del self._files[0]
        if not job.future.set_running_or_notify_cancel():
            return []
        self._busy_with_partials += 1
        self._busy_with_file = True
        return [job]

    def _next_finals(self) -> list[Job]:
        # Stable: of one round the older goes first.
        ordered = sorted(self._finals, key=lambda job: job.round)
        if ordered:
            self._round = max(self._round, ordered[0].round)
        # What the idle workers will take at once is left to them.
        share = -(-len(ordered) // (self._idle + 1))
        return self._take_alike(self._finals, ordered, min(share, self._settings.max_batch))

    def _rest_s(self) -> float | None:
        """Return how long partials that wait rest still; None if there is nothing to wake for."""
        rest_s = self._partials_from - time.monotonic()
        return rest_s if self._partials and rest_s > 0 else None

    def _next_partials(self) -> list[Job]:
        most = max(1, self._settings.workers - 1)
        if self._busy_with_partials >= most or self._rest_s() is not None:
            return []
        ordered = sorted(self._partials, key=self._served_at)
        batch = self._take_alike(self._partials, ordered, self._settings.max_batch)
        if batch:
            self._busy_with_partials += 1
        for job in batch:
            self._turn += 1
            # The newest entry goes last, so that the oldest can be forgotten.
            self._served.pop(hash(job.owner), None)
            self._served[hash(job.owner)] = self._turn
        while len(self._served) > _OWNERS:
            del self._served[next(iter(self._served))]
        return batch

    def _take_alike(self, waiting: list[Job], ordered: list[Job], most: int) -> list[Job]:
        batch: list[Job] = []
        for job in ordered:
            if len(batch) >= most:
                break
            if batch and (batch[0].alike is None or job.alike != batch[0].alike):
                continue
            waiting.remove(job)
            if job.future.set_running_or_notify_cancel():
                batch.append(job)
        return batch

    def _served_at(self, job: Job) -> int:
        return self._served.get(hash(job.owner), 0)


_OWNERS = 1_000
"""Owners whose last partial is remembered; one that was forgotten goes first again."""
