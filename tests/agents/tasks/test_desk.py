"""Asking: models in order, answers checked, every call booked."""

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from agents.ledger.accounts import bill_of
from agents.models.call import Message, Task
from agents.models.spec import Protocol
from agents.routing.policy_file import parse_policy
from agents.tasks.desk import Errand
from agents.tasks.errors import NobodyAsked, NothingUsable, Unfit
from evals.doubles import HttpError, Script, Stall
from tests.agents.tasks.wired import PRICE, PROTOCOLS, situation, wired


def yes(answer: str) -> str:
    if "yes" not in answer:
        raise Unfit("no_yes")
    return answer


def errand(task: Task = Task.SUMMARY, turn: int = 0) -> Errand[str]:
    return Errand(situation(task, turn), "Say yes.", (Message("user", "Well?"),), yes)


@pytest.mark.parametrize("protocol", PROTOCOLS)
async def test_an_answer_that_holds_comes_with_its_cost(tmp_path: Path, protocol: Protocol) -> None:
    async with wired(tmp_path, {"qwen": Script(text="Oh yes.")}, protocol=protocol) as shop:
        answered = await shop.routing.desk.ask(errand())
        usage = shop.servers["qwen"].records[0].usage
    assert (answered.value, answered.model, answered.tier) == ("Oh yes.", "qwen", "open")
    assert answered.cost_usd == Decimal(usage.fresh * 3 + usage.output * 15) / 1_000_000
    bill = bill_of(shop.settings.ledger_path, ("task",))
    assert [line.key for line in bill.lines] == [("summary",)]
    assert bill.total.cost_usd == answered.cost_usd


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "first",
    [Script(text="No."), Script(faults=(HttpError(503),)), Script(text="yes", finish="filtered")],
    ids=["unfit", "down", "filtered"],
)
async def test_the_next_model_is_asked_where_one_fails(
    tmp_path: Path, protocol: Protocol, first: Script
) -> None:
    plays = {"qwen": first, "gpt": Script(text="yes")}
    async with wired(tmp_path, plays, protocol=protocol) as shop:
        answered = await shop.routing.desk.ask(errand())
        assert shop.asked == ["qwen", "gpt"]
    assert answered.model == "gpt" and len(answered.calls) == 2
    assert answered.calls[0].outcome in {"refused", "failed"}
    assert bill_of(shop.settings.ledger_path, ()).open_calls == 0


async def test_a_model_that_stalls_gives_way_in_time(tmp_path: Path) -> None:
    plays = {"qwen": Script(faults=(Stall("headers"),)), "gpt": Script(text="yes")}
    slow = "[[rules]]\nname = 'soon'\ntask = 'summary'\ntier = 'open'\nfirst_content_s = 0.2"
    async with wired(tmp_path, plays, extra=slow) as shop:
        answered = await shop.routing.desk.ask(errand())
    assert answered.model == "gpt"
    assert [entry.reason for entry in answered.calls] == ["timed_out", None]


async def test_nothing_usable_names_every_model_with_its_reason(tmp_path: Path) -> None:
    plays = {"qwen": Script(text="No."), "gpt": Script(faults=(HttpError(401),))}
    async with wired(tmp_path, plays) as shop:
        with pytest.raises(NothingUsable, match="qwen no_yes, gpt wrong_key"):
            await shop.routing.desk.ask(errand())


async def test_a_policy_that_names_nobody_says_what_to_write(tmp_path: Path) -> None:
    async with wired(tmp_path, {"qwen": Script()}, default="template") as shop:
        with pytest.raises(NobodyAsked, match=r"\[tasks.labelling\]"):
            await shop.routing.desk.ask(errand(Task.LABELLING))
        assert not shop.asked


async def test_no_key_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TASKS_TEST_KEY")
    async with wired(tmp_path, {"qwen": Script()}) as shop:
        with pytest.raises(NobodyAsked, match="qwen: has no key"):
            await shop.routing.desk.ask(errand())


async def test_a_budget_that_is_spent_asks_nobody(tmp_path: Path) -> None:
    budget = '[[budgets]]\nscope = "all"\nperiod = "day"\nusd = 0.000001'
    async with wired(tmp_path, {"qwen": Script()}, extra=budget) as shop:
        with pytest.raises(NobodyAsked) as caught:
            await shop.routing.desk.ask(errand())
        assert not shop.asked
    assert caught.value.out_of_budget


async def test_cancelling_reaches_the_provider_and_is_booked(tmp_path: Path) -> None:
    script = Script(text="yes " * 200, tokens_per_s=5)
    async with wired(tmp_path, {"qwen": script}) as shop:
        asking = asyncio.create_task(shop.routing.desk.ask(errand()))
        server = shop.servers["qwen"]
        await server.until(lambda records: bool(records) and records[0].headers_s is not None)
        await asyncio.sleep(0.1)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        await server.settled()
        assert server.records[0].disconnected_s is not None
    bill = bill_of(shop.settings.ledger_path, ("outcome",))
    assert [line.key for line in bill.lines] == [("cut_off",)]
    assert bill.total.cost_usd > 0 and bill.open_calls == 0


async def test_a_model_without_schemas_is_told_the_shape_in_words(tmp_path: Path) -> None:
    shape = {"type": "object", "properties": {"yes": {"type": "boolean"}}}
    asked = Errand(
        situation(Task.LABELLING), "Say yes.", (Message("user", "Well?"),), yes, schema=shape
    )
    for schemas in ("true", "false"):
        folder = tmp_path / schemas
        folder.mkdir()
        each = (PRICE, f"schemas = {schemas}")
        async with wired(folder, {"qwen": Script(text='{"yes": true}')}, each=each) as shop:
            await shop.routing.desk.ask(asked)
            body = shop.servers["qwen"].records[0].asked.body
        assert ("response_format" in body) is (schemas == "true")
        assert ("JSON schema" in str(body["messages"])) is (schemas == "false")


def test_a_table_that_only_names_a_tier_keeps_the_tasks_own_patience() -> None:
    given = b'[tasks.labelling]\ndefault = "open"\n[tasks.reading]\ntotal_s = 0.5\n'
    tasks = parse_policy(given, "policy.toml").policy.tasks
    assert (tasks.labelling.max_output_tokens, tasks.labelling.first_content_s) == (2_000, 60.0)
    assert (tasks.reading.first_content_s, tasks.reading.max_output_tokens) == (0.5, 400)
    assert tasks.reply.max_output_tokens == 160
