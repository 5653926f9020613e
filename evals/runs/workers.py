"""The worker processes of a run: each is given one thing at a time, and replaced when it dies."""

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from evals.errors import EvalError
from evals.runs.messages import Asked, Broken, Ready, Setup, Told
from evals.runs.worker import work

TRIES = 2
"""How often a trial is begun whose process dies over it."""

TYPED_MOST_S = 180.0
"""A typed trial that takes longer hangs: 40 turns take 2 s, with a model 60 s."""

SPOKEN_MOST_S = 1_200.0
"""The same of a spoken one, which may take as long as it would for a person."""

_LOOK_EVERY_S = 0.25
_END_WITHIN_S = 5.0


class WorkersFailed(EvalError):
    """No worker can open the assistant; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that was asked and never answered, however often."""

    asked: Asked
    why: str
    """A clause: "its process died (signal 11)"."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    most_s: float = TYPED_MOST_S
    asked: Asked | None = None
    since: float = 0.0
    late: bool = False
    """Whether it was ended because it took too long."""


@dataclass(slots=True)
class _Queue:
    waiting: deque[Asked]
    tries: dict[int, int] = field(default_factory=dict)
    """By the identity of what was asked; all of them live as long as the queue."""


class Workers:
    """Some processes that answer what is asked, in any order.

    Args:
        setup_of: Makes the setup of worker number n; called again for one that takes its place.
        count: How many at once.
        stopped: Says whether to stop; looked at a few times a second.
        target: What each process runs.
    """

    def __init__(
        self,
        setup_of: Callable[[int], Setup],
        count: int,
        stopped: Callable[[], bool],
        target: Callable[[Connection, Setup], None] = work,
    ) -> None:
        self._setup_of = setup_of
        self._count = count
        self._stopped = stopped
        self._target = target
        self._spawn = multiprocessing.get_context("spawn")
        self._started = 0
        self._workers: list[_Worker] = []

    def __enter__(self) -> "Workers":
        for _ in range(self._count):
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.connection.close()  # one that waits ends by this
            if worker.asked is not None or not worker.ready:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_END_WITHIN_S)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()

    def ask(self, things: Iterable[Asked]) -> Iterator[tuple[Asked, Told | Lost]]:
        """Have everything answered, and yield each answer as it comes.

        Ends early when `stopped` says so.

        Raises:
            WorkersFailed: The assistant cannot be opened.
        """
        queue = _Queue(deque(things))
        left = len(queue.waiting)
        while left and not self._stopped():
            self._hand_out(queue)
            for worker in self._heard_of():
                for answer in self._answers(worker, queue):
                    left -= 1
                    yield answer

    def _start(self) -> None:
        ours, theirs = self._spawn.Pipe()
        setup = self._setup_of(self._started)
        process = self._spawn.Process(
            target=self._target,
            args=(theirs, setup),
            name=f"aisle-eval-{self._started}",
            daemon=False,
        )
        self._started += 1
        process.start()
        theirs.close()
        most_s = SPOKEN_MOST_S if setup.is_spoken else TYPED_MOST_S
        self._workers.append(_Worker(process, ours, most_s=most_s))

    def _hand_out(self, queue: _Queue) -> None:
        for worker in self._workers:
            if worker.ready and worker.asked is None and queue.waiting:
                asked = queue.waiting.popleft()
                worker.asked, worker.since = asked, time.monotonic()
                queue.tries[id(asked)] = queue.tries.get(id(asked), 0) + 1
                with suppress(OSError):  # it died meanwhile, and is found dead at once
                    worker.connection.send(asked)

    def _heard_of(self) -> tuple[_Worker, ...]:
        """Wait a moment; return the workers that said something, died, or take too long."""
        signs: dict[Connection | int, _Worker] = {}
        for worker in self._workers:
            signs[worker.connection] = signs[worker.process.sentinel] = worker
            if worker.asked is not None and time.monotonic() - worker.since > worker.most_s:
                worker.late = True
                worker.process.kill()
        found = wait(list(signs), _LOOK_EVERY_S)
        return tuple({id(w): w for sign in found if (w := signs.get(_sign(sign)))}.values())

    def _answers(self, worker: _Worker, queue: _Queue) -> Iterator[tuple[Asked, Told | Lost]]:
        told = _said(worker)
        match told:
            case Ready():
                worker.ready = True
            case Broken(message):
                raise WorkersFailed(message)
            case Gone():
                yield from self._bury(worker, queue)
            case None:
                return
            case answer:
                asked, worker.asked = worker.asked, None
                assert asked is not None, "an answer to nothing"
                yield asked, answer

    def _bury(self, worker: _Worker, queue: _Queue) -> Iterator[tuple[Asked, Lost]]:
        """Put another in the place of one that died; its trial is begun once more."""
        worker.process.join(_END_WITHIN_S)
        why = "it took too long" if worker.late else _death(worker.process.exitcode)
        worker.connection.close()
        self._workers.remove(worker)
        if not worker.ready:
            self._fewer(why)
            return
        self._start()
        asked = worker.asked
        if asked is None:
            return
        if queue.tries[id(asked)] < TRIES:
            queue.waiting.appendleft(asked)
        else:
            yield asked, Lost(asked, why)

    def _fewer(self, why: str) -> None:
        """Go on with those that are left, where one could not even be opened."""
        if not self._workers:
            raise WorkersFailed(
                f"No process could open the assistant ({why}); look whether there is memory for "
                "it, and try `--jobs 1`."
            )


class Gone:
    """A worker that is no more."""


def _said(worker: _Worker) -> Told | Gone | None:
    """Return what a worker said; None if nothing yet."""
    try:
        if worker.connection.poll():
            told: Told = worker.connection.recv()
            return told
    except (EOFError, OSError):
        return Gone()
    return None if worker.process.is_alive() else Gone()


def _sign(sign: object) -> Connection | int:
    assert isinstance(sign, (Connection, int))
    return sign


def _death(exit_code: int | None) -> str:
    """Say how a process ended."""
    if exit_code is None:
        return "its process went silent"
    if exit_code >= 0:
        return f"its process ended with code {exit_code}"
    name = signal.Signals(-exit_code).name
    return f"its process died ({name}{', perhaps out of memory' if name == 'SIGKILL' else ''})"
