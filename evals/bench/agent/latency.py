"""How long a turn takes the agent: understanding, state and reply plan, models included."""

import asyncio
from collections.abc import Sequence
from time import perf_counter

from agents.agent import ShoppingAgent
from agents.turn import Utterance
from evals.bench.agent.shop import Shop
from evals.bench.figure import Figure, median_of, percentile_of

CONVERSATION = (
    "I'm looking for waterproof hiking boots under a hundred and fifty dollars",
    "something cheaper, not leather",
    "is the second one available in a nine",
    "actually show me the brown ones in a ten, no wait, nine",
    "how do the first two differ",
    "add the second one in a nine",
    "and I need a gift for my father who likes camping, around fifty",
    "not that brand",
    "what's your return policy",
    "back to the boots",
    "forget the budget",
    "what's in my cart",
)
"""Turns of every kind, in conversations of their own each round."""
ROUNDS = 20
REACH_MS = 40.0


def latency_figures(shop: Shop) -> tuple[Figure, ...]:
    """Return the time from the words to the plan of the reply, with the search and without it."""
    whole, without = asyncio.run(_spent(shop.agent, CONVERSATION))
    return (
        percentile_of("turn_without_search_p95", without, 95, "ms", reach=REACH_MS),
        percentile_of("turn_with_search_p95", whole, 95, "ms"),
        median_of("turn_with_search_p50", whole, "ms"),
    )


async def _spent(
    agent: ShoppingAgent, conversation: Sequence[str]
) -> tuple[list[float], list[float]]:
    whole, without = [], []
    for number in range(ROUNDS + 1):
        for text in conversation:
            started_s = perf_counter()
            turn = await agent.plan(f"round {number}", Utterance(text))
            spent_ms = (perf_counter() - started_s) * 1e3
            await agent.commit(turn)
            if number:  # the first round warms up
                whole.append(spent_ms)
                without.append(spent_ms - (turn.spent.retrieve_ms or 0.0))
    return whole, without
