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
    finals: int = 0
    busy: int = 0
    longest_queue: int = 0

    @property
    def p95_s(self) -> float:
        return float(np.percentile(self.final_waits_s, 95))

    def partial_every_s(self, sessions: int) -> float:
        """Return the speech between two partials, over all sessions."""
        spoken_s = sessions * LASTS_S * SPEAKS_S / (SPEAKS_S + SILENT_S)
        return spoken_s / max(1, sum(self.partials.values()))


def _load(sessions: int) -> Measured:
    """Run the sessions for two minutes of virtual time."""
    queue = RecognitionQueue(QueueSettings(workers=WORKERS, max_batch=2))
    measured = Measured()
    order = itertools.count()
    events: list[tuple[float, int, Kind | list[Job], int]] = []
    every_s = EndpointSettings().partial_every_s
    for session in range(sessions):
        began_s = session * (SPEAKS_S + SILENT_S) / sessions
        while began_s < LASTS_S:
            for nth in range(1, int(SPEAKS_S / every_s) + 1):
                heapq.heappush(
                    events, (began_s + nth * every_s, next(order), Kind.PARTIAL, session)
                )
            heapq.heappush(events, (began_s + SPEAKS_S, next(order), Kind.FINAL, session))
            began_s += SPEAKS_S + SILENT_S
    asked_s: dict[int, float] = {}
    partials: dict[int, Job] = {}
    free = WORKERS
    while events:
        now_s, _, what, session = heapq.heappop(events)
        if isinstance(what, list):
            free += 1
            queue.done(what)
            for job in what:
                if job.kind is Kind.FINAL:
                    measured.finals += 1
                    measured.final_waits_s.append(now_s - asked_s[id(job)])
                else:
                    measured.partials[int(str(job.owner))] += 1
                job.finish(None)
        else:
            running = partials.get(session)
            if what is Kind.FINAL or running is None or running.future.done():
                job = Job(AUDIO, what, session, alike="all")
                asked_s[id(job)] = now_s
                try:
                    queue.put(job)
                    if what is Kind.PARTIAL:
                        partials[session] = job
                except RecogniserBusy:
                    measured.busy += what is Kind.FINAL
        measured.longest_queue = max(measured.longest_queue, len(queue))
        while free and len(queue) and (batch := queue.take_now()):
            free -= 1
            took_s = TWO_FINALS_S if len(batch) > 1 else FINAL_S
            took_s = took_s if batch[0].kind is Kind.FINAL else PARTIAL_S * len(batch)
            heapq.heappush(events, (now_s + took_s, next(order), batch, -1))
    return measured


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
    assert sum(too_many.partials.values()) < 0.02 * too_many.finals
    bounds = QueueSettings()
    assert too_many.longest_queue <= bounds.max_finals + bounds.max_partials
    assert too_many.p95_s < bounds.max_finals * TWO_FINALS_S / 2


def test_sessions_share_the_partials_that_there_is_time_for() -> None:
    many = _load(40)
    counts = [many.partials[session] for session in range(40)]
    assert min(counts) > 0.5 * max(counts) > 0
