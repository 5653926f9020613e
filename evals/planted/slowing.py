"""An agent that takes twice as long: it waits as long again as the work took."""

import asyncio
import time

from agents.agent import PlannedTurn, ShoppingAgent
from agents.boards import Board
from agents.clicks import Click
from agents.nodes.turn_state import DEFAULT_TENANT
from agents.turn import Turn, Utterance
from retrieval.taste import Taste


class SlowAgent(ShoppingAgent):
    """Shares everything with the agent that it is made of.

    Args:
        agent: One that takes as long as it takes.
    """

    def __init__(self, agent: ShoppingAgent) -> None:
        vars(self).update(vars(agent))

    async def plan(
        self,
        conversation_id: str,
        utterance: Utterance,
        taste: Taste | None = None,
        boards: tuple[Board, ...] | None = None,
        tenant: str = DEFAULT_TENANT,
    ) -> PlannedTurn:
        """Plan a turn; see `ShoppingAgent.plan`."""
        began = time.perf_counter()
        planned = await super().plan(conversation_id, utterance, taste, boards, tenant)
        await asyncio.sleep(time.perf_counter() - began)
        return planned

    async def commit(self, turn: Turn, heard: str | None = None) -> tuple[Click, ...]:
        """Store a turn; see `ShoppingAgent.commit`."""
        began = time.perf_counter()
        missed = await super().commit(turn, heard)
        await asyncio.sleep(time.perf_counter() - began)
        return missed
