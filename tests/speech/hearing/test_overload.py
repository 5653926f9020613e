"""Many sessions on one engine, in virtual time: the real queue, recognitions that take a while.

Each session speaks 3 s and is silent for 5, over and over. A partial takes 0.1 s of one of
two workers, a final 0.17 s, in a batch of two 0.235 s: what whisper-base takes on one core.
"""

import heapq
import itertools
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import pytest

from speech.endpointing import EndpointSettings
from speech.errors import RecogniserBusy
from speech.recognition_job import Job, Kind
from speech.recognition_queue import QueueSettings, RecognitionQueue

WORKERS = 2
SPEAKS_S, SILENT_S, LASTS_S = 3.0, 5.0, 120.0
PARTIAL_S, FINAL_S, TWO_FINALS_S = 0.1, 0.17, 0.235
AUDIO = np.zeros(int(SPEAKS_S * 16_000), np.float32)


@dataclass
class Measured:
    """What the sessions saw."""

    final_waits_s: list[float] = field(default_factory=list)
    partials: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    busy: int = 0
    longest_queue: int = 0

    @property
    def p95_s(self) -> float:
        return float(np.percentile(self.final_waits_s, 95))

    def partial_every_s(self, sessions: int) -> float:
        """Return the speech between two partials, over all sessions."""
        spoken_s = sessions * LASTS_S * SPEAKS_S / (SPEAKS_S + SILENT_S)
        return spoken_s / max(1, sum(self.partials.values()))


class Simulation:
    """Two minutes of virtual time on one queue."""

    def __init__(self, sessions: int) -> None:
        self.measured = Measured()
        self._queue = RecognitionQueue(QueueSettings(workers=WORKERS, max_batch=2))
        self._order = itertools.count()
        self._events: list[tuple[float, int, Kind | list[Job], int]] = []
        self._asked_s: dict[Job, float] = {}
        self._partials: dict[int, Job] = {}
        self._free = WORKERS
        for session in range(sessions):
            self._schedule(session, session * (SPEAKS_S + SILENT_S) / sessions)

    def run(self) -> Measured:
        """Play everything that was scheduled."""
        while self._events:
            now_s, _, what, session = heapq.heappop(self._events)
            if isinstance(what, list):
                self._finish(what, now_s)
            else:
                self._ask(what, session, now_s)
            queue = self._queue
            self.measured.longest_queue = max(self.measured.longest_queue, len(queue))
            while self._free and len(queue) and (batch := queue.take_now()):
                self._free -= 1
                self._push(now_s + _takes_s(batch), batch, -1)
        return self.measured

    def _schedule(self, session: int, began_s: float) -> None:
        every_s = EndpointSettings().partial_every_s
        while began_s < LASTS_S:
            for nth in range(1, int(SPEAKS_S / every_s) + 1):
                self._push(began_s + nth * every_s, Kind.PARTIAL, session)
            self._push(began_s + SPEAKS_S, Kind.FINAL, session)
            began_s += SPEAKS_S + SILENT_S

    def _push(self, at_s: float, what: Kind | list[Job], session: int) -> None:
        heapq.heappush(self._events, (at_s, next(self._order), what, session))

    def _ask(self, kind: Kind, session: int, now_s: float) -> None:
        running = self._partials.get(session)
        if kind is Kind.PARTIAL and running is not None and not running.future.done():
            return
        job = Job(AUDIO, kind, session, alike="all")
        try:
            self._queue.put(job)
        except RecogniserBusy:
            self.measured.busy += kind is Kind.FINAL
            return
        self._asked_s[job] = now_s
        if kind is Kind.PARTIAL:
            self._partials[session] = job

    def _finish(self, batch: list[Job], now_s: float) -> None:
        self._free += 1
        self._queue.done(batch)
        for job in batch:
            if job.kind is Kind.FINAL:
                self.measured.final_waits_s.append(now_s - self._asked_s[job])
            else:
                self.measured.partials[int(str(job.owner))] += 1
            job.finish(None)


def _takes_s(batch: list[Job]) -> float:
    if batch[0].kind is Kind.PARTIAL:
        return PARTIAL_S * len(batch)
    return TWO_FINALS_S if len(batch) > 1 else FINAL_S


def _load(sessions: int) -> Measured:
    return Simulation(sessions).run()


def test_one_session_has_a_partial_every_400_ms_and_its_final_at_once() -> None:
    alone = _load(1)
    assert alone.partial_every_s(1) < 0.45  # the last 0.3 s of an utterance have none
    assert alone.p95_s == pytest.approx(FINAL_S)
    assert alone.busy == 0


def test_load_makes_partials_rarer_before_finals_wait_and_finals_wait_before_busy() -> None:
    some, many, too_many = _load(8), _load(40), _load(160)
    assert some.p95_s < 2 * FINAL_S and some.busy == 0
    assert many.partial_every_s(40) > 1.5 * some.partial_every_s(8)
    assert many.p95_s < 1.0 and many.busy == 0
    assert too_many.busy > 0
    assert sum(too_many.partials.values()) < 0.02 * len(too_many.final_waits_s)
    bounds = QueueSettings()
    assert too_many.longest_queue <= bounds.max_finals + bounds.max_partials
    assert too_many.p95_s < bounds.max_finals * TWO_FINALS_S / 2


def test_sessions_share_the_partials_that_there_is_time_for() -> None:
    many = _load(40)
    counts = [many.partials[session] for session in range(40)]
    assert min(counts) > 0.5 * max(counts) > 0
