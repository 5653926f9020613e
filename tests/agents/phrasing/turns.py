"""Planned turns over the tests' shop, with a decision put in."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import cache

from agents.acts import Act
from agents.agent import PlannedTurn, ShoppingAgent
from agents.constraints import Kind
from agents.phrasing.said import Account, Writing
from agents.reading import Question, Reading
from agents.routing.decision import Alternative, Decision
from agents.turn import Utterance
from tests.agents.say import BOOTS_UNDER_150, ByHand, nth, reading, want
from tests.agents.shop import SHOP, ListSearch

_SCRIPT: dict[str, Reading | tuple[Reading, ...]] = {
    "boots": BOOTS_UNDER_150,
    "purple boots": reading(
        Act.FIND, want(Kind.CATEGORY, "hiking boots"), want(Kind.COLOUR, "white"),
        text="hiking boots",
    ),
    "compare": reading(Act.COMPARE, references=(*nth(1), *nth(2))),
    "second": reading(Act.SELECT, references=nth(2)),
    "waterproof": reading(
        Act.ASK_PRODUCT, references=nth(1), question=Question("waterproof", "waterproof")
    ),
}  # fmt: skip


@cache
def planned(*said: str) -> PlannedTurn:
    """Return the last turn of a conversation of these utterances."""

    async def talk() -> PlannedTurn:
        agent = ShoppingAgent(ListSearch(SHOP), ByHand(_SCRIPT))
        for text in said:
            turn = await agent.plan("c", Utterance(text))
            assert isinstance(turn, PlannedTurn)
            await agent.commit(turn)
        return turn

    # In a thread of its own: a test may have a loop that runs.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, talk()).result()


BOOTS = ("boots",)
RELAXED = ("purple boots",)


def turn_for(*said: str, **decided: object) -> PlannedTurn:
    """Return a planned turn that is to be phrased by "open", then "closed"."""
    decision = Decision(
        id="d", tier="open", model="qwen", fallbacks=("gpt",),
        alternatives=(Alternative("qwen", "open", 1.0), Alternative("gpt", "closed", 0.0)),
    )  # fmt: skip
    return replace(planned(*(said or BOOTS)), decision=replace(decision, **decided))  # type: ignore[arg-type]  # checked by the dataclass


@dataclass
class Heard:
    """What came of a reply."""

    clauses: list[str]
    at: list[float]
    account: Account

    @property
    def text(self) -> str:
        return " ".join(self.clauses)


async def hear(writing: Writing, most: int | None = None, pause_s: float = 0.0) -> Heard:
    """Listen to a reply, to its end or for some clauses."""
    clauses: list[str] = []
    at: list[float] = []
    loop = asyncio.get_running_loop()
    writing.wanted()
    begun = loop.time()
    async with aclosing(writing.clauses()) as said:
        async for clause in said:
            clauses.append(clause)
            at.append(loop.time() - begun)
            if most is not None and len(clauses) >= most:
                break
            await asyncio.sleep(pause_s)
    return Heard(clauses, at, writing.account())
