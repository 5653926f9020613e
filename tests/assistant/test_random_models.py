"""Conversations over the wiring of the product, with models that fail by chance."""

import asyncio
import logging
import random
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from agents.agent import ShoppingAgent
from agents.ledger.accounts import bill_of
from agents.turn import Utterance
from assistant.config import Settings
from assistant.config_tables import PersonalSettings, RouterSettings
from assistant.conversation import Conversation
from assistant.intent_log.log import IntentLog
from assistant.parts import Parts
from assistant.routing import open_routing
from evals.bench.router.storm import KEY
from evals.bench.router.storm_ears import open_files
from evals.bench.router.storm_policy import (
    KEY_VARIABLE,
    PROTOCOLS,
    Weather,
    any_weather,
    write_policy,
)
from evals.bench.router.storm_scripts import any_script
from evals.doubles.server import Doubles
from tests.agents.shop import SHOP, ListSearch, reader
from tests.patience import until

TALKS = 10
SAID = (
    "hiking boots under 150 for the rain please",
    "compare the first two",
    "is the first one waterproof",
    "the second one",
    "what about something cheaper",
)


@pytest.mark.parametrize("seed", [5, 6])
async def test_conversations_whose_models_fail(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    seed: int,
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    caplog.set_level(logging.INFO)
    dice = random.Random(seed)
    running = {name: Doubles(lambda _: any_script(dice)) for name in PROTOCOLS}
    listening = {name: await double.run() for name, double in running.items()}
    policy = tmp_path / "policy.toml"
    urls = {name: double.url for name, double in running.items()}
    write_policy(policy, Weather(budget_usd=0.05), urls)
    settings = Settings(
        home=tmp_path,
        personal=PersonalSettings(enabled=False),
        router=RouterSettings(policy=policy),
    )
    search = ListSearch(SHOP)
    before = open_files()
    async with open_routing(settings) as routing:
        agent = ShoppingAgent(search, reader(), router=routing.router)
        log = IntentLog(settings.log_path)
        parts = Parts(settings, cast(Any, search), agent, routing.writer, log, routing)

        async def change() -> None:
            while True:
                await asyncio.sleep(0.4)
                weather = any_weather(dice, 0.05, 0.02)
                await asyncio.to_thread(write_policy, policy, weather, urls)

        changing = asyncio.create_task(change())
        await asyncio.gather(*(_talk(parts, seed, n) for n in range(TALKS)))
        changing.cancel()
        await asyncio.wait([changing])
        await _settled(settings)
        records = list(log.read())
        assert b"calls" in routing.metrics.exposition()
    for name, double in running.items():
        await double.settled()
        await double.stop(listening[name])
    await until(lambda: open_files() <= before and len(asyncio.all_tasks()) == 1)
    assert len(records) == TALKS * len(SAID)
    assert all(record.reply and record.route is not None for record in records)
    whole = [r.reply for r in records if r.outcome == "completed"]
    assert all(text.rstrip("\"”»')")[-1] in ".!?…" for text in whole)
    assert any(record.tier != "template" for record in records)
    # Every call that was booked is in exactly one turn's record.
    calls = [call for r in records if r.route is not None for call in r.route.calls]
    bill = bill_of(settings.ledger_path, ())
    assert len(calls) == bill.total.calls and bill.open_calls == 0
    assert bill.total.cost_usd <= Decimal("0.05") + bill.total.overrun_usd
    assert KEY not in caplog.text and "for the rain please" not in caplog.text


async def _talk(parts: Parts, seed: int, number: int) -> None:
    """Hold one conversation; some replies are cut off, as by a voice."""
    dice = random.Random(seed * 1000 + number)
    talk = Conversation(parts, f"c{number}")
    for text in SAID:
        if dice.random() < 0.5:
            turn, _ = await talk.answer(text)
            assert turn.reply.text
            continue
        planned = await talk.plan(Utterance(text, spoken=True))
        planned.keep()
        heard: list[str] = []
        cut = dice.random() < 0.5
        clauses = planned.clauses()
        async for clause in clauses:
            heard.append(clause)
            if cut:
                break
        await clauses.aclose()
        await talk.commit(planned)
        await talk.end(
            planned,
            outcome="interrupted" if cut else "completed",
            heard=" ".join(heard) if cut else None,
        )


async def _settled(settings: Settings) -> None:
    """Wait for bookings that took longer than their replies."""
    await until(lambda: not bill_of(settings.ledger_path, ()).open_calls)
