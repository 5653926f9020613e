"""`aisle bench load`: how many conversations a server holds, and how well."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.config import Settings
from evals.bench.figure import Report
from evals.bench.load.costs import load_of_cores
from evals.bench.load.crowd import Talked, talk
from evals.bench.load.idle import Idle, idle
from evals.bench.load.microphone import Question, question_of
from evals.bench.load.plan import LoadPlan
from evals.bench.load.report import report_of
from evals.bench.load.server import Measured, started
from evals.bench.spoken_requests import spoken_groups, warm_up
from evals.bench.stamp import stamp
from retrieval.index import status

_WARM_MINUTES = 0.01
"""One question each: what is loaded on first use is loaded then."""


def run(settings: Settings, plan: LoadPlan | None = None) -> Report:
    """Hold conversations with a server and report what was heard and what it cost.

    Args:
        settings: The home whose server is started; its questions are spoken by its voice.
        plan: How many conversations, and with which server; four with one of its own if None.

    Raises:
        ServerMissing: It does not start.
        SpeechError: The questions cannot be spoken.
    """
    plan = plan or LoadPlan()
    groups = questions(settings)
    first = warm_up(settings)
    warm = question_of(first.name, first.text, first.samples, seed=0)
    load = load_of_cores()
    with _server(settings, plan) as server:
        catalog = status(settings.index_path).digest[:12] if plan.url is None else None
        talked, idled = asyncio.run(_measure(server, groups, warm, plan))
    return report_of(talked, idled, plan, stamp(catalog), load)


def questions(settings: Settings) -> list[list[Question]]:
    """Return what is asked, in the groups in which it is asked; spoken on the first call."""
    return [
        [question_of(request.name, request.text, request.samples, seed=number) for request in group]
        for number, group in enumerate(spoken_groups(settings))
    ]


@contextmanager
def _server(settings: Settings, plan: LoadPlan) -> Iterator[Measured]:
    if plan.url is not None and plan.key is not None:
        yield Measured(plan.url.rstrip("/"), plan.key)
        return
    log = settings.home / "bench" / "load-serve.log"
    most = max(plan.conversations, plan.idle)
    with started(log, most, {"AISLE_HOME": str(settings.home)}) as server:
        yield server


async def _measure(
    server: Measured, groups: list[list[Question]], warm: Question, plan: LoadPlan
) -> tuple[Talked, Idle | None]:
    await talk(server, [[warm]], LoadPlan(2, _WARM_MINUTES))
    # Before anybody talks, when the least is held that could be used again.
    idled = await idle(server, server.pid, plan.idle) if server.pid and plan.idle else None
    return await talk(server, groups, plan), idled
