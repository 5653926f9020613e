"""Order, displacement and bounds of what waits for the recogniser."""

import threading

import numpy as np
import pytest

from speech.errors import RecogniserBusy
from speech.recognition_queue import Job, Kind, RecognitionQueue

AUDIO = np.zeros(160, np.float32)


def _job(kind: Kind, owner: str = "a") -> Job:
    return Job(AUDIO, kind, owner)


def test_finals_go_first_in_order() -> None:
    queue = RecognitionQueue(max_finals=4, max_partials=4)
    partial, first, second = _job(Kind.PARTIAL), _job(Kind.FINAL, "b"), _job(Kind.FINAL, "c")
    for job in (partial, first, second):
        queue.put(job)
    assert [queue.take(), queue.take(), queue.take()] == [first, second, partial]


def test_a_newer_request_displaces_the_owners_partial_only() -> None:
    queue = RecognitionQueue(4, 4)
    stale, other, final = _job(Kind.PARTIAL), _job(Kind.PARTIAL, "b"), _job(Kind.FINAL)
    for job in (stale, other, final):
        queue.put(job)
    assert stale.future.result(timeout=0) is None
    assert queue.take() is final
    assert queue.take() is other


def test_overload_refuses_partials_before_finals_and_then_says_busy() -> None:
    queue = RecognitionQueue(max_finals=2, max_partials=1)
    queue.put(_job(Kind.FINAL, "a"))
    with pytest.raises(RecogniserBusy):
        queue.put(_job(Kind.PARTIAL, "b"))
    queue.put(_job(Kind.FINAL, "b"))
    with pytest.raises(RecogniserBusy, match="2 utterances waiting") as busy:
        queue.put(_job(Kind.FINAL, "c"))
    assert busy.value.can_retry
    assert len(queue) == 2


def test_withdrawn_and_cancelled_jobs_are_never_taken_and_free_their_place() -> None:
    queue = RecognitionQueue(max_finals=2, max_partials=1)
    withdrawn, cancelled, wanted = (_job(Kind.FINAL, name) for name in "abc")
    queue.put(withdrawn)
    queue.put(cancelled)
    withdrawn.withdraw()
    cancelled.future.cancel()
    queue.put(wanted)
    assert queue.take() is wanted
    assert withdrawn.future.result(timeout=0) is None


def test_close_lets_workers_go_and_drops_what_waits() -> None:
    queue = RecognitionQueue(2, 2)
    taken: list[Job | None] = []
    worker = threading.Thread(target=lambda: taken.append(queue.take()))
    worker.start()
    queue.close()
    worker.join(timeout=5)
    assert taken == [None]
    with pytest.raises(RecogniserBusy, match="closed"):
        queue.put(_job(Kind.FINAL))
