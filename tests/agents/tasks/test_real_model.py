"""A real open model through the tasks' whole path: transport, bill and checks, no quality."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from agents.ledger.accounts import bill_of
from agents.tasks.errors import NothingUsable
from agents.tasks.grounding import is_for, is_grounded, sentences_of
from agents.tasks.labelling import DEFAULT, label, situation_of
from agents.tasks.summary import summed_up
from assistant.config import Settings
from assistant.config_tables import RouterSettings
from assistant.routing import Routing, open_routing
from evals.doubles.real import smollm
from retrieval.terms import Field
from tests.agents.tasks.products import PARKA, VOCABULARY
from tests.agents.tasks.test_summary import STORY
from tests.agents.tasks.wired import PRICE, PROTOCOLS, model_table

pytestmark = [pytest.mark.model, pytest.mark.timing]  # a real model has deadlines


@asynccontextmanager
async def real(folder: Path, protocol: str, url: str, name: str) -> AsyncIterator[Routing]:
    policy = folder / f"{protocol}.toml"
    tasks = "".join(
        f'[tasks.{task}]\ndefault = "open"\nmax_output_tokens = 160\n'
        for task in ("summary", "labelling")
    )
    table = model_table("smol", protocol, url, PRICE).replace('model = "smol"', f'model = "{name}"')
    policy.write_text(f'{table}\n[tiers]\nopen = ["smol"]\n{tasks}')
    settings = Settings(home=folder / protocol, router=RouterSettings(policy=policy))
    async with open_routing(settings) as routing:
        yield routing


async def test_it_is_asked_booked_and_checked_over_every_protocol(tmp_path: Path) -> None:
    async with smollm(threads=1) as model:
        for protocol in PROTOCOLS:
            async with real(tmp_path, protocol, model.url, model.model) as routing:
                summary = await summed_up(routing.desk, STORY, "default", "c")
                try:
                    found = await label(
                        routing.desk, PARKA, VOCABULARY, DEFAULT,
                        situation_of("default", "b", 0, PARKA),
                    )  # fmt: skip
                except NothingUsable:
                    found = None
            assert summary.text and summary.cost_usd > 0
            if found is not None:
                text = sentences_of(f"{PARKA.title}\n{PARKA.description}\n{PARKA.category}")
                for each in found.labels:
                    holds = is_for if each.field is Field.AUDIENCE else is_grounded
                    assert holds(each.value, each.quote, text)
            bill = bill_of(tmp_path / protocol / "ledger.sqlite", ("task",))
            assert [line.key for line in bill.lines] == [("labelling",), ("summary",)]
            assert bill.open_calls == 0 and bill.total.cost_usd > Decimal(0)
            assert bill.total.estimated == 0
