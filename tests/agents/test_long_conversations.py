"""Long random conversations: no turn breaks what must hold after every turn.

LONG_CONVERSATIONS=200 in the environment holds so many instead of a few.
"""

import logging
import os
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agents.agent import ShoppingAgent
from agents.turn import Spent, Turn, Utterance
from assistant.config import Settings
from evals.bench.agent.shop import Shop, open_shop
from tests.agents.invariants import Before, Invariants, Names
from tests.agents.rambler import Rambler
from tests.sample import sample_products

pytestmark = pytest.mark.model

CONVERSATIONS = int(os.environ.get("LONG_CONVERSATIONS", "5"))
TURNS = 25


@pytest.fixture(scope="module")
def shop(sample_home: Path) -> Iterator[Shop]:
    with open_shop(Settings(home=sample_home), None) as opened:
        yield opened


@pytest.fixture(scope="module")
def invariants(shop: Shop) -> Invariants:
    return Invariants(shop.search, Names.of(sample_products()))


async def converse(
    agent: ShoppingAgent, invariants: Invariants, rambler: Rambler, name: str, turns: int = TURNS
) -> list[str]:
    """Hold one conversation; return what was broken, with the utterance that broke it."""
    broken: list[str] = []
    last: Turn | None = None
    for _ in range(turns):
        said = rambler.next(last)
        before = await agent.dialogue(name)
        last = await agent.plan(name, Utterance(said.text))
        again = await agent.plan(name, Utterance(said.text))
        found = []
        if replace(again, spent=Spent()) != replace(last, spent=Spent()):
            found.append("planned twice, two plans")
        if await agent.dialogue(name) != before:
            found.append("planning stored something")
        await agent.commit(last)
        after = await agent.dialogue(name)
        shown = Before(before)
        found += invariants.check(shown, last, after, said.bad)
        if (heard := rambler.heard(last.reply.text)) is not None:
            await agent.note_heard(name, heard)
        broken += [f"{said.text[:100]!r} -> {last.reply.text!r}: {what}" for what in found]
    return broken


@pytest.mark.parametrize("seed", range(CONVERSATIONS))
async def test_no_turn_breaks_what_must_hold(
    seed: int, shop: Shop, invariants: Invariants, caplog: pytest.LogCaptureFixture
) -> None:
    rambler = Rambler(seed, shop.search.vocabulary)
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        broken = await converse(shop.agent, invariants, rambler, f"long-{seed}")
    assert not broken, "\n".join(broken)
    assert not caplog.records
