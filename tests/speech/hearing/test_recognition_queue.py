"""Order, fairness, batches and bounds of what waits for the recogniser."""

import threading
import time
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pytest

from speech.errors import RecogniserBusy
from speech.recognition_job import Job, Kind
from speech.recognition_queue import QueueSettings, RecognitionQueue
from tests.patience import PATIENCE_S


def _queue(**bounds: int) -> RecognitionQueue:
    return RecognitionQueue(QueueSettings(**bounds))


def _job(kind: Kind, owner: Hashable = "a", alike: Hashable = None, seconds: float = 0.01) -> Job:
    return Job(np.zeros(int(seconds * 16_000), np.float32), kind, owner, alike=alike)


def _final(owner: Hashable = "a", alike: Hashable = None, seconds: float = 0.01) -> Job:
    return _job(Kind.FINAL, owner, alike, seconds)


def _partial(owner: Hashable = "a", alike: Hashable = None) -> Job:
    return _job(Kind.PARTIAL, owner, alike)


def _take_all(queue: RecognitionQueue) -> list[list[Job]]:
    taken = []
    while len(queue):
        batch = queue.take()
        taken.append(batch)
        queue.done(batch)
    return taken


def test_finals_go_first_in_order() -> None:
    queue = _queue()
    partial, first, second = _partial(), _final("b"), _final("c")
    for job in (partial, first, second):
        queue.put(job)
    assert _take_all(queue) == [[first], [second], [partial]]


def test_each_owners_first_final_goes_before_any_owners_second() -> None:
    queue = _queue()
    first, second, third, other, nobody, nobody_else = (
        _final(n) for n in ("a", "a", "a", "b", None, None)
    )
    for job in (first, second, third, other, nobody, nobody_else):
        queue.put(job)
    assert _take_all(queue) == [[first], [other], [nobody], [nobody_else], [second], [third]]


def test_partials_take_turns_between_owners() -> None:
    queue = _queue()
    for owner in "abc":
        queue.put(_partial(owner))
    assert [batch[0].owner for batch in _take_all(queue)] == ["a", "b", "c"]
    for owner in "cab":
        queue.put(_partial(owner))
    assert [batch[0].owner for batch in _take_all(queue)] == ["a", "b", "c"]


def test_a_newer_request_displaces_the_owners_partial_only() -> None:
    queue = _queue()
    stale, other, final = _partial(), _partial("b"), _final()
    for job in (stale, other, final):
        queue.put(job)
    assert stale.future.result(timeout=0) is None
    assert _take_all(queue) == [[final], [other]]


def test_alike_finals_leave_as_one_batch_and_the_others_stay_in_order() -> None:
    queue = _queue(max_batch=3)
    jobs = [_final(index, alike) for index, alike in enumerate("xyxxx")]
    jobs.append(_final("alone", None))
    for job in (*jobs, _partial("p", "x")):
        queue.put(job)
    taken = [[job.owner for job in batch] for batch in _take_all(queue)]
    assert taken == [[0, 2, 3], [1], [4], ["alone"], ["p"]]


def test_jobs_that_run_alone_are_never_alike() -> None:
    queue = _queue(max_batch=4)
    for index in range(2):
        queue.put(_final(index, None))
    assert [len(batch) for batch in _take_all(queue)] == [1, 1]


def test_a_batch_leaves_their_share_to_idle_workers() -> None:
    queue = _queue(max_batch=4, workers=2)
    sizes: list[int] = []
    started = threading.Barrier(3)

    def work() -> None:
        started.wait(timeout=PATIENCE_S)
        batch = queue.take()
        sizes.append(len(batch))

    workers = [threading.Thread(target=work, daemon=True) for _ in range(2)]
    for worker in workers:
        worker.start()
    started.wait(timeout=PATIENCE_S)
    for index in range(2):
        queue.put(_final(index, "x"))
    while sum(sizes) < 2:
        time.sleep(0.01)  # the test's own timeout ends it
    queue.close()  # one worker may have come too late for its share
    for worker in workers:
        worker.join(timeout=PATIENCE_S)
    assert sum(sizes) == 2


def test_partials_leave_a_worker_to_finals() -> None:
    queue = _queue(workers=2)
    running, waiting, final = _partial("a"), _partial("b"), _final("c")
    queue.put(running)
    assert queue.take() == [running]
    queue.put(waiting)
    queue.put(final)
    assert queue.take() == [final]
    queue.done([running])
    assert queue.take() == [waiting]


def test_a_running_partial_makes_way_only_if_no_worker_is_idle() -> None:
    queue = _queue(workers=1)
    queue.put(_partial())
    queue.take()
    assert not queue.final_waits
    queue.put(_final("b"))
    assert queue.final_waits


def test_overload_makes_partials_rarer_then_says_busy() -> None:
    queue = _queue(max_finals=2, max_partials=1)
    served = _partial("a")
    queue.put(served)
    queue.done(queue.take())
    queue.put(_partial("a"))
    newcomer = _partial("b")
    queue.put(newcomer)  # was never served: takes the place of "a"
    with pytest.raises(RecogniserBusy):
        queue.put(_partial("a"))
    queue.put(_final("a"))
    queue.put(_final("b"))
    with pytest.raises(RecogniserBusy, match="2 utterances waiting") as busy:
        queue.put(_final("c"))
    assert busy.value.can_retry
    assert len(queue) == 2  # the finals; "b"'s own displaced its partial


def test_waiting_audio_is_bounded_in_seconds_too_but_a_first_final_is_always_taken() -> None:
    queue = RecognitionQueue(QueueSettings(max_finals_s=10.0))
    queue.put(_final("a", seconds=20.0))
    with pytest.raises(RecogniserBusy, match="1 utterances waiting"):
        queue.put(_final("b", seconds=1.0))
    queue.take()
    queue.put(_final("b", seconds=1.0))


def test_withdrawn_and_cancelled_jobs_are_never_taken_and_free_their_place() -> None:
    queue = _queue(max_finals=2, max_batch=4)
    withdrawn, cancelled, wanted = (_final(name, "x") for name in "abc")
    queue.put(withdrawn)
    queue.put(cancelled)
    withdrawn.withdraw()
    cancelled.future.cancel()
    queue.put(wanted)
    assert queue.take() == [wanted]
    assert withdrawn.future.result(timeout=0) is None


def test_close_lets_workers_go_and_drops_what_waits() -> None:
    queue = _queue()
    taken: list[list[Job]] = []
    worker = threading.Thread(target=lambda: taken.append(queue.take()))
    worker.start()
    queue.close()
    worker.join(timeout=PATIENCE_S)
    assert taken == [[]]
    with pytest.raises(RecogniserBusy, match="closed"):
        queue.put(_final())


def test_files_come_last_and_leave_a_worker_to_finals() -> None:
    queue = _queue(workers=2)
    file, partial, final = _job(Kind.FILE, "f"), _partial("b"), _final("c")
    for job in (file, partial, final):
        queue.put(job)
    assert queue.take() == [final]
    assert queue.take() == [partial]
    assert queue.take_now() == [], "the other worker is for finals"
    queue.done([partial])
    assert queue.take() == [file]


def test_one_file_at_a_time() -> None:
    queue = _queue(workers=4)
    first, second = _job(Kind.FILE, "f"), _job(Kind.FILE, "g")
    queue.put(first)
    queue.put(second)
    assert queue.take() == [first]
    assert queue.take_now() == []
    queue.done([first])
    assert queue.take() == [second]


def test_a_file_that_waited_long_goes_before_partials() -> None:
    queue = RecognitionQueue(QueueSettings(workers=2, file_patience_s=0.0))
    file, partial = _job(Kind.FILE, "f"), _partial("b")
    queue.put(partial)
    queue.put(file)
    assert queue.take() == [file]


def test_files_are_bounded_and_dropped_at_the_end() -> None:
    queue = _queue(max_files=1)
    file = _job(Kind.FILE)
    queue.put(file)
    with pytest.raises(RecogniserBusy):
        queue.put(_job(Kind.FILE))
    queue.close()
    assert file.future.result(timeout=0) is None


def test_a_withdrawn_file_makes_room() -> None:
    queue = _queue(max_files=1)
    file = _job(Kind.FILE)
    queue.put(file)
    file.withdraw()
    queue.put(other := _job(Kind.FILE))
    assert queue.take() == [other]


@dataclass
class Clock:
    """Stands until it is put forward."""

    now_s: float = 1_000.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("speech.recognition_queue.time", clock)
    return clock


def test_partials_rest_as_long_as_they_worked_and_finals_do_not(clock: Clock) -> None:
    queue = _queue(workers=2)
    first, second, final = _partial("a"), _partial("b"), _final("c")
    queue.put(first)
    batch = queue.take_now()
    assert batch == [first]
    queue.done(batch, worked_s=0.2)
    queue.put(second)
    clock.now_s += 0.19
    assert queue.take_now() == []
    queue.put(final)
    assert queue.take_now() == [final]
    clock.now_s += 0.02
    assert queue.take_now() == [second]


def test_who_waits_for_a_resting_partial_wakes_by_itself() -> None:
    queue = _queue(workers=2)
    queue.put(_partial("a"))
    queue.done(queue.take_now(), worked_s=0.1)
    second = _partial("b")
    queue.put(second)
    assert queue.take() == [second]


def test_a_partial_that_came_late_does_not_rest(clock: Clock) -> None:
    queue = _queue(workers=2)
    queue.put(_partial("a"))
    queue.done(queue.take_now(), worked_s=0.01)
    clock.now_s += 0.02
    later = _partial("a")
    queue.put(later)
    assert queue.take_now() == [later]


def test_many_workers_rest_less(clock: Clock) -> None:
    queue = _queue(workers=9)
    queue.put(_partial("a"))
    queue.done(queue.take_now(), worked_s=0.16)
    later = _partial("b")
    queue.put(later)
    assert queue.take_now() == []
    clock.now_s += 0.03
    assert queue.take_now() == [later]
