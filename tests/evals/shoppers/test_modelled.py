"""A shopper that a model plays, with a double of a model server."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.doubles import HttpError, Play, Script
from evals.runs.record import TrialRecord
from evals.scenarios.scenario import Scenario
from evals.scenarios.where import Look
from evals.shoppers.build import build_shopper
from evals.shoppers.modelled import TENANT, ModelledShopper, ShopperModel
from evals.shoppers.validity import problems
from retrieval.product import Product
from tests.agents.tasks.wired import Wired, wired
from tests.evals.shoppers.shop import Obliging, converse

Goals = dict[str, Scenario]
Played = tuple[TrialRecord, ModelledShopper, Wired]


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TASKS_TEST_KEY", "k")


def plays(*said: tuple[str, bool]) -> tuple[Script, ...]:
    """Answer with each in turn; the last one again and again."""
    return tuple(Script(text=json.dumps({"say": say, "done": done})) for say, done in said)


async def _played(
    folder: Path, play: Play, scenario: Scenario, catalog: Sequence[Product], look: Look
) -> Played:
    async with wired(folder, {"player": play}) as whole:
        model = ShopperModel("player", whole.routing.desk)
        shopper = build_shopper(scenario, 0, 1, look, model)
        assert isinstance(shopper, ModelledShopper)
        record = await converse(scenario, shopper, Obliging(catalog, scenario))
        return record, shopper, whole


def test_says_what_the_model_says_and_books_every_call(
    goals: Goals, catalog: Sequence[Product], look: Look, tmp_path: Path
) -> None:
    play = plays(
        ("I'm looking for tents", False),
        ("Anything but Torvane please", False),
        ("They have to be waterproof", False),
        ("Okay, add the first one to my cart", False),
    )
    record, shopper, whole = asyncio.run(_played(tmp_path, play, goals["g-brand"], catalog, look))
    assert [t.said for t in record.turns][:2] == [
        "I'm looking for tents",
        "Anything but Torvane please",
    ]
    assert shopper.fallbacks == 0
    assert shopper.asked >= 4
    assert shopper.cost_usd > 0
    system = str(whole.servers["player"].records[0].asked.body)
    assert "Torvane" in system
    assert TENANT not in system


@pytest.mark.parametrize(
    "play",
    [
        Script(text="Sure! I would say: boots"),
        Script(text='{"say": "", "done": false}'),
        Script(text=json.dumps({"say": "boots " * 60, "done": False})),
        Script(faults=(HttpError(500),)),
    ],
)
def test_the_state_machine_steps_in_where_the_model_fails(
    play: Script, goals: Goals, catalog: Sequence[Product], look: Look, tmp_path: Path
) -> None:
    scenario = goals["g-boots"]
    record, shopper, _ = asyncio.run(_played(tmp_path, play, scenario, catalog, look))
    assert shopper.fallbacks == shopper.asked > 0
    assert record.ended == "satisfied"
    assert problems(scenario, record, look) == ()


def test_what_a_model_invents_is_no_valid_simulation(
    goals: Goals, catalog: Sequence[Product], look: Look, tmp_path: Path
) -> None:
    scenario = goals["g-boots"]
    play = plays(("I'm looking for pink hiking boots", False), ("Never mind", True))
    record, _, _ = asyncio.run(_played(tmp_path, play, scenario, catalog, look))
    found = {one.split(":")[0] for one in problems(scenario, record, look)}
    assert {"foreign value", "patience"} <= found
