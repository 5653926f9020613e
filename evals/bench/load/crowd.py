"""Several shoppers at once, and what they cost while they talk."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evals.bench.load.caller import Asked, Caller, Manner
from evals.bench.load.costs import Cores, cores, spent
from evals.bench.load.lag import Lateness, lags, lateness
from evals.bench.load.microphone import Question
from evals.bench.load.plan import LoadPlan
from evals.bench.load.server import Measured

_APART_S = 6.0
"""Conversations begin within this time, so that questions meet by chance."""
_SEED = 7


@dataclass(frozen=True, slots=True)
class Talked:
    """What became of all conversations."""

    asked: tuple[Asked, ...]
    errors: Counter[str]
    share: float
    """Of the time, on average, that a shopper spoke."""
    late_s: tuple[float, ...]
    """How late each frame left the load generator."""
    cores: Cores | None
    """None where the server is on another machine."""
    lateness: Lateness | None


async def talk(server: Measured, groups: Sequence[Sequence[Question]], plan: LoadPlan) -> Talked:
    """Hold the conversations and return what was heard.

    Args:
        server: With whom.
        groups: Questions that are asked one after the other; each shopper begins elsewhere.
        plan: How many, for how long.
    """
    errors: Counter[str] = Counter()
    dice = random.Random(_SEED)
    callers = [
        Caller(server, _from(groups, number), lambda code: errors.update((code,)))
        for number in range(plan.conversations)
    ]
    begin, missing = asyncio.Event(), asyncio.Semaphore(0)
    running = [
        asyncio.create_task(
            caller.run(
                missing.release,
                begin,
                Manner(0.0 if plan.together else dice.uniform(0.0, _APART_S), plan.minutes),
            )
        )
        for caller in callers
    ]
    for _ in callers:
        await missing.acquire()
    looked = await asyncio.to_thread(lags, server)
    before = spent(server.pid) if server.pid else None
    begin.set()
    await asyncio.gather(*running)
    after = spent(server.pid) if server.pid else None
    lasted_s = sum(caller.lasted_s for caller in callers)
    return Talked(
        asked=tuple(asked for caller in callers for asked in caller.asked),
        errors=errors,
        share=sum(caller.spoken_s for caller in callers) / lasted_s if lasted_s else 0.0,
        late_s=tuple(late for caller in callers for late in caller.late_s),
        cores=cores(before, after) if before and after else None,
        lateness=lateness(looked, await asyncio.to_thread(lags, server)),
    )


def _from(groups: Sequence[Sequence[Question]], number: int) -> list[Question]:
    """Return all questions, group by group, beginning with another group for each shopper."""
    first = number % len(groups)
    return [question for group in (*groups[first:], *groups[:first]) for question in group]
