"""A judge asked about every trial of a run, some at once, in the run's order."""

import asyncio
from collections.abc import Callable, Sequence

from evals.judges.judge import Judge
from evals.judges.judgment import Judgment
from evals.runs.run import Run

AT_ONCE = 4
"""Conversations that are judged at a time: what hosted models take without refusing."""


async def judge_run(
    run: Run,
    judge: Judge,
    at_once: int = AT_ONCE,
    told: Callable[[Sequence[Judgment]], None] | None = None,
) -> tuple[Judgment, ...]:
    """Judge all valid trials of a run.

    Args:
        run: As it was read from its folder.
        judge: Whom to ask.
        at_once: Calls at a time.
        told: Called with the judgments of each trial as it is judged.
    """
    gate = asyncio.Semaphore(at_once)
    records = [one for one in run.records if one.valid and one.scenario in run.scenarios]

    async def one(place: int) -> tuple[Judgment, ...]:
        record = records[place]
        async with gate:
            found = await judge.judge(run.scenarios[record.scenario], record)
        if told is not None:
            told(found)
        return found

    judged = await asyncio.gather(*(one(place) for place in range(len(records))))
    return tuple(judgment for each in judged for judgment in each)
