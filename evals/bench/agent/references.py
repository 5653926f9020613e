"""How often a reference is resolved to the right product, in scripted dialogues."""

import asyncio

from agents.agent import ShoppingAgent
from evals.bench.stt.section import Section, share
from evals.price_phrases import Half
from evals.rates import Tally
from evals.reference_dialogues import DIALOGUES, Ended, hold

REACH = 0.98


def reference_section(
    agent: ShoppingAgent, half: Half = "held_out", count: int = DIALOGUES
) -> Section:
    """Hold `count` dialogues of a half with the agent and score how each ends."""
    ended = asyncio.run(_held(agent, half, count))
    right = tuple(int(one.right) for one in ended)
    tally = Tally(right, (1,) * len(right)) if right else None
    figure = share("references_resolved", tally, reach=REACH, smaller_is_better=False)
    details = tuple(
        {
            "section": "references",
            "kind": one.family,
            "said": list(one.said),
            "meant": [p.title for p in one.ask.meant],
            "got": one.got,
        }
        for one in ended
        if not one.right
    )
    return Section((figure,), details)


async def _held(agent: ShoppingAgent, half: Half, count: int) -> list[Ended]:
    ended: list[Ended] = []
    number = 0
    while len(ended) < count and number < 2 * count:
        one = await hold(agent, half, number)
        number += 1
        if one is not None:
            ended.append(one)
    return ended
